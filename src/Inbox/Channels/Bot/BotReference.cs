using System.Text.Json;

namespace PromoEngine.Inbox.Channels.Bot;

/// <summary>What an answer needs: which service, which conversation, who we are there and who they are.</summary>
internal sealed record BotReference(Uri Service, string Conversation, string Bot, string User)
{
    /// <summary>As a conversation keeps it; null where the activity lacks one of them.</summary>
    public static string? Of(JsonElement activity)
    {
        string At(string name) => LooseJson.Text(LooseJson.At(activity, name), "id");
        var written = JsonSerializer.Serialize(new { service = LooseJson.Text(activity, "serviceUrl"), conversation = At("conversation"), bot = At("recipient"), user = At("from") });
        return written.Length <= 2000 && Read(written) is not null ? written : null;
    }

    public static BotReference? Read(string? written)
    {
        using var document = written is null ? null : LooseJson.Parse(System.Text.Encoding.UTF8.GetBytes(written));
        return document?.RootElement is { ValueKind: JsonValueKind.Object } kept && Uri.TryCreate(LooseJson.Text(kept, "service"), UriKind.Absolute, out var service) && LooseJson.Text(kept, "conversation") is { Length: > 0 } conversation
            ? new(service, conversation, LooseJson.Text(kept, "bot"), LooseJson.Text(kept, "user")) : null;
    }

    /// <summary>Where an answer is posted.</summary>
    public Uri Activities(string? replyTo) =>
        new($"{Service.AbsoluteUri.TrimEnd('/')}/v3/conversations/{Uri.EscapeDataString(Conversation)}/activities{(replyTo is null ? "" : $"/{Uri.EscapeDataString(replyTo)}")}");
}
