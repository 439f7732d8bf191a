using System.Collections.Concurrent;
using System.Globalization;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using PromoEngine.Orders;

namespace PromoEngine.Web.Data;

/// <summary>The numbers people read (Q-1042, SO-1042): one row a kind of document.</summary>
internal sealed class NumberSequence
{
    public const long First = 1001;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Kind { get; init; }

    /// <summary>Composite format of the number; {0} is the running value.</summary>
    public required string Format { get; set; }

    public long Next { get; set; } = First;
}

internal sealed class NumberSequenceTable : IEntityTypeConfiguration<NumberSequence>
{
    public void Configure(EntityTypeBuilder<NumberSequence> b)
    {
        b.ToTable("number_sequences");
        b.Property(n => n.Kind).HasMaxLength(32);
        b.Property(n => n.Format).HasMaxLength(32);
        b.HasIndex(AppDb.WorkspaceId, nameof(NumberSequence.Kind)).IsUnique();
    }
}

/// <summary>
/// Hands out numbers. They are taken in a short transaction of their own before the unit that uses them: inside, its row lock would make everyone wait
/// for everyone. Whoever asks while one is taken gets the next one together with all others who ask by then. A unit that then fails leaves a gap, which is allowed.
/// </summary>
internal sealed class Numbers(IUnitOfWork unit)
{
    private static readonly Dictionary<string, string> Formats = new() { ["quote"] = "Q-{0}", ["order"] = "SO-{0}" };

    private readonly ConcurrentDictionary<(Guid Workspace, string Kind), Waiting> waiting = [];

    /// <summary>What is numbered for people.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. Formats.Keys];

    public Task<string> Next(AppDb caller, string kind, CancellationToken ct)
    {
        if (caller.InUnit)
            throw new InvalidOperationException("Take the number before the unit, in Prepare.");
        var dialect = caller.Dialect;
        return waiting.GetOrAdd((caller.Workspace, kind), of => new(count => Take(dialect, of.Workspace, of.Kind, count))).Next().WaitAsync(ct);
    }

    private Task<(long First, string Format)> Take(Dialect dialect, Guid workspace, string kind, int count) => unit.Run(async transaction =>
    {
        while (true)
        {
            await using (var take = transaction.Command(dialect.TakeNumbers, ("@count", (long)count), ("@workspace", workspace), ("@kind", kind)))
            await using (var taken = await take.ExecuteReaderAsync())
            {
                if (await taken.ReadAsync())
                    return (taken.GetInt64(0), taken.GetString(1));
            }

            await transaction.Insert(workspace, "number_sequences", [[("id", Guid.CreateVersion7()), ("kind", kind), ("format", Formats[kind]), ("next", NumberSequence.First)]], CancellationToken.None);
        }
    });

    /// <summary>Those who want a number of one kind.</summary>
    private sealed class Waiting(Func<int, Task<(long First, string Format)>> take)
    {
        private readonly Queue<TaskCompletionSource<string>> asked = [];
        private bool taking;

        public Task<string> Next()
        {
            var mine = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (asked)
            {
                asked.Enqueue(mine);
                if (taking)
                    return mine.Task;
                taking = true;
            }

            _ = ServeAll();
            return mine.Task;
        }

        private async Task ServeAll()
        {
            while (Together() is { Length: > 0 } together)
            {
                try
                {
                    var (first, format) = await take(together.Length);
                    foreach (var (place, one) in together.Index())
                        one.SetResult(string.Format(CultureInfo.InvariantCulture, format, first + place));
                }
                catch (Exception e)
                {
                    Array.ForEach(together, one => one.TrySetException(e));
                }
            }
        }

        private TaskCompletionSource<string>[] Together()
        {
            lock (asked)
            {
                TaskCompletionSource<string>[] together = [.. asked];
                asked.Clear();
                taking = together.Length > 0;
                return together;
            }
        }
    }
}
