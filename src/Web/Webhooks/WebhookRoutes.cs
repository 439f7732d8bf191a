using System.Buffers;
using System.Text;
using System.Text.Json;

using Microsoft.AspNetCore.Http.Features;

using PromoEngine.Inbox.Channels;
using PromoEngine.Web.Data;
using PromoEngine.Web.Jobs;

namespace PromoEngine.Web.Webhooks;

/// <summary>
/// The door for providers: find the account, check the signature, commit the event and its job, answer. Nothing slower than one commit stands before
/// the 200; everything else is a job. Written as plain delegates, because this is the busiest path of the product.
/// </summary>
internal static class WebhookRoutes
{
    private static readonly HashSet<string> Unkept = new(StringComparer.OrdinalIgnoreCase) { "Authorization", "Cookie" };

    public static void MapWebhooks(this IEndpointRouteBuilder app)
    {
        // Nobody signs in here: the call goes from routing straight to its endpoint.
        app.MapPost("/webhooks/{provider}/{channelId}", (RequestDelegate)Receive)
            .WithTags("Webhooks").WithSummary("Messages and delivery reports from a provider, as it sends and signs them.").AllowAnonymous().ShortCircuit();
        app.MapGet("/webhooks/{provider}/{channelId}", (RequestDelegate)Challenge)
            .WithTags("Webhooks").WithSummary("A provider makes sure that the address is ours (Meta's hub.challenge).").AllowAnonymous().ShortCircuit();
    }

    private static async Task Challenge(HttpContext http)
    {
        if (await Account(http) is not { } account)
            return;
        var services = http.RequestServices;
        using var entered = services.GetRequiredService<ChannelLimits>().Enter(account.Account.Id);
        if (!entered.IsAcquired)
        {
            await RateLimits.Refuse(http, entered);
            return;
        }

        if (services.GetRequiredService<ChannelAdapters>().Webhook(account.Provider)!.Challenge(account.Account, name => http.Request.Query[name].ToString()) is { } answer)
            await TypedResults.Text(answer).ExecuteAsync(http);
        else
            await Refuse(http, 403, "webhook.challenge", "This is not the question that the provider asks; compare the verify token with the one in the channel's settings.");
    }

    /// <summary>The channel that was called, where it has a webhook; otherwise the caller has its answer.</summary>
    private static async Task<WebhookAccount?> Account(HttpContext http)
    {
        var services = http.RequestServices;
        var account = Guid.TryParse((string?)http.Request.RouteValues["channelId"], out var channelId)
            ? await services.GetRequiredService<WebhookAccounts>().Find(channelId, http.RequestAborted)
            : null;
        if (account is not null && account.Provider == (string?)http.Request.RouteValues["provider"] && services.GetRequiredService<ChannelAdapters>().Webhook(account.Provider) is not null)
            return account;
        await Refuse(http, 404, "webhook.unknown_channel", "There is no such channel here; compare the webhook address with the one shown in the channel's settings.");
        return null;
    }

