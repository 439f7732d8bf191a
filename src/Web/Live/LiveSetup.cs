namespace PromoEngine.Web.Live;

internal static class LiveSetup
{
    public static void AddLive(this IServiceCollection services)
    {
        services.AddSignalR().AddJsonProtocol();
        services.AddScoped<ReadEvents>();
        services.AddSingleton<LiveAccess>();
        services.AddSingleton<LivePush>();
        services.AddHostedService(s => s.GetRequiredService<LivePush>());
        services.AddSingleton<Sequencer>();
        services.AddHostedService(s => s.GetRequiredService<Sequencer>());
    }
}
