using System.Text;

using PromoEngine.Inbox.Channels.Email.Mime;

namespace PromoEngine.Inbox.Tests.Channels.Email;

public sealed class MailReaderTests
{
    private static Mail Read(string raw) => MailReader.Read(Encoding.UTF8.GetBytes(raw.ReplaceLineEndings("\r\n")));

    [Fact]
    public void A_plain_mail_is_read_whole()
    {
        var mail = Read("""
            From: "Ann Example (Shop)" <ann@example.test>
            To: orders@shop.test, Bob <bob@shop.test>
            Cc: carl@example.test (Carl C.)
            Subject: =?utf-8?Q?Caf=C3=A9_mugs?= =?utf-8?B?IOKYlQ==?=
            Date: Tue, 3 Nov 2026 09:05:01 +0100
            Message-ID: <one@example.test>
            In-Reply-To: <zero@shop.test>
            References: <root@shop.test>
              <zero@shop.test>

            150 mugs please.
            """);

        Assert.Equal("Café mugs ☕", mail.Subject);
        Assert.Equal(new Mailbox("Ann Example (Shop)", "ann@example.test"), Assert.Single(mail.From));
        Assert.Equal(["orders@shop.test", "bob@shop.test"], mail.To.Select(m => m.Address));
        Assert.Equal(new Mailbox("Carl C.", "carl@example.test"), Assert.Single(mail.Cc));
        Assert.Equal(new DateTimeOffset(2026, 11, 3, 8, 5, 1, TimeSpan.Zero), mail.Date);
        Assert.Equal(("one@example.test", "zero@shop.test"), (mail.MessageId, mail.InReplyTo));
        Assert.Equal(["root@shop.test", "zero@shop.test"], mail.References);
        Assert.Equal("150 mugs please.", mail.Text);
        Assert.Equal(MailKind.Personal, mail.Kind);
    }

    [Fact]
    public void Text_html_picture_and_file_each_find_their_place()
    {
        var mail = Read("""
            Content-Type: multipart/mixed; boundary=outer

            --outer
            Content-Type: multipart/related; boundary="outer-inner"

            --outer-inner
            Content-Type: multipart/alternative; boundary=alt

            --alt
            Content-Type: text/plain; charset=iso-8859-1
            Content-Transfer-Encoding: quoted-printable

            40 Sch=FCrzen, =
            rot
            --alt
            Content-Type: text/html; charset=utf-8

            <p>40 Schürzen, rot <img src="cid:logo"></p>
            --alt--
            --outer-inner
            Content-Type: image/png; name=logo.png
            Content-ID: <logo>
            Content-Transfer-Encoding: base64

            iVBORw0KGgo=
            --outer-inner--
            --outer
            Content-Type: application/pdf
            Content-Disposition: attachment; filename*0*=utf-8''Bestellung%20f; filename*1*=%C3%BCr%20M%C3%A4rz.pdf
            Content-Transfer-Encoding: base64

            JVBERi0xLjQK
            --outer--
            """);

        Assert.Equal("40 Schürzen, rot", mail.Text);
        Assert.Contains("cid:logo", mail.Html);
        Assert.Collection(mail.Attachments,
            picture => Assert.Equal(("logo.png", "image/png", "logo", true, 8L), (picture.Name, picture.ContentType, picture.ContentId, picture.IsInline, picture.Size)),
            file => Assert.Equal(("Bestellung für März.pdf", false, "%PDF-1.4\n"), (file.Name, file.IsInline, Encoding.ASCII.GetString(file.Content().Span))));
    }

    [Fact]
    public void A_mail_of_html_alone_is_text_as_a_person_would_read_it()
    {
        var mail = Read("""
            Content-Type: text/html; charset=utf-8

            <html><head><style>p { color: red }</style><title>x</title></head><body><p>Hello&nbsp;team,</p><div>please quote:<br>- 20 mugs &amp; 5 caps</div>
            <blockquote type="cite"><div>What do you need?</div></blockquote><script>alert(1)</script></body></html>
            """);

        Assert.Equal("Hello team,\n\nplease quote:\n- 20 mugs & 5 caps\n> What do you need?", mail.Text);
    }

    [Fact]
    public void What_never_closes_ends_where_the_mail_ends()
    {
        var mail = Read("""
            Subject: broken
            Content-Type: multipart/mixed; boundary="b"

            preamble
            --b
            Content-Type: multipart/alternative; boundary="never"

            --never

            Two dozen caps.
            --b
            Content-Type: text/csv; name="../../etc/list.csv"

            a,b
            """);

        Assert.Equal("Two dozen caps.", mail.Text);
        Assert.Equal("list.csv", Assert.Single(mail.Attachments).Name);
    }

    [Fact]
    public void A_mail_without_an_id_always_gets_the_same_one()
    {
        var (one, other) = (Read("Subject: a\n\nx"), Read("Subject: a\n\ny"));

        Assert.True(one.MessageIdIsDerived);
        Assert.Equal(one.MessageId, Read("Subject: a\n\nx").MessageId);
        Assert.NotEqual(one.MessageId, other.MessageId);
    }

