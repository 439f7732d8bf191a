namespace PromoEngine.Extraction;

/// <summary>A rule of drafting said no. The host answers 409 with the code and the sentence.</summary>
/// <param name="code">Stable, for programs: <c>draft.stale</c>.</param>
/// <param name="message">A sentence the person at the desk understands.</param>
public sealed class RefusedException(string code, string message) : Exception(message)
{
    /// <summary>Stable, for programs.</summary>
    public string Code { get; } = code;
}
