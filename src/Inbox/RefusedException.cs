namespace PromoEngine.Inbox;

/// <summary>A rule of the inbox said no. The host answers 409 with the code and the sentence.</summary>
/// <param name="code">Stable, for programs.</param>
/// <param name="message">A sentence the person at the desk understands.</param>
public sealed class RefusedException(string code, string message) : Exception(message)
{
    /// <summary>Stable, for programs: <c>contact.opted_out</c>.</summary>
    public string Code { get; } = code;
}