    [Fact]
    public void A_bounce_says_whom_it_did_not_reach_and_which_mail_of_ours()
    {
        var mail = Read("""
            From: MAILER-DAEMON@mx.example.test
            Subject: Undelivered Mail Returned to Sender
            Auto-Submitted: auto-replied
            Content-Type: multipart/report; report-type=delivery-status; boundary=r

            --r

            I'm sorry.
            --r
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.test

            Final-Recipient: rfc822; gone@example.test
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1
             No such user
            --r
            Content-Type: text/rfc822-headers

            Message-ID: <quote-1@shop.test>
            --r--
            """);

        Assert.Equal(MailKind.Bounce, mail.Kind);
        Assert.Equal(new BounceReport("gone@example.test", "5.1.1", "550 5.1.1 No such user", "quote-1@shop.test"), mail.Bounce);
    }

    [Theory]
    [InlineData("Auto-Submitted: auto-generated", "AutoReply")]
    [InlineData("Auto-Submitted: no", "Personal")]
    [InlineData("Subject: Abwesenheitsnotiz: Angebot", "AutoReply")]
    [InlineData("Subject: Re: Automatic reply: your quote", "Personal")]
    [InlineData("Precedence: bulk", "List")]
    [InlineData("List-Id: <news.example.test>", "List")]
    public void A_machine_is_told_from_a_person(string header, string kind) => Assert.Equal(kind, Read($"{header}\n\nhello").Kind.ToString());

    [Fact]
    public void Hostile_nesting_ends_at_its_limit()
    {
        var raw = new StringBuilder("Content-Type: multipart/mixed; boundary=b0\n\n");
        for (var i = 0; i < 100_000; i++)
            raw.Append($"--b{i}\nContent-Type: multipart/mixed; boundary=b{i + 1}\n\n");

        var mail = Read(raw.ToString());

        Assert.Contains("deep", mail.Limit);
    }

    [Fact]
    public void Too_many_parts_end_at_their_limit()
    {
        var mail = Read("Content-Type: multipart/mixed; boundary=b\n\n" + string.Concat(Enumerable.Repeat("--b\nContent-Type: text/csv\n\na\n", 100_000)) + "--b--");

        Assert.Equal(200, mail.Attachments.Count);
        Assert.Contains("parts", mail.Limit);
    }

    [Theory]
    [InlineData("=?utf-8?Q?a?= =?utf-8?Q?b?=", "ab")]
    [InlineData("=?utf-8?B?w?= plain", " plain")]
    [InlineData("=?utf-8?B?w6Q=?= x =?iso-8859-1?Q?=FC?=", "ä x ü")]
    [InlineData("=?UTF-8*de?Q?gr=C3?= =?utf-8?q?=BCn?=", "grün")]
    [InlineData("a =? b", "a =? b")]
    [InlineData("=?gb2312?B?xOO6ww==?=", "你好")]
    public void Encoded_words_are_read(string value, string words) => Assert.Equal(words, EncodedWords.Decode(value));

    [Theory]
    [InlineData("a@x.test, \"B, C\" <b@x.test>", "a@x.test|B, C <b@x.test>")]
    [InlineData("team: a@x.test, b@x.test;, c@x.test", "a@x.test|b@x.test|c@x.test")]
    [InlineData("=?utf-8?Q?J=C3=B6rg?= <joerg@x.test>", "Jörg <joerg@x.test>")]
    [InlineData("<@relay.test:real@x.test>", "real@x.test")]
    [InlineData("'Ann' <ann @ x.test>", "Ann <ann@x.test>")]
    [InlineData("undisclosed-recipients:;", "")]
    public void Addresses_are_read(string field, string mailboxes) =>
        Assert.Equal(mailboxes, string.Join('|', Addresses.Parse(field).Select(m => m.Name is null ? m.Address : $"{m.Name} <{m.Address}>")));

    [Theory]
    [InlineData("3 Nov 26 09:05 EST", "2026-11-03T14:05:00Z")]
    [InlineData("Tue, 03 Nov 2026 09:05:01 GMT (UTC)", "2026-11-03T09:05:01Z")]
    [InlineData("Tue Nov  3 09:05:01 2026", "2026-11-03T09:05:01Z")]
    [InlineData("2026-11-03T09:05:01+01:00", "2026-11-03T08:05:01Z")]
    public void Dates_are_read(string field, string instant) => Assert.Equal(DateTimeOffset.Parse(instant), MailDate.Parse(field));

    [Fact]
    public void Flowed_lines_are_joined_at_their_depth() =>
        Assert.Equal("one two\n> quoted words\nthree", FlowedText.Join("one \r\ntwo\r\n> quoted \r\n> words\r\nthree", deleteSpace: false));

    [Fact]
    public void Random_bytes_never_throw()
    {
        var random = new Random(20261120);
        string[] pieces = ["Content-Type: multipart/mixed; boundary=b\r\n", "--b", "--b--", "\r\n", "\r\n\r\n", "=?utf-8?B?", "?=", "Content-Transfer-Encoding: base64\r\n", "From: <", ">", "\"", ";", "name*0*=", "=", "\0", "ÿ", "Content-Type: text/html\r\n", "<a href='", "<!--"];
        for (var round = 0; round < 3000; round++)
        {
            var raw = new List<byte>();
            for (var i = random.Next(60); i >= 0; i--)
            {
                if (random.Next(4) == 0)
                    raw.Add((byte)random.Next(256));
                else
                    raw.AddRange(Encoding.Latin1.GetBytes(pieces[random.Next(pieces.Length)]));
            }

            var mail = MailReader.Read(raw.ToArray());
            Assert.All(mail.Attachments, a => Assert.True(a.Content().Length <= raw.Count));
        }
    }
}
