using System.Net;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Testing;

namespace PromoEngine.Web.Tests.Mail;

/// <summary>A mailbox at a real Dovecot: what comes in, what goes out, and in which conversation it stands.</summary>
public abstract class MailboxTests(App app, MailServers servers) : AppTests(app)
{
    private const string Ann = "Ann Lee <ann@customer.test>";

    private Task<ShopMailbox> Open(params (string, string)[] more) => ShopMailbox.Open(App, servers, more);

    [Fact]
    public async Task Read_and_unread_mails_come_in_once_and_stay_unread_in_the_mailbox()
    {
        var mailbox = await Open();
        mailbox.Write(Ann, "Caps", "We need 50 navy caps.", "1@customer.test", "Cc: Bob <bob@customer.test>");
        mailbox.Deliver("From: eve@other.test\nSubject: Read already\nMessage-ID: <2@other.test>\n\nSomebody opened this one before.", read: true);

        await mailbox.Fetch();
        await mailbox.Fetch();

        Assert.Equal(2, (await mailbox.Conversations()).Count);
        var caps = await mailbox.With("Caps");
        var message = Assert.Single(caps.List("messages"));
        Assert.Equal("We need 50 navy caps.", message.Text("text"));
        Assert.Equal("Ann Lee", caps.GetProperty("contact").Text("name"));
        Assert.Equal(["Bob <bob@customer.test>"], message.GetProperty("mail").List("cc").Select(c => c.GetString()));
        Assert.Equal(["bob@customer.test"], message.GetProperty("mail").List("others").Select(c => c.GetString()));
        Assert.Equal(1, servers.Dovecot.Seen(mailbox.User));
    }

    [Fact]
    public async Task An_answer_goes_out_in_its_thread_and_what_comes_back_joins_it_under_any_subject()
    {
        var mailbox = await Open();
        mailbox.Write(Ann, "AW: Caps", "How long for 50 caps?", "1@customer.test", "Cc: bob@customer.test\nReply-To: ann.private@customer.test");
        await mailbox.Fetch();

        await mailbox.Answer(await mailbox.Only(), new { text = "Two weeks.", cc = new[] { "bob@customer.test" } });
        await mailbox.Shop.Drain();

        var sent = Assert.Single(mailbox.Sent);
        Assert.Equal(["ann.private@customer.test", "bob@customer.test"], sent.To);
        Assert.Contains("Subject: Re: Caps\r\n", sent.Text, StringComparison.Ordinal);
        Assert.Contains("In-Reply-To: <1@customer.test>\r\n", sent.Text, StringComparison.Ordinal);
        Assert.Contains("Cc: bob@customer.test\r\n", sent.Text, StringComparison.Ordinal);
        Assert.Equal("sent", (await mailbox.Only()).List("messages")[1].Text("status"));

        mailbox.Write(Ann, "Something else entirely", "Fine, go on.", "2@customer.test", $"In-Reply-To: <{Id(sent)}>");
        await mailbox.Fetch();

        var thread = await mailbox.Only();
        Assert.Equal(["How long for 50 caps?", "Two weeks.", "Fine, go on."], thread.List("messages").Select(m => m.Text("text")));
        Assert.Equal("Something else entirely", thread.Text("subject"));
    }

    [Fact]
    public async Task A_new_subject_from_the_same_person_begins_a_new_conversation_and_an_old_one_is_reopened_by_its_answer()
    {
        var mailbox = await Open();
        mailbox.Write(Ann, "Caps", "Caps please.", "1@customer.test");
        mailbox.Write(Ann, "Mugs", "Mugs please.", "2@customer.test");
        mailbox.Write(Ann, "Caps", "The same words, another matter.", "3@customer.test");
        await mailbox.Fetch();
        Assert.Equal(3, (await mailbox.Conversations()).Count);
        Assert.Single((await mailbox.Conversations()).Select(c => c.GetProperty("contact").Id()).Distinct());

        var mugs = await mailbox.With("Mugs");
        await mailbox.Shop.Do($"/api/conversations/{mugs.Id()}/close", new { version = mugs.Number("version") });
        mailbox.Write(Ann, "Re: Mugs", "One more thing.", "4@customer.test", "References: <2@customer.test>");
        await mailbox.Fetch();

        Assert.Equal(3, (await mailbox.Conversations()).Count);
        var again = await mailbox.Shop.Read($"/api/conversations/{mugs.Id()}");
        Assert.Equal(("open", 2), (again.Text("status"), again.List("messages").Count));
    }

