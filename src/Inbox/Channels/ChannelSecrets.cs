using System.Text.Json;

using Microsoft.AspNetCore.DataProtection;

namespace PromoEngine.Inbox.Channels;

/// <summary>Encrypts a channel's settings for the database and opens them for an adapter.</summary>
internal sealed class ChannelSecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("channel settings");

    public string Seal(IReadOnlyDictionary<string, string> settings) => protector.Protect(JsonSerializer.Serialize(settings));

    public IReadOnlyDictionary<string, string> Open(Channel channel) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(protector.Unprotect(channel.Settings)) ?? [];

    public ChannelAccount Account(Channel channel) => new(channel.Id, channel.Kind, channel.Address, Open(channel));
}
