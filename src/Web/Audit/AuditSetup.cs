namespace PromoEngine.Web.Audit;

internal static class AuditSetup
{
    public static void AddAudit(this IServiceCollection services)
    {
        services.AddSingleton<AuditAnchors>();
        services.AddSingleton<AuditChain>();
        services.AddHostedService(s => s.GetRequiredService<AuditChain>());
        services.AddScoped<ReadAudit>();
        services.AddScoped<AuditLabels>();
        services.AddScoped<ExportAudit>();
    }
}
