using System.Globalization;
using System.Text.Json;

namespace PromoEngine.Inbox.Channels.Calls;

/// <summary>The JSON of speech recognisers, told apart by the names at its top. Times come in seconds or milliseconds, as text or number.</summary>
internal static class Recognisers
{
    public static Transcript? Read(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array)
            return LooksLikeTurns(root) ? Transcript.Of(Plain(root.EnumerateArray())) : null;
        var results = LooseJson.At(root, "results");
        if (LooseJson.Has(root, "turns"))
            return new(LooseJson.Text(root, "callId"), LooseJson.Text(root, "from"), LooseJson.Text(root, "to"), Instant(LooseJson.Text(root, "startedAt")), [.. Plain(LooseJson.Items(root, "turns"))], []);
        if (LooseJson.Has(root, "sentences"))
            return Transcript.Of(TwilioSentences(root));
        if (LooseJson.Has(root, "Transcript"))
            return Transcript.Of(CallAnalytics(root)) with { CallId = LooseJson.Text(root, "JobName") };
        if (LooseJson.Has(results, "channels") || LooseJson.Has(results, "utterances"))
            return Transcript.Of(Deepgram(results)) with { CallId = LooseJson.Text(LooseJson.At(root, "metadata"), "request_id") };
        if (LooseJson.Has(results, "items") || LooseJson.Has(results, "audio_segments") || LooseJson.Has(results, "transcripts"))
            return Transcript.Of(AmazonTranscribe(results)) with { CallId = LooseJson.Text(root, "jobName") };
        if (LooseJson.Has(root, "utterances") || (LooseJson.Has(root, "text") && LooseJson.Has(root, "words")))
            return Transcript.Of(AssemblyAi(root)) with { CallId = LooseJson.Text(root, "id") };
        return null;
    }

    private static bool LooksLikeTurns(JsonElement list) => list.EnumerateArray().Any(item => LooseJson.Has(item, "text"));

    private static IEnumerable<SpeakerTurn> Plain(IEnumerable<JsonElement> turns) => Spoken(turns.Select(turn =>
        new SpeakerTurn(Name(turn, "speaker"), Whole(turn, "startMs"), Whole(turn, "endMs"), LooseJson.Text(turn, "text"), Share(turn, "confidence"))));

    /// <summary>https://www.twilio.com/docs/voice/intelligence/api/transcript-sentence-resource</summary>
    private static IEnumerable<SpeakerTurn> TwilioSentences(JsonElement root) => Spoken(LooseJson.Items(root, "sentences").Select(sentence =>
        new SpeakerTurn(Name(sentence, "media_channel"), Seconds(sentence, "start_time"), Seconds(sentence, "end_time"), LooseJson.Text(sentence, "transcript"), Share(sentence, "confidence"))));

    /// <summary>https://docs.aws.amazon.com/transcribe/latest/dg/call-analytics-output-batch.html</summary>
    private static IEnumerable<SpeakerTurn> CallAnalytics(JsonElement root) => Spoken(LooseJson.Items(root, "Transcript").Select(turn =>
        new SpeakerTurn(Name(turn, "ParticipantRole") ?? Name(turn, "ParticipantId"), Whole(turn, "BeginOffsetMillis"), Whole(turn, "EndOffsetMillis"), LooseJson.Text(turn, "Content"))));

    /// <summary>https://developers.deepgram.com/docs/pre-recorded-audio: utterances where they were asked for, else paragraphs, else the words.</summary>
    private static IEnumerable<SpeakerTurn> Deepgram(JsonElement results)
    {
        var utterances = LooseJson.Items(results, "utterances").ToList();
        var channels = LooseJson.Items(results, "channels").ToList();
        if (utterances.Count > 0)
        {
            // With one channel a voice, the speaker's number starts anew on each.
            var byChannel = utterances.Select(u => LooseJson.Text(u, "channel")).Distinct().Count() > 1;
            return Spoken(utterances.Select(u => new SpeakerTurn(byChannel ? Name(u, "channel") : Name(u, "speaker") ?? Name(u, "channel"), Seconds(u, "start"), Seconds(u, "end"), LooseJson.Text(u, "transcript"), Share(u, "confidence"))));
        }

        return channels.SelectMany((channel, index) =>
        {
            var best = LooseJson.Items(channel, "alternatives").FirstOrDefault();
            var name = channels.Count > 1 ? index.ToString(CultureInfo.InvariantCulture) : null;
            var paragraphs = LooseJson.Items(LooseJson.At(best, "paragraphs"), "paragraphs").ToList();
            if (paragraphs.Count > 0)
                return Spoken(paragraphs.Select(p => new SpeakerTurn(name ?? Name(p, "speaker"), Seconds(p, "start"), Seconds(p, "end"), string.Join(' ', LooseJson.Items(p, "sentences").Select(s => LooseJson.Text(s, "text"))))));
            var words = LooseJson.Items(best, "words").ToList();
            return words.Count > 0
                ? Joined(words.Select(w => (name ?? Name(w, "speaker"), Seconds(w, "start"), Seconds(w, "end"), LooseJson.Text(w, "punctuated_word") is { Length: > 0 } written ? written : LooseJson.Text(w, "word"), false)))
                : Spoken([new(name, null, null, LooseJson.Text(best, "transcript"))]);
        }).OrderBy(turn => turn.StartMs ?? 0);
    }

    /// <summary>https://www.assemblyai.com/docs/api-reference/transcripts: milliseconds.</summary>
    private static IEnumerable<SpeakerTurn> AssemblyAi(JsonElement root)
    {
        var utterances = LooseJson.Items(root, "utterances").ToList();
        if (utterances.Count > 0)
            return Spoken(utterances.Select(u => new SpeakerTurn(Name(u, "speaker"), Whole(u, "start"), Whole(u, "end"), LooseJson.Text(u, "text"), Share(u, "confidence"))));
        var words = LooseJson.Items(root, "words").ToList();
        return words.Count > 0
            ? Joined(words.Select(w => (Name(w, "speaker"), Whole(w, "start"), Whole(w, "end"), LooseJson.Text(w, "text"), false)))
            : Spoken([new(null, null, null, LooseJson.Text(root, "text"))]);
    }

    /// <summary>https://docs.aws.amazon.com/transcribe/latest/dg/how-input.html#how-output; punctuation is an item without times.</summary>
    private static IEnumerable<SpeakerTurn> AmazonTranscribe(JsonElement results)
    {
        var segments = LooseJson.Items(results, "audio_segments").ToList();
        if (segments.Count > 0)
            return Spoken(segments.Select(s => new SpeakerTurn(Name(s, "speaker_label"), Seconds(s, "start_time"), Seconds(s, "end_time"), LooseJson.Text(s, "transcript"))));

        // Older files name the speakers of moments beside the words, not in them.
        var speakers = LooseJson.Items(LooseJson.At(results, "speaker_labels"), "segments").SelectMany(s => LooseJson.Items(s, "items"))
            .GroupBy(i => LooseJson.Text(i, "start_time")).ToDictionary(g => g.Key, g => LooseJson.Text(g.First(), "speaker_label"));
        var items = LooseJson.Items(results, "items").ToList();
        if (items.Count == 0)
            return Spoken(LooseJson.Items(results, "transcripts").Select(t => new SpeakerTurn(null, null, null, LooseJson.Text(t, "transcript"))));
        return Joined(items.Select(item => (
            Name(item, "speaker_label") ?? speakers.GetValueOrDefault(LooseJson.Text(item, "start_time")), Seconds(item, "start_time"), Seconds(item, "end_time"),
            LooseJson.Items(item, "alternatives").Select(a => LooseJson.Text(a, "content")).FirstOrDefault() ?? "", LooseJson.Text(item, "type") == "punctuation")));
    }

    /// <summary>Words one after the other, joined as long as one speaker goes on.</summary>
    private static IEnumerable<SpeakerTurn> Joined(IEnumerable<(string? Speaker, long? Start, long? End, string Word, bool Sticks)> words)
    {
        SpeakerTurn? open = null;
        foreach (var (speaker, start, end, word, sticks) in words.Where(w => w.Word.Length > 0))
        {
            if (open is not null && (sticks || speaker == open.Speaker || (speaker is null && start is null)))
            {
                open = open with { Text = open.Text + (sticks ? "" : " ") + word, EndMs = end ?? open.EndMs };
                continue;
            }

            if (open is not null)
                yield return open;
            open = new(speaker, start, end, word);
        }

        if (open is not null)
            yield return open;
    }

    private static IEnumerable<SpeakerTurn> Spoken(IEnumerable<SpeakerTurn> turns) => turns.Select(turn => turn with { Text = turn.Text.Trim() }).Where(turn => turn.Text.Length > 0);

    private static string? Name(JsonElement from, string name) => LooseJson.Text(from, name) is { Length: > 0 } given ? given : null;

    private static long? Whole(JsonElement from, string name) => Number(from, name) is { } value ? (long)Math.Round(value) : null;

    private static long? Seconds(JsonElement from, string name) => Number(from, name) is { } value ? (long)Math.Round(value * 1000) : null;

    private static double? Share(JsonElement from, string name) => Number(from, name) is >= 0 and <= 1 and var value ? value : null;

    private static double? Number(JsonElement from, string name) =>
        double.TryParse(LooseJson.Text(from, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) < 1e12 ? value : null;

    private static DateTime? Instant(string written) =>
        DateTimeOffset.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant.UtcDateTime : null;
}
