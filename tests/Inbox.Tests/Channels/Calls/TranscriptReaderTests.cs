using System.Text;

using PromoEngine.Inbox.Channels.Calls;

namespace PromoEngine.Inbox.Tests.Channels.Calls;

/// <summary>Every recogniser's shape says the same two turns.</summary>
public sealed class TranscriptReaderTests
{
    private static string Said(Transcript? transcript) => string.Join(" | ", transcript!.Turns.Select(t => $"{t.Speaker}@{t.StartMs}-{t.EndMs}: {t.Text}"));

    [Theory]
    [InlineData("""{"callId":"c1","from":"+13125550123","to":"+15550100","startedAt":"2026-11-03T09:05:01Z","turns":[{"speaker":"customer","startMs":500,"endMs":1500,"text":"Fifty mugs."},{"speaker":"agent","startMs":1600,"endMs":2000,"text":"Sure."}]}""",
        "customer@500-1500: Fifty mugs. | agent@1600-2000: Sure.")]
    [InlineData("""{"sentences":[{"media_channel":1,"sentence_index":0,"start_time":"0.5","end_time":"1.5","transcript":"Fifty mugs."},{"media_channel":2,"start_time":1.6,"end_time":2.0,"transcript":"Sure."}]}""",
        "1@500-1500: Fifty mugs. | 2@1600-2000: Sure.")]
    [InlineData("""{"metadata":{"request_id":"r"},"results":{"utterances":[{"start":0.5,"end":1.5,"speaker":0,"channel":0,"transcript":"Fifty mugs."},{"start":1.6,"end":2,"speaker":1,"channel":0,"transcript":"Sure."}]}}""",
        "0@500-1500: Fifty mugs. | 1@1600-2000: Sure.")]
    [InlineData("""{"results":{"channels":[{"alternatives":[{"transcript":"x","words":[{"word":"fifty","punctuated_word":"Fifty","start":0.5,"end":0.9,"speaker":0},{"word":"mugs","punctuated_word":"mugs.","start":1,"end":1.5,"speaker":0},{"word":"sure","punctuated_word":"Sure.","start":1.6,"end":2,"speaker":1}]}]}]}}""",
        "0@500-1500: Fifty mugs. | 1@1600-2000: Sure.")]
    [InlineData("""{"id":"t","text":"x","utterances":[{"speaker":"A","start":500,"end":1500,"text":"Fifty mugs."},{"speaker":"B","start":1600,"end":2000,"text":"Sure."}]}""",
        "A@500-1500: Fifty mugs. | B@1600-2000: Sure.")]
    [InlineData("""{"jobName":"j","results":{"transcripts":[{"transcript":"x"}],"speaker_labels":{"segments":[{"items":[{"start_time":"0.5","speaker_label":"spk_0"},{"start_time":"1.0","speaker_label":"spk_0"},{"start_time":"1.6","speaker_label":"spk_1"}]}]},"items":[{"type":"pronunciation","start_time":"0.5","end_time":"0.9","alternatives":[{"content":"Fifty"}]},{"type":"pronunciation","start_time":"1.0","end_time":"1.5","alternatives":[{"content":"mugs"}]},{"type":"punctuation","alternatives":[{"content":"."}]},{"type":"pronunciation","start_time":"1.6","end_time":"2.0","alternatives":[{"content":"Sure"}]},{"type":"punctuation","alternatives":[{"content":"."}]}]}}""",
        "spk_0@500-1500: Fifty mugs. | spk_1@1600-2000: Sure.")]
    [InlineData("""{"JobName":"j","Transcript":[{"ParticipantRole":"CUSTOMER","BeginOffsetMillis":500,"EndOffsetMillis":1500,"Content":"Fifty mugs."},{"ParticipantRole":"AGENT","BeginOffsetMillis":1600,"EndOffsetMillis":2000,"Content":"Sure."}]}""",
        "CUSTOMER@500-1500: Fifty mugs. | AGENT@1600-2000: Sure.")]
    [InlineData("WEBVTT - call\n\nNOTE made by hand\n\n1\n00:00.500 --> 00:01.500 align:start\n<v.loud Ann B>Fifty <i>mugs</i>.</v>\n\n00:00:01.600 --> 00:00:02.000\n<v Bob>Sure.", "Ann B@500-1500: Fifty mugs. | Bob@1600-2000: Sure.")]
    [InlineData("1\r\n00:00:00,500 --> 00:00:01,500\r\nAnn: Fifty\r\nmugs.\r\n\r\n2\r\n00:00:01,600 --> 00:00:02,000\r\nBob: Sure.\r\n", "Ann@500-1500: Fifty mugs. | Bob@1600-2000: Sure.")]
    public void Every_recogniser_is_known_by_its_content(string file, string said) => Assert.Equal(said, Said(TranscriptReader.Read(Encoding.UTF8.GetBytes(file))));

    [Fact]
    public void A_callback_of_twilio_is_one_turn_with_its_numbers()
    {
        var read = TranscriptReader.Read("CallSid=CA1&From=%2B13125550123&To=%2B15550100&TranscriptionSid=TR1&TranscriptionStatus=completed&TranscriptionText=Fifty+mugs"u8.ToArray())!;

        Assert.Equal(("CA1", "+13125550123", "Fifty mugs"), (read.CallId, read.From, Assert.Single(read.Turns).Text));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Subtitles_come_in_any_unicode(bool marked)
    {
        const string File = "WEBVTT\n\n00:00.500 --> 00:01.500\nFünfzig Tassen";
        byte[] little = [.. marked ? Encoding.Unicode.Preamble.ToArray() : [], .. Encoding.Unicode.GetBytes(File)];
        byte[] utf8 = [.. marked ? Encoding.UTF8.Preamble.ToArray() : [], .. Encoding.UTF8.GetBytes(File)];

        Assert.Equal("Fünfzig Tassen", TranscriptReader.Read(little)!.Turns[0].Text);
        Assert.Equal("Fünfzig Tassen", TranscriptReader.Read(utf8)!.Turns[0].Text);
    }

    [Fact]
    public void A_broken_cue_is_named_and_the_rest_is_there()
    {
        var read = TranscriptReader.Read("WEBVTT\n\n00:00.500 --> 00:01.500\none\n\n00:xx --> 00:02.000\ntwo\n\nlost words\n\n00:02.000 --> 00:03.000\nthree"u8.ToArray())!;

        Assert.Equal(["one", "three"], read.Turns.Select(t => t.Text));
        Assert.Equal(["\"00:xx --> 00:02.000\" is no time.", "\"lost words\" stands without a time."], read.Skipped);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("{}")]
    [InlineData("[1,2]")]
    [InlineData("{\"results\":5}")]
    public void What_is_no_transcript_is_not_read(string file) => Assert.Null(TranscriptReader.Read(Encoding.UTF8.GetBytes(file)));
}
