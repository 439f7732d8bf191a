using System.Text;
using System.Text.Json;

using PromoEngine.Inbox.Channels.Twilio;

namespace PromoEngine.Inbox.Channels.Calls;

/// <summary>
/// Finds out by its content which recogniser wrote a transcript, and reads it: Twilio's callback (a form) and Voice Intelligence sentences, Deepgram,
/// AssemblyAI, Amazon Transcribe and Call Analytics, WebVTT, SRT, and our own plain shape. Null: it is none of them.
/// </summary>
internal static class TranscriptReader
{
    /// <summary>A day of talk; the rest of a longer file is left out and said so.</summary>
    public const int MostTurns = 20_000;

    public static Transcript? Read(ReadOnlyMemory<byte> body)
    {
        var text = Decode(body.Span);
        var start = text.AsSpan().TrimStart();
        var read = start.StartsWith("WEBVTT") ? Subtitles.Read(text)
            : start.StartsWith("{") || start.StartsWith("[") ? Json(text)
            : start.Contains("-->", StringComparison.Ordinal) ? Subtitles.Read(text)
            : Form(body);
        return read is { Turns.Count: > MostTurns }
            ? read with { Turns = [.. read.Turns.Take(MostTurns)], Skipped = [.. read.Skipped, $"Only the first {MostTurns} turns were read."] }
            : read;
    }

    private static string Decode(ReadOnlySpan<byte> body)
    {
        var text = body switch
        {
            [0xFF, 0xFE, .. var little] => Encoding.Unicode.GetString(little),
            [0xFE, 0xFF, .. var big] => Encoding.BigEndianUnicode.GetString(big),
            [0xEF, 0xBB, 0xBF, .. var utf8] => Encoding.UTF8.GetString(utf8),
            // UTF-16 without its mark: every second byte of Latin text is zero.
            [not 0, 0, not 0, 0, ..] => Encoding.Unicode.GetString(body),
            [0, not 0, 0, not 0, ..] => Encoding.BigEndianUnicode.GetString(body),
            _ => Charsets.Decode(body, null),
        };
        return WellFormed.Text(text);
    }

    private static Transcript? Json(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return Recognisers.Read(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>https://www.twilio.com/docs/voice/twiml/record#attributes-transcribe-callback</summary>
    private static Transcript? Form(ReadOnlyMemory<byte> body)
    {
        if (TwilioForm.Parse(body.Span) is not { } form || form.Text("TranscriptionSid"u8).Length + form.Text("TranscriptionText"u8).Length == 0)
            return null;
        var said = form.Text("TranscriptionText"u8).Trim();
        return new(form.Text("CallSid"u8), form.Text("From"u8), form.Text("To"u8), null, said.Length > 0 ? [new(null, null, null, said)] : [],
            form.Text("TranscriptionStatus"u8) == "failed" ? ["Twilio could not transcribe this recording."] : []);
    }
}
