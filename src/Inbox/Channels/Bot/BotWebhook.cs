using System.Text.Json;

namespace PromoEngine.Inbox.Channels.Bot;

/// <summary>Activities that a connector posts, each with a token that says for whom.</summary>
internal sealed class BotWebhook(OutboundHttp http, PublishedKeys keys, TimeProvider clock) : IWebhookChannel
{
    private readonly BotToken tokens = new(keys, clock);

    public string Provider => BotSettings.Provider;

    /// <summary>An activity has at most 256 KB, and a picture may be written into it.</summary>
    public int LargestBody => 2 * 1024 * 1024;

    public async ValueTask<WebhookReceipt> Receive(ChannelAccount account, WebhookCall call, CancellationToken ct)
    {
        var key = BotPayload.EventKey(call.Body.Span);
        using var document = LooseJson.Parse(call.Body);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } activity)
            return new(WebhookVerdict.Unreadable, key);
        if (BotSettings.Read(account, http.Refuses).Settings is not { } bot)
            return new(WebhookVerdict.BadSignature, key);
        return await tokens.IsValid(bot, call.Header("Authorization"), activity, ct) switch
        {
            true => new(WebhookVerdict.Verified, key, LooseJson.Text(activity, "type") == "message" ? Key(BotPayload.Thread(activity)) : null),
            false => new(WebhookVerdict.BadSignature, key),
            null => new(WebhookVerdict.Unready, key),
        };
    }

    public ParsedWebhook Read(ChannelAccount account, WebhookCall call) => BotPayload.Read(call.Body);

    // Short enough for the name of an order of jobs.
    private static string? Key(string thread) => thread.Length == 0 ? null : thread.Length <= 100 ? thread : BotPayload.EventKey(System.Text.Encoding.UTF8.GetBytes(thread));
}
