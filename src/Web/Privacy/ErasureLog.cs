using System.Text.Json;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Privacy;

/// <summary>One erasure in the file: ids only.</summary>
internal sealed record ErasureLine(Guid Id, Guid Workspace, Guid Contact, DateTime At, string Reason, string? Actor);

/// <summary>
/// Every erasure stands in the database and in a file of the data folder. A backup that is older than an erasure brings the person back; the file outlives
/// the restore, and at the next start whatever it names beyond the database is erased again.
/// </summary>
internal sealed class ErasureLog(IServiceScopeFactory scopes, DataFolder folder, ILogger<ErasureLog> log) : IDisposable
{
    public const string FileName = "erasures.jsonl";

    private readonly SemaphoreSlim writing = new(1, 1);

    public string Path => folder.File(FileName);

    public void Dispose() => writing.Dispose();

    public static List<ErasureLine> Read(string path) => !File.Exists(path) ? [] :
        [.. File.ReadLines(path).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<ErasureLine>(line, JsonSerializerOptions.Web)!)];

    public Task Append(Guid workspace, Erasure erasure, CancellationToken ct) => Append([Line(workspace, erasure)], ct);

    /// <summary>At start: the file learns what the database knows, and the database is made to forget what the file names.</summary>
    public async Task Reconcile(CancellationToken ct)
    {
        var written = Read(Path);
        var (known, workspaces) = await Known(ct);
        var ids = written.Select(line => line.Id).ToHashSet();
        var missing = known.Where(line => !ids.Contains(line.Id)).ToList();
        if (missing.Count > 0)
            await Append(missing, ct);

        var done = known.Select(line => line.Id).ToHashSet();
        foreach (var brought in written.Where(line => !done.Contains(line.Id) && workspaces.Contains(line.Workspace)).GroupBy(line => line.Workspace))
        {
            // All of a shop together: the calls that are kept are gone through once, whoever is sought in them.
            var targets = await Targets(brought.Key, [.. brought.Select(line => line.Contact)], ct);
            foreach (var line in brought)
            {
                await Again(line, targets.GetValueOrDefault(line.Contact), ct);
                log.LogInformation("Erasure {Erasure} was not in this database; contact {Contact} is erased again", line.Id, line.Contact);
            }
        }
    }

    private async Task<(List<ErasureLine>, HashSet<Guid>)> Known(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var rows = await db.Erasures.IgnoreQueryFilters().AsNoTracking().OrderBy(e => e.Id)
            .Select(e => new { Erasure = e, Workspace = EF.Property<Guid>(e, AppDb.WorkspaceId) }).ToListAsync(ct);
        var workspaces = await db.Workspaces.AsNoTracking().OrderBy(w => w.Id).Select(w => w.Id).ToListAsync(ct);
        return ([.. rows.Select(row => Line(row.Workspace, row.Erasure))], [.. workspaces]);
    }

    private async Task<IReadOnlyDictionary<Guid, EraseContact.Target>> Targets(Guid workspace, IReadOnlyCollection<Guid> contacts, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentWorkspace>().Enter(workspace, "system");
        return await scope.ServiceProvider.GetRequiredService<EraseContact>().Prepare(contacts, ct);
    }

    private async Task Again(ErasureLine line, EraseContact.Target? target, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentWorkspace>().Enter(line.Workspace, "system");
        var erase = scope.ServiceProvider.GetRequiredService<EraseContact>();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().Run(db, () => erase.Again(line, target, ct));
        if (target is not null)
            await scope.ServiceProvider.GetRequiredService<ForgottenFiles>().Remove(target.Files, ct);
    }

    private static ErasureLine Line(Guid workspace, Erasure e) => new(e.Id, workspace, e.ContactId, e.At, e.Reason, e.Actor);

    private async Task Append(IEnumerable<ErasureLine> lines, CancellationToken ct)
    {
        await writing.WaitAsync(ct);
        try
        {
            Directory.CreateDirectory(folder.Location);
            await File.AppendAllLinesAsync(Path, lines.Select(line => JsonSerializer.Serialize(line, JsonSerializerOptions.Web)), ct);
        }
        finally
        {
            writing.Release();
        }
    }
}
