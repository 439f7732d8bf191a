using System.Text;

using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Channels.Email.Mime;
using PromoEngine.Inbox.Channels.Email.Threads;
using PromoEngine.Inbox.Channels.Email.Writing;

namespace PromoEngine.Inbox.Tests.Channels.Email;

public sealed class MailWriterTests
{
    private static readonly NewMail Plain = new("Acme Promo", "shop@example.test", "ann@example.test", [], null, "Your quote", "Hello Ann,\nhere it is.", "pe.m.1@example.test", null, [],
        new DateTimeOffset(2026, 11, 20, 9, 5, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("Your quote", "Hello")]
    [InlineData("Angebot für 500 Tassen – «schnell» 🎁 und noch viel mehr Worte, damit die Zeile umbrochen werden muss", "Grüße\n.\n.punkt\nFrom here = there \nEnde ")]
    [InlineData("=?utf-8?Q?not_encoded?=", "日本語のテキスト")]
    [InlineData("Break\r\nBcc: evil@example.test", "x")]
    public void What_was_written_is_what_is_read(string subject, string text)
    {
        var mail = Read(Plain with { Subject = subject, Text = text, FromName = "Müller & Söhne, \"Promo\"" });

        Assert.Equal(subject.ReplaceLineEndings("  "), mail.Subject);
        Assert.Equal(text.Trim('\n'), mail.Text);
        Assert.Equal(new Mailbox("Müller & Söhne, \"Promo\"", "shop@example.test"), Assert.Single(mail.From));
        Assert.Equal(("pe.m.1@example.test", false), (mail.MessageId, mail.MessageIdIsDerived));
        Assert.Equal(Plain.Date, mail.Date);
    }

    [Fact]
    public void No_line_from_outside_becomes_a_field_and_no_byte_leaves_ASCII()
    {
        var raw = MailWriter.Write(Plain with { Subject = "a\r\nBcc: evil@example.test", FromName = "x\r\nX: y", Files = [File("ü\r\n\".pdf", [1])] });

        Assert.True(Ascii.IsValid(raw));
        Assert.DoesNotContain("\nBcc:", Encoding.ASCII.GetString(raw), StringComparison.OrdinalIgnoreCase);
        Assert.All(Encoding.ASCII.GetString(raw).Split("\r\n"), line => Assert.True(line.Length <= 998, line));
    }

    [Fact]
    public void Files_go_along_under_their_names()
    {
        var bytes = Enumerable.Range(0, 100_000).Select(i => (byte)i).ToArray();

        var mail = Read(Plain with { Files = [File("Angebot für Köln.pdf", bytes), File("plain.txt", "hi"u8.ToArray())] });

        Assert.Equal(["Angebot für Köln.pdf", "plain.txt"], mail.Attachments.Select(a => a.Name));
        Assert.Equal(bytes, mail.Attachments[0].Content().ToArray());
        Assert.Equal("Hello Ann,\nhere it is.", mail.Text);
    }

    [Fact]
    public void The_thread_stands_in_the_header()
    {
        var mail = Read(Plain with { InReplyTo = "b@x.test", References = ["t@example.test", "a@x.test", "b@x.test"], Cc = ["bob@x.test", "eve@x.test"], ReplyTo = "shop+t1@example.test", IsAutomatic = true });

        Assert.Equal("b@x.test", mail.InReplyTo);
        Assert.Equal(["t@example.test", "a@x.test", "b@x.test"], mail.References);
        Assert.Equal(["bob@x.test", "eve@x.test"], mail.Cc.Select(m => m.Address));
        Assert.Equal("shop+t1@example.test", Assert.Single(mail.ReplyTo).Address);
        Assert.Equal(MailKind.AutoReply, mail.Kind);
    }

    [Theory]
    [InlineData("jane@example.com", "jane@example.com")]
    [InlineData("info@bücher.example", "info@xn--bcher-kva.example")]
    [InlineData("two words@example.com", null)]
    [InlineData("a@b\r\nRCPT TO:<c@d>", null)]
    [InlineData("nobody", null)]
    public void Addresses_are_fit_for_the_wire_or_none(string written, string? address) => Assert.Equal(address, HeaderText.Address(written));

    [Fact]
    public void Our_ids_name_our_messages_and_our_addresses_name_threads()
    {
        var id = Guid.CreateVersion7();

        Assert.Equal(id, MailId.Message(MailId.Of(id, "Shop@Example.test"), "shop@example.test"));
        Assert.Null(MailId.Message(MailId.Of(id, "shop@other.test"), "shop@example.test"));
        Assert.Equal(id, MailId.Conversation(MailId.Plus(id, "shop@example.test"), "shop@example.test"));
        Assert.Null(MailId.Conversation("shop+tulips@example.test", "shop@example.test"));
        Assert.Equal(64, MailId.Key(new string('x', 500) + "@y").Split('@')[0].Length);
    }

    private static Mail Read(NewMail mail) => MailReader.Read(MailWriter.Write(mail));

    private static OutboundFile File(string name, byte[] bytes) => new(name, "application/pdf", bytes.Length, () => new MemoryStream(bytes));
}
