namespace PromoEngine.Web.Data;

/// <summary>
/// Whose data this scope works on and on whose behalf. It is filled once, by whatever opened the scope: the sign-in's claim, the token's row,
/// the webhook's channel row or the job's row; never from a request body.
/// </summary>
internal sealed class CurrentWorkspace
{
    public Guid? Id { get; private set; }

    /// <summary>"user:…", "job:…" or "channel:…"; audit rows name it.</summary>
    public string? Actor { get; private set; }

    public string? RequestId { get; private set; }

    /// <summary>Where the request came from.</summary>
    public string? Ip { get; private set; }

    /// <summary>The administrator who acts as the actor, while somebody is impersonated.</summary>
    public Guid? OnBehalfOf { get; private set; }

    public void Enter(Guid workspace, string? actor, string? requestId = null, string? ip = null, Guid? onBehalfOf = null)
    {
        if (Id is { } already && already != workspace)
            throw new InvalidOperationException("A scope works for one workspace; open another scope.");
        Id = workspace;
        Actor = actor;
        (RequestId, Ip, OnBehalfOf) = (requestId, ip, onBehalfOf);
    }
}
