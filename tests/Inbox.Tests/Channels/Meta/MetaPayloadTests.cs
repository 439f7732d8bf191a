using System.Text;

using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Channels.Meta;

namespace PromoEngine.Inbox.Tests.Channels.Meta;

public sealed class MetaPayloadTests
{
    private static ParsedWebhook Read(string json) => MetaPayload.Read(Encoding.UTF8.GetBytes(json));

    private static ParsedWebhook WhatsApp(string inside) => Read(
        """{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550100","phone_number_id":"7"},"""
        + """ "contacts":[{"profile":{"name":"Ann"},"wa_id":"13125550123"}],""" + inside + "}}]}]}");

    [Fact]
    public void Every_message_of_every_change_of_every_entry_is_there()
    {
        var read = Read("""
            {"object":"whatsapp_business_account","entry":[
              {"changes":[{"value":{"metadata":{"display_phone_number":"15550100"},"messages":[
                  {"from":"13125550123","id":"a","timestamp":"1793696701","type":"text","text":{"body":"50 mugs"}},
                  {"from":"13125550123","id":"b","timestamp":"1793696702","type":"text","text":{"body":"and 20 caps"}}]}},
                {"value":{"metadata":{"display_phone_number":"15550100"},"messages":[{"from":"4915112345678","id":"c","timestamp":"1793696703","type":"text","text":{"body":"Hallo"}}]}}]},
              {"changes":[{"value":{"metadata":{"display_phone_number":"15550100"},"messages":[{"from":"13125550199","id":"d","timestamp":"1793696704","type":"text","text":{"body":"hi"}}]}}]}]}
            """);

        Assert.Equal(["a", "b", "c", "d"], read.Messages.Select(m => m.ExternalId));
        Assert.Equal(("+13125550123", "+15550100", "50 mugs"), (read.Messages[0].Sender, read.Messages[0].Recipient, read.Messages[0].Text));
        Assert.Equal(new DateTime(2026, 11, 3, 9, 5, 1, DateTimeKind.Utc), read.Messages[0].SentAt);
    }

    [Theory]
    [InlineData(""" "type":"interactive","interactive":{"type":"button_reply","button_reply":{"id":"yes","title":"Yes please"}} """, "Yes please")]
    [InlineData(""" "type":"interactive","interactive":{"type":"list_reply","list_reply":{"id":"m","title":"Mugs","description":"11 oz"}} """, "Mugs")]
    [InlineData(""" "type":"button","button":{"text":"Order again","payload":"again"} """, "Order again")]
    [InlineData(""" "type":"location","location":{"latitude":41.88,"longitude":-87.63,"name":"Office","address":"1 Main St"} """, "📍 Office, 1 Main St (41.88, -87.63)")]
    [InlineData(""" "type":"contacts","contacts":[{"name":{"formatted_name":"Bob B"},"phones":[{"phone":"+1 312 555 0177"}]}] """, "👤 Bob B, +1 312 555 0177")]
    [InlineData(""" "type":"unsupported","errors":[{"code":131051,"title":"Unsupported message type"}] """, "[Message of a kind that WhatsApp does not pass on: Unsupported message type]")]
    [InlineData(""" "type":"hologram","hologram":{} """, "[WhatsApp message of the kind \"hologram\"]")]
    public void What_is_not_plain_text_is_still_in_words(string message, string words)
    {
        var read = WhatsApp($$""" "messages":[{"from":"13125550123","id":"a","timestamp":"1793696701",{{message}}}] """);

        Assert.Equal(("Ann", words), (Assert.Single(read.Messages).SenderName, read.Messages[0].Text));
    }

    [Fact]
    public void A_cart_becomes_items_and_a_file_keeps_its_caption()
    {
        var read = WhatsApp("""
            "messages":[{"from":"13125550123","id":"a","timestamp":"1793696701","type":"order","order":{"catalog_id":"9","text":"as discussed","product_items":[{"product_retailer_id":"MUG-11-WHT","quantity":50,"item_price":4.5,"currency":"USD"}]}},
             {"from":"13125550123","id":"b","timestamp":"1793696702","type":"document","context":{"from":"15550100","id":"q1"},"document":{"id":"777","filename":"po.pdf","caption":"our PO","mime_type":"application/pdf"}}]
            """);

        Assert.Equal(new OrderedItem("MUG-11-WHT", 50), Assert.Single(read.Messages[0].Items));
        Assert.Equal(("our PO", "q1"), (read.Messages[1].Text, read.Messages[1].ReplyTo));
        Assert.Equal(new InboundMedia("media:777", "application/pdf", "po.pdf"), Assert.Single(read.Messages[1].Media));
    }

