using System.Net;

using PromoEngine.Inbox.Channels.Email.Wire;

namespace PromoEngine.Inbox.Channels.Email.Smtp;

/// <summary>Who sends and who receives, as the server is told; what the mail's own header says is another matter.</summary>
internal sealed record Envelope(string From, IReadOnlyList<string> To);

/// <summary>What became of handing a mail over.</summary>
internal abstract record Submitted
{
    private Submitted() { }

    internal sealed record Taken : Submitted;

    /// <summary>Nothing was sent to anybody.</summary>
    /// <param name="Address">The address that was refused; null: all of it.</param>
    internal sealed record Refused(SmtpReply Reply, string? Address) : Submitted;

    /// <summary>The line broke after the mail's last byte and before the answer: nobody knows.</summary>
    internal sealed record Unknown(string Reason) : Submitted;
}

/// <summary>
/// A mail submission client (RFC 6409): EHLO, TLS from the start or by STARTTLS, AUTH PLAIN, LOGIN and XOAUTH2, SIZE, 8BITMIME, SMTPUTF8. A mail goes to all
/// of its recipients or to none.
/// </summary>
internal sealed class Submission : IAsyncDisposable
{
    private readonly MailWire wire;
    private Dictionary<string, string> extensions = new(StringComparer.OrdinalIgnoreCase);

    private Submission(MailWire wire) => this.wire = wire;

    public static async Task<Submission> Connect(OutboundHttp outbound, MailServer server, CancellationToken ct)
    {
        var submission = new Submission(await MailWire.Open(outbound, server, ct));
        try
        {
            if (await SmtpReply.Read(submission.wire, ct) is { IsGood: false } closed)
                throw new MailRefusedException($"{server.Host} takes no mail now: {closed.Said}", closed.IsForNow);
            await submission.Greet(ct);
            if (server.Security == MailSecurity.StartTls)
            {
                if (!submission.extensions.ContainsKey("STARTTLS"))
                    throw new MailRefusedException($"{server.Host} offers no STARTTLS on port {server.Port}; choose TLS and its port, usually 465.");
                if (await submission.Ask("STARTTLS", ct) is { IsGood: false } refused)
                    throw new MailRefusedException($"{server.Host} does not begin TLS: {refused.Said}", refused.IsForNow);
                await submission.wire.Encrypt(ct);
                await submission.Greet(ct);
            }

            return submission;
        }
        catch
        {
            await submission.DisposeAsync();
            throw;
        }
    }

    public bool Can(string extension) => extensions.ContainsKey(extension);

