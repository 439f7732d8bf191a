using System.Collections.Concurrent;

using Microsoft.AspNetCore.SignalR;

namespace PromoEngine.Web.Live;

/// <summary>One open socket.</summary>
internal sealed class LiveConnection(HubCallerContext context, ISingleClientProxy client, LiveTicket ticket, LiveSight sight)
{
    /// <summary>Whoever is so far behind reads what is missing after connecting again; memory is not for waiting in.</summary>
    private const int MostWaiting = 500;

    private int waiting;

    public HubCallerContext Context => context;

    public LiveTicket Ticket => ticket;

    public LiveSight Sight { get; set; } = sight;

    /// <summary>Never waits: a screen that does not read must not hold up the others.</summary>
    public void Send(string message, object what)
    {
        var sending = client.SendAsync(message, what, CancellationToken.None);
        if (sending.IsCompleted)
            return;
        if (Interlocked.Increment(ref waiting) > MostWaiting)
        {
            WebTelemetry.LiveDropped.Add(1);
            context.Abort();
        }

        _ = sending.ContinueWith(_ => Interlocked.Decrement(ref waiting), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }
}

/// <summary>The sockets of one workspace on this node, and the last number they were told.</summary>
internal sealed class LiveRoom(Guid workspace) : IDisposable
{
    private readonly ConcurrentDictionary<string, LiveConnection> connections = [];

    public Guid Workspace => workspace;

    /// <summary>Held while something is pushed or somebody enters, so that each socket hears each number once, in order.</summary>
    public SemaphoreSlim Turn { get; } = new(1, 1);

    public long Pushed { get; set; }

    public bool IsEmpty => connections.IsEmpty;

    public IEnumerable<LiveConnection> Connections => connections.Values;

    public void Add(LiveConnection connection)
    {
        connections[connection.Context.ConnectionId] = connection;
        WebTelemetry.LiveConnections.Add(1);
    }

    public void Remove(string connectionId)
    {
        if (connections.TryRemove(connectionId, out _))
            WebTelemetry.LiveConnections.Add(-1);
    }

    public void Dispose() => Turn.Dispose();
}
