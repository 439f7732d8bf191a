using System.Globalization;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;


namespace PromoEngine.Web.Data;

/// <summary>The numbers people read (Q-1042, SO-1042): one row a kind of document.</summary>
internal sealed class NumberSequence
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Kind { get; init; }

    /// <summary>Composite format of the number; {0} is the running value.</summary>
    public required string Format { get; set; }

    public long Next { get; set; } = 1001;
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
/// Hands out numbers. Each is taken in a short transaction of its own before the unit that uses it: inside, its row lock would make everyone wait
/// for everyone. A unit that then fails leaves a gap, which is allowed.
/// </summary>
internal sealed class Numbers(IServiceScopeFactory scopes)
{
    private static readonly Dictionary<string, string> Formats = new() { ["quote"] = "Q-{0}", ["order"] = "SO-{0}" };

    /// <summary>What is numbered for people.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. Formats.Keys];

    public async Task<string> Next(AppDb caller, string kind, CancellationToken ct)
    {
        if (caller.InUnit)
            throw new InvalidOperationException("Take the number before the unit, in Prepare.");

        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentWorkspace>().Enter(caller.Workspace, caller.Actor);
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        return await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().Run(db, async () =>
        {
            while (true)
            {
                await using (var take = db.Sql.Command(db.Dialect.TakeNumber, ("@workspace", db.Workspace), ("@kind", kind)))
                await using (var taken = await take.ExecuteReaderAsync(ct))
                {
                    if (await taken.ReadAsync(ct))
                        return string.Format(CultureInfo.InvariantCulture, taken.GetString(1), taken.GetInt64(0));
                }

                db.NumberSequences.Add(new NumberSequence { Kind = kind, Format = Formats[kind] });
                await db.SaveChangesAsync(ct);
            }
        });
    }
}
