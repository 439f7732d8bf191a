using System.Globalization;
using System.Text.Json;

namespace PromoEngine.Inbox.Channels.Twilio;

/// <summary>Text messages and WhatsApp through Twilio's REST API (https://www.twilio.com/docs/messaging/api/message-resource).</summary>
internal sealed class TwilioChannel(OutboundHttp http, TimeProvider clock) : IMessageChannel
{
    /// <summary>
    /// Longer is refused (21617), not cut in two: parts arrive out of order, and one of them may fail alone. An emoji counts
    /// more than once at Twilio, as it does in UTF-16.
    /// </summary>
    private const int LongestText = 1600;

    /// <summary>All files of a message together (https://www.twilio.com/docs/messaging/guides/accepted-mime-types).</summary>
    private const long LargestMedia = 5 * 1024 * 1024;

    private const int PageSize = 100;

    /// <summary>Bounds one look-up; a number that got more texts than this in the window is looked at newest first.</summary>
    private const int MostPages = 5;

    /// <summary>Our clock and Twilio's may differ.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(2);

    private readonly TwilioClient client = new(http, clock);

    public string Provider => TwilioSettings.Provider;

    public IReadOnlyDictionary<ChannelKind, ChannelCapabilities> Kinds { get; } = new Dictionary<ChannelKind, ChannelCapabilities>
    {
        [ChannelKind.Sms] = new(LongestText) { LookUp = true, MostFiles = 10, LargestFile = LargestMedia },
        [ChannelKind.Whatsapp] = new(LongestText) { LookUp = true, MostFiles = 1, LargestFile = 16 * 1024 * 1024, ReplyWindow = TimeSpan.FromHours(24) },
    };

    public ChannelForm Form(ChannelKind kind) => TwilioSettings.Form(kind);

    public CheckedAccount Check(ChannelAccount account)
    {
        var (_, errors) = TwilioSettings.Read(account.Settings, http.Refuses);
        var number = Contacts.PhoneNumber.Normalise(account.Address);
        return new(account with { Address = number.Value }, number is { Kind: Contacts.AddressKind.Phone or Contacts.AddressKind.ShortCode }
            ? errors
            : new Dictionary<string, string>(errors) { ["address"] = "Write the number with its country: +15550100123." });
    }

    public async Task<SendResult> Send(ChannelAccount account, OutboundMessage message, CancellationToken ct)
    {
        if (message.Text.Length > LongestText)
            return new SendResult.Rejected(TwilioErrors.Explain("21617", ""));
        if (Settings(account) is not { } settings)
            return NotSetUp;

        if (message.Files.Any(file => file.Link is null))
            return new SendResult.Rejected(new("files", "Twilio fetches files from us, and cannot reach us: set PublicUrl.", true));

        var fields = new List<KeyValuePair<string, string>>
        {
            new("To", TwilioAddress.Write(account.Kind, message.To)),
            settings.MessagingServiceSid is { } service
                ? new("MessagingServiceSid", service)
                : new("From", TwilioAddress.Write(account.Kind, account.Address)),
            new("Body", message.Text),
        };
        fields.AddRange(message.Files.Select(file => new KeyValuePair<string, string>("MediaUrl", file.Link!)));
        if (message.StatusUrl is { } statusUrl)
            fields.Add(new("StatusCallback", statusUrl));

        return await client.Call(settings, HttpMethod.Post, settings.Resource("/Messages.json"), fields, ct) switch
        {
            TwilioAnswer.Ok { Body: var body } => Created(body),
            TwilioAnswer.Refused refused => new SendResult.Rejected(refused.Error),
            TwilioAnswer.Busy busy => new SendResult.TryLater(busy.After, busy.Reason),
            TwilioAnswer.Lost lost => new SendResult.Unsure(lost.Reason),
            var other => throw new InvalidOperationException($"Unknown answer {other.GetType().Name}."),
        };
    }

