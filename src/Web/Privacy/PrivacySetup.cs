namespace PromoEngine.Web.Privacy;

internal static class PrivacySetup
{
    public static void AddPrivacy(this IServiceCollection services)
    {
        services.AddSingleton<SubjectKeys>();
        services.AddSingleton<ErasureLog>();
        services.AddSingleton<Retention>();
        services.AddSingleton<SqliteTraces>();
        services.AddScoped<ForgottenFiles>();
        services.AddScoped<EraseContact>();
        services.AddScoped<ExportContact>();
        services.AddScoped<FindContacts>();
        services.AddScoped<ReadPrivacy>();
        services.AddScoped<SetRetention>();
    }
}
