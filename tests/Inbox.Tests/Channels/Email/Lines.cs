using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

using Microsoft.Extensions.Options;

using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Channels.Email.Wire;

namespace PromoEngine.Inbox.Tests.Channels.Email;

/// <summary>A way out that may call this machine.</summary>
internal static class Outbound
{
    public static OutboundHttp Local()
    {
        var options = new OutboundOptions();
        options.AllowHosts.Add("127.0.0.1");
        return new(Options.Create(options));
    }

    public static MailServer Plain(int port) => new("127.0.0.1", port, MailSecurity.None);
}

/// <summary>A server that says what a test writes into it: each entry of the script is what it waits for and what it answers, and at the end it hangs up.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Task serving;

    /// <param name="greeting">Said first.</param>
    /// <param name="script">Answers, one for each line that comes; "{tag}" is its first word. Null hangs up.</param>
    public ScriptedServer(string greeting, params string?[] script)
    {
        listener.Start();
        serving = Serve(greeting, script);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public List<string> Heard { get; } = [];

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await serving.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private async Task Serve(string greeting, string?[] script)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        await stream.WriteAsync(Encoding.Latin1.GetBytes(greeting));
        foreach (var answer in script)
        {
            if (answer is null || await reader.ReadLineAsync() is not { } line)
                return;
            lock (Heard)
                Heard.Add(line);
            await stream.WriteAsync(Encoding.Latin1.GetBytes(answer.Replace("{tag}", line.Split(' ')[0], StringComparison.Ordinal)));
        }

        // Until the other side leaves.
        await reader.ReadLineAsync();
    }

    public override string ToString() => Port.ToString(CultureInfo.InvariantCulture);
}
