namespace PromoEngine.Inbox.Channels;

/// <summary>
/// The address under which providers reach this installation: `PublicUrl`, or, while that is not set, the address the server listens on — which only a
/// stub or simulator on the same machine can use.
/// </summary>
internal sealed class ReachableAt
{
    private Uri? publicUrl;
    private Uri? listening;

    /// <summary>What providers sign; null: they sign what they call.</summary>
    public Uri? PublicUrl => publicUrl;

    public Uri? Listening => listening;

    public void Configure(Uri? configured) => publicUrl = configured;

    public void ListensOn(Uri address) => listening = address;

    public string WebhookUrl(Channel channel) => $"{(publicUrl ?? listening)?.AbsoluteUri.TrimEnd('/')}/webhooks/{channel.Provider}/{channel.Id}";

    /// <summary>Where delivery is to be reported; null when a provider out there could not reach it (Twilio refuses such an address with the message).</summary>
    public string? StatusUrl(Channel channel) => publicUrl is not null || listening is not null && channel.AnswersNearby ? WebhookUrl(channel) : null;
}
