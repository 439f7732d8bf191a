using System.Diagnostics;

using Microsoft.Data.Sqlite;

namespace PromoEngine.Web.Data;

/// <summary>One writer's work. <paramref name="Abandon"/> takes the connection away from a body that broke the rule of awaiting nothing else.</summary>
internal sealed record LaneUnit(Func<SqliteTransaction, Task> Body, Action? Abandon = null)
{
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ExecutionContext? Context { get; } = ExecutionContext.Capture();
    public Exception? Error { get; set; }
    public Task Done => done.Task;

    public void Answer()
    {
        if (Error is null)
            done.SetResult();
        else
            done.SetException(Error);
    }
}

/// <summary>
/// SQLite's one write lane: one connection, one thread, a savepoint for each unit and one COMMIT (one fsync) for a batch of them; callers are
/// answered after it. Several connections writing to one file starve each other for seconds; a queue in front of one does not.
/// Waiting ingest units go first, since a provider waits for the answer; the others get their share (<see cref="LaneShare"/>).
/// </summary>
internal sealed class SqliteLane : IDisposable
{
    private const int BatchSize = 256;
    private const string Savepoint = "unit";

    private readonly object gate = new();
    private readonly Queue<LaneUnit> ingest = new();
    private readonly Queue<LaneUnit> others = new();
    private readonly LaneShare share = new(TimeProvider.System);
    private readonly SqliteFile file;
    private readonly SqliteCheckpoints checkpoints;
    private Thread? thread;
    private bool stopping;

    public SqliteLane(SqliteFile file, SqliteCheckpoints checkpoints) => (this.file, this.checkpoints) = (file, checkpoints);

    public Task EnqueueIngest(LaneUnit unit) => Enqueue(ingest, unit);

    public Task Enqueue(LaneUnit unit) => Enqueue(others, unit);

    private Task Enqueue(Queue<LaneUnit> queue, LaneUnit unit)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(stopping, this);
            if (Thread.CurrentThread == thread)
                throw new InvalidOperationException("A unit of work of another context inside a unit would wait for itself for ever. Use the same context, or do it before the unit.");
            if (thread is null)
            {
                thread = new Thread(Work) { Name = "sqlite lane", IsBackground = true };
                thread.Start();
            }

            queue.Enqueue(unit);
            Monitor.Pulse(gate);
        }

        return unit.Done;
    }

    private void Work()
    {
        using var connection = file.OpenWriter();
        while (WaitForWork())
        {
            var started = Stopwatch.GetTimestamp();
            var batch = new List<LaneUnit>();
            try
            {
                using var transaction = connection.BeginTransaction(deferred: false);
                FillBatch(batch, transaction, started);
                transaction.Commit();
                checkpoints.Committed(batch.Count);
            }
            catch (Exception e)
            {
                // The batch as a whole is lost (disk full, file gone): nobody is told "done".
                foreach (var unit in batch)
                    unit.Error ??= e;
                if (batch.Count == 0)
                    FailOne(e);
            }

            share.BatchEnded(Stopwatch.GetElapsedTime(started));
            // Waking the callers takes as long as half a commit; the lane has better things to do.
            ThreadPool.UnsafeQueueUserWorkItem(static answered => answered.ForEach(unit => unit.Answer()), batch, preferLocal: false);
        }
    }

    /// <summary>Even BEGIN failed: whoever waits longest hears why, so that a broken disk is an error and not a hang.</summary>
    private void FailOne(Exception error)
    {
        LaneUnit? unit;
        lock (gate)
        {
            if (!ingest.TryDequeue(out unit))
                others.TryDequeue(out unit);
        }

        if (unit is not null)
        {
            unit.Error = error;
            unit.Answer();
        }
    }

    private void FillBatch(List<LaneUnit> batch, SqliteTransaction transaction, long started)
    {
        while (batch.Count < BatchSize)
        {
            LaneUnit? unit;
            bool urgent;
            lock (gate)
            {
                urgent = ingest.TryDequeue(out unit);
                if (!urgent && !(share.OthersMayRun(flooded: share.Flooded(started)) && others.TryDequeue(out unit)))
                    return;
            }

            batch.Add(unit!);
            var unitStarted = Stopwatch.GetTimestamp();
            RunUnit(unit!, transaction);
            if (urgent)
                share.IngestRan();
            else
                share.OtherRan(Stopwatch.GetElapsedTime(unitStarted));
        }
    }

    private static void RunUnit(LaneUnit unit, SqliteTransaction transaction)
    {
        transaction.Save(Savepoint);
        try
        {
            Task? work = null;
            if (unit.Context is { } context)
                ExecutionContext.Run(context, _ => work = unit.Body(transaction), null);
            else
                work = unit.Body(transaction);

            if (!work!.IsCompleted)
            {
                unit.Abandon?.Invoke();
                throw new InvalidOperationException("A unit of work may await nothing but its own connection; move the call, hash or file before the unit (Prepare).");
            }

            work.GetAwaiter().GetResult();
            transaction.Release(Savepoint);
        }
        catch (Exception e)
        {
            unit.Error = e;
            transaction.Rollback(Savepoint);
            transaction.Release(Savepoint);
        }
    }

    private bool WaitForWork()
    {
        lock (gate)
        {
            while (true)
            {
                if (ingest.Count > 0)
                    return true;
                if (others.Count > 0)
                {
                    if (stopping || share.OthersMayRun(share.Flooded(Stopwatch.GetTimestamp())))
                        return true;
                    Monitor.Wait(gate, TimeSpan.FromMilliseconds(1));
                }
                else if (stopping)
                {
                    return false;
                }
                else
                {
                    Monitor.Wait(gate);
                }
            }
        }
    }

    /// <summary>Lets what waits finish, then ends the thread.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            stopping = true;
            Monitor.PulseAll(gate);
        }

        thread?.Join(TimeSpan.FromSeconds(20));
    }
}
