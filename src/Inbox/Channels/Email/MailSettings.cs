using System.Globalization;

using PromoEngine.Inbox.Channels.Email.Wire;
using PromoEngine.Inbox.Channels.Email.Writing;

namespace PromoEngine.Inbox.Channels.Email;

/// <summary>What a mailbox is read and written through, as entered in the channel's settings.</summary>
/// <param name="Smtp">Where mails are handed over.</param>
/// <param name="SmtpSignIn">Null: the server takes ours without.</param>
/// <param name="FromName">As customers see it.</param>
/// <param name="PlusAddress">Answers go to an address that names the thread.</param>
internal sealed record MailSettings(MailServer Smtp, MailSignIn? SmtpSignIn, string FromName, bool PlusAddress)
{
    /// <summary>Null: mails come in by a webhook.</summary>
    public MailboxSettings? Mailbox { get; init; }

    // A record would print its passwords.
    public override string ToString() => "mail settings";
}

/// <param name="SentFolder">Null: the one that the server names.</param>
/// <param name="KeepsSent">The server itself puts what we send into the Sent folder; otherwise we do.</param>
/// <param name="Days">How far back the first fetch goes.</param>
internal sealed record MailboxSettings(MailServer Imap, MailSignIn SignIn, string Inbox, string? SentFolder, bool KeepsSent, int Days);

/// <summary>Reads the fields of the form, and says what is wrong with each.</summary>
internal sealed class MailFields(IReadOnlyDictionary<string, string> entered, OutboundHttp outbound)
{
    public Dictionary<string, string> Errors { get; } = [];

    public string this[string name] => entered.TryGetValue(name, out var value) ? value.Trim() : "";

    public string Needed(string name, string sentence)
    {
        if (this[name].Length == 0)
            Errors[name] = sentence;
        return this[name];
    }

    public int Number(string name, int usual, int least, int most)
    {
        if (this[name].Length == 0)
            return usual;
        if (int.TryParse(this[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Errors[name] = $"Write a number between {least} and {most}.";
        return usual;
    }

    public bool Chosen(string name, string value) => this[name].Equals(value, StringComparison.OrdinalIgnoreCase);

    /// <param name="prefix">Of its fields: "imap".</param>
    public MailServer Server(string prefix, string usualHost, int tlsPort, int plainPort, MailSecurity usual = MailSecurity.Tls)
    {
        var host = this[prefix + "Host"] is { Length: > 0 } given ? given : usualHost;
        var security = this[prefix + "Security"].ToLowerInvariant() switch
        {
            "" => usual,
            "tls" => MailSecurity.Tls,
            "starttls" => MailSecurity.StartTls,
            "none" => MailSecurity.None,
            _ => (MailSecurity?)null,
        };
        if (security is null)
            Errors[prefix + "Security"] = "Choose tls, starttls or none.";
        var port = Number(prefix + "Port", security == MailSecurity.Tls ? tlsPort : plainPort, 1, 65535);
        if (host.Length == 0)
            Errors[prefix + "Host"] = "Write the server's name: mail.example.com.";
        else if (outbound.RefusesHost(host, port) is { } refused)
            Errors[prefix + "Host"] = refused;
        else if (security == MailSecurity.None && !outbound.IsListed(host, port))
            Errors[prefix + "Security"] = "The password would be sent in the clear; choose TLS or STARTTLS.";
        return new(host, port, security ?? MailSecurity.Tls, Pin(prefix == "smtp" && this["smtpCertificate"].Length > 0 ? "smtpCertificate" : "certificate"));
    }

    /// <summary>By password, or by token where a client id is given.</summary>
    public MailSignIn SignIn(string user, string password)
    {
        if (this["clientId"].Length == 0)
        {
            if (password.Length == 0)
                Errors["password"] = "Enter the password, or the client id and its secrets below.";
            return new(user, password, null);
        }

        var refresh = Needed("refreshToken", "Enter the refresh token that the provider gave when you signed in.");
        Uri.TryCreate(this["tokenEndpoint"], UriKind.Absolute, out var endpoint);
        if (endpoint is null)
            Errors["tokenEndpoint"] = "Write the address where the provider gives out tokens.";
        else if (outbound.Refuses(endpoint) is { } refused)
            Errors["tokenEndpoint"] = refused;
        return new(user, null, new(endpoint ?? new Uri("https://unset.invalid"), this["clientId"], this["clientSecret"], refresh));
    }

    public CheckedAccount Checked(ChannelAccount account)
    {
        var address = HeaderText.Address(account.Address.Trim());
        if (address is null)
            Errors["address"] = "Write the mailbox's address: shop@example.com.";
        return new(account with { Address = (address ?? account.Address).ToLowerInvariant() }, Errors);
    }

    private string? Pin(string name)
    {
        var pin = this[name].Replace(":", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        if (pin.Length == 0)
            return null;
        if (pin.Length != 64 || !pin.All(char.IsAsciiHexDigit))
            Errors[name] = "A SHA-256 fingerprint has 64 letters and digits.";
        return pin;
    }
}
