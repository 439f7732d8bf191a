using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PromoEngine.Testing;

/// <summary>
/// A real Dovecot of our own: its configuration, certificate and mailboxes in a temporary folder, its ports on the loopback address. Any user name may sign
/// in with <see cref="Password"/>; each has a mailbox of its own. Mails are delivered as a mail server does it, as files into the Maildir.
/// </summary>
public sealed class Dovecot : IAsyncDisposable
{
    public const string Password = "mailbox-secret";
    private const string Program = "/usr/sbin/dovecot";

    private readonly string folder;
    private readonly Process process;
    private int lastFile;

    private Dovecot(string folder, Process process, int imap, int imaps, string fingerprint) =>
        (this.folder, this.process, Imap, Imaps, Fingerprint) = (folder, process, imap, imaps, fingerprint);

    /// <summary>Null: Dovecot is not installed.</summary>
    public static string? WhyNot => File.Exists(Program) ? null : "Dovecot is not installed (Debian: apt install dovecot-imapd).";

    /// <summary>The port for STARTTLS.</summary>
    public int Imap { get; }

    /// <summary>The port with TLS from the first byte.</summary>
    public int Imaps { get; }

    /// <summary>SHA-256 of its certificate.</summary>
    public string Fingerprint { get; }

    /// <summary>What it wrote into its log.</summary>
    public string Log => File.Exists(Path.Combine(folder, "log")) ? File.ReadAllText(Path.Combine(folder, "log")) : "";

    public static async Task<Dovecot> Start()
    {
        var folder = Directory.CreateTempSubdirectory("promoengine-dovecot-").FullName;
        Open(folder);
        Open(Directory.CreateDirectory(Path.Combine(folder, "mail")).FullName);
        var (imap, imaps) = (FreePort(), FreePort());
        var fingerprint = WriteCertificate(folder);
        var config = Path.Combine(folder, "dovecot.conf");
        await File.WriteAllTextAsync(config, Configuration(folder, imap, imaps));
        var process = Process.Start(new ProcessStartInfo(Program, ["-F", "-c", config]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var dovecot = new Dovecot(folder, process, imap, imaps, fingerprint);
        await dovecot.Answers();
        return dovecot;
    }

    /// <summary>Puts a mail into a folder of somebody's mailbox, unread or already read.</summary>
    public void Deliver(string user, string mail, bool read = false, string mailbox = "") => Deliver(user, Encoding.UTF8.GetBytes(mail.ReplaceLineEndings("\r\n")), read, mailbox);

    public void Deliver(string user, byte[] mail, bool read = false, string mailbox = "")
    {
        var maildir = Maildir(user, mailbox);
        foreach (var path in new[] { Maildir(user, ""), maildir, Path.Combine(maildir, "tmp"), Path.Combine(maildir, "new"), Path.Combine(maildir, "cur") })
        {
            if (!Directory.Exists(path))
                Open(Directory.CreateDirectory(path).FullName);
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}.M{Interlocked.Increment(ref lastFile):000000}P{Environment.ProcessId}.test");
        var file = Path.Combine(maildir, "tmp", name);
        File.WriteAllBytes(file, mail);
        Allow(file, 0b110_110_110);
        File.Move(file, read ? Path.Combine(maildir, "cur", name + ":2,S") : Path.Combine(maildir, "new", name));
    }

    /// <summary>The mails that lie in a folder.</summary>
    public IReadOnlyList<string> Mails(string user, string mailbox = "") => Directory.Exists(Maildir(user, mailbox))
        ? [.. new[] { "new", "cur" }.Select(part => Path.Combine(Maildir(user, mailbox), part)).Where(Directory.Exists).SelectMany(Directory.GetFiles).Select(file => File.ReadAllText(file))] : [];

    /// <summary>How many of the inbox's mails are marked as seen.</summary>
    public int Seen(string user) => Directory.GetFiles(Path.Combine(Maildir(user, ""), "cur")).Count(file => file.Split(":2,") is [_, var flags] && flags.Contains('S', StringComparison.Ordinal));

    /// <summary>Makes all UIDs anew, as a restored backup does.</summary>
    public void ForgetUids(string user, string mailbox = "")
    {
        foreach (var file in Directory.GetFiles(Maildir(user, mailbox), "dovecot.index*"))
            File.Delete(file);
        var list = Path.Combine(Maildir(user, mailbox), "dovecot-uidlist");
        var lines = File.ReadAllLines(list);
        // "3 V1700000000 N4 …": the first line has the validity and the next number.
        lines[0] = string.Join(' ', lines[0].Split(' ').Select(word => word[0] == 'V' ? string.Create(CultureInfo.InvariantCulture, $"V{uint.Parse(word[1..], CultureInfo.InvariantCulture) + 1000}") : word));
        File.WriteAllLines(list, lines);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            await process.WaitForExitAsync(limit.Token);
        }

        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private string Maildir(string user, string mailbox) => Path.Combine(folder, "mail", user, mailbox.Length == 0 ? "" : "." + mailbox);

    private static string Configuration(string folder, int imap, int imaps)
    {
        // It keeps mail away from root, and itself away from everything: as root it takes the accounts that its package made.
        var isRoot = Environment.UserName == "root";
        var mailUser = isRoot ? "nobody" : Environment.UserName;
        var own = isRoot ? "" : $"""
            default_internal_user = {Environment.UserName}
            default_login_user = {Environment.UserName}
            default_internal_group = {GroupOf(Environment.UserName)}
            """;
        return $$"""
            base_dir = {{folder}}/run
            log_path = {{folder}}/log
            protocols = imap
            listen = 127.0.0.1
            {{own}}
            ssl = yes
            ssl_cert = <{{folder}}/cert.pem
            ssl_key = <{{folder}}/key.pem
            disable_plaintext_auth = yes
            auth_mechanisms = plain login
            auth_failure_delay = 0
            mail_location = maildir:{{folder}}/mail/%u
            mail_max_userip_connections = 200
            first_valid_uid = 1
            passdb {
              driver = static
              args = password={{Password}}
            }
            userdb {
              driver = static
              args = uid={{mailUser}} gid={{GroupOf(mailUser)}} home={{folder}}/mail/%u allow_all_users=yes
            }
            namespace inbox {
              inbox = yes
              mailbox Sent {
                auto = create
                special_use = \Sent
              }
            }
            service imap-login {
              chroot =
              inet_listener imap {
                port = {{imap}}
              }
              inet_listener imaps {
                port = {{imaps}}
                ssl = yes
              }
            }
            service anvil {
              chroot =
            }
            """;
    }

    private static string GroupOf(string user)
    {
        using var id = Process.Start(new ProcessStartInfo("id", ["-gn", user]) { RedirectStandardOutput = true })!;
        return id.StandardOutput.ReadToEnd().Trim();
    }

    private static string WriteCertificate(string folder)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        File.WriteAllText(Path.Combine(folder, "cert.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
        return Convert.ToHexString(SHA256.HashData(certificate.RawData));
    }

    private static void Open(string folder) => Allow(folder, 0b111_111_111);

    /// <summary>It reads and moves the files as another account.</summary>
    private static void Allow(string path, int mode)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, (UnixFileMode)mode);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task Answers()
    {
        for (var i = 0; i < 100; i++)
        {
            if (process.HasExited)
                throw new InvalidOperationException($"Dovecot ended: {await process.StandardError.ReadToEndAsync()} {Log}");
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, Imap);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(50);
            }
        }

        throw new InvalidOperationException($"Dovecot does not answer. {Log}");
    }
}
