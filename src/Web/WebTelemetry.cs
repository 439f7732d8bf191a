using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PromoEngine.Web;

/// <summary>The host's own activities and figures; ids only, never text or numbers of people.</summary>
internal static class WebTelemetry
{
    public static readonly ActivitySource Source = new("PromoEngine.Web");
    private static readonly Meter Meter = new("PromoEngine.Web");

    public static readonly Histogram<double> JobSeconds = Meter.CreateHistogram<double>("promoengine.job.duration", "s", "Time a job took, by kind");
    public static readonly Counter<long> RejectedSignatures = Meter.CreateCounter<long>("promoengine.webhook.rejected", description: "Webhook calls whose signature was wrong");
    public static readonly Counter<long> LimitedCalls = Meter.CreateCounter<long>("promoengine.webhook.limited", description: "Webhook calls that were too many at once");
}
