using PromoEngine.Inbox.Channels.Email.Mailboxes;

namespace PromoEngine.Inbox.Channels;

/// <param name="Settings">Secrets masked.</param>
/// <param name="WebhookUrl">What to enter at the provider; null when it never calls us.</param>
/// <param name="Rejected">Calls whose signature was wrong.</param>
internal sealed record ChannelView(
    Guid Id, ChannelKind Kind, string Provider, string Name, string Address, IReadOnlyDictionary<string, string> Settings, string? WebhookUrl,
    long Rejected, DateTime? RejectedAt, int Version)
{
    /// <summary>How far its folders are read, where it is one that is fetched.</summary>
    public IReadOnlyList<MailboxView> Mailboxes { get; init; } = [];

    public const string Mask = "••••";

    /// <param name="form">What it does not know to be harmless stays masked.</param>
    public static ChannelView Of(Channel channel, IReadOnlyDictionary<string, string> settings, ChannelForm form, ReachableAt reachable) => new(
        channel.Id, channel.Kind, channel.Provider, channel.Name, channel.Address,
        settings.ToDictionary(s => s.Key, s => form.Fields.Any(f => f.Name == s.Key && !f.Secret) ? s.Value : Mask + (s.Value.Length >= 16 ? s.Value[^4..] : "")),
        form.Webhook is null ? null : reachable.WebhookUrl(channel), channel.Rejected, channel.RejectedAt, channel.Version);
}
