using System.Diagnostics;

using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace PromoEngine.Web;

/// <summary>`Otel:*`: where measurements, traces and logs are sent, as OTLP over HTTP. Without an endpoint nothing is sent, and nothing of it costs anything.</summary>
internal sealed class OtelOptions
{
    /// <summary>The collector, such as http://collector:4318; /v1/metrics, /v1/traces and /v1/logs are below it.</summary>
    public string? Endpoint { get; set; }

    /// <summary>Such as "authorization=Bearer abc,x-tenant=1".</summary>
    public string? Headers { get; set; }

    public string ServiceName { get; set; } = "promoengine";

    /// <summary>The part of all traces that is kept, 0 to 1.</summary>
    [System.ComponentModel.DataAnnotations.Range(0.0, 1.0)]
    public double TraceRatio { get; set; } = 0.1;

    /// <summary>Seconds between two sendings of the measurements.</summary>
    [System.ComponentModel.DataAnnotations.Range(1, 3600)]
    public int Every { get; set; } = 30;
}

/// <summary>Sends what docs/metrics.md lists, and the framework's own, to a collector.</summary>
internal static class Telemetry
{
    private static readonly string[] Meters =
        ["PromoEngine.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting", "Microsoft.AspNetCore.Http.Connections", "System.Net.Http", "System.Runtime", "Npgsql"];

    // Not System.Net.Http, nor the database drivers': their spans carry addresses and statements of a kind that may name people.
    private static readonly string[] Sources = ["PromoEngine.*", "Microsoft.AspNetCore"];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<OtelOptions>().BindConfiguration("Otel").ValidateDataAnnotations()
            .Validate(otel => otel.Endpoint is not { Length: > 0 } endpoint || (Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"),
                "Otel:Endpoint is not an address; it looks like http://collector:4318.").ValidateOnStart();
        var otel = builder.Configuration.GetSection("Otel").Get<OtelOptions>() ?? new();
        if (otel.Endpoint is not { Length: > 0 } || !Uri.IsWellFormedUriString(otel.Endpoint, UriKind.Absolute))
            return;

        builder.Services.AddSingleton(_ => Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(Who(otel)).AddMeter(Meters)
            .AddOtlpExporter((exporter, reader) =>
            {
                To(exporter, otel, "v1/metrics");
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = otel.Every * 1000;
            }).Build());
        builder.Services.AddSingleton(_ => Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(Who(otel)).AddSource(Sources)
            .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(otel.TraceRatio)))
            .AddProcessor(new Discreet())
            .AddOtlpExporter(exporter => To(exporter, otel, "v1/traces")).Build());
        builder.Logging.AddOpenTelemetry(logs => logs.SetResourceBuilder(Who(otel)).AddOtlpExporter(exporter => To(exporter, otel, "v1/logs")));
        builder.Services.AddHostedService<Sending>();
    }

    private static ResourceBuilder Who(OtelOptions otel) =>
        ResourceBuilder.CreateDefault().AddService(otel.ServiceName, serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString(), serviceInstanceId: $"{Environment.MachineName}:{Environment.ProcessId}");

    private static void To(OtlpExporterOptions exporter, OtelOptions otel, string path)
    {
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = new Uri($"{otel.Endpoint!.TrimEnd('/')}/{path}");
        exporter.Headers = otel.Headers;
    }

    /// <summary>Searches are asked for people by name and number, and addresses of the simulator hold numbers: of an address only its route is told.</summary>
    private sealed class Discreet : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data)
        {
            data.SetTag("url.query", null);
            data.SetTag("url.path", null);
            data.SetTag("url.full", null);
            data.SetTag("user_agent.original", null);
            data.SetTag("client.address", null);
        }
    }

    /// <summary>The providers live as long as the process, and send the rest when it ends.</summary>
    private sealed class Sending(MeterProvider meters, TracerProvider tracers) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            meters.ForceFlush(2000);
            tracers.ForceFlush(2000);
            return Task.CompletedTask;
        }
    }
}
