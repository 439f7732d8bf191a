namespace PromoEngine.Inbox.Channels.Twilio;

/// <summary>What a Twilio account is reached with, as entered in the channel's settings.</summary>
/// <param name="ApiBaseUrl">Another host of the same protocol (a regional endpoint, a stub); Twilio's own when null.</param>
/// <param name="MessagingServiceSid">Sends through a messaging service, which picks the number; null sends from the channel's.</param>
internal sealed record TwilioSettings(string AccountSid, string AuthToken, Uri? ApiBaseUrl, string? MessagingServiceSid)
{
    public const string Provider = "twilio";
    public const string AccountSidField = "accountSid";
    public const string AuthTokenField = "authToken";
    public const string ApiBaseUrlField = "apiBaseUrl";
    public const string MessagingServiceSidField = "messagingServiceSid";

    public static readonly Uri Twilio = new("https://api.twilio.com");

    public static ChannelForm Form(ChannelKind kind) => new(
        kind == ChannelKind.Sms ? "SMS through Twilio" : "WhatsApp through Twilio",
        new("address", "Phone number", "With + and country code.", "+15550100123", Required: true),
        [
            new(AccountSidField, "Account SID", "It stands on the first page of the Twilio console.", "AC…", Required: true),
            new(AuthTokenField, "Auth token", "It stands beside the account SID.", Required: true, Secret: true),
            new(MessagingServiceSidField, "Messaging service", "Sends through a messaging service, which picks the number; empty sends from the number above.", "MG…", Advanced: true),
            new(ApiBaseUrlField, "API address", "Another host of the same protocol; empty for Twilio itself. Only hosts that the operator allows are accepted.", "https://api.twilio.com", Advanced: true),
        ],
        "In the Twilio console, under the number's messaging settings, enter it for “A message comes in”, HTTP POST.");

    private const int LongestSid = 64;
    private const int LongestToken = 256;

    /// <summary>What is wrong, by field; only then are the settings null.</summary>
    public static (TwilioSettings? Settings, IReadOnlyDictionary<string, string> Errors) Read(
        IReadOnlyDictionary<string, string> entered, Func<Uri, string?> refuses)
    {
        string Field(string name) => entered.TryGetValue(name, out var value) ? value.Trim() : "";

        var errors = new Dictionary<string, string>();
        if (!IsSid(Field(AccountSidField), "AC"))
            errors[AccountSidField] = "The account SID starts with AC; it stands on the first page of the Twilio console.";
        if (!IsToken(Field(AuthTokenField)))
            errors[AuthTokenField] = "Enter the auth token; it stands beside the account SID in the Twilio console.";

        var service = Field(MessagingServiceSidField);
        if (service.Length > 0 && !IsSid(service, "MG"))
            errors[MessagingServiceSidField] = "A messaging service's SID starts with MG.";

        var (baseUrl, wrong) = BaseUrl(Field(ApiBaseUrlField), refuses);
        if (wrong is not null)
            errors[ApiBaseUrlField] = wrong;

        return errors.Count > 0
            ? (null, errors)
            : (new(Field(AccountSidField), Field(AuthTokenField), baseUrl, service.Length > 0 ? service : null), errors);
    }

    /// <summary>The address of the account (".json") or of one of its resources ("/Messages.json").</summary>
    public Uri Resource(string name) => new(Base + AccountPath + name);

    /// <summary>
    /// The next page, as an answer names it; null when there is none, or when it is not one of this account's resources:
    /// credentials are not sent wherever an answer points.
    /// </summary>
    public Uri? Page(string uri) => uri.StartsWith(AccountPath + "/", StringComparison.Ordinal) ? new(Base + uri) : null;

    /// <summary>Whether an address is this account's own host, which may see its credentials.</summary>
    public bool IsOurs(Uri url) => url.Authority == new Uri(Base).Authority;

    private string Base => (ApiBaseUrl ?? Twilio).AbsoluteUri.TrimEnd('/');

    private string AccountPath => $"/2010-04-01/Accounts/{Uri.EscapeDataString(AccountSid)}";

    // The token must not come out through a log.
    public override string ToString() => $"Twilio {AccountSid}";

    private static (Uri? Url, string? Wrong) BaseUrl(string entered, Func<Uri, string?> refuses)
    {
        if (entered.Length == 0)
            return (null, null);
        if (!Uri.TryCreate(entered, UriKind.Absolute, out var url))
            return (null, "This is not an address; it looks like https://api.twilio.com.");
        if (url.Query.Length > 0 || url.Fragment.Length > 0)
            return (null, "Leave out everything from ? or # on.");
        return refuses(url) is { } refusal ? (null, refusal) : (url, null);
    }

    // Twilio's are 34 characters of hexadecimal; stubs and compatible providers are less strict, and so are we.
    private static bool IsSid(string text, string prefix) =>
        text.Length > prefix.Length && text.Length <= LongestSid && text.StartsWith(prefix, StringComparison.Ordinal)
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static bool IsToken(string text) =>
        text.Length is > 0 and <= LongestToken && text.All(c => c is > ' ' and <= '~');
}
