using PromoEngine.Inbox.Conversations;

namespace PromoEngine.Inbox.Tests.Conversations;

public sealed class AcceptanceReplyTests
{
    [Theory]
    [InlineData("YES")]
    [InlineData("yes")]
    [InlineData(" Yes! ")]
    [InlineData("Y")]
    [InlineData("ok.")]
    [InlineData("OK!!")]
    [InlineData("\u201Cyes\u201D")]
    public void A_plain_yes_accepts(string text) => Assert.Equal(new AcceptanceReply.Accept(null, true), AcceptanceReply.Read(text));

    [Theory]
    [InlineData("YES Q-1042", "Q-1042", true)]
    [InlineData("yes q-1042.", "q-1042", true)]
    [InlineData("Yes, Q-1042!", "Q-1042", true)]
    [InlineData("ok - Q1042", "Q1042", true)]
    [InlineData("Y\nQ 1042", "Q 1042", true)]
    [InlineData("yes #Q-1042", "Q-1042", true)]
    [InlineData("Q-1042", "Q-1042", false)]
    [InlineData(" q1042 ", "q1042", false)]
    [InlineData("yes 2026-0042", "2026-0042", true)]
    public void A_number_names_the_quote(string text, string number, bool saidYes) =>
        Assert.Equal(new AcceptanceReply.Accept(number, saidYes), AcceptanceReply.Read(text));

    [Theory]
    [InlineData("yes but 200")]
    [InlineData("yes 200")]
    [InlineData("yes please")]
    [InlineData("ok, can you do it by friday?")]
    [InlineData("YES Q-1042 but make it 200")]
    [InlineData("YES Q-1042 Q-1043")]
    [InlineData("yes?")]
    [InlineData("yes 👍")]
    [InlineData("y - the blue ones")]
    public void A_yes_with_something_beside_it_accepts_nothing(string text) =>
        Assert.IsType<AcceptanceReply.AcceptWithMore>(AcceptanceReply.Read(text));

    [Theory]
    [InlineData("")]
    [InlineData("!!!")]
    [InlineData("no")]
    [InlineData("yesterday")]
    [InlineData("yellow")]
    [InlineData("y'all have mugs?")]
    [InlineData("Y2K mugs")]
    [InlineData("okay")]
    [InlineData("150")]
    [InlineData("1042")]
    [InlineData("150 mugs")]
    [InlineData("not Q-1042")]
    [InlineData("Reply YES Q-1042")]
    [InlineData("+15550100123")]
    [InlineData("we say yes")]
    public void Anything_else_is_no_reply(string text) => Assert.IsType<AcceptanceReply.NotAReply>(AcceptanceReply.Read(text));

    [Theory]
    [InlineData("yes", "Q-1042")]
    [InlineData("YES Q-1042", "Q-1042")]
    [InlineData("q1042", "Q-1042")]
    [InlineData("ok q 1042", "Q-1042")]
    public void With_one_open_quote_a_yes_accepts_it(string text, string open) =>
        Assert.Equal(new AcceptanceChoice.Quote(open), Choose(text, open));

    [Theory]
    [InlineData("yes", "Q-1042", "Q-1043")]
    [InlineData("YES Q-1042", "Q-1042", "Q-1043")]
    [InlineData("YES Q-9", "Q-1042")]
    [InlineData("yes but 200", "Q-1042")]
    public void Where_it_is_not_certain_the_rep_is_asked(string text, params string[] open) =>
        Assert.IsType<AcceptanceChoice.AskRep>(Choose(text, open));

    [Theory]
    [InlineData("yes")]
    [InlineData("YES Q-1042")]
    [InlineData("yes but 200")]
    [InlineData("G-5000", "Q-1042")] // an article number
    [InlineData("150", "Q-1042")]
    public void Without_a_quote_to_accept_it_is_an_ordinary_message(string text, params string[] open) =>
        Assert.IsType<AcceptanceChoice.Nothing>(Choose(text, open));

    private static AcceptanceChoice Choose(string text, params string[] open) => AcceptanceChoice.Of(AcceptanceReply.Read(text), open);
}
