using System.Net;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Conversations;
using PromoEngine.Testing;

namespace PromoEngine.Web.Tests.Inbox;

/// <summary>Messages of ours on their way out, and what becomes of them when the way is bad.</summary>
public abstract class SendingTests(App app) : AppTests(app)
{
    private const string Customer = "+13125550142";

    [Fact]
    public async Task A_reply_goes_to_the_provider_once_and_its_delivery_shows()
    {
        var shop = await App.NewShop();
        var reply = await Reply(shop, "We have 12 left");
        await shop.Drain();

        var sent = Assert.Single(shop.Sent);
        Assert.Equal((Customer, "We have 12 left", shop.WebhookUrl.ToString()), (sent.To, sent.Body, sent.StatusCallback));
        Assert.Equal("sent", (await Message(shop, reply)).Text("status"));

        await Report(shop, sent, "sent");
        Assert.Equal("sent", (await Message(shop, reply)).Text("status"));
        await Report(shop, sent, "delivered");
        Assert.Equal("delivered", (await Message(shop, reply)).Text("status"));
    }

    [Fact]
    public async Task Old_news_does_not_take_a_status_back()
    {
        var shop = await App.NewShop();
        var reply = await Reply(shop, "hi");
        await shop.Drain();
        var sent = Assert.Single(shop.Sent);

        foreach (var status in new[] { "delivered", "sent", "queued", "delivered", "undelivered" })
            await Report(shop, sent, status);

        Assert.Equal("delivered", (await Message(shop, reply)).Text("status"));
    }

    [Fact]
    public async Task News_of_a_message_that_is_not_committed_yet_waits_for_it()
    {
        var shop = await App.NewShop();
        var reply = await Reply(shop, "hi");
        const string sid = "SMearly";

        using (var early = await shop.Webhook(StubWebhook.Status(sid, "delivered", shop.Number, Customer)))
            await early.Expect(HttpStatusCode.OK, App);
        App.Twilio.Next(StubAnswer.AcceptSaying($$"""{"sid":"{{sid}}","status":"queued"}"""));
        await shop.Drain();

        Assert.Equal("delivered", (await Message(shop, reply)).Text("status"));
        Assert.Equal(0, await shop.Look(db => db.Jobs.CountAsync(Ct)));
    }

    [Fact]
    public async Task News_of_somebody_elses_message_is_given_up_after_ten_minutes()
    {
        var shop = await App.NewShop();
        using (var foreign = await shop.Webhook(StubWebhook.Status("SMsomebodyelses", "delivered", shop.Number, Customer)))
            await foreign.Expect(HttpStatusCode.OK, App);

        await shop.Drain(patience: TimeSpan.FromSeconds(3));
        Assert.Equal(1, await shop.Look(db => db.Jobs.CountAsync(Ct)));
        App.Clock.Turn(TimeSpan.FromMinutes(10));
        await shop.Drain();

        Assert.Equal(0, await shop.Look(db => db.Jobs.CountAsync(Ct)));
    }

    [Fact]
    public async Task A_refusal_shows_why_and_a_retry_really_sends_again()
    {
        var shop = await App.NewShop();
        App.Twilio.Next(StubAnswer.Refuse(400, 21211, "Invalid 'To' Phone Number"));
        var reply = await Reply(shop, "hi");
        await shop.Drain();

        var failed = await Message(shop, reply);
        Assert.Equal("failed", failed.Text("status"));
        Assert.Equal("21211", failed.GetProperty("error").Text("code"));
        Assert.NotEmpty(failed.GetProperty("error").Text("text"));
        Assert.Equal(["retry"], failed.List("can").Select(c => c.GetString()));
        Assert.Empty(shop.Sent);

        await shop.Do($"/api/messages/{reply}/retry");
        await shop.Drain();

        Assert.Single(shop.Sent);
        var sent = await Message(shop, reply);
        Assert.Equal("sent", sent.Text("status"));
        Assert.Empty(sent.List("can"));
        await (await shop.Post($"/api/messages/{reply}/retry")).Refused(HttpStatusCode.Conflict, "message.not_failed");
        Assert.Single(shop.Sent);
    }