    private static async Task Receive(HttpContext http)
    {
        if (await Account(http) is not { } account)
            return;
        var services = http.RequestServices;
        var (channelId, provider) = (account.Account.Id, account.Provider);
        using var entered = services.GetRequiredService<ChannelLimits>().Enter(channelId);
        if (!entered.IsAcquired)
        {
            WebTelemetry.LimitedCalls.Add(1, new KeyValuePair<string, object?>("provider", provider));
            await RateLimits.Refuse(http, entered);
            return;
        }

        var webhook = services.GetRequiredService<ChannelAdapters>().Webhook(provider)!;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = webhook.LargestBody + 1L;
        var body = await ReadBody(http.Request, webhook.LargestBody);
        if (body is null)
        {
            await Refuse(http, 413, "request.too_large", $"A call has at most {webhook.LargestBody / 1024} KB.");
            return;
        }

        if (body.Length == 0)
        {
            await Refuse(http, 400, "webhook.empty", "The call has no body.");
            return;
        }

        var call = new WebhookCall(PublicUrl(http.Request, services.GetRequiredService<ReachableAt>()), http.Request.ContentType ?? "", name => http.Request.Headers[name].ToString(), body);
        var receipt = await webhook.Receive(account.Account, call, http.RequestAborted);
        switch (receipt.Verdict)
        {
            case WebhookVerdict.BadSignature:
                services.GetRequiredService<RejectedCalls>().Count(account.Workspace, account.Account.Id);
                WebTelemetry.RejectedSignatures.Add(1, new KeyValuePair<string, object?>("provider", provider));
                await Refuse(http, 403, "webhook.signature", "The signature does not match: check the channel's secrets and, behind a proxy, PublicUrl.");
                return;
            case WebhookVerdict.Unready:
                http.Response.Headers.RetryAfter = "30";
                await Refuse(http, 503, "webhook.unready", "The provider's keys cannot be read right now; send it again.");
                return;
            case WebhookVerdict.Unreadable:
                await Refuse(http, 400, "webhook.unreadable", "The body is not what this provider sends.");
                return;
        }

        await Store(http, account, call, receipt);
        if (receipt.Answer is not { } answer)
            return;
        http.Response.ContentType = answer.ContentType;
        http.Response.ContentLength = answer.Body.Length;
        await http.Response.Body.WriteAsync(answer.Body);
    }

    private static async Task Store(HttpContext http, WebhookAccount account, WebhookCall call, WebhookReceipt receipt)
    {
        var services = http.RequestServices;
        var (events, jobs) = (services.GetRequiredService<StoreEvent>(), services.GetRequiredService<JobSql>());
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var stored = new NewEvent(account.Workspace, account.Account.Id, receipt.EventKey, WithoutSecret(call.Url), Headers(http.Request), call.Body, now);

        // Not the request's token: a provider that hangs up will come again, and half a commit helps nobody.
        await services.GetRequiredService<IUnitOfWork>().Ingest(
            async unit =>
            {
                if (await events.Insert(unit, stored, CancellationToken.None) is { } id)
                    await jobs.Insert(unit, stored.Workspace, Flows.Normalise(id, stored.ChannelId, receipt.Thread), now, CancellationToken.None);
                return true;
            },
            CancellationToken.None);
    }

    /// <summary>What the provider called: by `PublicUrl` when we stand behind a proxy, else as it came.</summary>
    private static string PublicUrl(HttpRequest request, ReachableAt reachable)
    {
        var host = reachable.PublicUrl is { } configured
            ? configured.AbsoluteUri.TrimEnd('/')
            : $"{request.Scheme}://{request.Host.Value}";
        return string.Concat(host, request.PathBase.Value, request.Path.Value, request.QueryString.Value);
    }

    /// <summary>Some providers prove themselves by a secret in the address that they call; it is not kept with the event.</summary>
    private static string WithoutSecret(string url) => url.IndexOf("secret=", StringComparison.Ordinal) is > 0 and var at ? $"{url[..at]}secret=*" : url;

    private static async Task<byte[]?> ReadBody(HttpRequest request, int most)
    {
        if (request.ContentLength > most)
            return null;
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(request.HttpContext.RequestAborted);
            if (read.Buffer.Length > most)
            {
                reader.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static string Headers(HttpRequest request)
    {
        var json = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            foreach (var header in request.Headers)
            {
                if (!Unkept.Contains(header.Key) && json.WrittenCount + writer.BytesPending < 12_000)
                    writer.WriteString(header.Key, header.Value.ToString() is var value && value.Length > 2000 ? value[..2000] : value);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(json.WrittenSpan);
    }

    private static Task Refuse(HttpContext http, int status, string code, string sentence) => Refusals.Problem(status, code, sentence).ExecuteAsync(http);
}
