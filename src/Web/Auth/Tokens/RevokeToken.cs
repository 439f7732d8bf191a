using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth.Tokens;

/// <summary>Ends a token at once: one's own, or, for who manages tokens, anybody's of this workspace.</summary>
internal sealed class RevokeToken(AppDb db, CurrentPerson person)
{
    /// <summary>False: there is none that this person may revoke.</summary>
    public async Task<bool> Handle(Guid id, CancellationToken ct)
    {
        var workspace = db.Workspace;
        var manages = person.May.Contains(Permission.TokensManage);
        if (await db.ApiTokens.FirstOrDefaultAsync(t => t.Id == id && t.WorkspaceId == workspace && (manages || t.UserId == person.Id), ct) is not { } token)
            return false;
        db.ApiTokens.Remove(token);
        db.Announce(Live.Topics.Session, token.UserId);
        db.Audit("token.revoked", "token", id, new { token.Name, token.Scopes, token.UserId }, null);
        await db.SaveChangesAsync(ct);
        return true;
    }
}
