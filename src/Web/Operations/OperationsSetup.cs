namespace PromoEngine.Web.Operations;

internal static class OperationsSetup
{
    /// <summary>What operators see and do: jobs, raw events, failed sends, schedules.</summary>
    public static void AddOperations(this IServiceCollection services)
    {
        services.AddScoped<ListJobs>();
        services.AddScoped<ActOnJob>();
        services.AddScoped<RawEvents>();
        services.AddScoped<FailedSends>();
        services.AddScoped<OperationsSummary>();
    }
}
