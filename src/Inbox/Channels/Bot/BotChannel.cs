using System.Net.Http.Json;

namespace PromoEngine.Inbox.Channels.Bot;

/// <summary>Chats that a Bot Framework connector carries: Teams, Web Chat and others, through the connector's REST API.</summary>
internal sealed class BotChannel(OutboundHttp http, BotSignIn signIn, PublishedKeys keys, TimeProvider clock) : IMessageChannel
{
    /// <summary>Before the address of a file that lies at the connector.</summary>
    public const string WithToken = "bot:";

    private const int LongestText = 7000;

    private readonly RestClient rest = new(http, clock, "The connector");

    public string Provider => BotSettings.Provider;

    public IReadOnlyDictionary<ChannelKind, ChannelCapabilities> Kinds { get; } = new Dictionary<ChannelKind, ChannelCapabilities>
    {
        [ChannelKind.Chat] = new(LongestText) { Reactions = true, Edits = true, MostPerSecond = 5 },
    };

    public ChannelForm Form(ChannelKind kind) => BotSettings.Form;

    public CheckedAccount Check(ChannelAccount account)
    {
        var (settings, errors) = BotSettings.Read(account, http.Refuses);
        return new(account with { Address = settings?.AppId ?? account.Address.Trim() }, errors);
    }

    public async Task<SendResult> Send(ChannelAccount account, OutboundMessage message, CancellationToken ct)
    {
        if (BotSettings.Read(account, http.Refuses).Settings is not { } bot)
            return new SendResult.Rejected(new("settings", "The channel's settings are not complete.", false));
        if (BotReference.Read(message.Reference) is not { } reference)
            return new SendResult.Rejected(new("reference", "This chat can only be answered after the customer has written in it.", true));
        if (http.Refuses(reference.Service) is { } refused)
            return new SendResult.Rejected(new("address", refused, false));

        var answer = await Post(bot, reference, message, ct);
        if (answer is RestAnswer.Error { Status: 401 })
        {
            // The token was taken back before its time; nothing was sent.
            signIn.Forget(bot);
            answer = await Post(bot, reference, message, ct);
        }

        return Sent(answer, message);
    }

    public async Task<MediaResult> Fetch(ChannelAccount account, string url, CancellationToken ct)
    {
        if (BotSettings.Read(account, http.Refuses).Settings is not { } bot)
            return new MediaResult.TryLater(TimeSpan.FromMinutes(5), "The channel's settings are not complete.");
        var ours = url.StartsWith(WithToken, StringComparison.Ordinal);
        if (!Uri.TryCreate(ours ? url[WithToken.Length..] : url, UriKind.Absolute, out var place))
            return new MediaResult.Gone("This is no address.");
        if (!ours)
            return await http.Download(place, null, ct);
        return await signIn.Token(bot, ct) is ({ } token, _) ? await http.Download(place, new("Bearer", token), ct) : new MediaResult.TryLater(RestClient.Unreachable, "There is no token for the connector right now.");
    }

    public async Task<TestResult> Test(ChannelAccount account, CancellationToken ct)
    {
        if (BotSettings.Read(account, http.Refuses).Settings is not { } bot)
            return new(false, "Fill in the settings first.");
        signIn.Forget(bot);
        var (token, failed) = await signIn.Token(bot, ct);
        if (token is null)
            return new(false, BotSignIn.Why(failed!));
        return (await keys.Find(bot.ConnectorMetadata, "", ct)).Known
            ? new(true, "Signed in as the bot, and the keys that prove the connector's calls can be read.")
            : new(false, "Signed in as the bot, but the keys that prove the connector's calls cannot be read.");
    }

    private async Task<RestAnswer> Post(BotSettings bot, BotReference reference, OutboundMessage message, CancellationToken ct)
    {
        var (token, failed) = await signIn.Token(bot, ct);
        if (token is null)
            return failed is RestAnswer.Error { Status: < 500 } ? new RestAnswer.Unreached(BotSignIn.Why(failed), Refused: true) : new RestAnswer.Unreached(BotSignIn.Why(failed!), Refused: false);
        var activity = new
        {
            type = "message",
            from = new { id = reference.Bot },
            conversation = new { id = reference.Conversation },
            recipient = new { id = reference.User },
            text = message.Text,
            textFormat = "plain",
            replyToId = message.ReplyTo,
        };
        return await rest.Call(HttpMethod.Post, reference.Activities(message.ReplyTo), token, JsonContent.Create(activity), ct);
    }

    private static SendResult Sent(RestAnswer answer, OutboundMessage message) => answer switch
    {
        // Some connectors give no id; then nothing will ever be told about the message.
        RestAnswer.Ok { Body: var body } => new SendResult.Accepted(LooseJson.Text(body, "id") is { Length: > 0 and <= 200 } id ? id : $"sent:{message.Id:N}", DeliveryStatus.Sent),
        RestAnswer.Unreached { Refused: true } refused => new SendResult.Rejected(new("sign-in", refused.Reason, false)),
        RestAnswer.Unreached away => new SendResult.TryLater(RestClient.Unreachable, away.Reason),
        RestAnswer.Error { Status: 412 or 429 } busy => new SendResult.TryLater(busy.After ?? TimeSpan.FromSeconds(2), "The connector has too much to do for us right now."),
        RestAnswer.Error { Status: >= 500 } broken => new SendResult.Unsure($"The connector answered with an error ({broken.Status})."),
        RestAnswer.Error refused => new SendResult.Rejected(Explain(refused)),
        RestAnswer.Lost lost => new SendResult.Unsure(lost.Reason),
        _ => throw new InvalidOperationException($"Unknown answer {answer.GetType().Name}."),
    };

    private static DeliveryError Explain(RestAnswer.Error refused)
    {
        var said = LooseJson.At(refused.Body, "error");
        var code = LooseJson.Text(said, "code") is { Length: > 0 and <= 64 } given ? given : refused.Status.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return refused.Status switch
        {
            401 => new(code, "The connector did not accept our token. Check app id, secret and tenant in the channel's settings.", false),
            403 when code is "ConversationBlockedByUser" or "BotNotInConversationRoster" or "BotDisabledByAdmin" => new(code, "The customer, or their administrator, has removed or blocked the bot.", true),
            403 => new(code, "The bot may not write in this chat.", true),
            404 => new(code, "This chat does not exist any more.", true),
            413 => new(code, "The text is too long for this chat.", true),
            _ => new(code, LooseJson.Text(said, "message") is { Length: > 0 and <= 300 } text ? text : $"The connector refused the message ({refused.Status}).", false),
        };
    }
}
