using System.Globalization;
using System.Text.Json;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

using PromoEngine.Testing;
using PromoEngine.Web.Jobs;

namespace PromoEngine.Web.Tests.Inbox;

/// <summary>What happens to messages after they are there: edits, deletions, reactions, receipts, a new number; late, twice and in any order.</summary>
public abstract class MessageNewsTests(App app) : AppTests(app)
{
    private const string Ann = "+13125550142";

    private DateTimeOffset Now => App.Clock.GetUtcNow();

    [Fact]
    public async Task An_edit_replaces_the_words_keeps_the_first_ones_and_the_draft_is_read_again()
    {
        await using var meta = await StubMeta.Start();
        var (shop, channel) = await GivenOrder(meta);
        Assert.Equal(50, (await shop.OpenDraft(Ann)).List("lines").Single().Number("quantity"));

        await Tell(shop, channel, Edit("wamid.1", "80 navy caps please", Now.AddSeconds(5)));
        await App.Services.GetRequiredService<JobRunner>().RunDue(shop.Workspace, Ct);
        Assert.Equal("stale", (await shop.OpenDraft(Ann)).Text("status"));
        await shop.Drain();

        var draft = await shop.OpenDraft(Ann);
        var line = draft.List("lines").Single();
        var message = (await Thread(shop)).Single();
        Assert.Equal(("open", 80L), (draft.Text("status"), line.Number("quantity")));
        Assert.Equal(("80 navy caps please", "50 navy caps please"), (message.Text("text"), message.Text("firstText")));
        foreach (var cited in line.List("evidence"))
            Assert.Equal(cited.Text("text"), message.Text("text")[(int)cited.Number("start")..(int)cited.Number("end")]);
        Assert.Equal("80 navy caps please", (await shop.Read($"/api/conversations/{await shop.ConversationOf(Ann)}")).GetProperty("lastMessage").Text("text"));
    }

    [Fact]
    public async Task A_deleted_message_stays_without_its_words_and_nothing_is_read_out_of_it()
    {
        await using var meta = await StubMeta.Start();
        var (shop, channel) = await GivenOrder(meta);

        await Tell(shop, channel, StubMetaWebhook.Message(Ann, "wamid.e", Now, "revoke", new { original_message_id = "wamid.1" }));
        await shop.Drain();

        var message = (await Thread(shop)).Single();
        Assert.Equal(("", true), (message.Text("text"), message.GetProperty("deleted").GetBoolean()));
        Assert.Empty((await shop.OpenDraft(Ann)).List("lines"));
        Assert.Equal("Deleted message", (await shop.Read($"/api/conversations/{await shop.ConversationOf(Ann)}")).GetProperty("lastMessage").Text("text"));
    }

    [Fact]
    public async Task Somebody_who_changes_their_number_keeps_their_thread_and_their_no()
    {
        await using var meta = await StubMeta.Start();
        var (shop, channel) = await GivenOrder(meta);
        const string moved = "+13125550199";
        await Tell(shop, channel, StubMetaWebhook.Text(Ann, "wamid.2", "STOP", Now));
        await Tell(shop, channel, StubMetaWebhook.Message(Ann, "wamid.3", Now, "system", new { type = "user_changed_number", body = "Ann changed", wa_id = moved[1..] }));
        await shop.Drain();
        await Tell(shop, channel, StubMetaWebhook.Text(moved, "wamid.4", "it is me", Now));
        await shop.Drain();

        var contact = await shop.Look(db => db.Contacts.SingleAsync(Ct));
        Assert.Equal((moved, true), (contact.Address, contact.OptedOut));
        Assert.Equal("it is me", (await shop.Read($"/api/conversations/{await shop.ConversationOf(moved)}")).List("messages")[^1].Text("text"));
        Assert.Equal(1, await shop.Look(db => db.Conversations.CountAsync(Ct)));
    }

    [Fact]
    public async Task Whatever_order_news_comes_in_and_however_often_it_ends_the_same()
    {
        await using var meta = await StubMeta.Start();
        var shop = await App.NewShop();
        var channel = await shop.GivenWhatsApp(meta);
        var random = new Random(App.IsPostgres ? 20261120 : 20261121);
        string? expected = null;
        for (var run = 0; run < 10; run++)
        {
            var person = string.Create(CultureInfo.InvariantCulture, $"+1312556{run:0000}");
            await Tell(shop, channel, StubMetaWebhook.Text(person, $"wamid.{run}.0", "hello", Now));
            await shop.Drain();
            await shop.Do($"/api/conversations/{await shop.ConversationOf(person)}/messages", new { text = "hello from us" });
            await shop.Drain();

            var told = News(person, run, meta.Sent[^1].Id).ToList();
            if (run > 0)
            {
                told.AddRange(told.Where(_ => random.Next(3) == 0).ToList());
                random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(told));
            }

            foreach (var (batch, index) in told.Select((batch, index) => (batch, index)))
            {
                // A provider tells it again in another batch: the bytes differ, or it would not get past the door.
                await shop.Meta(channel, new { @object = batch.Object, entry = batch.Entry, again = index });
                if (random.Next(3) == 0)
                    await App.Services.GetRequiredService<JobRunner>().RunDue(shop.Workspace, Ct);
            }

            await shop.Drain(patience: TimeSpan.FromMinutes(5));
            var state = await State(shop, person, run);
            expected ??= state;
            Assert.Equal(expected, state);
        }

