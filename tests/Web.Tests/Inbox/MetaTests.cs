using System.Net;
using System.Text.Json;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

using PromoEngine.Inbox.Channels;
using PromoEngine.Testing;
using PromoEngine.Web.Jobs;

namespace PromoEngine.Web.Tests.Inbox;

/// <summary>WhatsApp by Meta's Cloud API, and Messenger: what comes in at the door, what goes out, and what becomes of it.</summary>
public abstract class MetaTests(App app) : AppTests(app)
{
    protected const string Ann = "+13125550142";
    protected const string Bob = "+4915112345678";
    protected const string Page = "108824017345866";
    protected const string Psid = "7305000000000001";

    protected DateTimeOffset Now => App.Clock.GetUtcNow();

    [Fact]
    public async Task Meta_makes_sure_of_the_address_with_the_verify_token()
    {
        await using var meta = await StubMeta.Start();
        var shop = await App.NewShop();
        var channel = await shop.GivenWhatsApp(meta);

        var right = await App.Http.GetStringAsync(new Uri(App.Address, $"/webhooks/meta/{channel}?hub.mode=subscribe&hub.verify_token={StubMeta.VerifyToken}&hub.challenge=1158201444"), Ct);
        var wrong = await App.Http.GetAsync(new Uri(App.Address, $"/webhooks/meta/{channel}?hub.mode=subscribe&hub.verify_token=guess&hub.challenge=1158201444"), Ct);

        Assert.Equal("1158201444", right);
        await wrong.Refused(HttpStatusCode.Forbidden, "webhook.challenge");
    }

    [Fact]
    public async Task Everything_in_a_batch_arrives_and_a_batch_told_twice_arrives_once()
    {
        await using var meta = await StubMeta.Start();
        var shop = await App.NewShop();
        var channel = await shop.GivenWhatsApp(meta);
        var batch = StubMetaWebhook.WhatsApp(
            [StubMetaWebhook.Text(Ann, "wamid.1", "50 mugs", Now), StubMetaWebhook.Text(Bob, "wamid.2", "hallo", Now), StubMetaWebhook.Text(Ann, "wamid.3", "and 20 caps", Now)]);

        await shop.Meta(channel, batch);
        await shop.Meta(channel, batch);
        await shop.Drain();

        Assert.Equal(1, await shop.Look(db => db.InboundEvents.CountAsync(Ct)));
        Assert.Equal(["50 mugs", "and 20 caps"], (await Messages(shop, Ann)).Select(m => m.Text("text")));
        Assert.Equal(["hallo"], (await Messages(shop, Bob)).Select(m => m.Text("text")));
    }

