using Microsoft.Extensions.Options;

using PromoEngine.Web.Audit;
using PromoEngine.Web.Backup;
using PromoEngine.Web.Data;

namespace PromoEngine.Web;

/// <summary>What the program does instead of serving, when it is told to.</summary>
internal static class Commands
{
    public static bool IsMeant(string[] args) => args is ["audit", "verify", ..] or ["backup", ..] or ["restore", ..];

    /// <summary>The exit code: 0 when all is well.</summary>
    public static async Task<int> Run(IServiceProvider services, string[] args, TextWriter output, CancellationToken ct)
    {
        try
        {
            return args switch
            {
                ["backup", var file, ..] => await Backup(services, file, output),
                ["restore", var file, .. var rest] => await Restore(services, file, rest.Contains("--force"), output),
                ["audit", ..] => await Verify(services, output, ct),
                _ => await Say(output, "Name the file: backup FILE, or restore FILE [--force].", 1),
            };
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or System.Data.Common.DbException or UnauthorizedAccessException or InvalidDataException or System.Text.Json.JsonException)
        {
            await output.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static async Task<int> Backup(IServiceProvider services, string file, TextWriter output)
    {
        OnlySqlite(services);
        var manifest = ActivatorUtilities.CreateInstance<TakeBackup>(services).Run(file);
        return await Say(output, $"{file} holds {manifest.Tables.Values.Sum()} rows as of {manifest.At:u}. It opens everything: keep it as safe as the server.", 0);
    }

    private static async Task<int> Restore(IServiceProvider services, string file, bool force, TextWriter output)
    {
        OnlySqlite(services);
        var folder = services.GetRequiredService<DataFolder>();
        var manifest = ActivatorUtilities.CreateInstance<RestoreBackup>(services).Run(file, force);
        return await Say(output, $"{folder.Location} is as it was at {manifest.At:u}: {manifest.Tables.Values.Sum()} rows. Start the server; whoever was erased since is erased again.", 0);
    }

    private static void OnlySqlite(IServiceProvider services)
    {
        if (services.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider != DatabaseProvider.Sqlite)
            throw new InvalidOperationException("This command is for SQLite. PostgreSQL has its own: pg_dump and pg_restore, see CONTRIBUTING.md.");
    }

    private static async Task<int> Say(TextWriter output, string text, int code)
    {
        await output.WriteLineAsync(text);
        return code;
    }

    private static async Task<int> Verify(IServiceProvider services, TextWriter output, CancellationToken ct)
    {
        await using var snapshot = await Snapshot.Open(services, ct);
        var anchors = AuditAnchors.Read(services.GetRequiredService<AuditAnchors>().Path);
        var report = await new VerifyAudit(anchors, services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime).Run(snapshot.Transaction, ct);
        foreach (var finding in report.Findings)
            await output.WriteLineAsync(finding);
        await output.WriteLineAsync(report.Findings.Count == 0
            ? $"The audit holds: {report.Rows} rows in {report.Workspaces} workspaces."
            : $"The audit does not hold: {report.Findings.Count} findings in {report.Rows} rows.");
        return report.Findings.Count == 0 ? 0 : 1;
    }
}
