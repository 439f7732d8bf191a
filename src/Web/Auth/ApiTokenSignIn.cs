using System.Text.Encodings.Web;

using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

using PromoEngine.Web.Auth.Sessions;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth;

/// <summary>`Authorization: Bearer TOKEN`.</summary>
internal sealed class ApiTokenSignIn(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AppDb db, CameIn cameIn, LastSeen seen)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "Token";
    private const string Prefix = "Bearer ";

    public static bool IsMeant(HttpRequest request) => request.Headers.Authorization.ToString().StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!IsMeant(Request))
            return AuthenticateResult.NoResult();

        var hash = ApiToken.HashOf(Request.Headers.Authorization.ToString()[Prefix.Length..].Trim());
        var found = await (from t in db.ApiTokens.AsNoTracking()
                           where t.Hash == hash
                           join w in db.Workspaces on t.WorkspaceId equals w.Id
                           select new { Token = t, w.AdminAddresses }).FirstOrDefaultAsync(Context.RequestAborted);
        if (found is null || found.Token.ExpiresAt <= TimeProvider.GetUtcNow().UtcDateTime)
            return AuthenticateResult.Fail("Unknown token.");

        cameIn.ByToken(found.Token, found.AdminAddresses);
        seen.Token(found.Token.Id, found.Token.LastUsedAt);
        return AuthenticateResult.Success(new(Person.Create(found.Token.UserId, found.Token.WorkspaceId, Name), Name));
    }
}
