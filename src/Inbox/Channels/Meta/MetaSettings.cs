namespace PromoEngine.Inbox.Channels.Meta;

/// <summary>What a WhatsApp number or a Facebook page is reached with, as entered in the channel's settings.</summary>
/// <param name="Node">Whose messages these are at Meta: the phone number id, or the page's id.</param>
/// <param name="BusinessAccountId">The WhatsApp Business Account, which owns the templates; null where none was entered.</param>
internal sealed record MetaSettings(string Node, string? BusinessAccountId, string AppSecret, string AccessToken, string VerifyToken, Uri ApiBaseUrl, string Version)
{
    public const string Provider = "meta";
    public const string PhoneNumberIdField = "phoneNumberId";
    public const string BusinessAccountIdField = "businessAccountId";
    public const string AppSecretField = "appSecret";
    public const string AccessTokenField = "accessToken";
    public const string VerifyTokenField = "verifyToken";
    public const string ApiBaseUrlField = "apiBaseUrl";
    public const string VersionField = "apiVersion";

    private const string NewestKnown = "v23.0";
    private const int LongestToken = 1024;

    private static readonly Uri Graph = new("https://graph.facebook.com");

    private static readonly ChannelField[] Shared =
    [
        new(AppSecretField, "App secret", "In the app's basic settings; it proves that calls to us are Meta's.", Required: true, Secret: true),
        new(AccessTokenField, "Access token", "A system user's or page's token that does not expire.", "EAA…", Required: true, Secret: true),
        new(VerifyTokenField, "Verify token", "Any words of your own; enter the same beside the webhook address at Meta.", Required: true, Secret: true),
        new(VersionField, "API version", $"Empty for {NewestKnown}.", NewestKnown, Advanced: true),
        new(ApiBaseUrlField, "API address", "Another host of the same protocol; empty for Meta itself. Only hosts that the operator allows are accepted.", "https://graph.facebook.com", Advanced: true),
    ];

    public static ChannelForm Form(ChannelKind kind) => kind == ChannelKind.Whatsapp
        ? new("WhatsApp Cloud API", new("address", "Phone number", "With + and country code.", "+15550100123", Required: true),
            [
                new(PhoneNumberIdField, "Phone number id", "It stands under the number in the WhatsApp API setup; it is not the number itself.", "106540352242922", Required: true),
                new(BusinessAccountIdField, "Business account id", "The WhatsApp Business Account; with it, templates can be sent.", "102290129340398"),
                .. Shared,
            ],
            "In the app at Meta, under WhatsApp, Configuration, enter it as callback URL with the verify token, and subscribe to messages and, for a number that is also on a phone, smb_message_echoes.")
        : new("Messenger", new("address", "Page id", "It stands in the page's About section.", "108824017345866", Required: true), Shared,
            "In the app at Meta, under Messenger, Webhooks, enter it as callback URL with the verify token, and subscribe the page to messages, message_echoes, message_edits, message_reactions, message_deliveries, message_reads and messaging_postbacks.");

    /// <summary>What is wrong, by field; only then are the settings null.</summary>
    public static (MetaSettings? Settings, IReadOnlyDictionary<string, string> Errors) Read(ChannelAccount account, Func<Uri, string?> refuses)
    {
        string Field(string name) => account.Setting(name).Trim();

        var errors = new Dictionary<string, string>();
        var node = account.Kind == ChannelKind.Whatsapp ? Field(PhoneNumberIdField) : account.Address.Trim();
        if (!IsId(node))
            errors[account.Kind == ChannelKind.Whatsapp ? PhoneNumberIdField : "address"] = "This id is digits only; it is not the phone number.";
        if (Field(BusinessAccountIdField) is { Length: > 0 } business && !IsId(business))
            errors[BusinessAccountIdField] = "This id is digits only.";
        foreach (var (name, label) in new[] { (AppSecretField, "app secret"), (AccessTokenField, "access token"), (VerifyTokenField, "verify token") })
        {
            if (Field(name) is not { Length: > 0 and <= LongestToken } token || token.Any(c => c is <= ' ' or > '~'))
                errors[name] = $"Enter the {label}, without spaces.";
        }

        var version = Field(VersionField) is { Length: > 0 } entered ? entered : NewestKnown;
        if (version is not ['v', ..] || !decimal.TryParse(version.AsSpan(1), System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out _))
            errors[VersionField] = $"A version looks like {NewestKnown}.";
        var (baseUrl, wrong) = BaseUrl(Field(ApiBaseUrlField), refuses);
        if (wrong is not null)
            errors[ApiBaseUrlField] = wrong;

        return errors.Count > 0
            ? (null, errors)
            : (new(node, Field(BusinessAccountIdField) is { Length: > 0 } owner ? owner : null, Field(AppSecretField), Field(AccessTokenField), Field(VerifyTokenField), baseUrl!, version), errors);
    }

    /// <summary>The address of a resource ("106540352242922/messages").</summary>
    public Uri Resource(string path) => new($"{ApiBaseUrl.AbsoluteUri.TrimEnd('/')}/{Version}/{path}");

    // The tokens must not come out through a log.
    public override string ToString() => $"Meta {Node}";

    private static (Uri? Url, string? Wrong) BaseUrl(string entered, Func<Uri, string?> refuses)
    {
        if (entered.Length == 0)
            return (Graph, null);
        if (!Uri.TryCreate(entered, UriKind.Absolute, out var url) || url.Query.Length > 0 || url.Fragment.Length > 0)
            return (null, "This is not an address; it looks like https://graph.facebook.com.");
        return refuses(url) is { } refusal ? (null, refusal) : (url, null);
    }

    private static bool IsId(string text) => text.Length is > 0 and <= 32 && text.All(char.IsAsciiDigit);
}
