namespace PromoEngine.Web.Data;

/// <summary>Some rules look at many rows of a workspace at once: who must decide alone takes the workspace's row first, inside the unit.</summary>
internal static class WorkspaceLock
{
    /// <summary>A second taker waits for the first one's commit.</summary>
    public static Task Take(AppDb db, CancellationToken ct) => db.Dialect.LockWorkspace(db.Sql, db.Workspace, ct);
}
