using System.Security.Cryptography;
using System.Text.Json;

namespace PromoEngine.Inbox.Channels.Bot;

/// <summary>
/// One activity of a connector (https://github.com/microsoft/Agents/blob/main/specs/activity/protocol-activity.md): messages, changes and reactions mean
/// something here; typing, comings and goings and calls of other programs do not.
/// </summary>
internal static class BotPayload
{
    private const int MostAttachments = 32;
    private const string TeamsFile = "application/vnd.microsoft.teams.file.download.info";

    public static ParsedWebhook Read(ReadOnlyMemory<byte> body)
    {
        using var document = LooseJson.Parse(body);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } activity)
            return ParsedWebhook.Nothing;
        var type = LooseJson.Text(activity, "type");
        return type switch
        {
            _ when LooseJson.Text(LooseJson.At(activity, "from"), "role") == "bot" => ParsedWebhook.Nothing with { PassedOver = "It is the bot's own." },
            "message" when Person(activity).Length > 0 => new([Message(activity, EventKey(body.Span))], []),
            "messageUpdate" => Happened(new ThreadEvent(ThreadEventKind.Edited, Person(activity), Id(LooseJson.Text(activity, "id")), Text(activity), At(activity))),
            "messageDelete" => Happened(new ThreadEvent(ThreadEventKind.Deleted, Person(activity), Id(LooseJson.Text(activity, "id")), "", At(activity))),
            "messageReaction" => Reactions(activity),
            _ => ParsedWebhook.Nothing with { PassedOver = $"An activity of the type \"{(type.Length <= 40 ? type : type[..40])}\" holds nothing to answer." },
        };
    }

    public static string EventKey(ReadOnlySpan<byte> body) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(body))}";

    /// <summary>What the conversation is called; an id that is too long for us by its hash.</summary>
    public static string Thread(JsonElement activity)
    {
        var id = LooseJson.Text(LooseJson.At(activity, "conversation"), "id");
        return id.Length <= 200 ? id : EventKey(System.Text.Encoding.UTF8.GetBytes(id));
    }

    private static InboundMessage Message(JsonElement activity, string eventKey)
    {
        var service = LooseJson.Text(activity, "serviceUrl");
        var files = LooseJson.Items(activity, "attachments").Take(MostAttachments).ToList();
        var words = string.Join('\n', files.Select(Card).Prepend(Text(activity)).Where(part => part.Length > 0));
        var media = files.Select(file => Media(file, service)).OfType<InboundMedia>().ToList();
        if (words.Length == 0 && media.Count == 0)
            words = LooseJson.At(activity, "value") is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } value ? $"[Form] {WellFormed.Text(Cut(value.GetRawText(), 2000))}" : "[Message without words]";
        return new(
            LooseJson.Text(activity, "id") is { Length: > 0 } id ? Id(id) : eventKey, ChannelKind.Chat, Person(activity), LooseJson.Text(LooseJson.At(activity, "from"), "name") is { Length: > 0 } name ? name : null,
            LooseJson.Text(LooseJson.At(activity, "recipient"), "id"), words, media, At(activity))
        {
            Thread = Thread(activity),
            Reference = BotReference.Of(activity),
            ReplyTo = LooseJson.Text(activity, "replyToId") is { Length: > 0 } answered ? Id(answered) : null,
        };
    }

    private static ParsedWebhook Happened(params IEnumerable<ThreadEvent> events) => new([], [])
    {
        Events = [.. events.Where(e => e.Person.Length > 0 && e.Target is { Length: > 0 })],
    };

    private static ParsedWebhook Reactions(JsonElement activity)
    {
        var (person, target, at) = (Person(activity), Id(LooseJson.Text(activity, "replyToId")), At(activity));
        return Happened(LooseJson.Items(activity, "reactionsRemoved").Select(_ => new ThreadEvent(ThreadEventKind.ReactionRemoved, person, target, "", at))
            .Concat(LooseJson.Items(activity, "reactionsAdded").Select(added => new ThreadEvent(ThreadEventKind.Reaction, person, target, Emoji(LooseJson.Text(added, "type")), at))).TakeLast(1));
    }

    private static string Emoji(string type) => type switch
    {
        "like" => "👍", "heart" => "❤️", "laugh" => "😆", "surprised" => "😮", "sad" => "🙁", "angry" => "😠", _ => Cut(type, 40),
    };

    private static string Person(JsonElement activity) => Cut(LooseJson.Text(LooseJson.At(activity, "from"), "id"), 200);

    /// <summary>In a group the bot is called by its name first, which is no part of what is wanted.</summary>
    private static string Text(JsonElement activity)
    {
        var text = LooseJson.Text(activity, "text");
        var bot = LooseJson.Text(LooseJson.At(activity, "recipient"), "id");
        foreach (var mention in LooseJson.Items(activity, "entities").Where(e => LooseJson.Text(e, "type") == "mention" && LooseJson.Text(LooseJson.At(e, "mentioned"), "id") == bot).Take(10))
        {
            if (LooseJson.Text(mention, "text") is { Length: > 0 } called)
                text = text.Replace(called, "", StringComparison.Ordinal);
        }

        return text.Replace("&nbsp;", " ", StringComparison.Ordinal).Trim();
    }

    private static string Card(JsonElement attachment) => LooseJson.Text(attachment, "contentType").StartsWith("application/vnd.microsoft.card.", StringComparison.Ordinal)
        ? $"[Card] {string.Join(", ", new[] { LooseJson.Text(LooseJson.At(attachment, "content"), "title"), LooseJson.Text(LooseJson.At(attachment, "content"), "text") }.Where(part => part.Length > 0))}".TrimEnd() : "";

    private static InboundMedia? Media(JsonElement attachment, string service)
    {
        var type = LooseJson.Text(attachment, "contentType");
        var name = LooseJson.Text(attachment, "name") is { Length: > 0 } given ? Cut(given, 200) : "attachment";
        if (type == TeamsFile)
            return LooseJson.Text(LooseJson.At(attachment, "content"), "downloadUrl") is { Length: > 0 } lies ? new(lies, "application/octet-stream", name) : null;
        var url = LooseJson.Text(attachment, "contentUrl");
        if (url.StartsWith("data:", StringComparison.OrdinalIgnoreCase) && url.IndexOf(";base64,", StringComparison.OrdinalIgnoreCase) is > 0 and var comma)
        {
            var content = url[(comma + ";base64,".Length)..];
            return new("data:", Cut(url["data:".Length..comma], 100), name) { Content = () => Base64(content) };
        }

        // What lies at the connector itself wants our token; nothing else gets to see it.
        return Uri.TryCreate(url, UriKind.Absolute, out var place) && place.Scheme is "https" or "http"
            ? new(Uri.TryCreate(service, UriKind.Absolute, out var connector) && connector.Authority == place.Authority ? BotChannel.WithToken + url : url, Cut(type.Length > 0 ? type : "application/octet-stream", 100), name)
            : null;
    }

    private static ReadOnlyMemory<byte> Base64(string content)
    {
        var bytes = new byte[content.Length];
        return Convert.TryFromBase64String(content, bytes, out var length) ? bytes.AsMemory(0, length) : default;
    }

    private static string Id(string id) => id.Length <= 200 ? id : EventKey(System.Text.Encoding.UTF8.GetBytes(id));

    private static DateTime? At(JsonElement activity) =>
        DateTimeOffset.TryParse(LooseJson.Text(activity, "timestamp"), System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var at) ? at.UtcDateTime : null;

    private static string Cut(string text, int most) => text.Length <= most ? text : WellFormed.Text(text[..most]);
}
