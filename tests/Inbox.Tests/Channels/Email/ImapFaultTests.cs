using PromoEngine.Inbox.Channels.Email.Imap;
using PromoEngine.Inbox.Channels.Email.Wire;

namespace PromoEngine.Inbox.Tests.Channels.Email;

/// <summary>What no well-behaved server does.</summary>
public sealed class ImapFaultTests
{
    private const string Greeting = "* OK [CAPABILITY IMAP4rev1 IDLE SASL-IR] ready\r\n";
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_line_that_breaks_inside_a_literal_is_lost_and_not_half_a_mail()
    {
        await using var server = new ScriptedServer(Greeting, "* 1 FETCH (UID 1 BODY[] {1000}\r\nSubject: half", null);
        await using var imap = await ImapClient.Connect(Outbound.Local(), Outbound.Plain(server.Port), Ct);

        await Assert.ThrowsAsync<MailLostException>(() => imap.Fetch(1, 1000, null, Ct));
    }

    [Theory]
    [InlineData("* 1 FETCH (UID 1 BODY[] {99999999999}\r\n")]
    [InlineData("* 1 FETCH (UID 1 BODY[] {400000000}\r\n")]
    [InlineData("* 1 FETCH (UID 1 BODY[] \"never closed\r\n")]
    [InlineData("* 1 FETCH (UID 1 ((((((((((((((((((((((((((((((((((((((((\r\n")]
    [InlineData(") ) )\r\n")]
    public async Task Answers_that_are_none_break_the_line_and_nothing_else(string answer)
    {
        await using var server = new ScriptedServer(Greeting, answer);
        await using var imap = await ImapClient.Connect(Outbound.Local(), Outbound.Plain(server.Port), Ct);

        await Assert.ThrowsAsync<MailLostException>(() => imap.Fetch(1, 1000, null, Ct));
    }

    [Fact]
    public async Task A_line_without_an_end_is_bounded()
    {
        await using var server = new ScriptedServer(Greeting, "* " + new string('x', 5 * 1024 * 1024));
        await using var imap = await ImapClient.Connect(Outbound.Local(), Outbound.Plain(server.Port), Ct);

        await Assert.ThrowsAsync<MailLostException>(() => imap.Search("ALL", Ct));
    }

    [Fact]
    public async Task Bodies_come_as_quoted_strings_and_beside_news_nobody_asked_for()
    {
        await using var server = new ScriptedServer(Greeting, "* 5 EXISTS\r\n* 2 FETCH (FLAGS (\\Seen))\r\n* 1 FETCH (UID 7 BODY[] \"Subject: \\\"quoted\\\"\")\r\n{tag} OK done\r\n");
        await using var imap = await ImapClient.Connect(Outbound.Local(), Outbound.Plain(server.Port), Ct);

        Assert.Equal("Subject: \"quoted\"", System.Text.Encoding.UTF8.GetString((await imap.Fetch(7, 0, null, Ct))!.Raw));
    }

    [Fact]
    public async Task A_mail_that_is_gone_is_none_and_one_that_the_server_will_not_give_is_told()
    {
        await using var server = new ScriptedServer(Greeting, "{tag} OK nothing\r\n", "{tag} NO it is broken\r\n");
        await using var imap = await ImapClient.Connect(Outbound.Local(), Outbound.Plain(server.Port), Ct);

        Assert.Null(await imap.Fetch(7, 0, null, Ct));
        await Assert.ThrowsAsync<ImapNoException>(() => imap.Fetch(8, 0, null, Ct));
    }

    [Fact]
    public async Task XOAUTH2_hears_the_reason_and_answers_with_an_empty_line()
    {
        await using var server = new ScriptedServer(Greeting, "+ eyJzdGF0dXMiOiI0MDEifQ==\r\n", "A001 NO [AUTHENTICATIONFAILED] token expired\r\n");
        await using var imap = await ImapClient.Connect(Outbound.Local(), Outbound.Plain(server.Port), Ct);

        var refused = await Assert.ThrowsAsync<MailRefusedException>(() => imap.SignIn("shop@x.test", null, "old token", Ct));

        Assert.Contains("token expired", refused.Message, StringComparison.Ordinal);
        Assert.Equal("", server.Heard[1]);
        Assert.StartsWith("A001 AUTHENTICATE XOAUTH2 ", server.Heard[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_says_goodbye_is_lost()
    {
        await using var server = new ScriptedServer(Greeting, "* BYE too many connections\r\n");
        await using var imap = await ImapClient.Connect(Outbound.Local(), Outbound.Plain(server.Port), Ct);

        Assert.Contains("too many", (await Assert.ThrowsAsync<MailLostException>(() => imap.Search("ALL", Ct))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INBOX", "INBOX")]
    [InlineData("Gesendete Entwürfe", "Gesendete Entw&APw-rfe")]
    [InlineData("A&B", "A&-B")]
    [InlineData("台北", "&U,BTFw-")]
    [InlineData("日本語/テスト", "&ZeVnLIqe-/&MMYwuTDI-")]
    public void Names_of_mailboxes_go_there_and_back(string name, string encoded)
    {
        Assert.Equal(encoded, MailboxName.Encode(name));
        Assert.Equal(name, MailboxName.Decode(encoded));
    }
}
