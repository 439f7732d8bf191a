namespace PromoEngine.Inbox.Channels;

/// <summary>An account at a provider, its settings already decrypted. Not for logs.</summary>
/// <param name="Address">Our own address on it: for text messages the E.164 number.</param>
internal sealed record ChannelAccount(Guid Id, ChannelKind Kind, string Address, IReadOnlyDictionary<string, string> Settings)
{
    public string Setting(string name) => Settings.TryGetValue(name, out var value) ? value : "";

    // A record would print its settings.
    public override string ToString() => $"Channel {Id}";
}

/// <param name="Account">In its one spelling.</param>
/// <param name="Errors">A sentence for each field that is wrong.</param>
internal sealed record CheckedAccount(ChannelAccount Account, IReadOnlyDictionary<string, string> Errors);
