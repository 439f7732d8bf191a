using System.Text;

using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Channels.Email.Webhooks;

namespace PromoEngine.Inbox.Tests.Channels.Email;

/// <summary>One mail, as each service posts it.</summary>
public sealed class PostedMailTests
{
    private static void IsTheMail(PostedMail posted)
    {
        var mail = posted.Content!;
        Assert.Equal(("ann@example.test", "Ann Ä", "orders@shop.test"), (mail.From[0].Address, mail.From[0].Name, posted.Recipient));
        Assert.Equal(("50 mugs", "one@example.test", "Order ☕"), (mail.Text, mail.MessageId, mail.Subject));
        Assert.Equal(new DateTimeOffset(2026, 11, 3, 8, 5, 1, TimeSpan.Zero), mail.Date);
        Assert.Equal(["root@shop.test"], mail.References);
        var file = Assert.Single(mail.Attachments);
        Assert.Equal(("list.csv", "text/csv", "a,b"), (file.Name, file.ContentType, Encoding.UTF8.GetString(file.Content().Span)));
    }

    private const string Headers = "Message-ID: <one@example.test>\nReferences: <root@shop.test>\nDate: Tue, 3 Nov 2026 09:05:01 +0100\n";

    private static byte[] Multipart(params (string Name, string Value)[] fields) => Encoding.UTF8.GetBytes(
        string.Concat(fields.Select(f => $"--xx\r\nContent-Disposition: form-data; name=\"{f.Name}\"\r\n\r\n{f.Value.ReplaceLineEndings("\r\n")}\r\n"))
        + "--xx\r\nContent-Disposition: form-data; name=\"attachment1\"; filename=\"list.csv\"\r\nContent-Type: text/csv\r\n\r\na,b\r\n--xx--\r\n");

    [Fact]
    public void SendGrid_posts_fields_and_files() => IsTheMail(SendGrid.Read("multipart/form-data; boundary=xx", Multipart(
        ("headers", Headers), ("from", "Ann Ä <ann@example.test>"), ("to", "Shop <sales@shop.test>"), ("subject", "Order ☕"), ("text", "50 mugs\n"), ("envelope", """{"to":["orders@shop.test"],"from":"ann@example.test"}"""))));

    [Fact]
    public void Mailgun_posts_fields_and_files() => IsTheMail(Mailgun.Read("multipart/form-data; boundary=\"xx\"", Multipart(
        ("recipient", "orders@shop.test"), ("from", "Ann Ä <ann@example.test>"), ("subject", "Order ☕"), ("body-plain", "50 mugs"),
        ("message-headers", """[["Message-Id","<one@example.test>"],["References","<root@shop.test>"],["Date","Tue, 3 Nov 2026 09:05:01 +0100"]]"""))));

    [Fact]
    public void Postmark_posts_json() => IsTheMail(Postmark.Read("""
        {"FromFull":{"Email":"ann@example.test","Name":"Ann Ä"},"From":"ann@example.test","ToFull":[{"Email":"sales@shop.test","Name":""}],"OriginalRecipient":"orders@shop.test","Subject":"Order ☕",
         "MessageID":"postmark-1","Date":"Tue, 3 Nov 2026 09:05:01 +0100","TextBody":"50 mugs","HtmlBody":"","Headers":[{"Name":"Message-ID","Value":"<one@example.test>"},{"Name":"References","Value":"<root@shop.test>"}],
         "Attachments":[{"Name":"list.csv","Content":"YSxi","ContentType":"text/csv","ContentLength":3}]}
        """u8.ToArray()));

    [Fact]
    public void A_raw_mail_is_read_as_such()
    {
        var raw = Uri.EscapeDataString("From: ann@example.test\r\nMessage-ID: <one@example.test>\r\n\r\n50 mugs");

        Assert.Equal("50 mugs", Mailgun.Read("application/x-www-form-urlencoded", Encoding.ASCII.GetBytes($"recipient=orders%40shop.test&body-mime={raw}")).Content!.Text);
        Assert.Equal("50 mugs", SendGrid.Read("application/x-www-form-urlencoded", Encoding.ASCII.GetBytes($"email={raw}")).Content!.Text);
    }

    [Fact]
    public void News_of_our_own_mails_are_told_alike()
    {
        PostedMail[] told =
        [
            SendGrid.Read("application/json", """[{"event":"bounce","smtp-id":"<q1@shop.test>","status":"5.1.1","reason":"no such user"},{"event":"click","smtp-id":"<q1@shop.test>"}]"""u8.ToArray()),
            Mailgun.Read("application/json", """{"signature":{},"event-data":{"event":"failed","severity":"permanent","message":{"headers":{"message-id":"q1@shop.test"}},"delivery-status":{"code":550,"message":"no such user"}}}"""u8.ToArray()),
            Postmark.Read("""{"RecordType":"Bounce","MessageID":"q1@shop.test","TypeCode":1,"Description":"no such user"}"""u8.ToArray()),
        ];

        Assert.All(told, posted =>
        {
            var update = Assert.Single(posted.Updates);
            Assert.Equal(("q1@shop.test", DeliveryStatus.Undelivered), (update.ExternalId, update.Status));
            Assert.Contains("no such user", update.Error!.Text);
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("[1,null]")]
    [InlineData("{}")]
    [InlineData("{\"event-data\":[]}")]
    [InlineData("a=b&c")]
    public void Junk_is_nothing(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        Assert.All([SendGrid.Read("multipart/form-data; boundary=", bytes), Mailgun.Read("", bytes), Postmark.Read(bytes)], posted => Assert.True(posted.Content is null && posted.Updates.Count == 0));
    }
}
