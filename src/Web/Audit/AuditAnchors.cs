using System.Text.Json;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Audit;

/// <summary>The end of a chain as it once was.</summary>
internal sealed record AuditAnchor(DateTime At, Guid Workspace, long Seq, string Hash);

/// <summary>
/// Once a day the end of every chain goes into a file of the data folder. Whoever cuts rows off the end of the table must change this file too, and the
/// copies that were made of it elsewhere.
/// </summary>
internal sealed class AuditAnchors(IServiceScopeFactory scopes, DataFolder folder, TimeProvider clock) : IDisposable
{
    public const string FileName = "audit-anchors.jsonl";

    private readonly SemaphoreSlim gate = new(1);
    private DateOnly? written;

    public string Path => folder.File(FileName);

    public async Task WriteDaily(CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            await WriteIfDue(ct);
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task WriteIfDue(CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var today = DateOnly.FromDateTime(now);
        written ??= Read(Path).Select(a => (DateOnly?)DateOnly.FromDateTime(a.At)).LastOrDefault();
        if (written >= today)
            return;
        var heads = await Heads(now, ct);
        if (heads.Count == 0)
            return;
        Directory.CreateDirectory(folder.Location);
        await File.AppendAllLinesAsync(Path, heads.Select(head => JsonSerializer.Serialize(head, JsonSerializerOptions.Web)), ct);
        written = today;
    }

    /// <summary>The file's lines, oldest first; a broken line is an anchor nobody can trust, so it is an error.</summary>
    public static List<AuditAnchor> Read(string path) => !File.Exists(path) ? [] :
        [.. File.ReadLines(path).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<AuditAnchor>(line, JsonSerializerOptions.Web)!)];

    private async Task<List<AuditAnchor>> Heads(DateTime now, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var workspaces = await db.Workspaces.AsNoTracking().OrderBy(w => w.Id).Select(w => w.Id).ToListAsync(ct);
        var heads = new List<AuditAnchor>();
        foreach (var workspace in workspaces)
        {
            var head = await db.AuditRows.IgnoreQueryFilters().AsNoTracking().Where(a => EF.Property<Guid>(a, AppDb.WorkspaceId) == workspace && a.Seq != null)
                .OrderByDescending(a => a.Seq).Select(a => new { a.Seq, a.Hash }).FirstOrDefaultAsync(ct);
            if (head is not null)
                heads.Add(new(now, workspace, head.Seq!.Value, Convert.ToHexStringLower(head.Hash!)));
        }

        return heads;
    }
}
