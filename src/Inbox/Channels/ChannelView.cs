namespace PromoEngine.Inbox.Channels;

/// <param name="Settings">Secrets masked.</param>
/// <param name="WebhookUrl">What to enter at the provider.</param>
/// <param name="Rejected">Calls whose signature was wrong.</param>
internal sealed record ChannelView(
    Guid Id, ChannelKind Kind, string Provider, string Name, string Address, IReadOnlyDictionary<string, string> Settings, string WebhookUrl,
    long Rejected, DateTime? RejectedAt, int Version)
{
    public const string Mask = "••••";

    private static readonly string[] Shown = ["accountSid", "apiBaseUrl", "messagingServiceSid"];

    public static ChannelView Of(Channel channel, IReadOnlyDictionary<string, string> settings, ReachableAt reachable) => new(
        channel.Id, channel.Kind, channel.Provider, channel.Name, channel.Address,
        settings.ToDictionary(s => s.Key, s => Shown.Contains(s.Key) ? s.Value : Mask + (s.Value.Length >= 16 ? s.Value[^4..] : "")),
        reachable.WebhookUrl(channel), channel.Rejected, channel.RejectedAt, channel.Version);
}
