using System.Data.Common;
using System.Globalization;

namespace PromoEngine.Web.Audit;

/// <param name="Findings">What is wrong and where; empty when the chains hold.</param>
internal sealed record AuditReport(long Rows, int Workspaces, IReadOnlyList<string> Findings);

/// <summary>
/// Follows every chain from its first row to its last: each row says what it said when it was chained, none is missing, the end is where the counter and
/// the anchors have it, and no row has waited for its link longer than a minute. Reads only, beside a running server.
/// </summary>
internal sealed class VerifyAudit(IReadOnlyList<AuditAnchor> anchors, DateTime now)
{
    private const int MostFindings = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Dictionary<Guid, ChainWalk> chains = [];
    private readonly List<string> findings = [];
    private long count;

    public async Task<AuditReport> Run(DbTransaction snapshot, CancellationToken ct)
    {
        await foreach (var scanned in AuditScan.Rows(snapshot, ct))
        {
            count++;
            Look(scanned);
        }

        foreach (var (workspace, next) in await Counters(snapshot, ct))
            Chain(workspace).EndsAt(next - 1);
        foreach (var workspace in anchors.Select(a => a.Workspace).Distinct())
            Chain(workspace);
        foreach (var chain in chains.Values)
            chain.Finish();
        return new(count, chains.Count, findings);
    }

    private void Look(ScannedRow scanned)
    {
        if (scanned.Row is not { } row)
            Found(scanned.Workspace, $"row {scanned.Id} was changed: {scanned.Fault}");
        else if (row.Seq is not { } seq)
        {
            if (now - row.At > Patience)
                Found(scanned.Workspace, $"row {row.Id} of {row.At:u} is not chained");
        }
        else if (row.PrevHash is not { Length: AuditHash.Length } previous || row.Hash is not { Length: AuditHash.Length } hash)
            Found(scanned.Workspace, $"row {row.Id} (number {seq}) was changed: it has no hash");
        else
        {
            var holds = AuditHash.Of(previous, scanned.Workspace, seq, row).AsSpan().SequenceEqual(hash);
            if (!holds)
                Found(scanned.Workspace, $"row {row.Id} (number {seq}, {row.Action}, {row.At:u}) was changed after it was chained");
            Chain(scanned.Workspace).Add(new(row.Id, seq, previous, hash));
        }
    }

    private ChainWalk Chain(Guid workspace)
    {
        if (!chains.TryGetValue(workspace, out var chain))
            chains[workspace] = chain = new(anchors.Where(a => a.Workspace == workspace), finding => Found(workspace, finding));
        return chain;
    }

    private void Found(Guid workspace, string finding)
    {
        if (findings.Count < MostFindings)
            findings.Add($"workspace {workspace}: {finding}");
    }

    private static async Task<List<(Guid, long)>> Counters(DbTransaction snapshot, CancellationToken ct)
    {
        await using var command = snapshot.Connection!.CreateCommand();
        command.Transaction = snapshot;
        command.CommandText = $"SELECT workspace_id, next FROM number_sequences WHERE kind = '{AuditChain.Counter}'";
        var counters = new List<(Guid, long)>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            counters.Add((rows.GetGuid(0), rows.GetInt64(1)));
        return counters;
    }
}

/// <summary>One row's place in its chain.</summary>
internal sealed record ChainLink(long Id, long Seq, byte[] Previous, byte[] Hash);

/// <summary>
/// Walks one chain while its rows come in the order of writing, which is nearly that of the chain: a row that comes early waits for its turn.
/// </summary>
internal sealed class ChainWalk(IEnumerable<AuditAnchor> anchors, Action<string> found)
{
    private const int MostWaiting = 100_000;

    private readonly ILookup<long, AuditAnchor> anchored = anchors.ToLookup(a => a.Seq);
    private readonly Dictionary<long, ChainLink> waiting = [];
    private long next = 1;
    private long? end;
    private byte[]? last = AuditHash.Beginning;

    public void EndsAt(long seq) => end = seq;

    public void Add(ChainLink link)
    {
        if (link.Seq < next || !waiting.TryAdd(link.Seq, link))
        {
            found($"row {link.Id} has the number {link.Seq} of another row");
            return;
        }

        Advance();
        if (waiting.Count > MostWaiting)
            Skip();
    }

    public void Finish()
    {
        while (waiting.Count > 0)
            Skip();
        if (end is { } counted && counted >= next)
            found(Missing(next, counted, "at the end"));
        foreach (var anchor in anchored.Where(a => a.Key >= next).SelectMany(a => a).OrderBy(a => a.Seq).Take(1))
            found($"the chain ends at number {next - 1}, but on {anchor.At:u} it reached number {anchor.Seq} (audit-anchors.jsonl)");
    }

    private void Advance()
    {
        while (waiting.Remove(next, out var link))
        {
            if (last is not null && !link.Previous.AsSpan().SequenceEqual(last))
                found($"row {link.Id} (number {link.Seq}) does not follow the row before it");
            foreach (var anchor in anchored[link.Seq])
            {
                if (anchor.Hash != Convert.ToHexStringLower(link.Hash))
                    found($"row {link.Id} (number {link.Seq}) is not the one that was there on {anchor.At:u} (audit-anchors.jsonl)");
            }

            (last, next) = (link.Hash, next + 1);
        }
    }

    /// <summary>What should come next never came: it is said once, and the walk goes on behind the gap.</summary>
    private void Skip()
    {
        var after = waiting.Keys.Min();
        found(Missing(next, after - 1, $"before row {waiting[after].Id}"));
        (next, last) = (after, null);
        Advance();
    }

    private static string Missing(long from, long to, string where) => from == to
        ? string.Create(CultureInfo.InvariantCulture, $"the row with number {from} {where} is missing")
        : string.Create(CultureInfo.InvariantCulture, $"the rows with numbers {from} to {to} {where} are missing");
}
