using PromoEngine.Inbox.Contacts;

namespace PromoEngine.Inbox.Tests.Contacts;

public sealed class OptWordsTests
{
    [Theory]
    [InlineData("STOP")]
    [InlineData("stop")]
    [InlineData("  Stop.\n")]
    [InlineData("STOP!!")]
    [InlineData("\u201CSTOP\u201D")]
    [InlineData("STOPALL")]
    [InlineData("stop all")]
    [InlineData("Unsubscribe")]
    [InlineData("CANCEL")]
    [InlineData("End")]
    [InlineData("quit")]
    [InlineData("REVOKE")]
    [InlineData("OPTOUT")]
    [InlineData("Opt-out")]
    public void A_stop_word_opts_out_everybody(string text)
    {
        Assert.Equal(OptWord.OptOut, OptWords.Read(text, isOptedOut: false));
        Assert.Equal(OptWord.OptOut, OptWords.Read(text, isOptedOut: true));
    }

    [Theory]
    [InlineData("START")]
    [InlineData("unstop")]
    [InlineData("Yes.")]
    public void A_start_word_opts_in_only_who_is_opted_out(string text)
    {
        Assert.Equal(OptWord.OptIn, OptWords.Read(text, isOptedOut: true));
        Assert.Equal(OptWord.None, OptWords.Read(text, isOptedOut: false));
    }

    [Theory]
    [InlineData("HELP")]
    [InlineData("info")]
    public void Help_is_help_for_everybody(string text)
    {
        Assert.Equal(OptWord.Help, OptWords.Read(text, isOptedOut: false));
        Assert.Equal(OptWord.Help, OptWords.Read(text, isOptedOut: true));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" . ")]
    [InlineData("please stop")]
    [InlineData("stop by at noon")]
    [InlineData("cancel the blue ones")]
    [InlineData("stop?")] // asks; a person answers
    [InlineData("the end")]
    [InlineData("yes Q-1042")]
    [InlineData("Y")]
    [InlineData("nonstop")]
    [InlineData("restart")]
    [InlineData("helpful")]
    [InlineData("STOP\nSTOP")]
    public void Only_the_whole_message_counts(string text) => Assert.Equal(OptWord.None, OptWords.Read(text, isOptedOut: true));
}
