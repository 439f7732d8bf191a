namespace PromoEngine.Inbox.Channels.Bot;

/// <summary>What a bot is known by, as entered in the channel's settings.</summary>
/// <param name="AppId">The channel's address: the application that the bot is registered as.</param>
/// <param name="Tenant">Whose directory hands out its tokens; "botframework.com" for a bot of many tenants.</param>
internal sealed record BotSettings(string AppId, string Password, string Tenant, Uri Login, Uri OpenId)
{
    public const string Provider = "bot";
    public const string PasswordField = "appPassword";
    public const string TenantField = "tenantId";
    public const string ApiBaseUrlField = "apiBaseUrl";
    public const string ManyTenants = "botframework.com";

    private const int LongestPassword = 256;

    private static readonly Uri Microsoft = new("https://login.microsoftonline.com");
    private static readonly Uri Connector = new("https://login.botframework.com");

    public static ChannelForm Form { get; } = new("Bot Framework (Teams, Web Chat and others)",
        new("address", "Microsoft app id", "It stands in the Azure Bot's configuration.", "6c9c3f3e-8d1f-4f0c-9a7e-2b6f1c0d5e11", Required: true),
        [
            new(PasswordField, "Client secret", "Of the app's registration; its value, not its id.", Required: true, Secret: true),
            new(TenantField, "Tenant id", "Of a single-tenant bot; empty for one of many tenants.", "72f988bf-86f1-41af-91ab-2d7cd011db47"),
            new(ApiBaseUrlField, "Sign-in address", "Another host for sign-in and keys; empty for Microsoft's own. Only hosts that the operator allows are accepted.", "https://login.microsoftonline.com", Advanced: true),
        ],
        "In the Azure portal, in the bot's configuration, enter it as messaging endpoint; then connect Teams, Web Chat or another channel there.");

    /// <summary>Where the keys of the connector's tokens are published, and those of the emulator's.</summary>
    public Uri ConnectorMetadata => new(OpenId, "/v1/.well-known/openidconfiguration");

    public Uri EmulatorMetadata => new(Login, "/botframework.com/v2.0/.well-known/openid-configuration");

    public Uri TokenAddress => new(Login, $"/{Uri.EscapeDataString(Tenant)}/oauth2/v2.0/token");

    /// <summary>What is wrong, by field; only then are the settings null.</summary>
    public static (BotSettings? Settings, IReadOnlyDictionary<string, string> Errors) Read(ChannelAccount account, Func<Uri, string?> refuses)
    {
        var errors = new Dictionary<string, string>();
        if (!Guid.TryParse(account.Address.Trim(), out var app))
            errors["address"] = "An app id looks like 6c9c3f3e-8d1f-4f0c-9a7e-2b6f1c0d5e11.";
        if (account.Setting(PasswordField).Trim() is not { Length: > 0 and <= LongestPassword } password || password.Any(char.IsControl))
            (errors[PasswordField], password) = ("Enter the client secret.", "");
        var tenant = account.Setting(TenantField).Trim();
        if (tenant.Length > 0 && !Guid.TryParse(tenant, out _))
            errors[TenantField] = "A tenant id looks like 72f988bf-86f1-41af-91ab-2d7cd011db47.";

        var (login, openId) = (Microsoft, Connector);
        if (account.Setting(ApiBaseUrlField).Trim() is { Length: > 0 } entered)
        {
            if (!Uri.TryCreate(entered, UriKind.Absolute, out var other))
                errors[ApiBaseUrlField] = "This is not an address; it looks like https://login.microsoftonline.com.";
            else if (refuses(other) is { } refusal)
                errors[ApiBaseUrlField] = refusal;
            else
                login = openId = other;
        }

        return errors.Count > 0 ? (null, errors) : (new(app.ToString("D"), password, tenant.Length > 0 ? tenant : ManyTenants, login, openId), errors);
    }

    // The secret must not come out through a log.
    public override string ToString() => $"Bot {AppId}";
}
