namespace PromoEngine.Inbox.Channels;

/// <summary>What a person fills in to connect an account.</summary>
/// <param name="Title">As on the button: "SMS through Twilio".</param>
/// <param name="Address">What our own address on it is called and looks like.</param>
/// <param name="Fields">The settings, in the order of the form.</param>
/// <param name="Webhook">What to do with the webhook address at the provider; null: it never calls us.</param>
internal sealed record ChannelForm(string Title, ChannelField Address, IReadOnlyList<ChannelField> Fields, string? Webhook);

/// <param name="Name">As in the settings: "authToken".</param>
/// <param name="Secret">Goes in and never comes out again.</param>
/// <param name="Advanced">Rarely needed; folded away.</param>
internal sealed record ChannelField(string Name, string Label, string? Help = null, string? Example = null, bool Required = false, bool Secret = false, bool Advanced = false)
{
    /// <summary>The only values it takes, as value and label; empty: any text.</summary>
    public IReadOnlyList<ChannelChoice> Choices { get; init; } = [];
}

internal sealed record ChannelChoice(string Value, string Label);
