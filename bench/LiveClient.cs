using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace PromoEngine.Bench;

/// <summary>An open screen as the hub sees it: a WebSocket that speaks SignalR's JSON protocol and remembers when which number came.</summary>
internal sealed class LiveClient(string token) : IDisposable
{
    private const byte End = 0x1e;
    private static readonly ReadOnlyMemory<byte> Hello = "{\"protocol\":\"json\",\"version\":1}\u001e"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> Ping = "{\"type\":6}\u001e"u8.ToArray();
    private readonly ClientWebSocket socket = new();

    /// <summary>By number, when it came.</summary>
    public Dictionary<long, DateTime> Came { get; } = [];

    public async Task Open(Uri server, CancellationToken ct)
    {
        socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        await socket.ConnectAsync(new Uri($"ws://{server.Authority}/live"), ct);
        await socket.SendAsync(Hello, WebSocketMessageType.Text, true, ct);
    }

    public ValueTask Live(CancellationToken ct) => socket.SendAsync(Ping, WebSocketMessageType.Text, true, ct);

    /// <summary>Until it is closed or stopped.</summary>
    public async Task Listen(CancellationToken ct)
    {
        var buffer = new byte[4096];
        var length = 0;
        try
        {
            while (socket.State == WebSocketState.Open)
            {
                var read = await socket.ReceiveAsync(buffer.AsMemory(length), ct);
                length += read.Count;
                for (int end; (end = buffer.AsSpan(0, length).IndexOf(End)) >= 0; length -= end + 1)
                {
                    Note(buffer.AsSpan(0, end));
                    buffer.AsSpan(end + 1, length - end - 1).CopyTo(buffer);
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // The run is over, or the server gave it up; then its numbers are missing.
        }
    }

    public void Dispose() => socket.Dispose();

    private void Note(ReadOnlySpan<byte> message)
    {
        if (message.IndexOf("\"changed\""u8) < 0)
            return;
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        using var parsed = JsonDocument.Parse(Encoding.UTF8.GetString(message));
        foreach (var argument in parsed.RootElement.GetProperty("arguments").EnumerateArray())
            Came.TryAdd(argument.GetProperty("seq").GetInt64(), now);
    }
}
