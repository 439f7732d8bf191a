using System.Globalization;
using System.Text;

using PromoEngine.Inbox.Channels.Email.Wire;

namespace PromoEngine.Inbox.Channels.Email.Imap;

/// <summary>An IMAP4rev1 client (RFC 3501, 2177, 4959, 6154): what is needed to follow mailboxes without changing them. One command at a time.</summary>
internal sealed class ImapClient : IAsyncDisposable
{
    private const int LargestLiteral = 40 * 1024 * 1024;
    private readonly MailWire wire;
    private readonly HashSet<string> capabilities = new(StringComparer.OrdinalIgnoreCase);
    private int lastTag;
    private bool isLeaving;

    private ImapClient(MailWire wire) => this.wire = wire;

    public bool Can(string capability) => capabilities.Contains(capability);

    /// <summary>Connected, greeted and, where it is wanted, encrypted; not yet signed in.</summary>
    public static async Task<ImapClient> Connect(OutboundHttp outbound, MailServer server, CancellationToken ct)
    {
        var client = new ImapClient(await MailWire.Open(outbound, server, ct));
        try
        {
            var greeting = await client.Next(ct);
            if (greeting.Kind is not ("OK" or "PREAUTH"))
                throw new MailRefusedException($"{server.Host} takes no calls now: {greeting.Words}", ForNow: true);
            client.Learn(greeting.Code);
            if (server.Security == MailSecurity.StartTls)
            {
                if (greeting.Kind == "PREAUTH")
                    throw new MailRefusedException($"{server.Host} does not let the line be encrypted.");
                await client.Run("STARTTLS", ct);
                await client.wire.Encrypt(ct);
                client.capabilities.Clear();
            }

            if (client.capabilities.Count == 0)
                await client.Run("CAPABILITY", ct);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <param name="token">For XOAUTH2; null: by password.</param>
    public async Task SignIn(string user, string? password, string? token, CancellationToken ct)
    {
        if (token is null && Can("LOGINDISABLED"))
            throw new MailRefusedException("This server takes passwords only over an encrypted line; choose TLS or STARTTLS.");
        try
        {
            if (token is not null)
                await Authenticate("XOAUTH2", Sasl.XOAuth2(user, token), ct);
            else if (Can("AUTH=PLAIN"))
                await Authenticate("PLAIN", Sasl.Plain(user, password ?? ""), ct);
            else
                await Run($"LOGIN {Word(user)} {Word(password ?? "")}", ct);
        }
        catch (ImapNoException no)
        {
            var forNow = no.Code is "UNAVAILABLE" or "INUSE" or "LIMIT";
            throw new MailRefusedException($"The IMAP server does not accept the {(token is null ? "user name and password" : "token")}: {no.Words}", forNow);
        }

        // What can be done often changes with who asks.
        capabilities.Clear();
        await Run("CAPABILITY", ct);
    }

    public async Task<IReadOnlyList<ImapFolder>> List(CancellationToken ct)
    {
        var folders = new List<ImapFolder>();
        await Run(Can("SPECIAL-USE") ? "LIST \"\" \"*\" RETURN (SPECIAL-USE)" : "LIST \"\" \"*\"", ct, told =>
        {
            if (told.Kind == "LIST" && told.Values is [_, { Items: { } marks }, _, var name] && folders.Count < 5000)
                folders.Add(new(MailboxName.Decode(name.Text), [.. marks.Select(m => m.Text)]));
        });
        return folders;
    }

    /// <summary>Opens a mailbox for reading: nothing in it is ever marked as seen. Null: there is none of this name.</summary>
    public async Task<OpenedMailbox?> Examine(string name, CancellationToken ct)
    {
        uint? validity = null, next = null, mails = null;
        try
        {
            await Run($"EXAMINE {Word(MailboxName.Encode(name))}", ct, told =>
            {
                if (told.IsNumbered("EXISTS"))
                    mails = told.Values[0].Number;
                if (told.Code is [var code, var value, ..])
                    (validity, next) = (code.Is("UIDVALIDITY") ? value.Number : validity, code.Is("UIDNEXT") ? value.Number : next);
            });
        }
        catch (ImapNoException)
        {
            return null;
        }

        return validity is { } v ? new(v, next, mails ?? 0) : throw new MailLostException("The mail server does not say how long its numbers hold.");
    }

    /// <summary>The UIDs that fit, in their order. <paramref name="criteria"/>: as in RFC 3501 6.4.4.</summary>
    public async Task<IReadOnlyList<uint>> Search(string criteria, CancellationToken ct)
    {
        var found = new SortedSet<uint>();
        await Run($"UID SEARCH {criteria}", ct, told =>
        {
            if (told.Kind == "SEARCH")
                found.UnionWith(told.Values.Skip(1).Select(v => v.Number).OfType<uint>());
        });
        return [.. found];
    }

    public Task<IReadOnlyList<uint>> SearchMessageId(string id, CancellationToken ct) => Search($"HEADER Message-ID {Word($"<{id}>")}", ct);

    public async Task<IReadOnlyDictionary<uint, uint>> Sizes(IEnumerable<uint> uids, CancellationToken ct)
    {
        var sizes = new Dictionary<uint, uint>();
        foreach (var set in uids.Chunk(200))
        {
            await Run($"UID FETCH {string.Join(',', set)} (UID RFC822.SIZE)", ct, told =>
            {
                if (Fetched(told, "UID")?.Number is { } uid && Fetched(told, "RFC822.SIZE")?.Number is { } size)
                    sizes[uid] = size;
            });
        }

        return sizes;
    }

    /// <summary>A mail as it lies there, or its first <paramref name="most"/> bytes; null: it is gone.</summary>
    public async Task<FetchedMail?> Fetch(uint uid, uint size, int? most, CancellationToken ct)
    {
        FetchedMail? mail = null;
        await Run($"UID FETCH {uid} (UID BODY.PEEK[]{(most is { } limit ? string.Create(CultureInfo.InvariantCulture, $"<0.{limit}>") : "")})", ct, told =>
        {
            var body = Fetched(told, most is null ? "BODY[]" : "BODY[]<0>");
            if (body is not null && Fetched(told, "UID")?.Number == uid)
                mail = new(uid, size, body.Bytes ?? Encoding.UTF8.GetBytes(body.Text));
        });
        return mail;
    }

    /// <summary>Waits for something to happen in the open mailbox (RFC 2177). True: something did; false: nothing for so long.</summary>
    public async Task<bool> Idle(TimeSpan most, TimeProvider clock, CancellationToken ct)
    {
        var tag = NextTag();
        await wire.Write($"{tag} IDLE", ct);
        wire.Patience = most + MailWire.UsualPatience;
        var heard = false;
        try
        {
            if ((await Next(ct)).Tag != "+")
                throw new MailLostException("The mail server does not wait for news after all.");
            using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var limit = Task.Delay(most, clock, over.Token);
            // A read cannot be taken back; when the time is over, the same one goes on to read the answer to DONE.
            var reading = Next(CancellationToken.None);
            while (!heard && await Task.WhenAny(reading, limit) == reading)
            {
                var told = await reading;
                heard = told.IsNumbered("EXISTS") || told.IsNumbered("EXPUNGE") || told.IsNumbered("RECENT");
                reading = Next(CancellationToken.None);
            }

            await over.CancelAsync();
            await wire.Write("DONE", CancellationToken.None);
            for (var told = await reading.WaitAsync(MailWire.UsualPatience, CancellationToken.None); told.Tag != tag; told = await Next(CancellationToken.None))
                heard |= told.IsNumbered("EXISTS");
            return heard;
        }
        catch (TimeoutException)
        {
            throw new MailLostException("The mail server does not answer any more.");
        }
        finally
        {
            wire.Patience = MailWire.UsualPatience;
        }
    }

    /// <summary>Puts a mail into a mailbox, as read.</summary>
    public async Task Append(string mailbox, ReadOnlyMemory<byte> mail, CancellationToken ct)
    {
        var tag = NextTag();
        await wire.Write(string.Create(CultureInfo.InvariantCulture, $"{tag} APPEND {Word(MailboxName.Encode(mailbox))} (\\Seen) {{{mail.Length}}}"), ct);
        var answer = await Next(ct);
        while (answer.Tag == "*")
            answer = await Next(ct);
        if (answer.Tag != "+")
            throw new ImapNoException(answer.Kind, Code(answer), answer.Words);
        await wire.Write(mail, ct);
        await wire.Write("", ct);
        await Answer(tag, null, null, ct);
    }

    public async Task SignOut(CancellationToken ct)
    {
        isLeaving = true;
        try
        {
            await Run("LOGOUT", ct);
        }
        catch (Exception e) when (e is MailLostException or ImapNoException)
        {
            // It hung up first.
        }
    }

    public ValueTask DisposeAsync() => wire.DisposeAsync();

    private async Task Authenticate(string mechanism, string initial, CancellationToken ct)
    {
        var tag = NextTag();
        var direct = Can("SASL-IR");
        await wire.Write(direct ? $"{tag} AUTHENTICATE {mechanism} {initial}" : $"{tag} AUTHENTICATE {mechanism}", ct);
        var given = direct;
        string More()
        {
            var line = given ? "" : initial;
            given = true;
            return line;
        }

        // A second "+" is XOAUTH2's reason in JSON; the empty line asks for the NO behind it.
        await Answer(tag, null, More, ct);
    }

    private async Task Run(string command, CancellationToken ct, Action<ImapResponse>? told = null)
    {
        var tag = NextTag();
        // A string that is no quoted one goes as a literal, which the server calls for.
        var lines = command.Split("\r\n");
        var sent = 0;
        await wire.Write($"{tag} {lines[sent++]}", ct);
        await Answer(tag, told, () => sent < lines.Length ? lines[sent++] : throw new MailLostException("The mail server waits for something that was not to come."), ct);
    }

    private async Task Answer(string tag, Action<ImapResponse>? told, Func<string>? more, CancellationToken ct)
    {
        while (true)
        {
            var answer = await Next(ct);
            if (answer.Tag == "+")
            {
                await wire.Write(more?.Invoke() ?? "", ct);
                continue;
            }

            if (answer.Kind is "CAPABILITY")
                Learn(answer.Values);
            Learn(answer.Code);
            if (answer.Tag != tag)
            {
                if (answer.Kind == "BYE" && !isLeaving)
                    throw new MailLostException($"The mail server hung up: {answer.Words}");
                told?.Invoke(answer);
                continue;
            }

            if (answer.Kind != "OK")
                throw new ImapNoException(answer.Kind, Code(answer), answer.Words);
            return;
        }
    }

    private Task<ImapResponse> Next(CancellationToken ct) => ImapResponse.Read(wire, LargestLiteral, ct);

    private void Learn(IReadOnlyList<ImapValue> code)
    {
        if (code is [var first, ..] && first.Is("CAPABILITY"))
            capabilities.UnionWith(code.Skip(1).Select(c => c.Text));
    }

    private static string Code(ImapResponse answer) => answer.Code is [var code, ..] ? code.Text.ToUpperInvariant() : "";

    private static ImapValue? Fetched(ImapResponse told, string name) => told.IsNumbered("FETCH") && told.Values.Count > 2 ? told.Values[2].After(name) : null;

    private string NextTag() => string.Create(CultureInfo.InvariantCulture, $"A{++lastTag:000}");

    private static string Word(string text)
    {
        if (text.All(letter => letter is >= ' ' and <= '~'))
            return $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
        if (text.AsSpan().ContainsAny("\r\n\0"))
            throw new MailRefusedException("A name or password holds a line break.");
        return string.Create(CultureInfo.InvariantCulture, $"{{{Encoding.UTF8.GetByteCount(text)}}}\r\n{text}");
    }
}
