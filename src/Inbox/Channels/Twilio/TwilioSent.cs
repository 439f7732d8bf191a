using System.Globalization;
using System.Text.Json;

namespace PromoEngine.Inbox.Channels.Twilio;

/// <summary>A message in Twilio's list, when it is the one that we look for.</summary>
internal static class TwilioSent
{
    /// <summary>What a trial account writes before every text.</summary>
    private const string TrialPrefix = "Sent from your Twilio trial account - ";

    /// <param name="sender">Our number: the same words from another number of the account are another message. Null: a messaging service picked one.</param>
    public static SentMessage? Read(JsonElement message, string text, DateTime from, string? sender)
    {
        var id = LooseJson.Text(message, "sid");
        if (id.Length is 0 or > 64 || LooseJson.Text(message, "direction").StartsWith("inbound", StringComparison.Ordinal)
            || !Same(LooseJson.Text(message, "body"), text)
            || (sender is not null && LooseJson.Text(message, "from") is { Length: > 0 } other && other != sender))
            return null;

        var created = Date(LooseJson.Text(message, "date_created")) ?? Date(LooseJson.Text(message, "date_sent"));
        if (created < from)
            return null;

        var status = TwilioStatus.Read(LooseJson.Text(message, "status")) is { } known and not DeliveryStatus.Received
            ? known : DeliveryStatus.Queued;
        return new(id, status, TwilioErrors.OfStatus(status, LooseJson.Text(message, "error_code")), created);
    }

    // Twilio trims a text and may write its line ends differently.
    private static bool Same(string sent, string ours) =>
        Plain(sent.StartsWith(TrialPrefix, StringComparison.Ordinal) ? sent[TrialPrefix.Length..] : sent) == Plain(ours);

    private static string Plain(string text) => text.ReplaceLineEndings("\n").Trim();

    /// <summary>RFC 2822, always in UTC: "Fri, 20 Nov 2026 11:00:47 +0000".</summary>
    private static DateTime? Date(string written) =>
        DateTimeOffset.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date.UtcDateTime : null;
}