    /// <param name="token">For XOAUTH2; null: by password.</param>
    public async Task SignIn(string user, string? password, string? token, CancellationToken ct)
    {
        var ways = extensions.GetValueOrDefault("AUTH", "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        bool Has(string way) => ways.Contains(way, StringComparer.OrdinalIgnoreCase);
        SmtpReply reply;
        if (token is not null)
            reply = await AskTwice($"AUTH XOAUTH2 {Sasl.XOAuth2(user, token)}", ct);
        else if (Has("PLAIN") || !Has("LOGIN"))
            reply = await Ask($"AUTH PLAIN {Sasl.Plain(user, password ?? "")}", ct);
        else
            reply = await Login(user, password ?? "", ct);
        if (reply.Code != 235)
            throw new MailRefusedException($"The SMTP server does not accept the {(token is null ? "user name and password" : "token")}: {reply.Said}", reply.IsForNow);
    }

    /// <summary>Sends once.</summary>
    /// <exception cref="MailLostException">The line broke before the mail was whole: it was not sent.</exception>
    public async Task<Submitted> Send(Envelope envelope, ReadOnlyMemory<byte> mail, CancellationToken ct)
    {
        var eightBit = !System.Text.Ascii.IsValid(mail.Span);
        var international = !System.Text.Ascii.IsValid(envelope.From) || envelope.To.Any(address => !System.Text.Ascii.IsValid(address));
        if (international && !Can("SMTPUTF8"))
            return new Submitted.Refused(new(553, ["5.6.7 This mail server cannot write to addresses with letters outside ASCII."]), null);
        if (extensions.GetValueOrDefault("SIZE") is { } size && long.TryParse(size, out var most) && most > 0 && mail.Length > most)
            return new Submitted.Refused(new(552, [$"5.3.4 The mail server takes at most {most / 1024} KB."]), null);

        var from = $"MAIL FROM:<{envelope.From}>" + (Can("SIZE") ? $" SIZE={mail.Length}" : "") + (eightBit && Can("8BITMIME") ? " BODY=8BITMIME" : "") + (international ? " SMTPUTF8" : "");
        if (await Ask(from, ct) is { IsGood: false } sender)
            return new Submitted.Refused(sender, envelope.From);
        foreach (var address in envelope.To)
        {
            if (await Ask($"RCPT TO:<{address}>", ct) is not { IsGood: false } receiver)
                continue;
            await Ask("RSET", ct);
            return new Submitted.Refused(receiver, address);
        }

        var go = await Ask("DATA", ct);
        if (go.Code != 354)
            return new Submitted.Refused(go, null);
        await WriteData(mail, ct);
        return await AfterData(ct);
    }

    /// <summary>Leaves politely; whatever happens now, the mail has its answer.</summary>
    public async Task Quit(CancellationToken ct)
    {
        try
        {
            await Ask("QUIT", ct);
        }
        catch (MailLostException)
        {
            // It hung up first.
        }
    }

    public ValueTask DisposeAsync() => wire.DisposeAsync();

    private async Task<Submitted> AfterData(CancellationToken ct)
    {
        try
        {
            await wire.Write(".", ct);
            var reply = await SmtpReply.Read(wire, ct);
            return reply.IsGood ? new Submitted.Taken() : new Submitted.Refused(reply, null);
        }
        catch (MailLostException lost)
        {
            return new Submitted.Unknown(lost.Message);
        }
        catch (OperationCanceledException)
        {
            return new Submitted.Unknown("The process was stopping.");
        }
    }

    /// <summary>Lines end in CRLF, and a line that begins with a dot gets another one (RFC 5321 4.5.2).</summary>
    private async Task WriteData(ReadOnlyMemory<byte> mail, CancellationToken ct)
    {
        var piece = new MemoryStream(64 * 1024 + 8);
        for (var position = 0; position < mail.Length;)
        {
            var newline = mail.Span[position..].IndexOf((byte)'\n');
            var next = newline < 0 ? mail.Length : position + newline + 1;
            var line = mail.Span[position..next].TrimEnd("\r\n"u8);
            if (line is [(byte)'.', ..])
                piece.WriteByte((byte)'.');
            piece.Write(line);
            piece.Write("\r\n"u8);
            position = next;
            if (piece.Length < 64 * 1024 && position < mail.Length)
                continue;
            await wire.Write(piece.GetBuffer().AsMemory(0, (int)piece.Length), ct);
            piece.SetLength(0);
        }
    }

    private async Task Greet(CancellationToken ct)
    {
        var name = Dns.GetHostName() is { Length: > 0 } host && host.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.') ? host : "localhost";
        var reply = await Ask($"EHLO {name}", ct);
        if (!reply.IsGood)
            reply = await Ask($"HELO {name}", ct);
        if (!reply.IsGood)
            throw new MailRefusedException($"The SMTP server does not speak with us: {reply.Said}", reply.IsForNow);
        extensions = reply.Lines.Skip(1).Select(line => line.Split([' ', '='], 2))
            .GroupBy(words => words[0], StringComparer.OrdinalIgnoreCase)
            .ToDictionary(words => words.Key, words => string.Join(' ', words.Select(w => w.Length > 1 ? w[1] : "")), StringComparer.OrdinalIgnoreCase);
    }

    private async Task<SmtpReply> Login(string user, string password, CancellationToken ct)
    {
        var reply = await Ask("AUTH LOGIN", ct);
        if (reply.Code == 334)
            reply = await Ask(Sasl.Base64(user), ct);
        return reply.Code == 334 ? await Ask(Sasl.Base64(password), ct) : reply;
    }

    /// <summary>XOAUTH2 gives its reason in a 334 first; an empty line asks for the refusal itself.</summary>
    private async Task<SmtpReply> AskTwice(string command, CancellationToken ct)
    {
        var reply = await Ask(command, ct);
        return reply.Code == 334 ? await Ask("", ct) : reply;
    }

    private async Task<SmtpReply> Ask(string command, CancellationToken ct)
    {
        // Addresses and names come from outside; a line break in one would be a command of its own.
        if (command.AsSpan().ContainsAny("\r\n\0"))
            throw new MailRefusedException("An address holds a line break.");
        await wire.Write(command, ct);
        return await SmtpReply.Read(wire, ct);
    }
}
