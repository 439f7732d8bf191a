namespace PromoEngine.Inbox;

/// <summary>Nothing is wrong, it is only too early; the job runs again after a while.</summary>
internal sealed class NotYetException(string message, TimeSpan after) : Exception(message)
{
    public TimeSpan After { get; } = after;
}
