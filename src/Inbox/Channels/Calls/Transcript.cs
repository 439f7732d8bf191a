namespace PromoEngine.Inbox.Channels.Calls;

/// <summary>A telephone call in words.</summary>
/// <param name="CallId">The provider's name for the call; empty when the source has none (subtitles).</param>
/// <param name="From">Who called; empty when unknown.</param>
/// <param name="To">Who was called; empty when unknown.</param>
/// <param name="StartedAt">Null when the source does not say.</param>
/// <param name="Turns">In the order of the call.</param>
/// <param name="Skipped">What could not be read, and why, in a sentence each; the rest is there all the same.</param>
internal sealed record Transcript(string CallId, string From, string To, DateTime? StartedAt, IReadOnlyList<SpeakerTurn> Turns, IReadOnlyList<string> Skipped)
{
    public static Transcript Of(IEnumerable<SpeakerTurn> turns, IReadOnlyList<string>? skipped = null) => new("", "", "", null, [.. turns], skipped ?? []);
}

/// <param name="Speaker">As the source names them ("Ann", "AGENT", "0"); null when it does not tell speakers apart.</param>
/// <param name="StartMs">Milliseconds from the start of the call; null when unknown.</param>
/// <param name="EndMs">Milliseconds from the start of the call; null when unknown.</param>
/// <param name="Confidence">0 to 1, how sure the recogniser was; null when it does not say.</param>
internal sealed record SpeakerTurn(string? Speaker, long? StartMs, long? EndMs, string Text, double? Confidence = null);
