namespace PromoEngine.Web;

/// <summary>The host says no for a reason of its own: 409 with a stable code and a sentence.</summary>
internal sealed class RefusedException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
