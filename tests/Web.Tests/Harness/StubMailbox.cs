using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace PromoEngine.Web.Tests;

/// <summary>A mail server that takes everything, on a port of the loopback address: what the product sends goes over the real wire.</summary>
internal sealed partial class StubMailbox : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<(string To, string Text)> mails = [];
    private Task serving = Task.CompletedTask;

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public static StubMailbox Start()
    {
        var mailbox = new StubMailbox();
        mailbox.listener.Start();
        mailbox.serving = mailbox.Serve();
        return mailbox;
    }

    /// <summary>All mails to an address, oldest first, as the wire had them but decoded.</summary>
    public IReadOnlyList<string> To(string address) => [.. mails.Where(m => m.To == address).Select(m => m.Text)];

    /// <summary>The secret in the link of the latest mail to an address.</summary>
    public string LinkTo(string address) => LinkIn().Match(To(address)[^1]).Groups["secret"].Value;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await serving.ContinueWith(_ => { }, TaskScheduler.Default);
        stop.Dispose();
    }

    private async Task Serve()
    {
        while (!stop.IsCancellationRequested)
        {
            using var client = await listener.AcceptTcpClientAsync(stop.Token);
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1);
            await using var writer = new StreamWriter(stream, Encoding.Latin1) { AutoFlush = true, NewLine = "\r\n" };
            await writer.WriteLineAsync("220 stub");
            await Talk(reader, writer);
        }
    }

    private async Task Talk(StreamReader reader, StreamWriter writer)
    {
        var to = "";
        while (await reader.ReadLineAsync(stop.Token) is { } line)
        {
            if (line.StartsWith("RCPT TO:", StringComparison.OrdinalIgnoreCase))
                to = line.Split('<', '>')[1];
            if (line == "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                var text = new StringBuilder();
                while (await reader.ReadLineAsync(stop.Token) is { } row && row != ".")
                    text.Append(row).Append('\n');
                mails.Enqueue((to, Decoded(text.ToString())));
            }

            await writer.WriteLineAsync(line == "QUIT" ? "221 bye" : "250 ok");
            if (line == "QUIT")
                return;
        }
    }

    private static string Decoded(string mail)
    {
        var body = mail[(mail.IndexOf("\n\n", StringComparison.Ordinal) + 2)..];
        if (mail.Contains("base64", StringComparison.OrdinalIgnoreCase))
            return Encoding.UTF8.GetString(Convert.FromBase64String(body.Replace("\n", "", StringComparison.Ordinal)));
        return mail.Contains("quoted-printable", StringComparison.OrdinalIgnoreCase)
            ? SoftBreak().Replace(body, "").Replace("=3D", "=", StringComparison.Ordinal)
            : body;
    }

    [GeneratedRegex("=\r?\n")]
    private static partial Regex SoftBreak();

    [GeneratedRegex(@"#(?<secret>link_[\w-]+)")]
    private static partial Regex LinkIn();
}