    [Fact]
    public async Task Mails_that_come_in_the_wrong_order_stand_in_one_thread()
    {
        var mailbox = await Open();
        mailbox.Write(Ann, "Re: Caps", "The third.", "3@customer.test", "In-Reply-To: <2@customer.test>\nReferences: <1@customer.test> <2@customer.test>");
        await mailbox.Fetch();
        mailbox.Write(Ann, "Caps", "The first.", "1@customer.test");
        mailbox.Write(Ann, "Re: Caps", "The second.", "2@customer.test", "In-Reply-To: <1@customer.test>");
        await mailbox.Fetch();

        Assert.Equal(3, (await mailbox.Only()).List("messages").Count);
    }

    [Fact]
    public async Task A_thread_is_found_though_a_server_on_the_way_gave_our_mail_another_id()
    {
        var mailbox = await Open(("plusAddress", "plus"));
        mailbox.Write(Ann, "Caps", "Caps please.", "1@customer.test");
        await mailbox.Fetch();
        await mailbox.Answer(await mailbox.Only(), new { text = "Which colour?" });
        await mailbox.Shop.Drain();
        var sent = Assert.Single(mailbox.Sent).Text;
        var ours = Field(sent, "References").Split(' ', StringSplitOptions.RemoveEmptyEntries).First(id => id.StartsWith("<pe.t.", StringComparison.Ordinal));
        var plus = Field(sent, "Reply-To");

        mailbox.Write(Ann, "Re: Caps", "Red.", "2@customer.test", $"In-Reply-To: <0102018@rewritten.test>\nReferences: {ours} <0102018@rewritten.test>");
        mailbox.Deliver($"From: {Ann}\nTo: {plus}\nSubject: stripped\nMessage-ID: <3@customer.test>\n\nAnd blue.");
        await mailbox.Fetch();

        Assert.Equal(["Caps please.", "Which colour?", "Red.", "And blue."], (await mailbox.Only()).List("messages").Select(m => m.Text("text")));
    }

    [Fact]
    public async Task Answers_written_in_another_program_appear_and_our_own_copies_do_not()
    {
        var mailbox = await Open(("keepsSent", "append"));
        mailbox.Write(Ann, "Caps", "Caps please.", "1@customer.test");
        await mailbox.Fetch();
        await mailbox.Answer(await mailbox.Only(), new { text = "From here." });
        await mailbox.Shop.Drain();
        mailbox.Deliver($"From: {mailbox.Address}\nTo: {Ann}\nSubject: Re: Caps\nMessage-ID: <9@outlook.test>\nIn-Reply-To: <1@customer.test>\n\nFrom my phone.", read: true, folder: "Sent");
        mailbox.Deliver($"From: {mailbox.Address}\nTo: supplier@factory.test\nSubject: Order\nMessage-ID: <10@outlook.test>\n\nNobody's business here.", read: true, folder: "Sent");

        await mailbox.Fetch();

        var thread = await mailbox.Only();
        Assert.Equal(["inbound: Caps please.", "outbound: From here.", "outbound: From my phone."], thread.List("messages").Select(m => $"{m.Text("direction")}: {m.Text("text")}"));
        Assert.Equal(3, servers.Dovecot.Mails(mailbox.User, "Sent").Count);
    }

    [Fact]
    public async Task An_out_of_office_note_is_marked_and_neither_read_nor_counted()
    {
        var mailbox = await Open();
        mailbox.Write(Ann, "Caps", "hello", "1@customer.test");
        await mailbox.Fetch();
        await mailbox.Answer(await mailbox.Only(), new { text = "Hello Ann." });
        await mailbox.Shop.Drain();
        mailbox.Write(Ann, "Automatic reply: Caps", "I am away. For orders of 500 navy caps ask Bob. YES", "2@customer.test", $"In-Reply-To: <{Id(mailbox.Sent[0])}>\nAuto-Submitted: auto-replied");
        await mailbox.Fetch();

        var thread = await mailbox.Only();
        Assert.Equal(["auto_reply"], thread.List("messages")[2].GetProperty("mail").List("marks").Select(m => m.GetString()));
        Assert.Empty(thread.List("drafts"));
        Assert.Equal(0, thread.Number("unread"));
        Assert.Single(mailbox.Sent);
    }

