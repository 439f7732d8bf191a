using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PromoEngine.Testing;

/// <summary>A mail as an SMTP server took it, dots undone.</summary>
public sealed record SinkMail(string From, IReadOnlyList<string> To, byte[] Raw, string? User, string? Mechanism, bool Encrypted, string MailFrom)
{
    public string Text => Encoding.UTF8.GetString(Raw);
}

/// <summary>What goes wrong at the next mail.</summary>
public enum SmtpFault
{
    None,
    /// <summary>421 as the greeting.</summary>
    Busy,
    /// <summary>451 to the recipient.</summary>
    TryLater,
    /// <summary>550 to the recipient.</summary>
    NoSuchUser,
    /// <summary>550 to the last recipient.</summary>
    NoSuchCopy,
    /// <summary>554 to the mail.</summary>
    Refuse,
    /// <summary>Hangs up in the middle of the mail.</summary>
    DropInMail,
    /// <summary>Takes the mail and hangs up without a word.</summary>
    DropAfterMail,
    /// <summary>Hangs up after EHLO.</summary>
    DropEarly,
    /// <summary>Speaks on before TLS begins, as somebody in between would.</summary>
    Inject,
}

/// <summary>
/// An SMTP server that takes every mail and keeps it: EHLO, STARTTLS, TLS from the start, AUTH PLAIN, LOGIN and XOAUTH2, SIZE, 8BITMIME. It can be told to go
/// wrong. It shares no code with the product.
/// </summary>
public sealed class StubSmtp : IAsyncDisposable
{
    public const string Password = "smtp secret";
    public const string Token = "a-token";

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<SinkMail> mails = [];
    private readonly ConcurrentQueue<SmtpFault> faults = [];
    private readonly X509Certificate2 certificate;
    private Task serving = Task.CompletedTask;

    private StubSmtp(X509Certificate2 certificate) => this.certificate = certificate;

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public string Fingerprint => Convert.ToHexString(SHA256.HashData(certificate.RawData));

    /// <summary>All that it answered 250 to, or would have; oldest first.</summary>
    public IReadOnlyList<SinkMail> Mails => [.. mails];

    /// <summary>TLS from the first byte.</summary>
    public bool Implicit { get; set; }

    public string Ways { get; set; } = "PLAIN LOGIN XOAUTH2";

    public string Extensions { get; set; } = "SIZE 36700160\n8BITMIME\nSMTPUTF8\nENHANCEDSTATUSCODES";

    /// <summary>Called with each mail before it is answered: a server that keeps copies itself.</summary>
    public Action<SinkMail>? Kept { get; set; }

