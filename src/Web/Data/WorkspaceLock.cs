using Microsoft.EntityFrameworkCore;

namespace PromoEngine.Web.Data;

/// <summary>Some rules look at many rows of a workspace at once: who must decide alone takes the workspace's row first, inside the unit.</summary>
internal static class WorkspaceLock
{
    /// <summary>On PostgreSQL a second taker waits for the first one's commit; on SQLite units follow each other anyway.</summary>
    public static Task Take(AppDb db, CancellationToken ct)
    {
        _ = db.Sql;
        var workspace = db.Workspace;
        return db is PostgresAppDb ? db.Database.ExecuteSqlAsync($"SELECT 1 FROM workspaces WHERE id = {workspace} FOR UPDATE", ct) : Task.CompletedTask;
    }
}
