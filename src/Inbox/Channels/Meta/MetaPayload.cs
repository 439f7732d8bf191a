using System.Security.Cryptography;
using System.Text.Json;

namespace PromoEngine.Inbox.Channels.Meta;

/// <summary>Meta's calls to us, for WhatsApp Cloud API and Messenger alike: one signature, one envelope, the rest by what it says it is about.</summary>
internal static class MetaPayload
{
    public static ParsedWebhook Read(ReadOnlyMemory<byte> body)
    {
        using var document = LooseJson.Parse(body);
        return document?.RootElement is not { ValueKind: JsonValueKind.Object } root ? ParsedWebhook.Nothing : LooseJson.Text(root, "object") switch
        {
            "whatsapp_business_account" => WhatsAppPayload.Read(root),
            "page" or "instagram" => MessengerPayload.Read(root),
            _ => ParsedWebhook.Nothing,
        };
    }

    /// <summary>A batch has no id of its own; the same batch told twice has the same bytes.</summary>
    public static string EventKey(ReadOnlySpan<byte> body) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(body))}";
}
