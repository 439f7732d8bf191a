namespace PromoEngine.Web.Auth;

/// <summary>
/// By what a request was let in, filled by whichever of cookie and token it carried: a session, perhaps on behalf of somebody, or a token, perhaps with less
/// than its person may.
/// </summary>
internal sealed class CameIn
{
    public Guid? SessionId { get; private set; }

    public Guid? TokenId { get; private set; }

    /// <summary>The administrator who acts as the person; null otherwise.</summary>
    public Guid? OnBehalfOf { get; private set; }

    public DateTime? OnBehalfUntil { get; private set; }

    /// <summary>What the token is limited to; null: whatever its person may.</summary>
    public IReadOnlySet<Permission>? Scopes { get; private set; }

    /// <summary>From where administrators of the workspace may come; empty: from anywhere.</summary>
    public string AdminAddresses { get; private set; } = "";

    public void ByToken(ApiToken token, string adminAddresses)
    {
        TokenId = token.Id;
        Scopes = token.May;
        AdminAddresses = adminAddresses;
    }

    public void BySession(Sessions.UserSession session, string adminAddresses)
    {
        SessionId = session.Id;
        if (session.ActsAs is not null)
            (OnBehalfOf, OnBehalfUntil) = (session.UserId, session.ActsAsUntil);
        AdminAddresses = adminAddresses;
    }

    /// <summary>What is left of the person's access.</summary>
    public Access Narrow(Access access) =>
        Scopes is { } scopes ? access with { May = access.May.Where(p => p == Permission.Member || scopes.Contains(p)).ToHashSet() } : access;
}
