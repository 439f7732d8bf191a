namespace PromoEngine.Inbox.Channels.Email.Wire;

internal enum MailSecurity
{
    /// <summary>TLS from the first byte.</summary>
    Tls,
    StartTls,
    /// <summary>In the clear: only towards servers that whoever runs this installation has named.</summary>
    None,
}

/// <param name="Pin">SHA-256 of the server's certificate in hex, where no authority vouches for it; null: the machine's authorities do.</param>
internal sealed record MailServer(string Host, int Port, MailSecurity Security, string? Pin = null);

/// <summary>How to sign in: a password, or a token that is asked for when it is needed.</summary>
internal sealed record MailSignIn(string User, string? Password, OAuthClient? OAuth)
{
    // A record would print its password.
    public override string ToString() => "mail sign-in";
}

/// <summary>The line to a mail server broke, or what came over it was none of its protocol.</summary>
internal sealed class MailLostException(string message, Exception? inner = null) : IOException(message, inner);

/// <summary>The server said no, or cannot do what is needed.</summary>
/// <param name="message">A sentence for the person who set the channel up.</param>
/// <param name="ForNow">Worth another try without any change.</param>
internal sealed class MailRefusedException(string message, bool ForNow = false) : Exception(message)
{
    public bool IsForNow => ForNow;
}