    [Fact]
    public async Task A_bounce_stands_in_the_thread_and_the_mail_that_failed_says_why()
    {
        var mailbox = await Open();
        mailbox.Write("Gone <gone@customer.test>", "Caps", "Caps please.", "1@customer.test");
        await mailbox.Fetch();
        await mailbox.Answer(await mailbox.Only(), new { text = "Which colour?" });
        await mailbox.Shop.Drain();
        mailbox.Deliver($"""
            From: MAILER-DAEMON@mx.test
            To: {mailbox.Address}
            Subject: Undelivered Mail Returned to Sender
            Message-ID: <b1@mx.test>
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b
            Content-Type: text/plain

            Your mail could not be delivered.
            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.test

            Final-Recipient: rfc822; gone@customer.test
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1 user unknown
            --b
            Content-Type: message/rfc822-headers

            Message-ID: <{Id(mailbox.Sent[0])}>
            Subject: Re: Caps
            --b--
            """);
        await mailbox.Fetch();

        var messages = (await mailbox.Only()).List("messages");
        Assert.Equal("undelivered", messages[1].Text("status"));
        Assert.Contains("mailbox does not exist", messages[1].GetProperty("error").Text("text"), StringComparison.Ordinal);
        Assert.Equal(["bounce"], messages[2].GetProperty("mail").List("marks").Select(m => m.GetString()));
    }

    [Fact]
    public async Task A_mail_without_an_id_is_there_once_though_the_mailbox_is_numbered_anew()
    {
        var mailbox = await Open();
        mailbox.Write(Ann, "No id", "First.");
        mailbox.Write(Ann, "Id", "Second.", "2@customer.test");
        await mailbox.Fetch();
        servers.Dovecot.ForgetUids(mailbox.User);
        mailbox.Write(Ann, "Later", "Third.", "3@customer.test");
        await mailbox.Fetch();

        Assert.Equal(3, (await mailbox.Conversations()).Count);
        Assert.Equal(3, await mailbox.Shop.Look(db => db.Messages.CountAsync(m => m.ChannelId == mailbox.Channel, Ct)));
        Assert.Equal(5, await mailbox.Shop.Look(db => db.InboundEvents.CountAsync(e => e.ChannelId == mailbox.Channel, Ct)));
    }

    [Fact]
    public async Task What_was_passed_over_is_found_by_comparing_and_fetched()
    {
        var mailbox = await Open();
        for (var i = 0; i < 3; i++)
            mailbox.Write(Ann, $"Mail {i}", "text", $"{i}@customer.test");
        await mailbox.Fetch();
        using (StatementPlans.Ignore())
        {
            await mailbox.Shop.Unit(async (_, db) =>
            {
                var lost = await db.Messages.Where(m => m.ChannelId == mailbox.Channel).OrderBy(m => m.Position).Select(m => m.ExternalId).FirstAsync();
                await db.Messages.Where(m => m.ExternalId == lost).ExecuteDeleteAsync();
                var first = await db.InboundEvents.Where(e => e.ChannelId == mailbox.Channel).OrderBy(e => e.Id).Select(e => e.Id).FirstAsync();
                await db.InboundEvents.Where(e => e.Id == first).ExecuteDeleteAsync();
            });
        }

        await mailbox.Fetch();

        Assert.Equal(3, await mailbox.Shop.Look(db => db.Messages.CountAsync(m => m.ChannelId == mailbox.Channel, Ct)));
        var view = (await mailbox.Shop.Read("/api/channels")).List().Single(c => c.Id() == mailbox.Channel).List("mailboxes");
        Assert.All(view, folder => Assert.Equal(0, folder.Number("missing")));
        Assert.Contains(view, folder => folder.Text("folder") == "inbox");
    }

