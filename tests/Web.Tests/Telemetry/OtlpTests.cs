using System.Collections.Concurrent;
using System.Net;
using System.Text;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PromoEngine.Web.Tests.Telemetry;

/// <summary>A program that sends its measurements to a collector of the test's.</summary>
public sealed class MeasuredApp : App
{
    private WebApplication? collector;

    public override bool IsPostgres => false;

    /// <summary>What the collector was sent: path, header, body.</summary>
    public ConcurrentQueue<(string Path, string Authorization, string Body)> Received { get; } = [];

    internal override Dictionary<string, string?> Settings() => new(base.Settings())
    {
        ["Otel:Endpoint"] = collector!.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First(),
        ["Otel:Headers"] = "authorization=Bearer of-the-collector",
        ["Otel:TraceRatio"] = "1",
        ["Otel:Every"] = "1",
    };

    protected override async Task<bool> Prepare()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        collector = builder.Build();
        collector.Run(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            Received.Enqueue((http.Request.Path, http.Request.Headers.Authorization.ToString(), Encoding.Latin1.GetString(body.ToArray())));
        });
        await collector.StartAsync();
        return true;
    }

    protected override async Task CleanUp() => await collector!.DisposeAsync();
}

public sealed class OtlpTests(MeasuredApp app) : AppTests(app), IClassFixture<MeasuredApp>
{
    [Fact]
    public async Task A_collector_that_is_named_gets_measurements_and_traces_without_anybodys_number()
    {
        var shop = await App.NewShop();
        await shop.GivenDraft("+13125550142", "20 navy caps please");
        await shop.Get("/api/conversations?q=%2B13125550142");

        var wanted = new[] { "promoengine.job.duration", "promoengine.read.duration", "http.server.request.duration" };
        var measured = await Sent("/v1/metrics", text => wanted.All(name => text.Contains(name, StringComparison.Ordinal)));
        var traced = await Sent("/v1/traces", text => text.Contains("job normalise", StringComparison.Ordinal) && text.Contains("Microsoft.AspNetCore", StringComparison.Ordinal));

        Assert.Contains("promoengine", measured, StringComparison.Ordinal);
        Assert.DoesNotContain("3125550142", measured + traced, StringComparison.Ordinal);
        Assert.All(((MeasuredApp)App).Received, received => Assert.Equal("Bearer of-the-collector", received.Authorization));
    }

    /// <summary>Waits until what was sent to this path is as wanted; everything sent there.</summary>
    private async Task<string> Sent(string path, Func<string, bool> asWanted)
    {
        for (var tries = 0; tries < 300; tries++)
        {
            var text = string.Concat(((MeasuredApp)App).Received.Where(r => r.Path == path).Select(r => r.Body));
            if (asWanted(text))
                return text;
            await Task.Delay(100, Ct);
        }

        throw new Xunit.Sdk.XunitException($"The collector did not get what was wanted at {path}; it got {string.Join(", ", ((MeasuredApp)App).Received.Select(r => r.Path).Distinct())}: {string.Concat(((MeasuredApp)App).Received.Where(r => r.Path == path).Select(r => r.Body).Take(3))}");
    }
}
