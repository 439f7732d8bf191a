using System.Text.Encodings.Web;

using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth;

/// <summary>`Authorization: Bearer TOKEN`.</summary>
internal sealed class ApiTokenSignIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AppDb db)
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
        var token = await db.ApiTokens.AsNoTracking().FirstOrDefaultAsync(t => t.Hash == hash, Context.RequestAborted);
        return token is null
            ? AuthenticateResult.Fail("Unknown token.")
            : AuthenticateResult.Success(new(Person.Create(token.UserId, token.WorkspaceId, Name), Name));
    }
}
