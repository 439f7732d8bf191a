using System.Collections.Concurrent;

using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Auth;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Live;

/// <summary>
/// Tells the sockets of this node what has been numbered, by whichever node. The sequencer hands over what it numbered itself; word of another node, or the
/// second that passes, makes a room read what lies behind the last number it was told. So nothing depends on a message between nodes arriving.
/// </summary>
internal sealed class LivePush(IServiceScopeFactory scopes, IHubContext<LiveHub> hub, LiveAccess access, Startup startup, TimeProvider clock, ILogger<LivePush> log)
    : BackgroundService
{
    private const int Batch = 1000;
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CheckRights = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, LiveRoom> rooms = [];

    /// <summary>A socket was opened: from here on it hears everything. The number it begins behind is its first message.</summary>
    public async Task Enter(HubCallerContext context)
    {
        if (LiveTicket.Of(context.GetHttpContext()) is not { } ticket || await access.Of(ticket, context.ConnectionAborted) is not { } sight)
        {
            context.Abort();
            return;
        }

        var room = rooms.GetOrAdd(ticket.Workspace, id => new(id));
        var connection = new LiveConnection(context, hub.Clients.Client(context.ConnectionId), ticket, sight);
        await room.Turn.WaitAsync(context.ConnectionAborted);
        try
        {
            // In this order: what is numbered from now on waits for its turn here, and what was numbered before stands behind the number that is read.
            var first = room.IsEmpty;
            room.Add(connection);
            if (first)
                room.Pushed = await Current(ticket.Workspace, context.ConnectionAborted);
            connection.Send("at", new NumberedEvent(room.Pushed, null, null));
        }
        catch
        {
            room.Remove(context.ConnectionId);
            throw;
        }
        finally
        {
            room.Turn.Release();
        }
    }

    public void Leave(HubCallerContext context)
    {
        if (context.User?.WorkspaceId() is { } workspace && rooms.TryGetValue(workspace, out var room))
            room.Remove(context.ConnectionId);
    }

    /// <summary>These were numbered here, densely and in order. Returns at once.</summary>
    public void Publish(Guid workspace, IReadOnlyList<NumberedEvent> numbered) => Begin(workspace, numbered);

    /// <summary>Another node has numbered something. Returns at once.</summary>
    public void Behind(Guid workspace) => Begin(workspace, null);

    /// <summary>Rooms that are behind catch up: after a lost connection to the database, and every second for good measure.</summary>
    public async Task CatchUp(CancellationToken ct)
    {
        foreach (var some in rooms.Values.Where(room => !room.IsEmpty).Chunk(500))
        {
            var workspaces = some.Select(room => room.Workspace).ToList();
            await using var scope = scopes.CreateAsyncScope();
            var current = await scope.ServiceProvider.GetRequiredService<AppDb>().NumberSequences.IgnoreQueryFilters().AsNoTracking()
                .Where(n => n.Kind == Sequencer.Counter && workspaces.Contains(EF.Property<Guid>(n, AppDb.WorkspaceId)))
                .Select(n => new { Workspace = EF.Property<Guid>(n, AppDb.WorkspaceId), Last = n.Next - 1 }).ToDictionaryAsync(n => n.Workspace, n => n.Last, ct);
            foreach (var room in some.Where(room => current.TryGetValue(room.Workspace, out var last) && last > room.Pushed))
                await Push(room, null, ct);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await startup.Finished.WaitAsync(stoppingToken);
        var checkedAt = clock.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Beat, clock, stoppingToken);
            try
            {
                await CatchUp(stoppingToken);
                if (clock.GetElapsedTime(checkedAt) < CheckRights)
                    continue;
                checkedAt = clock.GetTimestamp();
                foreach (var room in rooms.Values.Where(room => !room.IsEmpty))
                    await Recheck(room, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "Live events could not be read for the open screens; they are read again");
            }
        }
    }

    private void Begin(Guid workspace, IReadOnlyList<NumberedEvent>? numbered)
    {
        if (rooms.TryGetValue(workspace, out var room) && !room.IsEmpty)
            _ = PushSafely(room, numbered);
    }

    private async Task PushSafely(LiveRoom room, IReadOnlyList<NumberedEvent>? numbered)
    {
        try
        {
            await Push(room, numbered, CancellationToken.None);
        }
        catch (Exception e)
        {
            log.LogWarning(e, "Live events of workspace {Workspace} could not be pushed; they are read again in a second", room.Workspace);
        }
    }

    private async Task Push(LiveRoom room, IReadOnlyList<NumberedEvent>? numbered, CancellationToken ct)
    {
        await room.Turn.WaitAsync(ct);
        try
        {
            if (room.IsEmpty)
                return;
            if (numbered is null || numbered[0].Seq > room.Pushed + 1)
                numbered = await Missed(room, ct);
            foreach (var change in numbered.Where(change => change.Seq > room.Pushed))
            {
                // Rights first: whoever has lost them hears no more, whoever has got more hears this already.
                if (change.Topic == Topics.Session)
                    await Recheck(room, ct);
                foreach (var connection in room.Connections)
                    connection.Send("changed", connection.Sight.Of(change));
                room.Pushed = change.Seq;
            }
        }
        finally
        {
            room.Turn.Release();
        }
    }

    private async Task<List<NumberedEvent>> Missed(LiveRoom room, CancellationToken ct)
    {
        await using var scope = ScopeOf(room.Workspace);
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var missed = new List<NumberedEvent>();
        while (true)
        {
            var after = missed.Count == 0 ? room.Pushed : missed[^1].Seq;
            var more = await db.LiveEvents.AsNoTracking().Where(e => e.Seq > after).OrderBy(e => e.Seq).Take(Batch)
                .Select(e => new NumberedEvent(e.Seq!.Value, e.Topic, e.EntityId)).ToListAsync(ct);
            missed.AddRange(more);
            if (more.Count < Batch)
                return missed;
        }
    }

    /// <summary>Reads everybody's rights anew: who is no member any more, or whose session was ended, is let go.</summary>
    private async Task Recheck(LiveRoom room, CancellationToken ct)
    {
        foreach (var screens in room.Connections.GroupBy(connection => connection.Ticket))
        {
            var sight = await access.Of(screens.Key, ct);
            foreach (var connection in screens)
            {
                if (sight is { } now)
                {
                    connection.Sight = now;
                    continue;
                }

                room.Remove(connection.Context.ConnectionId);
                connection.Context.Abort();
            }
        }
    }

    private async Task<long> Current(Guid workspace, CancellationToken ct)
    {
        await using var scope = ScopeOf(workspace);
        return await scope.ServiceProvider.GetRequiredService<AppDb>().NumberSequences.AsNoTracking().Where(n => n.Kind == Sequencer.Counter).Select(n => n.Next - 1).SingleAsync(ct);
    }

    private AsyncServiceScope ScopeOf(Guid workspace)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentWorkspace>().Enter(workspace, "live");
        return scope;
    }
}
