namespace PromoEngine.Web.Privacy;

internal static class PrivacySetup
{
    public static void AddPrivacy(this IServiceCollection services) => services.AddSingleton<SubjectKeys>();
}
