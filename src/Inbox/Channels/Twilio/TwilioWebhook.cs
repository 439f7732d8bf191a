namespace PromoEngine.Inbox.Channels.Twilio;

/// <summary>Twilio's calls to us: texts and delivery callbacks, as forms; some products send JSON instead.</summary>
internal sealed class TwilioWebhook : IWebhookChannel
{
    public string Provider => TwilioSettings.Provider;

    public int LargestBody => TwilioForm.LargestBody;

    /// <summary>An empty answer sends nothing back.</summary>
    private static readonly WebhookAnswer EmptyTwiml = new("text/xml; charset=utf-8", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>"u8.ToArray());

    public ValueTask<WebhookReceipt> Receive(ChannelAccount account, WebhookCall call, CancellationToken ct) => new(Receive(account, call) with { Answer = EmptyTwiml });

    private static WebhookReceipt Receive(ChannelAccount account, WebhookCall call)
    {
        var signature = call.Header("X-Twilio-Signature");
        var token = account.Setting(TwilioSettings.AuthTokenField);
        if (!IsForm(call))
        {
            // No message comes this way, but what is signed is kept.
            return new(TwilioSignature.IsValidBody(token, call.Url, call.Body.Span, signature)
                ? WebhookVerdict.Verified : WebhookVerdict.BadSignature, TwilioPayload.KeyOfBytes(call.Body.Span));
        }

        if (TwilioForm.Parse(call.Body.Span) is not { } form)
            return new(WebhookVerdict.Unreadable, TwilioPayload.KeyOfBytes(call.Body.Span));

        return new(TwilioSignature.IsValid(token, call.Url, form, signature)
            ? WebhookVerdict.Verified : WebhookVerdict.BadSignature, TwilioPayload.EventKey(form, call.Body.Span), TwilioPayload.Thread(form));
    }

    public ParsedWebhook Read(ChannelAccount account, WebhookCall call) =>
        IsForm(call) && TwilioForm.Parse(call.Body.Span) is { } form ? TwilioPayload.Read(form) : ParsedWebhook.Nothing;

    // Twilio's older callbacks leave the type out now and then; a body with its hash in the URL is never a form.
    private static bool IsForm(WebhookCall call) =>
        !call.ContentType.StartsWith("application/json", StringComparison.OrdinalIgnoreCase);
}
