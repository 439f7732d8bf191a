using System.ComponentModel.DataAnnotations;

using PromoEngine.Inbox.Channels.Email.Wire;

namespace PromoEngine.Web.Mail;

/// <summary>`Smtp:*`: the server that sends this service's own mails (invitations, forgotten passwords).</summary>
internal sealed class SmtpOptions : IValidatableObject
{
    /// <summary>Empty: no mail can be sent; a demo shows its mails on a screen instead.</summary>
    public string? Host { get; set; }

    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    /// <summary>STARTTLS, usually on port 587, or TLS from the first byte, usually on port 465.</summary>
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>The sender: "Acme Promo &lt;shop@acme.example&gt;" or the bare address.</summary>
    public string? From { get; set; }

    public bool IsSet => Host is { Length: > 0 };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsSet)
            yield break;
        if (!System.Net.Mail.MailAddress.TryCreate(From, out _))
            yield return new("Smtp:From is not an e-mail address; it is the sender of invitations.", [nameof(From)]);
        if (User is { Length: > 0 } != Password is { Length: > 0 })
            yield return new("Smtp:User and Smtp:Password belong together.", [nameof(User)]);
        if (User is { Length: > 0 } && Security == MailSecurity.None)
            yield return new("Smtp:Security is none: the password would be sent in the clear. Use starttls.", [nameof(Security)]);
    }
}