    [Fact]
    public async Task An_undelivered_message_that_is_retried_goes_out_under_a_new_id_and_old_news_is_about_the_old_one()
    {
        var shop = await App.NewShop();
        var reply = await Reply(shop, "hi");
        await shop.Drain();
        await Report(shop, shop.Sent[0], "undelivered", "30005");
        Assert.Equal("undelivered", (await Message(shop, reply)).Text("status"));

        await shop.Do($"/api/messages/{reply}/retry");
        await shop.Drain();
        Assert.Equal(2, shop.Sent.Count);
        await Report(shop, shop.Sent[1], "delivered");

        Assert.Equal("delivered", (await Message(shop, reply)).Text("status"));
    }

    [Fact]
    public async Task A_busy_provider_is_asked_again_and_the_message_goes_once()
    {
        var shop = await App.NewShop();
        App.Twilio.Next(StubAnswer.TooMany(retryAfter: 3), StubAnswer.Fail);
        var reply = await Reply(shop, "hi");

        await shop.Drain(patience: TimeSpan.FromMinutes(2));

        Assert.Single(shop.Sent);
        Assert.Equal("sent", (await Message(shop, reply)).Text("status"));
    }

    [Fact]
    public async Task When_the_answer_is_lost_the_provider_is_looked_at_before_anything_is_sent_again()
    {
        var shop = await App.NewShop();
        App.Twilio.Next(StubAnswer.AcceptAndHangUp);
        var reply = await Reply(shop, "hi");

        await shop.Drain(patience: TimeSpan.FromMinutes(2));

        var sent = Assert.Single(shop.Sent);
        Assert.Equal(sent.Sid, await shop.Look(db => db.Messages.Where(m => m.Id == reply).Select(m => m.ExternalId).SingleAsync(Ct)));
    }

