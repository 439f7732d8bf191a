using System.Collections.Concurrent;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth.Sessions;

/// <summary>
/// When sessions and tokens were last used. Requests only note it here; it is written four times a minute, and for each of them at most once a minute, so
/// that reading a page writes nothing.
/// </summary>
internal sealed class LastSeen(IServiceScopeFactory scopes, Startup startup, TimeProvider clock, ILogger<LastSeen> log) : BackgroundService
{
    private static readonly TimeSpan Exact = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<Guid, DateTime> sessions = [];
    private readonly ConcurrentDictionary<Guid, DateTime> tokens = [];
    private readonly SemaphoreSlim gate = new(1);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public void Session(Guid id, DateTime written) => Note(sessions, id, written);

    public void Token(Guid id, DateTime? written) => Note(tokens, id, written);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await startup.Finished.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Beat, clock, stoppingToken);
            try
            {
                await Write(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogWarning("When sessions were last used could not be written: {Error}", e.GetType().Name);
            }
        }
    }

    /// <summary>One after the other: what somebody has taken to write is written when the next one returns.</summary>
    public async Task Write(CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            await WriteNoted(ct);
        }
        finally
        {
            gate.Release();
        }
    }

    public override void Dispose()
    {
        gate.Dispose();
        base.Dispose();
    }

    private async Task WriteNoted(CancellationToken ct)
    {
        var (seenSessions, seenTokens) = (Take(sessions), Take(tokens));
        if (seenSessions.Count + seenTokens.Count == 0)
            return;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().Run(db, async () =>
        {
            foreach (var (id, at) in seenSessions)
                await db.UserSessions.Where(s => s.Id == id && s.LastSeenAt < at).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeenAt, at), ct);
            foreach (var (id, at) in seenTokens)
                await db.ApiTokens.Where(t => t.Id == id).ExecuteUpdateAsync(set => set.SetProperty(t => t.LastUsedAt, at), ct);
        });
    }

    private void Note(ConcurrentDictionary<Guid, DateTime> noted, Guid id, DateTime? written)
    {
        var now = Now;
        if (written is null || now - written >= Exact)
            noted[id] = now;
    }

    /// <summary>In the order of the ids, so that two nodes never wait for each other's rows.</summary>
    private static List<(Guid Id, DateTime At)> Take(ConcurrentDictionary<Guid, DateTime> noted)
    {
        var taken = new List<(Guid, DateTime)>();
        foreach (var id in noted.Keys.Order())
        {
            if (noted.TryRemove(id, out var at))
                taken.Add((id, at));
        }

        return taken;
    }
}
