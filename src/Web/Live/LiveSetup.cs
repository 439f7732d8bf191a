namespace PromoEngine.Web.Live;

internal static class LiveSetup
{
    public static void AddLive(this IServiceCollection services)
    {
        services.AddSignalR().AddJsonProtocol();
        services.AddScoped<ReadEvents>();
        services.AddSingleton<Sequencer>();
        services.AddHostedService(s => s.GetRequiredService<Sequencer>());
    }
}
