using System.Data.Common;

namespace PromoEngine.Web.Data;

/// <summary>
/// Every write of the product happens inside one of these. What returns commits; an exception rolls this unit back and nothing else.
/// SQLite: one lane for all writers (<see cref="SqliteLane"/>). PostgreSQL and SQL Server: an ordinary transaction
/// (<see cref="PostgresUnit"/>, <see cref="SqlServerUnit"/>).
/// </summary>
internal interface IUnitOfWork
{
    /// <summary>
    /// Runs the body inside one transaction on this context and returns after the commit. A unit inside a unit of the same context joins it.
    /// The body awaits nothing but the database: calls, hashing and files belong before it.
    /// </summary>
    Task<T> Run<T>(AppDb db, Func<Task<T>> body);

    /// <summary>The same without a context, for hand-written statements alone. Nobody is woken after it.</summary>
    Task<T> Run<T>(Func<DbTransaction, Task<T>> body);

    /// <summary>
    /// The hot path of the webhooks: hand-written statements on the transaction, no context, and first in the lane.
    /// </summary>
    Task<T> Ingest<T>(Func<DbTransaction, Task<T>> body, CancellationToken ct);
}

internal static class UnitOfWorkShortcuts
{
    public static Task Run(this IUnitOfWork unit, AppDb db, Func<Task> body) => unit.Run(db, async () =>
    {
        await body();
        return true;
    });
}

/// <summary>What follows a commit: workers and sequencer are woken, so that nobody polls fast. Other nodes hear of it through <see cref="PostgresNodes"/>.</summary>
internal sealed class CommitSignals : IDisposable
{
    private readonly SemaphoreSlim jobs = new(0, 1);
    private readonly SemaphoreSlim events = new(0, 1);

    /// <summary>Jobs were written here.</summary>
    public event Action? JobsWritten;

    /// <summary>Live events of these workspaces were numbered here.</summary>
    public event Action<IReadOnlyCollection<Guid>>? EventsNumbered;

    public void After(bool enqueued, bool announced)
    {
        if (enqueued)
        {
            Wake(jobs);
            JobsWritten?.Invoke();
        }

        if (announced)
            Wake(events);
    }

    /// <summary>Jobs were written somewhere else.</summary>
    public void WakeWorkers() => Wake(jobs);

    public void Numbered(IReadOnlyCollection<Guid> workspaces) => EventsNumbered?.Invoke(workspaces);

    public Task<bool> Jobs(TimeSpan atMost, CancellationToken ct) => jobs.WaitAsync(atMost, ct);

    public Task<bool> Events(TimeSpan atMost, CancellationToken ct) => events.WaitAsync(atMost, ct);

    public void Dispose()
    {
        jobs.Dispose();
        events.Dispose();
    }

    private static void Wake(SemaphoreSlim sleeper)
    {
        if (sleeper.CurrentCount > 0)
            return;
        try
        {
            sleeper.Release();
        }
        catch (SemaphoreFullException)
        {
            // Someone else woke it in between.
        }
    }
}
