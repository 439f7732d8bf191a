using PromoEngine.Web.Audit;
using PromoEngine.Web.Data;

namespace PromoEngine.Web;

/// <summary>What the program does instead of serving, when it is told to.</summary>
internal static class Commands
{
    public static bool IsMeant(string[] args) => args is ["audit", "verify", ..];

    /// <summary>The exit code: 0 when all is well.</summary>
    public static async Task<int> Run(IServiceProvider services, string[] args, TextWriter output, CancellationToken ct)
    {
        try
        {
            return await Verify(services, output, ct);
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or System.Data.Common.DbException or UnauthorizedAccessException or System.Text.Json.JsonException)
        {
            await output.WriteLineAsync(e.Message);
            return 1;
        }
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
