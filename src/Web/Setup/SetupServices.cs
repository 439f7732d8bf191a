using System.Text.Json;
using System.Text.Json.Serialization;

using PromoEngine.Web.Api;
using PromoEngine.Web.Webhooks;

namespace PromoEngine.Web;

internal static class SetupServices
{
    /// <summary>How this API speaks: strict numbers, enums as snake_case text, every error a ProblemDetails with a code.</summary>
    public static void AddHttpRules(this IServiceCollection services)
    {
        // Also outside development: what is wrong with a body is then said in one place, Refusals.cs.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(options => Json(options.SerializerOptions));
        services.AddProblemDetails(options => options.CustomizeProblemDetails = Refusals.Complete);
        services.AddExceptionHandler<Refusals>();
        services.AddValidation();
        services.AddRateLimits();
        // A lambda: the generator that brings the comments in knows no method group.
        services.AddOpenApi(options => Description.Complete(options));
        services.AddSingleton<WebhookAccounts>();
    }

    public static void AddSetup(this IServiceCollection services)
    {
        services.AddOptions<BootstrapOptions>().BindConfiguration("Bootstrap").ValidateDataAnnotations().ValidateOnStart();
        // A stopping process does not keep its jobs while open connections end.
        services.Configure<HostOptions>(host => host.ServicesStopConcurrently = true);
        services.AddSingleton<DemoMode>();
        services.AddSingleton<FirstStart>();
        services.AddSingleton<Startup>();
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService>(s => s.GetRequiredService<Startup>()));
        services.AddHostedService<WarmUp>();
        services.AddSingleton<Housekeeping>();
        services.AddHostedService(s => s.GetRequiredService<Housekeeping>());
        services.AddSingleton<Announcement>();
        services.AddHostedService(s => s.GetRequiredService<Announcement>());
    }

    internal static void Json(JsonSerializerOptions json)
    {
        json.NumberHandling = JsonNumberHandling.Strict;
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
    }
}