        Assert.Contains("second thoughts|at first", expected, StringComparison.Ordinal);
    }

    /// <summary>Everything that can happen to three messages, each told in a batch of its own; all at fixed times, so that each run is the same story.</summary>
    private IEnumerable<(string Object, object Entry)> News(string person, int run, string ours)
    {
        var t = Now.AddSeconds(-30);
        string Id(string name) => $"wamid.{run}.{name}";
        Dictionary<string, object>[] messages =
        [
            StubMetaWebhook.Text(person, Id("a"), "at first", t),
            StubMetaWebhook.Text(person, Id("b"), "to be deleted", t),
            Edit(Id("a"), "on reflection", t.AddSeconds(5), person), Edit(Id("a"), "second thoughts", t.AddSeconds(9), person), Edit(Id("b"), "edited, then deleted", t.AddSeconds(6), person),
            StubMetaWebhook.Message(person, Id("e4"), t.AddSeconds(8), "revoke", new { original_message_id = Id("b") }),
            React(ours, "👍", 10), React(ours, "", 12), React(ours, "🎉", 14), React(Id("c"), "❤️", 11), React(Id("c"), "", 13),
        ];
        var batches = messages.Select(message => StubMetaWebhook.WhatsApp([message]))
            .Append(StubMetaWebhook.WhatsApp(echoes: [StubMetaWebhook.Echo(person, Id("c"), "from the phone", t)]))
            .Concat(new[] { "sent", "delivered", "read" }.SelectMany(status => new[] { ours, Id("c") }.Select(id => StubMetaWebhook.WhatsApp(statuses: [StubMetaWebhook.Status(id, status, person, t)]))));
        foreach (var batch in batches)
        {
            var json = JsonSerializer.SerializeToElement(batch);
            yield return (json.GetProperty("object").GetString()!, json.GetProperty("entry"));
        }

        Dictionary<string, object> React(string target, string emoji, int second) =>
            StubMetaWebhook.Message(person, Id($"r{target}{second}"), t.AddSeconds(second), "reaction", emoji.Length > 0 ? new { message_id = target, emoji } : (object)new { message_id = target });
    }

    private Task<string> State(Shop shop, string person, int run) => shop.Look(async db =>
    {
        var contact = await db.Contacts.SingleAsync(c => c.Address == person, Ct);
        var messages = await db.Messages.Where(m => m.ContactId == contact.Id).ToListAsync(Ct);
        var reactions = await db.Reactions.ToListAsync(Ct);
        return string.Join('\n', messages.Select(m => string.Join('|', m.Direction, m.Status, m.DeletedAt is not null, m.Text, m.FirstText,
            string.Join(',', reactions.Where(r => r.MessageId == m.Id).Select(r => $"{r.Person.Replace(person, "them", StringComparison.Ordinal)}:{r.Emoji}")))).Order(StringComparer.Ordinal));
    });

    private async Task<(Shop Shop, Guid Channel)> GivenOrder(StubMeta meta)
    {
        var shop = await App.NewShop();
        var channel = await shop.GivenWhatsApp(meta);
        await Tell(shop, channel, StubMetaWebhook.Text(Ann, "wamid.1", "50 navy caps please", Now));
        await shop.Drain();
        return (shop, channel);
    }

    private static Task Tell(Shop shop, Guid channel, Dictionary<string, object> message) => shop.Meta(channel, StubMetaWebhook.WhatsApp([message]));

    private static Dictionary<string, object> Edit(string target, string text, DateTimeOffset at, string person = Ann) =>
        StubMetaWebhook.Message(person, $"{target}.{at.ToUnixTimeSeconds()}", at, "edit", new { original_message_id = target, message = new { type = "text", text = new { body = text } } });

    private static async Task<List<JsonElement>> Thread(Shop shop) => (await shop.Read($"/api/conversations/{await shop.ConversationOf(Ann)}")).List("messages");
}

[Collection(SqliteApp.Collection)]
public sealed class MessageNewsOnSqliteTests(SqliteApp app) : MessageNewsTests(app);

[Collection(PostgresApp.Collection)]
public sealed class MessageNewsOnPostgresTests(PostgresApp app) : MessageNewsTests(app);