    [Fact]
    public void Reactions_edits_and_deletions_are_news_and_no_messages()
    {
        var read = WhatsApp("""
            "messages":[{"from":"13125550123","id":"r","timestamp":"1793696701","type":"reaction","reaction":{"message_id":"m1","emoji":"👍"}},
             {"from":"13125550123","id":"r2","timestamp":"1793696701","type":"reaction","reaction":{"message_id":"m1"}},
             {"from":"13125550123","id":"e","timestamp":"1793696702","type":"edit","edit":{"original_message_id":"m2","message":{"type":"text","text":{"body":"60 mugs"}}}},
             {"from":"13125550123","id":"d","timestamp":"1793696703","type":"revoke","revoke":{"original_message_id":"m3"}}]
            """);

        Assert.Empty(read.Messages);
        Assert.Equal([(ThreadEventKind.Reaction, "m1", "👍"), (ThreadEventKind.ReactionRemoved, "m1", ""), (ThreadEventKind.Edited, "m2", "60 mugs"), (ThreadEventKind.Deleted, "m3", "")],
            read.Events.Select(e => (e.Kind, e.Target!, e.Text)));
    }

    [Fact]
    public void Statuses_say_what_a_person_can_do_about_them()
    {
        var read = WhatsApp("""
            "statuses":[{"id":"m1","status":"read","timestamp":"1793696701","recipient_id":"13125550123"},
             {"id":"m2","status":"failed","timestamp":"1793696701","recipient_id":"13125550123","errors":[{"code":131047,"title":"Re-engagement message"}]},{"id":"m3","status":"glowing"}]
            """);

        Assert.Equal([("m1", DeliveryStatus.Read), ("m2", DeliveryStatus.Undelivered)], read.Updates.Select(u => (u.ExternalId, u.Status)));
        Assert.Contains("24 hours", read.Updates[1].Error!.Text);
    }

    [Fact]
    public void Messenger_tells_messages_echoes_buttons_and_how_far_was_read()
    {
        var read = Read("""
            {"object":"page","entry":[{"id":"P","messaging":[
              {"sender":{"id":"U"},"recipient":{"id":"P"},"timestamp":1793696701000,"message":{"mid":"m1","text":"50 mugs?","attachments":[{"type":"image","payload":{"url":"https://cdn.example.test/logo.png?x=1"}}]}},
              {"sender":{"id":"P"},"recipient":{"id":"U"},"timestamp":1793696702000,"message":{"mid":"m2","text":"Sure","is_echo":true,"app_id":1}},
              {"sender":{"id":"U"},"recipient":{"id":"P"},"timestamp":1793696703000,"postback":{"mid":"m3","title":"Get quote","payload":"QUOTE"}},
              {"sender":{"id":"U"},"recipient":{"id":"P"},"delivery":{"mids":["m2"],"watermark":1793696704000}},
              {"sender":{"id":"U"},"recipient":{"id":"P"},"read":{"watermark":1793696705000}},
              {"sender":{"id":"U"},"recipient":{"id":"P"},"reaction":{"mid":"m2","action":"react","reaction":"love","emoji":"❤"}}]},
             {"id":"P","messaging":[{"sender":{"id":"V"},"recipient":{"id":"P"},"timestamp":1793696706000,"message":{"mid":"m4","attachments":[{"type":"location","payload":{"coordinates":{"lat":1.5,"long":2}}}]}}]}]}
            """);

        Assert.Equal([("m1", "50 mugs?", false), ("m2", "Sure", true), ("m3", "Get quote", false), ("m4", "📍 1.5, 2", false)], read.Messages.Select(m => (m.ExternalId, m.Text, m.IsEcho)));
        Assert.Equal("logo.png", Assert.Single(read.Messages[0].Media).Name);
        Assert.Equal(("m2", DeliveryStatus.Delivered), (Assert.Single(read.Updates).ExternalId, read.Updates[0].Status));
        Assert.Equal([ThreadEventKind.ReadUpTo, ThreadEventKind.Reaction], read.Events.Select(e => e.Kind));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"object":"page","entry":{"messaging":1}}""")]
    [InlineData("""{"object":"page","entry":[1,null,{"messaging":[null,{"message":5},{"sender":"x","message":{}}]}]}""")]
    [InlineData("""{"object":"whatsapp_business_account","entry":[{"changes":[{"value":{"messages":[{"id":5,"from":{},"type":[]}],"statuses":[7]}}]}]}""")]
    public void Junk_is_nothing(string json) => Assert.True(Read(json).IsNothing);

    [Fact]
    public void A_signature_holds_for_its_bytes_alone()
    {
        // printf '%s' '{"a":1}' | openssl dgst -sha256 -hmac secret
        const string Signature = "sha256=aa9e2e3575f5d7098b6caccd790888c36d5fdb63342a73bada2d6a51747a8494";
        Assert.True(MetaSignature.IsValid("secret", """{"a":1}"""u8, Signature));
        Assert.False(MetaSignature.IsValid("secret", """{"a":2}"""u8, Signature));
        Assert.False(MetaSignature.IsValid("other", """{"a":1}"""u8, Signature));
        Assert.False(MetaSignature.IsValid("secret", """{"a":1}"""u8, "sha256=zz"));
        Assert.False(MetaSignature.IsValid("", """{"a":1}"""u8, Signature));
    }
}