    [Fact]
    public async Task When_the_call_never_arrived_it_is_made_again()
    {
        var shop = await App.NewShop();
        App.Twilio.Next(StubAnswer.HangUp);
        var reply = await Reply(shop, "hi");

        await shop.Drain(patience: TimeSpan.FromMinutes(2));

        Assert.Single(shop.Sent);
        Assert.Equal("sent", (await Message(shop, reply)).Text("status"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_crash_between_the_call_and_its_result_the_customer_reads_the_text_once(bool arrived)
    {
        var shop = await App.NewShop();
        var reply = await Reply(shop, "hi");

        // The process marked the message and called (or was about to); then it was killed.
        await shop.Unit((services, _) => services.GetRequiredService<SendMessage>().Begin(reply, Ct));
        if (arrived)
            App.Twilio.Add(shop.Number, Customer, "hi");
        await shop.Drain(patience: TimeSpan.FromMinutes(2));

        var sent = Assert.Single(shop.Sent);
        var message = await shop.Look(db => db.Messages.SingleAsync(m => m.Id == reply, Ct));
        Assert.Equal((sent.Sid, DeliveryStatus.Sent), (message.ExternalId, message.Status));
    }

    [Fact]
    public async Task What_another_shop_sends_through_the_same_account_is_not_ours()
    {
        var (mine, theirs) = (await App.NewShop(), await App.NewShop());
        await Reply(theirs, "hi");
        await theirs.Drain();
        App.Twilio.Next(StubAnswer.HangUp);

        await Reply(mine, "hi");
        await mine.Drain(patience: TimeSpan.FromMinutes(2));

        Assert.Single(mine.Sent);
    }

    [Fact]
    public async Task The_same_words_twice_are_two_messages_even_when_one_answer_was_lost()
    {
        var shop = await App.NewShop();
        await Reply(shop, "ok!");
        await shop.Drain();
        App.Twilio.Next(StubAnswer.AcceptAndHangUp);
        await Reply(shop, "ok!");
        await shop.Drain(patience: TimeSpan.FromMinutes(2));

        Assert.Equal(2, shop.Sent.Count);
        var ids = await shop.Look(db => db.Messages.Where(m => m.Direction == Direction.Outbound).Select(m => m.ExternalId).ToListAsync(Ct));
        Assert.Equal(shop.Sent.Select(m => m.Sid).Order(), ids.Order());
    }

    [Fact]
    public async Task A_conversations_messages_go_out_in_their_order()
    {
        var shop = await App.NewShop();
        App.Twilio.Next(StubAnswer.TooMany(retryAfter: 2));
        foreach (var i in Enumerable.Range(0, 6))
            await Reply(shop, $"part {i}");

        await shop.Drain(patience: TimeSpan.FromMinutes(2));

        Assert.Equal(Enumerable.Range(0, 6).Select(i => $"part {i}"), shop.Sent.Select(m => m.Body));
    }

    [Fact]
    public async Task After_STOP_nothing_is_sent_until_START()
    {
        var shop = await App.NewShop();
        var conversation = await shop.GivenConversation(Customer, "stop.");

        await (await shop.Post($"/api/conversations/{conversation}/messages", new { text = "But…" })).Refused(HttpStatusCode.Conflict, "contact.opted_out");
        Assert.True((await shop.Read($"/api/conversations/{conversation}")).GetProperty("contact").GetProperty("optedOut").GetBoolean());
        await shop.GivenConversation(Customer, "START");
        await shop.Do($"/api/conversations/{conversation}/messages", new { text = "Welcome back" });
        await shop.Drain();

        Assert.Equal(["Welcome back"], shop.Sent.Select(m => m.Body));
        Assert.Equal(["STOP.", "START"], await shop.Look(db => db.Consents.OrderBy(c => c.Id).Select(c => c.Word).ToListAsync(Ct)));
    }

    [Fact]
    public async Task What_was_queued_before_STOP_is_not_sent_after_it()
    {
        var shop = await App.NewShop();
        await shop.GivenConversation(Customer, "hello");
        App.Twilio.Next(StubAnswer.TooMany(retryAfter: 600));
        var reply = await Reply(shop, "an offer");
        await shop.Drain();

        await shop.Text(Customer, "STOP");
        await shop.Drain(patience: TimeSpan.FromMinutes(20));

        Assert.Empty(shop.Sent);
        var message = await Message(shop, reply);
        Assert.Equal(("failed", "opted_out"), (message.Text("status"), message.GetProperty("error").Text("code")));
    }

    [Fact]
    public async Task Who_writes_a_sentence_with_stop_in_it_is_not_opted_out()
    {
        var shop = await App.NewShop();

        var conversation = await shop.GivenConversation(Customer, "please stop sending the blue ones");

        Assert.False((await shop.Read($"/api/conversations/{conversation}")).GetProperty("contact").GetProperty("optedOut").GetBoolean());
    }

    [Fact]
    public async Task A_closed_conversation_is_not_answered_and_a_new_text_begins_another()
    {
        var shop = await App.NewShop();
        var first = await shop.GivenConversation(Customer, "hello");
        var version = (await shop.Read($"/api/conversations/{first}")).Number("version");

        await shop.Do($"/api/conversations/{first}/close", new { version });
        await (await shop.Post($"/api/conversations/{first}/messages", new { text = "hi" })).Refused(HttpStatusCode.Conflict, "conversation.closed");
        await (await shop.Post($"/api/conversations/{first}/close", new { version })).Refused(HttpStatusCode.Conflict, "conversation.stale");
        var second = await shop.GivenConversation(Customer, "me again");

        Assert.NotEqual(first, second);
        var reopened = await shop.Post($"/api/conversations/{first}/reopen", new { version = version + 1 });
        await reopened.Refused(HttpStatusCode.Conflict, "conversation.newer_open");
        Assert.Equal([second], (await shop.Read("/api/conversations?status=open")).List("items").Select(c => c.Id()));
        Assert.Equal([first], (await shop.Read("/api/conversations?status=closed")).List("items").Select(c => c.Id()));
    }

    private static async Task<Guid> Reply(Shop shop, string text)
    {
        var conversation = await shop.Look(db => db.Conversations.Select(c => (Guid?)c.Id).FirstOrDefaultAsync(Ct)) ?? await shop.GivenConversation(Customer, "hello");
        return (await shop.Do($"/api/conversations/{conversation}/messages", new { text })).Id();
    }

    private static async Task<System.Text.Json.JsonElement> Message(Shop shop, Guid id)
    {
        var conversation = await shop.Read($"/api/conversations/{await shop.ConversationOf(Customer)}");
        return conversation.List("messages").Single(m => m.Id() == id);
    }

    private async Task Report(Shop shop, StubMessage message, string status, string? error = null)
    {
        Assert.Equal(HttpStatusCode.OK, await App.Twilio.Report(message, status, error));
        await shop.Drain();
    }
}

[Collection(SqliteApp.Collection)]
public sealed class SendingOnSqlite(SqliteApp app) : SendingTests(app);

[Collection(PostgresApp.Collection)]
public sealed class SendingOnPostgres(PostgresApp app) : SendingTests(app);
