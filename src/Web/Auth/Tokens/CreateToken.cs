using System.ComponentModel.DataAnnotations;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth.Tokens;

/// <param name="Scopes">Permissions as words; null for whatever its person may, also later.</param>
/// <param name="ExpiresAt">Null: it counts until it is revoked.</param>
public sealed record CreateTokenRequest([property: Required, StringLength(100, MinimumLength = 1)] string Name, [property: MaxLength(100)] IReadOnlyList<string>? Scopes = null, DateTime? ExpiresAt = null);

/// <param name="Token">Shown this once.</param>
internal sealed record NewTokenView(Guid Id, string Token);

/// <summary>A token of one's own. It can do nothing that whoever makes it may not do at that moment.</summary>
internal sealed class CreateToken(AppDb db, CurrentPerson person, CameIn cameIn, TimeProvider clock)
{
    public async Task<NewTokenView> Handle(CreateTokenRequest request, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (request.ExpiresAt <= now)
            throw new RefusedException("token.expired", "This token would be over before it begins; choose a later day.");
        var token = ApiToken.New("pe");
        var row = new ApiToken
        {
            UserId = person.Id!.Value,
            WorkspaceId = db.Workspace,
            Name = request.Name.Trim(),
            Hash = ApiToken.HashOf(token),
            Scopes = Scopes(request.Scopes),
            CreatedAt = now,
            ExpiresAt = request.ExpiresAt?.ToUniversalTime(),
        };
        db.ApiTokens.Add(row);
        db.Audit("token.created", "token", row.Id, null, new { row.Name, row.Scopes, row.ExpiresAt });
        await db.SaveChangesAsync(ct);
        return new(row.Id, token);
    }

    private string? Scopes(IReadOnlyList<string>? words)
    {
        if (words is null)
            return cameIn.Scopes is null ? null : Permissions.Write(person.May);
        var wanted = words.Select(word => Permissions.Read(word) ?? throw new RefusedException("token.scope", $"There is no permission \"{word}\".")).ToHashSet();
        var scopes = Permissions.WithNeeds(wanted);
        if (scopes.FirstOrDefault(p => !person.May.Contains(p)) is var missing && scopes.Any(p => !person.May.Contains(p)))
            throw new RefusedException("token.scope", $"You may not do \"{missing.Info().Name}\" yourself, so you cannot let a token do it.");
        return Permissions.Write(scopes);
    }
}
