using System.Security.Cryptography;
using System.Text.Json;

namespace PromoEngine.Inbox.Channels.Meta;

/// <summary>Meta's calls to us, for WhatsApp Cloud API and Messenger alike: one signature, one envelope, the rest by what it says it is about.</summary>
internal static class MetaPayload
{
    /// <param name="body">The raw batch.</param>
    /// <param name="node">Only what is about this phone number id or page; null: all of it.</param>
    public static ParsedWebhook Read(ReadOnlyMemory<byte> body, string? node = null)
    {
        using var document = LooseJson.Parse(body);
        return document?.RootElement is not { ValueKind: JsonValueKind.Object } root ? ParsedWebhook.Nothing : LooseJson.Text(root, "object") switch
        {
            "whatsapp_business_account" => WhatsAppPayload.Read(root, node),
            "page" or "instagram" => MessengerPayload.Read(root, node),
            _ => ParsedWebhook.Nothing,
        };
    }

    /// <summary>What we tag a send with and Meta hands back.</summary>
    public static Guid? OurId(string tag) => Guid.TryParseExact(tag, "N", out var id) ? id : null;

    public static string Tag(Guid id) => id.ToString("N");

    /// <summary>A batch has no id of its own; the same batch told twice has the same bytes.</summary>
    public static string EventKey(ReadOnlySpan<byte> body) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(body))}";
}
