using System.Text;

using PromoEngine.Inbox.Channels.Email.Smtp;
using PromoEngine.Inbox.Channels.Email.Wire;
using PromoEngine.Testing;

namespace PromoEngine.Inbox.Tests.Channels.Email;

public sealed class SubmissionTests
{
    private static readonly Envelope Envelope = new("shop@example.test", ["ann@example.test"]);
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, "PLAIN LOGIN", "PLAIN")]
    [InlineData(false, "PLAIN LOGIN", "PLAIN")]
    [InlineData(false, "LOGIN", "LOGIN")]
    public async Task A_mail_goes_over_an_encrypted_line_after_signing_in(bool isImplicit, string ways, string used)
    {
        await using var sink = StubSmtp.Start();
        (sink.Implicit, sink.Ways) = (isImplicit, ways);

        var sent = await Send(sink, "Subject: hi\r\n\r\nHello\r\n");

        Assert.IsType<Submitted.Taken>(sent);
        var mail = Assert.Single(sink.Mails);
        Assert.Equal(("shop", used, true), (mail.User, mail.Mechanism, mail.Encrypted));
        Assert.Equal(["ann@example.test"], mail.To);
    }

    [Fact]
    public async Task Lines_that_begin_with_a_dot_and_bare_line_ends_arrive_as_they_should()
    {
        await using var sink = StubSmtp.Start();

        await Send(sink, "Subject: dots\r\n\r\n.\n..two\n.end");

        Assert.Equal("Subject: dots\r\n\r\n.\r\n..two\r\n.end\r\n", Assert.Single(sink.Mails).Text);
    }

    [Fact]
    public async Task A_token_signs_in_and_a_wrong_one_is_told_apart_from_a_broken_line()
    {
        await using var sink = StubSmtp.Start();
        await using var submission = await Open(sink);
        await submission.SignIn("shop", null, StubSmtp.Token, Ct);

        await using var second = await Open(sink);
        var refused = await Assert.ThrowsAsync<MailRefusedException>(() => second.SignIn("shop", null, "old", Ct));
        Assert.Contains("wrong user name", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SmtpFault.TryLater, true)]
    [InlineData(SmtpFault.NoSuchUser, false)]
    [InlineData(SmtpFault.Refuse, false)]
    public async Task A_refusal_says_whether_another_try_is_worth_it_and_nothing_is_sent(SmtpFault fault, bool forNow)
    {
        await using var sink = StubSmtp.Start();
        sink.Next(fault);

        var refused = Assert.IsType<Submitted.Refused>(await Send(sink, "Subject: hi\r\n\r\nHello\r\n"));

        Assert.Equal(forNow, refused.Reply.IsForNow);
        Assert.Empty(sink.Mails);
    }

    [Fact]
    public async Task One_refused_copy_keeps_the_mail_from_everybody()
    {
        await using var sink = StubSmtp.Start();
        sink.Next(SmtpFault.NoSuchCopy);

        var refused = Assert.IsType<Submitted.Refused>(await Send(sink, "Subject: hi\r\n\r\nHello\r\n", "ann@example.test", "bob@example.test"));

        Assert.Equal("bob@example.test", refused.Address);
        Assert.Equal("5.1.1", refused.Reply.Status);
        Assert.Empty(sink.Mails);
    }

    [Fact]
    public async Task A_line_that_breaks_before_the_end_sent_nothing_and_after_it_nobody_knows()
    {
        await using var sink = StubSmtp.Start();
        sink.Next(SmtpFault.DropEarly, SmtpFault.DropAfterMail);

        await Assert.ThrowsAsync<MailLostException>(() => Send(sink, "Subject: hi\r\n\r\nHello\r\n"));
        Assert.IsType<Submitted.Unknown>(await Send(sink, "Subject: hi\r\n\r\nHello\r\n"));
        Assert.Single(sink.Mails);
    }

    [Fact]
    public async Task What_is_said_in_the_clear_before_TLS_is_not_believed()
    {
        await using var sink = StubSmtp.Start();
        sink.Next(SmtpFault.Inject);

        await Assert.ThrowsAsync<MailLostException>(() => Open(sink));
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused_and_so_is_another_than_the_pinned_one()
    {
        await using var sink = StubSmtp.Start();
        var server = new MailServer("127.0.0.1", sink.Port, MailSecurity.StartTls);

        Assert.Contains("certificate", (await Assert.ThrowsAsync<MailRefusedException>(() => Submission.Connect(Outbound.Local(), server, Ct))).Message, StringComparison.Ordinal);
        Assert.Contains("another certificate", (await Assert.ThrowsAsync<MailRefusedException>(() => Submission.Connect(Outbound.Local(), server with { Pin = new string('A', 64) }, Ct))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_that_is_larger_than_the_server_says_is_not_begun()
    {
        await using var sink = StubSmtp.Start();
        sink.Extensions = "SIZE 1000";

        var refused = Assert.IsType<Submitted.Refused>(await Send(sink, "Subject: big\r\n\r\n" + new string('x', 2000)));

        Assert.Equal("5.3.4", refused.Reply.Status);
    }

    [Fact]
    public async Task An_address_outside_ASCII_needs_a_server_that_can()
    {
        await using var sink = StubSmtp.Start();

        Assert.IsType<Submitted.Taken>(await Send(sink, "Subject: hi\r\n\r\nHello\r\n", "jürgen@example.test"));
        Assert.Contains("SMTPUTF8", Assert.Single(sink.Mails).MailFrom, StringComparison.Ordinal);
        sink.Extensions = "8BITMIME";
        Assert.Equal("5.6.7", Assert.IsType<Submitted.Refused>(await Send(sink, "Subject: hi\r\n\r\nHello\r\n", "jürgen@example.test")).Reply.Status);
    }

    [Fact]
    public async Task A_private_address_is_not_called_unless_it_is_allowed()
    {
        await using var sink = StubSmtp.Start();
        var strict = new PromoEngine.Inbox.Channels.OutboundHttp(Microsoft.Extensions.Options.Options.Create(new PromoEngine.Inbox.Channels.OutboundOptions()));

        await Assert.ThrowsAsync<MailRefusedException>(() => Submission.Connect(strict, Outbound.Plain(sink.Port), Ct));
    }

    private static Task<Submission> Open(StubSmtp sink) =>
        Submission.Connect(Outbound.Local(), new("127.0.0.1", sink.Port, sink.Implicit ? MailSecurity.Tls : MailSecurity.StartTls, sink.Fingerprint), Ct);

    private static async Task<Submitted> Send(StubSmtp sink, string mail, params string[] to)
    {
        await using var submission = await Open(sink);
        await submission.SignIn("shop", StubSmtp.Password, null, Ct);
        return await submission.Send(to.Length == 0 ? Envelope : Envelope with { To = to }, Encoding.UTF8.GetBytes(mail), Ct);
    }
}
