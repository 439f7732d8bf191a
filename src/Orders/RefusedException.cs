namespace PromoEngine.Orders;

/// <summary>A rule of the module says no. <see cref="Code"/> is stable; the message is a sentence for the person who asked.</summary>
public sealed class RefusedException(string code, string message) : Exception(message)
{
    /// <summary>What scripts and screens look at, such as <c>quote.expired</c>.</summary>
    public string Code { get; } = code;
}