    public static StubSmtp Start()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(30));
        var sink = new StubSmtp(X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null));
        sink.listener.Start();
        sink.serving = sink.Serve();
        return sink;
    }

    public void Next(params SmtpFault[] next)
    {
        foreach (var fault in next)
            faults.Enqueue(fault);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await serving.ContinueWith(_ => { }, TaskScheduler.Default);
        certificate.Dispose();
        stop.Dispose();
    }

    private async Task Serve()
    {
        while (!stop.IsCancellationRequested)
        {
            var client = await listener.AcceptTcpClientAsync(stop.Token);
            _ = Task.Run(async () =>
            {
                using (client)
                {
                    try
                    {
                        await new Talk(this, client.GetStream()).Run(stop.Token);
                    }
                    catch (Exception e) when (e is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException or FormatException)
                    {
                        // The other side hung up.
                    }
                }
            });
        }
    }

    private sealed class Talk(StubSmtp sink, Stream stream)
    {
        private Stream stream = stream;
        private string? user;
        private string? mechanism;
        private string from = "";
        private string mailFrom = "";
        private List<string> to = [];
        private SmtpFault fault;
        private bool Encrypted => stream is SslStream;

        public async Task Run(CancellationToken ct)
        {
            if (sink.Implicit)
                await Encrypt(ct);
            fault = sink.faults.TryDequeue(out var next) ? next : SmtpFault.None;
            await Say(fault == SmtpFault.Busy ? "421 4.3.2 too many visitors" : "220 sink ready");
            while (await Line(ct) is { } line)
            {
                if (fault == SmtpFault.DropEarly && line.StartsWith("MAIL", StringComparison.OrdinalIgnoreCase))
                    return;
                if (!await Answer(line, ct))
                    return;
            }
        }

        private async Task<bool> Answer(string line, CancellationToken ct)
        {
            var word = line.Split(' ', ':')[0].ToUpperInvariant();
            switch (word)
            {
                case "EHLO" or "HELO":
                    string[] offers = ["sink", .. Offers()];
                    await Say(string.Join("\r\n", offers.Select((offer, i) => $"250{(i == offers.Length - 1 ? ' ' : '-')}{offer}")));
                    return true;
                case "STARTTLS":
                    await Say(fault == SmtpFault.Inject ? "220 go on\r\n250 believe me" : "220 go on");
                    await Encrypt(ct);
                    return true;
                case "AUTH":
                    await Authenticate(line.Split(' '), ct);
                    return true;
                case "MAIL":
                    (mailFrom, from, to) = (line, Between(line), []);
                    await Say(user is null && sink.Ways.Length > 0 ? "530 5.7.0 sign in first" : "250 2.1.0 ok");
                    return true;
                case "RCPT":
                    await Say(Recipient(Between(line)));
                    return true;
                case "DATA":
                    return await Data(ct);
                case "QUIT":
                    await Say("221 bye");
                    return false;
                default:
                    await Say("250 ok");
                    return true;
            }
        }

        private IEnumerable<string> Offers()
        {
            if (!Encrypted && !sink.Implicit)
                yield return "STARTTLS";
            foreach (var extension in sink.Extensions.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                yield return extension;
            if (Encrypted && sink.Ways.Length > 0)
                yield return "AUTH " + sink.Ways;
        }

        private string Recipient(string address)
        {
            if (fault == SmtpFault.TryLater)
                return "451 4.7.1 greylisted, come again";
            if (fault == SmtpFault.NoSuchUser || (fault == SmtpFault.NoSuchCopy && to.Count > 0))
                return "550 5.1.1 no such mailbox";
            to.Add(address);
            return "250 2.1.5 ok";
        }

        private async Task<bool> Data(CancellationToken ct)
        {
            await Say("354 go on");
            using var raw = new MemoryStream();
            var lines = 0;
            while (await Bytes(ct) is { } line)
            {
                if (line is [(byte)'.'])
                    break;
                if (fault == SmtpFault.DropInMail && ++lines > 3)
                    return false;
                raw.Write(line is [(byte)'.', ..] ? line.AsSpan(1) : line);
                raw.Write("\r\n"u8);
            }

            if (fault == SmtpFault.Refuse)
            {
                await Say("554 5.7.1 we do not like it");
                return true;
            }

            var mail = new SinkMail(from, to, raw.ToArray(), user, mechanism, Encrypted, mailFrom);
            sink.mails.Enqueue(mail);
            sink.Kept?.Invoke(mail);
            if (fault == SmtpFault.DropAfterMail)
                return false;
            await Say("250 2.0.0 queued as 1");
            return true;
        }

        private async Task Authenticate(string[] words, CancellationToken ct)
        {
            mechanism = words[1].ToUpperInvariant();
            var given = words.Length > 2 ? words[2] : "";
            if (mechanism == "LOGIN")
            {
                await Say("334 VXNlcm5hbWU6");
                var name = Decode(await Line(ct) ?? "");
                await Say("334 UGFzc3dvcmQ6");
                await Judge(name, Decode(await Line(ct) ?? "") == Password);
                return;
            }

            var parts = Decode(given).Split(mechanism == "PLAIN" ? '\0' : '\u0001');
            if (mechanism == "PLAIN")
            {
                await Judge(parts[1], parts[2] == Password);
                return;
            }

            if (parts[1] == $"auth=Bearer {Token}")
            {
                await Judge(parts[0]["user=".Length..], true);
                return;
            }

            await Say("334 " + Convert.ToBase64String("{\"status\":\"401\"}"u8));
            await Line(ct);
            await Judge("", false);
        }

        private Task Judge(string name, bool right)
        {
            user = right ? name : null;
            return Say(right ? "235 2.7.0 welcome" : "535 5.7.8 wrong user name or password");
        }

        private static string Decode(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));

        private static string Between(string line) => line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];

        private async Task Encrypt(CancellationToken ct)
        {
            var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = sink.certificate }, ct);
            stream = tls;
        }

        private Task Say(string line) => stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n")).AsTask();

        private async Task<string?> Line(CancellationToken ct) => await Bytes(ct) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

        private readonly byte[] buffer = new byte[16 * 1024];
        private int at;
        private int end;

        private async Task<byte[]?> Bytes(CancellationToken ct)
        {
            var line = new List<byte>();
            while (true)
            {
                if (at == end && ((at, end) = (0, await stream.ReadAsync(buffer, ct))).end == 0)
                    return line.Count > 0 ? [.. line] : null;
                var newline = buffer.AsSpan(at, end - at).IndexOf((byte)'\n');
                line.AddRange(buffer.AsSpan(at, newline < 0 ? end - at : newline));
                at = newline < 0 ? end : at + newline + 1;
                if (newline < 0)
                    continue;
                if (line is [.., (byte)'\r'])
                    line.RemoveAt(line.Count - 1);
                return [.. line];
            }
        }
    }
}
