using System.Diagnostics;
using System.Text;

using PromoEngine.Inbox.Channels.Email.Imap;
using PromoEngine.Inbox.Channels.Email.Wire;
using PromoEngine.Testing;

namespace PromoEngine.Inbox.Tests.Channels.Email;

/// <summary>Against a real Dovecot.</summary>
public sealed class ImapClientTests : IAsyncLifetime
{
    private Dovecot? dovecot;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Dovecot Server => dovecot!;

    public async ValueTask InitializeAsync()
    {
        var promised = Environment.GetEnvironmentVariable("CI") is "1" or "true";
        if (promised && Dovecot.WhyNot is { } why)
            Assert.Fail(why);
        Assert.SkipUnless(Dovecot.WhyNot is null, Dovecot.WhyNot ?? "");
        dovecot = await Dovecot.Start();
    }

    public async ValueTask DisposeAsync()
    {
        if (dovecot is not null)
            await dovecot.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_mailbox_is_read_over_TLS_and_over_STARTTLS_and_nothing_in_it_changes(bool isImplicit)
    {
        Server.Deliver("ann", "Subject: one\nMessage-ID: <1@x.test>\n\nHällo");
        Server.Deliver("ann", "Subject: two\n\nSeen before", read: true);

        await using var imap = await Open("ann", isImplicit);
        var inbox = await imap.Examine("INBOX", Ct);
        var uids = await imap.Search("ALL", Ct);
        var sizes = await imap.Sizes(uids, Ct);
        var mails = new List<string>();
        foreach (var uid in uids)
            mails.Add(Encoding.UTF8.GetString((await imap.Fetch(uid, sizes[uid], null, Ct))!.Raw));

        Assert.Equal(2u, inbox!.Mails);
        Assert.Contains(mails, mail => mail.EndsWith("Hällo", StringComparison.Ordinal));
        Assert.Contains(mails, mail => mail.Contains("Seen before", StringComparison.Ordinal));
        await imap.SignOut(Ct);
        Assert.Equal(1, Server.Seen("ann"));
    }

    [Fact]
    public async Task A_wrong_password_is_a_sentence_and_one_before_TLS_is_never_said()
    {
        await using var imap = await ImapClient.Connect(Outbound.Local(), new("127.0.0.1", Server.Imaps, MailSecurity.Tls, Server.Fingerprint), Ct);
        Assert.Contains("does not accept", (await Assert.ThrowsAsync<MailRefusedException>(() => imap.SignIn("ann", "wrong", null, Ct))).Message, StringComparison.Ordinal);

        await using var plain = await ImapClient.Connect(Outbound.Local(), Outbound.Plain(Server.Imap), Ct);
        if (plain.Can("LOGINDISABLED"))
            await Assert.ThrowsAsync<MailRefusedException>(() => plain.SignIn("ann", Dovecot.Password, null, Ct));
    }

    [Fact]
    public async Task Folders_have_names_in_any_script_and_the_Sent_folder_is_marked()
    {
        Server.Deliver("ann", "Subject: x\n\nx", mailbox: MailboxName.Encode("Entwürfe & Reste"));

        await using var imap = await Open("ann");
        var folders = await imap.List(Ct);

        Assert.Contains(folders, f => f.Name == "Sent" && f.Marks.Contains("\\Sent"));
        Assert.Contains(folders, f => f.Name == "Entwürfe & Reste");
        Assert.Equal(1u, (await imap.Examine("Entwürfe & Reste", Ct))!.Mails);
        Assert.Null(await imap.Examine("Nowhere", Ct));
    }

    [Fact]
    public async Task A_new_mail_ends_the_waiting_within_a_second_and_the_line_can_be_used_again()
    {
        await using var imap = await Open("ann");
        await imap.Examine("INBOX", Ct);

        Assert.False(await imap.Idle(TimeSpan.FromMilliseconds(300), TimeProvider.System, Ct));
        var latencies = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            var waiting = imap.Idle(TimeSpan.FromSeconds(20), TimeProvider.System, Ct);
            await Task.Delay(100, Ct);
            var watch = Stopwatch.StartNew();
            Server.Deliver("ann", $"Subject: {i}\n\nnews");
            Assert.True(await waiting);
            latencies.Add(watch.Elapsed.TotalMilliseconds);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"IDLE: {string.Join(", ", latencies.Select(l => $"{l:0}"))} ms");
        Assert.Equal(5, (await imap.Search("ALL", Ct)).Count);
        Assert.True(latencies.Order().ElementAt(2) < 1500, $"The middle one took {latencies.Order().ElementAt(2)} ms.");
    }

    [Fact]
    public async Task A_mail_is_appended_and_found_by_its_Message_ID()
    {
        await using var imap = await Open("ann");

        await imap.Append("Sent", Encoding.UTF8.GetBytes("Subject: sent\r\nMessage-ID: <pe.m.1@x.test>\r\n\r\nHi\r\n"), Ct);
        await imap.Examine("Sent", Ct);

        Assert.Single(await imap.SearchMessageId("pe.m.1@x.test", Ct));
        Assert.Empty(await imap.SearchMessageId("pe.m.2@x.test", Ct));
    }

    [Fact]
    public async Task A_large_mail_comes_whole_and_its_beginning_alone_when_that_is_wanted()
    {
        var large = Encoding.ASCII.GetBytes("Subject: large\r\n\r\n" + string.Concat(Enumerable.Repeat(new string('x', 76) + "\r\n", 100_000)));
        Server.Deliver("ann", large);

        await using var imap = await Open("ann");
        await imap.Examine("INBOX", Ct);
        var uid = Assert.Single(await imap.Search("ALL", Ct));

        Assert.Equal(large, (await imap.Fetch(uid, 0, null, Ct))!.Raw);
        Assert.Equal(large[..5000], (await imap.Fetch(uid, 0, 5000, Ct))!.Raw);
    }

    private async Task<ImapClient> Open(string user, bool isImplicit = true)
    {
        var imap = await ImapClient.Connect(Outbound.Local(), new("127.0.0.1", isImplicit ? Server.Imaps : Server.Imap, isImplicit ? MailSecurity.Tls : MailSecurity.StartTls, Server.Fingerprint), Ct);
        await imap.SignIn(user, Dovecot.Password, null, Ct);
        return imap;
    }
}
