using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox.Conversations;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Privacy;

/// <summary>
/// Removes what has served its time, shop by shop and as each shop decided, in small bites so that nobody waits behind them, and writes down what it did.
/// </summary>
internal sealed class Retention(IServiceScopeFactory scopes, TimeProvider clock)
{
    private const int Bite = 500;
    private const int ConversationBite = 20;
    private static readonly TimeSpan RunsAreKept = TimeSpan.FromDays(400);

    public async Task Run(CancellationToken ct)
    {
        foreach (var workspace in await Workspaces(ct))
        {
            var days = await InScope(workspace, s => Days(s.GetRequiredService<AppDb>(), ct));
            foreach (var (kind, kept) in days)
            {
                if (kept is not { } most)
                    continue;
                var before = clock.GetUtcNow().UtcDateTime.AddDays(-most);
                if (await Remove(workspace, kind, before, ct) is > 0 and var removed)
                    await InUnit(workspace, db => Report(db, kind, before, removed, ct));
            }
        }
    }

    /// <summary>What counts for the current shop.</summary>
    public static async Task<IReadOnlyDictionary<RetentionKind, int?>> Days(AppDb db, CancellationToken ct)
    {
        var own = await db.RetentionRules.AsNoTracking().Take(100).ToDictionaryAsync(r => r.Kind, r => r.Days, ct);
        return RetentionLimits.Of.ToDictionary(limits => limits.Key, limits => own.TryGetValue(limits.Key, out var days) ? days : limits.Value.Default);
    }

    private async Task<int> Remove(Guid workspace, RetentionKind kind, DateTime before, CancellationToken ct)
    {
        var total = 0;
        while (true)
        {
            var (looked, removed) = await InUnit(workspace, db => RemoveSome(db, kind, before, ct));
            total += removed;
            if (looked < (kind == RetentionKind.ClosedConversations ? ConversationBite : Bite))
                return total;
        }
    }

    private async Task<(int Looked, int Removed)> RemoveSome(AppDb db, RetentionKind kind, DateTime before, CancellationToken ct)
    {
        var bite = kind switch
        {
            RetentionKind.LiveEvents => await db.LiveEvents.Where(e => db.LiveEvents.Where(old => old.At < before && old.Seq != null).OrderBy(old => old.At).Select(old => old.Id)
                .Take(Bite).Contains(e.Id)).ExecuteDeleteAsync(ct),
            RetentionKind.IdempotencyKeys => await db.IdempotencyKeys.Where(k => db.IdempotencyKeys.Where(old => old.At < before).OrderBy(old => old.At).Select(old => old.Id)
                .Take(Bite).Contains(k.Id)).ExecuteDeleteAsync(ct),
            RetentionKind.RawEvents => await db.InboundEvents.Where(e => db.InboundEvents.Where(old => old.ProcessedAt < before && !old.BodyPurged).OrderBy(old => old.ProcessedAt)
                .Select(old => old.Id).Take(Bite).Contains(e.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(e => e.Body, Array.Empty<byte>()).SetProperty(e => e.BodyPurged, true), ct),
            _ => -1,
        };
        return bite >= 0 ? (bite, bite) : await EraseClosed(db, before, ct);
    }

    private async Task<(int Conversations, int Messages)> EraseClosed(AppDb db, DateTime before, CancellationToken ct)
    {
        var old = await db.Conversations.Where(c => c.Status == ConversationStatus.Closed && c.ErasedAt == null && c.LastMessageAt < before)
            .OrderBy(c => c.LastMessageAt).Select(c => c.Id).Take(ConversationBite).ToListAsync(ct);
        var messages = 0;
        foreach (var id in old)
        {
            messages += await EraseSql.Run(db.Sql, EraseSql.OfConversation, ct, ("@workspace", db.Workspace), ("@conversation", id), ("@now", clock.GetUtcNow().UtcDateTime));
            db.Announce("conversations", id);
        }

        await db.SaveChangesAsync(ct);
        return (old.Count, messages);
    }

    private async Task<int> Report(AppDb db, RetentionKind kind, DateTime before, int removed, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        db.RetentionRuns.Add(new() { At = now, Kind = kind, Before = before, Removed = removed });
        // That changes of screens and kept answers went every hour is no news for an auditor.
        if (kind is RetentionKind.RawEvents or RetentionKind.ClosedConversations)
            db.Audit("retention.ran", "workspace", db.Workspace, null, new { Kind = kind, Before = before, Removed = removed });
        var old = now - RunsAreKept;
        await db.RetentionRuns.Where(r => r.At < old).ExecuteDeleteAsync(ct);
        return await db.SaveChangesAsync(ct);
    }

    private async Task<List<Guid>> Workspaces(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AppDb>().Workspaces.AsNoTracking().OrderBy(w => w.Id).Select(w => w.Id).ToListAsync(ct);
    }

    private Task<T> InUnit<T>(Guid workspace, Func<AppDb, Task<T>> body) => InScope(workspace, s =>
    {
        var db = s.GetRequiredService<AppDb>();
        return s.GetRequiredService<IUnitOfWork>().Run(db, () => body(db));
    });

    private async Task<T> InScope<T>(Guid workspace, Func<IServiceProvider, Task<T>> body)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentWorkspace>().Enter(workspace, "job:retention");
        return await body(scope.ServiceProvider);
    }
}
