using System.Globalization;

namespace PromoEngine.Inbox.Channels.Meta;

/// <summary>WhatsApp by Meta's Cloud API, and Messenger: one Graph API, one token, two ways to send.</summary>
internal sealed class MetaChannel(OutboundHttp http, TimeProvider clock) : IMessageChannel
{
    private static readonly string[] Ends = ["expires_at", "data_access_expires_at"];

    private readonly MetaGraph graph = new(http, clock);

    public string Provider => MetaSettings.Provider;

    // Neither can be asked what became of a send. Both hand our own id back, in statuses or in the echo, and that settles it later.
    public IReadOnlyDictionary<ChannelKind, ChannelCapabilities> Kinds { get; } = new Dictionary<ChannelKind, ChannelCapabilities>
    {
        [ChannelKind.Whatsapp] = new(WhatsAppSend.LongestText)
        {
            LargestFile = WhatsAppSend.LargestFile, MostFiles = 1, LongestCaption = WhatsAppSend.LongestCaption, ReplyWindow = TimeSpan.FromHours(24), Templates = true,
            Reactions = true, Edits = true, ReadReceipts = true, MostPerSecond = 80,
        },
        [ChannelKind.Messenger] = new(MessengerSend.LongestText)
        {
            LargestFile = MessengerSend.LargestFile, MostFiles = 1, LongestCaption = 0, ReplyWindow = TimeSpan.FromHours(24), AgentWindow = TimeSpan.FromDays(7),
            Reactions = true, Edits = true, ReadReceipts = true, MostPerSecond = 40,
        },
    };

    public ChannelForm Form(ChannelKind kind) => MetaSettings.Form(kind);

    public CheckedAccount Check(ChannelAccount account)
    {
        var (_, errors) = MetaSettings.Read(account, http.Refuses);
        if (account.Kind == ChannelKind.Messenger)
            return new(account with { Address = account.Address.Trim() }, errors);
        var number = Contacts.PhoneNumber.Normalise(account.Address);
        return new(account with { Address = number.Value }, number.IsTextable
            ? errors
            : new Dictionary<string, string>(errors) { ["address"] = "Write the number with its country: +15550100123." });
    }

    public async Task<SendResult> Send(ChannelAccount account, OutboundMessage message, CancellationToken ct)
    {
        if (Settings(account) is not { } settings)
            return new SendResult.Rejected(new("settings", "The channel's settings are not complete.", false));
        if (message.Text.Length > Kinds[account.Kind].LongestText)
            return new SendResult.Rejected(new("100", $"The text is longer than the {Kinds[account.Kind].LongestText:n0} characters that can be sent here.", true));
        return account.Kind == ChannelKind.Whatsapp ? await WhatsAppSend.Send(graph, settings, message, ct) : await MessengerSend.Send(graph, settings, message, ct);
    }

    public async Task<TemplatesResult> Templates(ChannelAccount account, CancellationToken ct) =>
        Settings(account) is { } settings ? await MetaTemplates.Read(graph, settings, ct) : new TemplatesResult.Failed("Fill in the channel's settings first.");

    /// <summary>An id is resolved into an address that works for five minutes, and that address wants the token too; a picture from Messenger lies open at its address.</summary>
    public async Task<MediaResult> Fetch(ChannelAccount account, string url, CancellationToken ct)
    {
        if (Settings(account) is not { } settings)
            return new MediaResult.TryLater(TimeSpan.FromMinutes(5), "The channel's settings are not complete.");
        if (!url.StartsWith("media:", StringComparison.Ordinal))
            return Uri.TryCreate(url, UriKind.Absolute, out var open) ? await http.Download(open, null, ct) : new MediaResult.Gone("This is no address.");

        switch (await graph.Get(settings, $"{Uri.EscapeDataString(url["media:".Length..])}?phone_number_id={settings.Node}", ct))
        {
            case RestAnswer.Ok { Body: var body }:
                return Uri.TryCreate(LooseJson.Text(body, "url"), UriKind.Absolute, out var place) ? await http.Download(place, new("Bearer", settings.AccessToken), ct) : new MediaResult.Gone("Meta does not say where the file lies.");
            case RestAnswer.Error { Status: >= 400 and < 500 } error when MetaErrors.Read(error.Body, error.Status) is var said && MetaErrors.Wait(said.Code) is null && said.Code is not "190":
                return new MediaResult.Gone("Meta does not have this file any more.");
            case var answer:
                return new MediaResult.TryLater(TimeSpan.FromSeconds(30), MetaGraph.Why(answer));
        }
    }

    public async Task<TestResult> Test(ChannelAccount account, CancellationToken ct)
    {
        if (Settings(account) is not { } settings)
            return new(false, "Fill in the settings first.");
        var whatsApp = account.Kind == ChannelKind.Whatsapp;
        var found = await graph.Get(settings, $"{settings.Node}?fields={(whatsApp ? "display_phone_number,verified_name,quality_rating" : "name")}", ct);
        if (found is not RestAnswer.Ok { Body: var node })
            return new(false, MetaGraph.Why(found));
        if (whatsApp && Contacts.PhoneNumber.Normalise("+" + LooseJson.Text(node, "display_phone_number").TrimStart('+')).Value is var number && number != account.Address)
            return new(false, $"The phone number id belongs to {number}, not to {account.Address}.");

        var says = new List<string> { $"Connected to \"{LooseJson.Text(node, whatsApp ? "verified_name" : "name")}\"." };
        var (expires, about) = await Token(settings, ct);
        says.Add(about);
        if (settings.BusinessAccountId is { } business)
        {
            var templates = await graph.Get(settings, $"{business}/message_templates?limit=1&fields=name", ct);
            if (templates is not RestAnswer.Ok)
                return new(false, $"{says[0]} But its templates cannot be read: {MetaGraph.Why(templates)}") { TokenExpiresAt = expires };
            says.Add("Its templates can be read.");
        }

        return new(expires is null || expires > clock.GetUtcNow().UtcDateTime, string.Join(' ', says)) { TokenExpiresAt = expires };
    }

    /// <summary>What Meta says of our token (https://developers.facebook.com/docs/graph-api/reference/debug_token); not every token may ask.</summary>
    private async Task<(DateTime? Expires, string Says)> Token(MetaSettings settings, CancellationToken ct)
    {
        if (await graph.Get(settings, $"debug_token?input_token={Uri.EscapeDataString(settings.AccessToken)}", ct) is not RestAnswer.Ok { Body: var body })
            return (null, "How long the access token works cannot be asked with it.");
        var data = LooseJson.At(body, "data");
        var ends = Ends.Select(name => MetaTime.Read(LooseJson.Text(data, name))).OfType<DateTime>().ToList();
        return ends.Count == 0 ? (null, "The access token does not expire.")
            : (ends.Min(), string.Create(CultureInfo.InvariantCulture, $"The access token works until {ends.Min():d MMMM yyyy}; enter a new one before."));
    }

    private MetaSettings? Settings(ChannelAccount account) => MetaSettings.Read(account, http.Refuses).Settings;
}