    [Fact]
    public async Task A_wrong_signature_is_refused_and_a_batch_about_another_number_is_passed_over_with_a_reason()
    {
        await using var meta = await StubMeta.Start();
        var shop = await App.NewShop();
        var channel = await shop.GivenWhatsApp(meta);
        var text = StubMetaWebhook.Text(Ann, "wamid.1", "50 mugs", Now);

        var forged = await shop.Call(StubMetaWebhook.Request(new(App.Address, $"/webhooks/meta/{channel}"), StubMetaWebhook.WhatsApp([text]), secret: "guess"));
        await shop.Meta(channel, StubMetaWebhook.WhatsApp([text], phoneNumberId: "999"));
        await shop.Drain();

        await forged.Refused(HttpStatusCode.Forbidden, "webhook.signature");
        Assert.Equal(0, await shop.Look(db => db.Messages.CountAsync(Ct)));
        var passed = await shop.Look(db => db.InboundEvents.SingleAsync(Ct));
        Assert.Equal(InboundEventState.Ignored, passed.State);
        Assert.Contains("999", passed.PassedOver, StringComparison.Ordinal);
        Assert.Contains("999", (await shop.Read($"/api/operations/events/{passed.Id}")).Text("passedOver"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_leaves_on_WhatsApp_and_its_statuses_show()
    {
        await using var meta = await StubMeta.Start();
        var shop = await App.NewShop();
        var (channel, reply) = await GivenReply(shop, meta);
        await shop.Drain();

        var sent = Assert.Single(meta.Sent);
        Assert.Equal("sent", (await Message(shop, Ann, reply)).Text("status"));
        await shop.Meta(channel, StubMetaWebhook.WhatsApp(statuses: [StubMetaWebhook.Status(sent.Id, "read", Ann, Now), StubMetaWebhook.Status(sent.Id, "delivered", Ann, Now)]));
        await shop.Drain();

        Assert.Equal("read", (await Message(shop, Ann, reply)).Text("status"));
    }

    [Fact]
    public async Task A_send_that_broke_off_is_maybe_sent_until_a_status_brings_our_own_id_back()
    {
        await using var meta = await StubMeta.Start();
        var shop = await App.NewShop();
        var (channel, reply) = await GivenReply(shop, meta);
        meta.Next(StubAnswer.AcceptAndHangUp);
        await shop.Drain();
        Assert.Equal("maybe_sent", (await Message(shop, Ann, reply)).Text("status"));

        var sent = Assert.Single(meta.Sent);
        await shop.Meta(channel, StubMetaWebhook.WhatsApp(statuses: [StubMetaWebhook.Status(sent.Id, "delivered", Ann, Now, tag: sent.Tag)]));
        await shop.Drain();

        var settled = await Message(shop, Ann, reply);
        Assert.Equal(("delivered", JsonValueKind.Null), (settled.Text("status"), settled.GetProperty("error").ValueKind));
        Assert.Single(meta.Sent);
    }

    [Fact]
    public async Task A_refused_send_says_why_and_one_that_was_too_fast_leaves_later()
    {
        await using var meta = await StubMeta.Start();
        var shop = await App.NewShop();
        var (channel, reply) = await GivenReply(shop, meta);
        meta.Next(StubAnswer.Refuse(400, 131056, "Pair rate limit hit"), StubAnswer.Refuse(400, 131047, "Re-engagement message"));
        await shop.Drain();

        var failed = await Message(shop, Ann, reply);
        Assert.Equal(("failed", "131047"), (failed.Text("status"), failed.GetProperty("error").Text("code")));
        Assert.Contains("24 hours", failed.GetProperty("error").Text("text"), StringComparison.Ordinal);

        await shop.Meta(channel, StubMetaWebhook.WhatsApp([StubMetaWebhook.Text(Ann, "wamid.9", "still there", Now)], [StubMetaWebhook.Status("wamid.someoneelses", "sent", Bob, Now)]));
        await shop.Drain(patience: TimeSpan.FromSeconds(1));
        Assert.Contains("still there", (await Messages(shop, Ann)).Select(m => m.Text("text")));
    }

    [Fact]
    public async Task What_was_written_in_the_phone_app_or_the_pages_inbox_stands_in_the_thread()
    {
        await using var meta = await StubMeta.Start();
        var shop = await App.NewShop();
        var (phone, page) = (await shop.GivenWhatsApp(meta), await shop.GivenPage(meta, Page));
        await shop.Meta(phone, StubMetaWebhook.WhatsApp([StubMetaWebhook.Text(Ann, "wamid.1", "hello", Now)]));
        await shop.Meta(phone, StubMetaWebhook.WhatsApp(echoes: [StubMetaWebhook.Echo(Ann, "wamid.2", "from my phone", Now)]));
        await shop.Meta(page, StubMetaWebhook.Page(Page, StubMetaWebhook.PageMessage(Psid, Page, Now, new { mid = "m_1", text = "hi" })));
        await shop.Meta(page, StubMetaWebhook.Page(Page, StubMetaWebhook.PageMessage(Page, Psid, Now, new { mid = "m_2", text = "from the page", is_echo = true, app_id = 1 })));
        await shop.Drain();

        Assert.Equal([("hello", "inbound"), ("from my phone", "outbound")], (await Messages(shop, Ann)).Select(m => (m.Text("text"), m.Text("direction"))));
        Assert.Equal([("hi", "inbound"), ("from the page", "outbound")], (await Messages(shop, Psid)).Select(m => (m.Text("text"), m.Text("direction"))));
    }

    [Theory]
    [InlineData("echo first", true)]
    [InlineData("echo first", false)]
    [InlineData("answer first", true)]
    [InlineData("answer first", false)]
    [InlineData("at once", true)]
    [InlineData("at once", false)]
    public async Task The_echo_of_our_own_send_is_no_second_message_whichever_commits_first(string order, bool tagged)
    {
        await using var meta = await StubMeta.Start();
        var shop = await App.NewShop();
        var page = await shop.GivenPage(meta, Page);
        await shop.Meta(page, StubMetaWebhook.Page(Page, StubMetaWebhook.PageMessage(Psid, Page, Now, new { mid = "m_1", text = "hi" })));
        await shop.Drain();
        var runner = App.Services.GetRequiredService<JobRunner>();
        var racing = Task.CompletedTask;
        meta.BeforeAnswer = async send =>
        {
            if (order == "answer first")
                return;
            await Echo(send);
            racing = runner.RunDue(shop.Workspace, Ct);
            if (order == "echo first")
                await racing;
        };

        var reply = (await shop.Do($"/api/conversations/{await shop.ConversationOf(Psid)}/messages", new { text = "hello from us" })).Id();
        await shop.Drain();
        await racing;
        var sent = Assert.Single(meta.Sent);
        if (order == "answer first")
            await Echo(sent);
        await shop.Drain();

        var messages = await Messages(shop, Psid);
        Assert.Equal([("hi", "received"), ("hello from us", "sent")], messages.Select(m => (m.Text("text"), m.Text("status"))));
        Assert.Equal(reply, messages[1].Id());

        Task Echo(MetaSend send) => shop.Meta(page, StubMetaWebhook.Page(Page, StubMetaWebhook.PageMessage(Page, Psid, Now,
            tagged ? new { mid = send.Id, text = send.Text, is_echo = true, metadata = send.Tag } : (object)new { mid = send.Id, text = send.Text, is_echo = true })));
    }

    [Fact]
    public async Task A_time_up_to_which_all_was_read_marks_everything_of_ours_before_it()
    {
        await using var meta = await StubMeta.Start();
        var shop = await App.NewShop();
        var page = await shop.GivenPage(meta, Page);
        await shop.Meta(page, StubMetaWebhook.Page(Page, StubMetaWebhook.PageMessage(Psid, Page, Now, new { mid = "m_1", text = "hi" })));
        await shop.Drain();
        foreach (var text in new[] { "one", "two" })
        {
            await shop.Do($"/api/conversations/{await shop.ConversationOf(Psid)}/messages", new { text });
            await shop.Drain();
        }

        App.Clock.Turn(TimeSpan.FromSeconds(1));
        await shop.Meta(page, StubMetaWebhook.Page(Page, StubMetaWebhook.PageEvent(Psid, Page, Now, "read", new { watermark = Now.ToUnixTimeMilliseconds() })));
        await shop.Meta(page, StubMetaWebhook.Page(Page, StubMetaWebhook.PageEvent(Psid, Page, Now, "delivery", new { watermark = Now.ToUnixTimeMilliseconds() })));
        await shop.Drain();
        App.Clock.Turn(TimeSpan.FromSeconds(1));
        await shop.Do($"/api/conversations/{await shop.ConversationOf(Psid)}/messages", new { text = "three" });
        await shop.Drain();

        Assert.Equal(["received", "read", "read", "sent"], (await Messages(shop, Psid)).Select(m => m.Text("status")));
    }

    protected async Task<(Guid Channel, Guid Reply)> GivenReply(Shop shop, StubMeta meta)
    {
        var channel = await shop.GivenWhatsApp(meta);
        await shop.Meta(channel, StubMetaWebhook.WhatsApp([StubMetaWebhook.Text(Ann, "wamid.1", "hello", Now)]));
        await shop.Drain();
        return (channel, (await shop.Do($"/api/conversations/{await shop.ConversationOf(Ann)}/messages", new { text = "We have 12 left" })).Id());
    }

    protected static async Task<List<JsonElement>> Messages(Shop shop, string person) =>
        (await shop.Read($"/api/conversations/{await shop.ConversationOf(person)}")).List("messages");

    protected static async Task<JsonElement> Message(Shop shop, string person, Guid id) => (await Messages(shop, person)).Single(m => m.Id() == id);
}

[Collection(SqliteApp.Collection)]
public sealed class MetaOnSqliteTests(SqliteApp app) : MetaTests(app);

[Collection(PostgresApp.Collection)]
public sealed class MetaOnPostgresTests(PostgresApp app) : MetaTests(app);
