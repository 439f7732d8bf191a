using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PromoEngine.Web;

/// <summary>The host's own activities and figures; ids only, never text or numbers of people.</summary>
internal static class WebTelemetry
{
    public static readonly ActivitySource Source = new("PromoEngine.Web");
    private static readonly Meter Meter = new("PromoEngine.Web");

    public static readonly Histogram<double> JobSeconds = Meter.CreateHistogram<double>("promoengine.job.duration", "s", "Time a job took, by kind");
    public static readonly Counter<long> DeadJobs = Meter.CreateCounter<long>("promoengine.job.dead", description: "Jobs whose last attempt failed, by kind");
    public static readonly UpDownCounter<long> LiveConnections = Meter.CreateUpDownCounter<long>("promoengine.live.connections", description: "Open live connections of this node");
    public static readonly Counter<long> LiveDropped = Meter.CreateCounter<long>("promoengine.live.dropped", description: "Live connections ended because they did not read");
    public static readonly Counter<long> JobFailures = Meter.CreateCounter<long>("promoengine.job.failed", description: "Attempts of jobs that failed, by kind");
    public static readonly Counter<long> UnitsAgain = Meter.CreateCounter<long>("promoengine.unit.again", description: "Units of work that were tried again because another one stood in the way");
    public static readonly Counter<long> RejectedSignatures = Meter.CreateCounter<long>("promoengine.webhook.rejected", description: "Webhook calls whose signature was wrong");
    public static readonly Counter<long> LimitedCalls = Meter.CreateCounter<long>("promoengine.webhook.limited", description: "Webhook calls that were too many at once");
}