    public async Task<LookUpResult> LookUp(ChannelAccount account, OutboundMessage message, DateTime since, CancellationToken ct)
    {
        if (Settings(account) is not { } settings)
            return new LookUpResult.TryLater(TimeSpan.FromMinutes(5), "The channel's settings are not complete.");

        // Twilio's day is the day of its clock, in UTC. A message that still waits in Twilio's queue has no date_sent yet,
        // so what the filter does not show is looked for among the newest before "not there" is believed.
        var from = since - ClockSkew;
        var sender = settings.MessagingServiceSid is null ? TwilioAddress.Write(account.Kind, account.Address) : null;
        var query = "?To=" + Uri.EscapeDataString(TwilioAddress.Write(account.Kind, message.To)) + $"&PageSize={PageSize}";
        var dated = string.Create(CultureInfo.InvariantCulture, $"{query}&DateSent%3E={from:yyyy-MM-dd}");
        var found = await Find(settings, settings.Resource("/Messages.json" + dated), MostPages, message.Text, from, sender, ct);
        return found is LookUpResult.Answer { Messages.Count: 0 }
            ? await Find(settings, settings.Resource("/Messages.json" + query), 1, message.Text, from, sender, ct)
            : found;
    }

    /// <summary>With the account's credentials while it is Twilio's own address; the file itself lies elsewhere, where a redirect leads.</summary>
    public Task<MediaResult> Fetch(ChannelAccount account, string url, CancellationToken ct)
    {
        if (Settings(account) is not { } settings)
            return Task.FromResult<MediaResult>(new MediaResult.TryLater(TimeSpan.FromMinutes(5), "The channel's settings are not complete."));
        var address = new Uri(url);
        return http.Download(address, settings.IsOurs(address) ? TwilioClient.Credentials(settings) : null, ct);
    }

    public async Task<TestResult> Test(ChannelAccount account, CancellationToken ct)
    {
        if (Settings(account) is not { } settings)
            return new(false, "Fill in the settings first.");

        return await client.Call(settings, HttpMethod.Get, settings.Resource(".json"), null, ct) switch
        {
            TwilioAnswer.Ok { Body: var body } => Tested(body),
            TwilioAnswer.Refused refused => new(false, refused.Error.Text),
            TwilioAnswer.Busy busy => new(false, busy.Reason),
            TwilioAnswer.Lost lost => new(false, lost.Reason),
            var other => throw new InvalidOperationException($"Unknown answer {other.GetType().Name}."),
        };
    }

    private TwilioSettings? Settings(ChannelAccount account) => TwilioSettings.Read(account.Settings, http.Refuses).Settings;

    private static SendResult NotSetUp => new SendResult.Rejected(
        new("settings", "The channel's settings are not complete. Check its account SID, auth token and address.", false));

    /// <summary>A yes without an id is as good as no answer: Twilio may have it, and we could not tell which it is.</summary>
    private static SendResult Created(JsonElement message) =>
        LooseJson.Text(message, "sid") is { Length: > 0 and <= 64 } id
            ? new SendResult.Accepted(id, TwilioStatus.Read(LooseJson.Text(message, "status")) is { } status and not DeliveryStatus.Received
                ? status : DeliveryStatus.Queued)
            : new SendResult.Unsure("Twilio answered without a message id.");

    private static TestResult Tested(JsonElement account) => LooseJson.Text(account, "status") switch
    {
        "suspended" => new(false, "The credentials are right, but Twilio has suspended this account."),
        "closed" => new(false, "The credentials are right, but this account is closed."),
        _ => LooseJson.Text(account, "friendly_name") is { Length: > 0 } name
            ? new(true, $"Connected to \"{name}\".") : new(true, "Connected."),
    };

    private async Task<LookUpResult> Find(TwilioSettings settings, Uri first, int pages, string text, DateTime from, string? sender, CancellationToken ct)
    {
        var found = new List<SentMessage>();
        for (Uri? page = first; page is not null && pages > 0; pages--)
        {
            switch (await client.Call(settings, HttpMethod.Get, page, null, ct))
            {
                case TwilioAnswer.Ok { Body: var body }:
                    found.AddRange(LooseJson.Items(body, "messages").Select(item => TwilioSent.Read(item, text, from, sender)).OfType<SentMessage>());
                    page = settings.Page(LooseJson.Text(body, "next_page_uri"));
                    break;
                case TwilioAnswer.Busy busy:
                    return new LookUpResult.TryLater(busy.After, busy.Reason);
                case TwilioAnswer.Lost lost:
                    return new LookUpResult.TryLater(TimeSpan.FromSeconds(10), lost.Reason);
                case TwilioAnswer.Refused refused:
                    return new LookUpResult.TryLater(TimeSpan.FromMinutes(5), refused.Error.Text);
            }
        }
        return new LookUpResult.Answer([.. found.OrderBy(message => message.CreatedAt)]);
    }
}