    [Fact]
    public async Task A_line_that_broke_after_the_mail_was_heard_is_looked_up_in_Sent_and_not_sent_twice()
    {
        var mailbox = await Open();
        mailbox.Write(Ann, "Caps", "Caps please.", "1@customer.test");
        await mailbox.Fetch();
        // This server puts what it takes into Sent by itself.
        servers.Smtp.Kept = mail => servers.Dovecot.Deliver(mail.From, mail.Raw, read: true, mailbox: "Sent");
        servers.Smtp.Next(SmtpFault.DropAfterMail);

        await mailbox.Answer(await mailbox.Only(), new { text = "Which colour?" });
        await mailbox.Shop.Drain();
        servers.Smtp.Kept = null;

        Assert.Single(mailbox.Sent);
        Assert.Equal("sent", (await mailbox.Only()).List("messages")[1].Text("status"));
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_it_may_have_been_sent_and_a_retry_keeps_its_id()
    {
        var mailbox = await Open(("keepsSent", "append"));
        mailbox.Write(Ann, "Caps", "Caps please.", "1@customer.test");
        await mailbox.Fetch();
        servers.Smtp.Next(SmtpFault.DropAfterMail);
        await mailbox.Answer(await mailbox.Only(), new { text = "Which colour?" });
        await mailbox.Shop.Drain();

        var message = (await mailbox.Only()).List("messages")[1];
        Assert.Equal("maybe_sent", message.Text("status"));
        await mailbox.Shop.Do($"/api/messages/{message.Id()}/retry");
        await mailbox.Shop.Drain();

        Assert.Equal("sent", (await mailbox.Only()).List("messages")[1].Text("status"));
        Assert.Equal(2, mailbox.Sent.Count);
        Assert.Single(mailbox.Sent.Select(Id).Distinct());
    }

    [Fact]
    public async Task Refusals_become_sentences_and_those_for_now_are_tried_again()
    {
        var mailbox = await Open();
        mailbox.Write(Ann, "Caps", "Caps please.", "1@customer.test");
        await mailbox.Fetch();
        servers.Smtp.Next(SmtpFault.TryLater, SmtpFault.Busy, SmtpFault.DropInMail);
        await mailbox.Answer(await mailbox.Only(), new { text = "One" });
        await mailbox.Shop.Drain(patience: TimeSpan.FromMinutes(10));
        servers.Smtp.Next(SmtpFault.NoSuchUser);
        await mailbox.Answer(await mailbox.Only(), new { text = "Two" });
        await mailbox.Shop.Drain();

        var messages = (await mailbox.Only()).List("messages");
        Assert.Equal(["sent", "failed"], messages.Skip(1).Select(m => m.Text("status")));
        Assert.Contains("ann@customer.test: This mailbox does not exist.", messages[2].GetProperty("error").Text("text"), StringComparison.Ordinal);
        Assert.Single(mailbox.Sent);
    }

    [Fact]
    public async Task The_test_says_exactly_what_works()
    {
        var mailbox = await Open();
        var good = await mailbox.Shop.Do($"/api/channels/{mailbox.Channel}/test");
        Assert.True(good.GetProperty("ok").GetBoolean(), good.GetRawText());
        Assert.Equal(["IMAP", "Inbox", "Sent", "SMTP"], good.List("steps").Select(s => s.Text("name")));

        var wrong = await mailbox.Shop.Do("/api/channels", ShopMailbox.New(servers, "wrong@acme.test", ("password", "not the password"), ("smtpPassword", "nor this one")));
        var bad = await mailbox.Shop.Do($"/api/channels/{wrong.Id()}/test");
        Assert.False(bad.GetProperty("ok").GetBoolean());
        Assert.Equal(["IMAP False", "SMTP False"], bad.List("steps").Select(s => $"{s.Text("name")} {s.GetProperty("ok").GetBoolean()}"));
        Assert.Contains("does not accept the user name and password", bad.Text("text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_is_not_sent_in_the_clear_and_no_copy_goes_to_a_wrong_address()
    {
        var mailbox = await Open();
        var refused = await mailbox.Shop.Post("/api/channels", ShopMailbox.New(servers, "clear@acme.test", ("imapHost", "mail.example.com"), ("imapSecurity", "none")));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("in the clear", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);

        mailbox.Write(Ann, "Caps", "Caps please.", "1@customer.test");
        await mailbox.Fetch();
        var answer = await mailbox.Shop.Post($"/api/conversations/{(await mailbox.Only()).Id()}/messages", new { text = "x", cc = new[] { "a@b\r\nBcc: c@d" } });
        await answer.Refused(HttpStatusCode.Conflict, "message.copy_address");
    }

    [Fact]
    public async Task An_order_that_was_forwarded_as_a_file_is_read_and_says_who_wrote_it()
    {
        var mailbox = await Open();
        mailbox.Write(Ann, "Fwd: Order", "See below.", "1@customer.test", "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b");
        mailbox.Deliver($"""
            From: {Ann}
            To: {mailbox.Address}
            Subject: Fwd: order of Zoe
            Message-ID: <2@customer.test>
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain

            Please do this one.
            --b
            Content-Type: message/rfc822

            From: Zoe Zed <zoe@inner.test>
            Subject: order

            50 navy caps please
            --b--
            """);
        await mailbox.Fetch();

        var message = Assert.Single((await mailbox.With("Fwd: order of Zoe")).List("messages"));
        Assert.Equal("Zoe Zed <zoe@inner.test>", message.GetProperty("mail").Text("forwardedFrom"));
        Assert.Contains("50 navy caps please", message.Text("text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_else_in_the_thread_is_heard_there_and_a_yes_of_theirs_is_left_to_a_person()
    {
        var mailbox = await Open();
        mailbox.Write(Ann, "Caps", "Caps please.", "1@customer.test", "Cc: bob@customer.test");
        await mailbox.Fetch();
        mailbox.Write("Bob <bob@customer.test>", "Re: Caps", "Yes", "2@customer.test", "In-Reply-To: <1@customer.test>");
        await mailbox.Fetch();

        var thread = await mailbox.Only();
        Assert.Equal("Ann Lee", thread.GetProperty("contact").Text("name"));
        Assert.Equal("Bob <bob@customer.test>", thread.List("messages")[1].GetProperty("mail").Text("from"));
        Assert.Equal("mail.other_sender", thread.GetProperty("attention").Text("code"));
    }

    [Fact]
    public async Task The_whole_mail_can_be_read_and_its_HTML_may_do_nothing_in_its_frame()
    {
        var mailbox = await Open();
        mailbox.Write(Ann, "Caps", "<p>50 caps</p><script>alert(1)</script><blockquote>quoted</blockquote>", "1@customer.test", "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8");
        await mailbox.Fetch();
        var message = Assert.Single((await mailbox.Only()).List("messages"));
        Assert.Equal((true, true), (message.GetProperty("mail").GetProperty("hasHtml").GetBoolean(), message.GetProperty("mail").GetProperty("hasMore").GetBoolean()));

        Assert.Contains("50 caps", (await mailbox.Shop.Read($"/api/messages/{message.Id()}/original")).Text("text"), StringComparison.Ordinal);
        using var page = await mailbox.Shop.Get($"/api/messages/{message.Id()}/html");
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("sandbox;", policy, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", policy, StringComparison.Ordinal);
        Assert.Equal("SAMEORIGIN", page.Headers.GetValues("X-Frame-Options").Single());
        using var asked = await mailbox.Shop.Get($"/api/messages/{message.Id()}/html?images=true");
        Assert.Contains("img-src data: https:", asked.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_erased_person_is_in_no_mail_any_more_and_begins_anew()
    {
        var mailbox = await Open();
        mailbox.Write("Zanzibar Walrus <walrus@customer.test>", "Caps for the walrus", "50 caps\n\nOn Mon, 4 May 2026 at 10:00, Walrus <walrus@customer.test> wrote:\n> hello", "1@customer.test", "Cc: friend@walrus.test");
        await mailbox.Fetch();
        await mailbox.Answer(await mailbox.Only(), new { text = "Hello walrus", cc = new[] { "friend@walrus.test" } });
        await mailbox.Shop.Drain();
        var contact = (await mailbox.Only()).GetProperty("contact").Id();

        Assert.Contains("walrus", (await mailbox.Shop.Read($"/api/contacts/{contact}/export")).GetProperty("mails").GetRawText(), StringComparison.OrdinalIgnoreCase);
        await mailbox.Shop.Do($"/api/contacts/{contact}/erase", new { reason = "They asked for it." });

        var left = await mailbox.Shop.Look(async db => System.Text.Json.JsonSerializer.Serialize(new
        {
            Originals = await db.MailOriginals.ToListAsync(Ct),
            Messages = await db.Messages.ToListAsync(Ct),
            Conversations = await db.Conversations.ToListAsync(Ct),
            Ids = await db.ThreadIds.ToListAsync(Ct),
            Bodies = (await db.InboundEvents.Where(e => e.ChannelId == mailbox.Channel).Select(e => e.Body).ToListAsync(Ct)).ConvertAll(System.Text.Encoding.UTF8.GetString),
        }));
        Assert.DoesNotContain("walrus", left, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@customer.test", left, StringComparison.Ordinal);
        mailbox.Write("walrus@customer.test", "Re: Caps", "Me again", "2@customer.test", "In-Reply-To: <1@customer.test>");
        await mailbox.Fetch();
        Assert.Equal(2, (await mailbox.Conversations()).Count);
    }

    private static string Id(SinkMail mail) => Field(mail.Text, "Message-ID").Trim('<', '>');

    private static string Field(string mail, string name)
    {
        var at = mail.IndexOf($"{name}: ", StringComparison.Ordinal) + name.Length + 2;
        var end = at;
        do
            end = mail.IndexOf("\r\n", end + 1, StringComparison.Ordinal);
        while (mail[end + 2] == ' ');
        return mail[at..end].Replace("\r\n", "", StringComparison.Ordinal);
    }
}

[Collection(SqliteApp.Collection)]
public sealed class MailboxOnSqlite(SqliteApp app, MailServers servers) : MailboxTests(app, servers);

[Collection(PostgresApp.Collection)]
public sealed class MailboxOnPostgres(PostgresApp app, MailServers servers) : MailboxTests(app, servers);
