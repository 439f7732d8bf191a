namespace PromoEngine.Web.Jobs;

internal static class JobSetup
{
    public static void AddJobs(this IServiceCollection services)
    {
        services.AddOptions<JobOptions>().BindConfiguration("Jobs").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Flows>();
        services.AddSingleton(s => s.GetRequiredService<Flows>().Handlers);
        services.AddSingleton<JobRunner>();
        services.AddScoped<JobTurn>();
        services.AddHostedService<JobWorker>();
        services.AddSingleton(Schedules.All);
        services.AddSingleton<ScheduleTicker>();
        services.AddHostedService(s => s.GetRequiredService<ScheduleTicker>());
    }
}
