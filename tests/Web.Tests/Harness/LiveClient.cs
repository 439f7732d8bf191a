using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace PromoEngine.Web.Tests;

/// <summary>A change as it was applied; without topic and id it was not this person's to see.</summary>
internal sealed record Heard(long Seq, string? Topic, Guid? Id);

/// <summary>
/// A screen: it follows the hub as the webapp does, keeps the last number, reads what it missed, and remembers every change it applied, in order.
/// </summary>
/// <param name="missed">`GET /api/events`, with a number or without; null: gone (410).</param>
internal sealed class LiveClient(Uri server, Action<ClientWebSocketOptions> signIn, Func<long?, Task<JsonElement?>> missed) : IAsyncDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);
    private ClientWebSocket? socket;
    private Task reading = Task.CompletedTask;

    public long Seq { get; private set; } = -1;

    public List<Heard> Applied { get; } = [];

    /// <summary>How often it had to begin anew.</summary>
    public int Restarts { get; private set; }

    /// <summary>Ends when the server ends the connection, or we do.</summary>
    public Task Ended => reading;

    /// <summary>As the webapp does: first the number, then the socket, then what was missed in between.</summary>
    public async Task Connect(CancellationToken ct)
    {
        if (Seq < 0)
            Seq = (await missed(null))!.Value.Number("seq");
        socket = new ClientWebSocket();
        signIn(socket.Options);
        await socket.ConnectAsync(new UriBuilder(server) { Scheme = "ws", Path = "/live" }.Uri, ct);
        await socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e"), WebSocketMessageType.Text, true, ct);
        reading = Read(socket, ct);
        await CatchUp();
    }

    /// <summary>The cable is pulled: no word of farewell.</summary>
    public async Task Drop()
    {
        socket!.Abort();
        await reading;
    }

    public async Task WaitFor(long seq, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (Seq < seq)
            await Task.Delay(5, patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        socket?.Abort();
        await reading;
        socket?.Dispose();
        one.Dispose();
    }

    private async Task CatchUp()
    {
        await one.WaitAsync();
        try
        {
            await CatchUpLocked();
        }
        finally
        {
            one.Release();
        }
    }

    private async Task CatchUpLocked()
    {
        while (true)
        {
            if (await missed(Seq) is not { } answer)
            {
                Restarts++;
                Seq = (await missed(null))!.Value.Number("seq");
                return;
            }

            if (answer.List("events") is not { Count: > 0 } events)
                return;
            events.ForEach(Apply);
        }
    }

    private void Apply(JsonElement change)
    {
        Assert.Equal(Seq + 1, change.Number("seq"));
        Seq++;
        Applied.Add(new(Seq, change.TryGetProperty("topic", out var topic) ? topic.GetString() : null, change.TryGetProperty("id", out var id) ? id.GetGuid() : null));
    }

    private async Task Hear(string message)
    {
        var json = JsonDocument.Parse(message).RootElement;
        if (!json.TryGetProperty("target", out var target))
            return;
        var change = json.List("arguments")[0];
        await one.WaitAsync();
        try
        {
            var seq = change.Number("seq");
            if (target.GetString() == "changed" && seq == Seq + 1)
                Apply(change);
            else if (seq > Seq)
                await CatchUpLocked();
        }
        finally
        {
            one.Release();
        }
    }

    private async Task Read(ClientWebSocket from, CancellationToken ct)
    {
        var buffer = new byte[16_384];
        var text = new StringBuilder();
        try
        {
            while (await from.ReceiveAsync(buffer, ct) is { MessageType: WebSocketMessageType.Text } part)
            {
                text.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
                if (!part.EndOfMessage)
                    continue;
                // SignalR's JSON protocol: each message ends with a record separator.
                foreach (var message in text.ToString().Split('\u001e', StringSplitOptions.RemoveEmptyEntries))
                    await Hear(message);
                text.Clear();
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Dropped, by us or by the server.
        }
    }
}
