using PromoEngine.Web.Auth;
using PromoEngine.Web.Data;
using PromoEngine.Web.Live;
using PromoEngine.Web.Roles;

namespace PromoEngine.Web;

/// <summary>A workspace as it begins: its row, its numbers, its roles, and its administrator.</summary>
internal static class NewWorkspace
{
    /// <summary>Adds the rows; the caller saves.</summary>
    /// <param name="admin">Null: nobody can sign in yet.</param>
    /// <param name="token">A token that acts as the administrator; null for none.</param>
    public static void Add(AppDb db, Workspace workspace, User? admin, string? token)
    {
        db.Workspaces.Add(workspace);
        db.NumberSequences.AddRange(
            new NumberSequence { Kind = "quote", Format = "Q-{0}" },
            new NumberSequence { Kind = "order", Format = "SO-{0}" },
            new NumberSequence { Kind = Sequencer.Counter, Format = "{0}", Next = 1 });
        var roles = SeedRoles.AddTo(db);
        if (admin is null)
            return;
        db.Users.Add(admin);
        db.Memberships.Add(new() { UserId = admin.Id, WorkspaceId = workspace.Id });
        db.MembershipRoles.Add(new() { UserId = admin.Id, WorkspaceId = workspace.Id, RoleId = roles[SystemRoles.Admin].Id });
        if (token is { Length: > 0 })
            db.ApiTokens.Add(new() { UserId = admin.Id, WorkspaceId = workspace.Id, Name = "bootstrap", Hash = ApiToken.HashOf(token), CreatedAt = workspace.CreatedAt });
    }
}
