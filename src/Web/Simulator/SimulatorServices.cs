using PromoEngine.Web.Demo;

namespace PromoEngine.Web.Simulator;

internal static class SimulatorServices
{
    public static IServiceCollection AddSimulator(this IServiceCollection services)
    {
        services.AddSingleton<SimulatorAddress>();
        services.AddScoped<SimulatorGate>();
        services.AddScoped<SimulatorAccounts>();
        services.AddScoped<SimulatorPhones>();
        services.AddScoped<SimulatorCalls>();
        services.AddScoped<SendText>();
        services.AddScoped<DeliverText>();
        services.AddScoped<ReportStatus>();
        services.AddScoped<AcceptSend>();
        services.AddScoped<ListSends>();
        services.AddSingleton<DemoSignIn>();
        services.AddScoped<DemoSeed>();
        services.AddScoped<ProductImages>();
        return services;
    }
}
