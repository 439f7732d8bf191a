using System.Globalization;
using System.Net;
using System.Text.Json;

using Microsoft.EntityFrameworkCore;

namespace PromoEngine.Web.Tests.Road;

/// <summary>From a customer's words to a draft that a person may trust.</summary>
public abstract class DraftTests(App app) : AppTests(app)
{
    private const string Customer = "+13125550142";

    [Fact]
    public async Task A_text_becomes_a_priced_draft_with_the_words_behind_every_value()
    {
        var shop = await App.NewShop();
        var day = DateOnly.FromDateTime(App.Clock.Now).AddDays(20);
        var text = $"hi! can we get 150 of the 11oz white mugs and 2 dozen navy caps by {day.ToString("MMMM d", CultureInfo.InvariantCulture)}? around $1,200 total";

        var draft = await shop.GivenDraft(Customer, text);

        Assert.Equal(("open", "USD"), (draft.Text("status"), draft.Text("currency")));
        var lines = draft.List("lines");
        Assert.Equal([("MUG", 150L), ("CAP", 24L)], lines.Select(l => (l.GetProperty("product").Text("sku"), l.Number("quantity"))));
        Assert.Equal((2, "dozen"), (lines[1].GetProperty("stated").GetProperty("quantity").GetDecimal(), lines[1].GetProperty("stated").Text("unit")));
        Assert.Equal(["navy"], lines[1].GetProperty("attributes").List("color").Select(c => c.GetString()));
        // 150 × 6.50 and 24 × 10.00: the price engine's, not the customer's.
        Assert.Equal([97_500, 24_000], lines.Select(l => l.Number("total")));
        Assert.Equal(121_500, draft.Number("total"));
        Assert.Equal(1200, lines[0].Number("available"));
        Assert.Equal(day.ToString("O", CultureInfo.InvariantCulture), draft.Text("neededBy"));
        Assert.Equal((1200m, "USD", "total"), (draft.GetProperty("budget").GetProperty("amount").GetDecimal(), draft.GetProperty("budget").Text("currency"), draft.GetProperty("budget").Text("scope")));
        Assert.Equal(["edit", "confirm", "dismiss"], draft.List("can").Select(c => c.GetString()));
        AssertEvidence(draft, text, ["product", "quantity", "color"], ["needed_by", "budget"]);
    }

    [Fact]
    public async Task Evidence_is_where_it_says_even_after_emoji_and_in_the_message_that_says_it()
    {
        var shop = await App.NewShop();
        await shop.GivenConversation(Customer, "🎉🎉 hello 👋🏽");
        var draft = await shop.GivenDraft(Customer, "we need 🧢🧢 36 red caps 🎉");
        var texts = (await shop.Read($"/api/conversations/{draft.Id("conversationId")}")).List("messages").ToDictionary(m => m.Id(), m => m.Text("text"));

        var cited = draft.List("lines").SelectMany(l => l.List("evidence")).ToList();

        Assert.NotEmpty(cited);
        foreach (var evidence in cited)
            Assert.Equal(evidence.Text("text"), texts[evidence.Id("messageId")][(int)evidence.Number("start")..(int)evidence.Number("end")]);
    }

    [Fact]
    public async Task A_newer_text_makes_the_draft_stale_and_the_re_read_opens_it_with_the_next_version()
    {
        var shop = await App.NewShop();
        var first = await shop.GivenDraft(Customer, "20 navy caps");
        await shop.Text(Customer, "and 100 blue pens");
        await RunDue(shop);

        var stale = await shop.Read($"/api/drafts/{first.Id()}");
        Assert.Equal("stale", stale.Text("status"));
        Assert.DoesNotContain("confirm", stale.List("can").Select(c => c.GetString()));
        await (await Confirm(shop, first, new { version = first.Number("version") })).Refused(HttpStatusCode.Conflict, "draft.stale");

        await shop.Drain();

        var again = await shop.Read($"/api/drafts/{first.Id()}");
        Assert.Equal(("open", first.Number("version") + 1), (again.Text("status"), again.Number("version")));
        Assert.Equal(["CAP", "PEN"], again.List("lines").Select(l => l.GetProperty("product").Text("sku")));
        Assert.Equal(first.List("lines")[0].Id(), again.List("lines")[0].Id());
    }

    [Fact]
    public async Task What_a_person_set_survives_the_next_reading()
    {
        var shop = await App.NewShop();
        var draft = await shop.GivenDraft(Customer, "20 navy caps and 50 white mugs");
        var (cap, mug) = (draft.List("lines")[0], draft.List("lines")[1]);

        var edited = await (await shop.Put($"/api/drafts/{draft.Id()}", new
        {
            version = draft.Number("version"),
            lines = new[] { new { id = cap.Id(), productId = cap.GetProperty("product").Id(), quantity = 30, attributes = new { color = new[] { "red" } } } },
            neededBy = "2030-01-31",
            set = new[] { "needed_by" },
        })).Json(App);
        Assert.Equal(["color", "quantity"], edited.List("lines")[0].List("pinned").Select(p => p.GetString()).Order());
        Assert.Single(edited.List("lines"));

        await shop.Text(Customer, "oh, and 100 blue pens by friday");
        await shop.Drain();

        var again = await shop.Read($"/api/drafts/{draft.Id()}");
        var lines = again.List("lines");
        Assert.Equal([("CAP", 30L), ("PEN", 100L)], lines.Select(l => (l.GetProperty("product").Text("sku"), l.Number("quantity"))));
        Assert.Equal(["red"], lines[0].GetProperty("attributes").List("color").Select(c => c.GetString()));
        Assert.Equal("2030-01-31", again.Text("neededBy"));
        Assert.DoesNotContain(mug.Id(), lines.Select(l => l.Id()));
    }

    [Fact]
    public async Task An_edit_of_what_has_changed_meanwhile_is_refused()
    {
        var shop = await App.NewShop();
        var draft = await shop.GivenDraft(Customer, "20 navy caps");
        var change = new { version = draft.Number("version"), shipTo = "12 Main St", set = new[] { "ship_to" } };

        await (await shop.Put($"/api/drafts/{draft.Id()}", change)).Expect(HttpStatusCode.OK, App);

        await (await shop.Put($"/api/drafts/{draft.Id()}", change)).Refused(HttpStatusCode.Conflict, "draft.stale");
        Assert.Equal("12 Main St", (await shop.Read($"/api/drafts/{draft.Id()}")).Text("shipTo"));
    }

    [Fact]
    public async Task Confirming_needs_to_have_seen_the_latest()
    {
        var shop = await App.NewShop();
        var draft = await shop.GivenDraft(Customer, "20 navy caps");
        var version = draft.Number("version");

        await (await Confirm(shop, draft, new { })).Refused(HttpStatusCode.BadRequest, "draft.unseen");
        await (await Confirm(shop, draft, new { version = version - 1 })).Refused(HttpStatusCode.Conflict, "draft.stale");
        await (await Confirm(shop, draft, new { seenMessageId = Guid.CreateVersion7() })).Refused(HttpStatusCode.Conflict, "draft.stale");
        Assert.Equal(0, await shop.Look(db => db.Quotes.CountAsync(Ct)));

        var latest = await shop.Look(db => db.Messages.OrderByDescending(m => m.Position).Select(m => m.Id).FirstAsync(Ct));
        var confirmed = await (await Confirm(shop, draft, new { seenMessageId = latest })).Json(App);

        Assert.StartsWith("Q-", confirmed.Text("number"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repeat_gets_the_first_quote_again_and_the_customer_one_text()
    {
        var shop = await App.NewShop();
        var draft = await shop.GivenDraft(Customer, "20 navy caps");
        var seen = new { version = draft.Number("version") };

        var first = await (await Confirm(shop, draft, seen)).Json(App);
        var second = await (await Confirm(shop, draft, seen)).Json(App);
        await shop.Drain();

        Assert.Equal(first.GetRawText(), second.GetRawText());
        Assert.Single(shop.Sent);
    }

    [Fact]
    public async Task Eight_people_who_confirm_at_once_make_one_quote()
    {
        var shop = await App.NewShop();
        var draft = await shop.GivenDraft(Customer, "20 navy caps");
        var seen = new { version = draft.Number("version") };

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Confirm(shop, draft, seen)));
        await shop.Drain();

        var quotes = new HashSet<Guid>();
        foreach (var answer in answers)
            quotes.Add((await answer.Json(App)).Id("quoteId"));
        Assert.Single(quotes);
        Assert.Equal(1, await shop.Look(db => db.Quotes.CountAsync(Ct)));
        Assert.Equal(1, await shop.Look(db => db.Customers.CountAsync(Ct)));
        Assert.Single(shop.Sent);
    }

    [Fact]
    public async Task What_is_not_known_yet_is_not_confirmed()
    {
        var shop = await App.NewShop();
        var draft = await shop.GivenDraft(Customer, "20 navy caps");
        var line = draft.List("lines")[0];
        var unknown = await (await shop.Put($"/api/drafts/{draft.Id()}", new
        {
            version = draft.Number("version"),
            lines = new[] { new { id = line.Id(), productId = line.GetProperty("product").Id(), quantity = (int?)null } },
        })).Json(App);
        await (await Confirm(shop, draft, new { version = unknown.Number("version") })).Refused(HttpStatusCode.Conflict, "draft.incomplete");

        var empty = await (await shop.Put($"/api/drafts/{draft.Id()}", new { version = unknown.Number("version"), lines = Array.Empty<object>() })).Json(App);
        await (await Confirm(shop, draft, new { version = empty.Number("version") })).Refused(HttpStatusCode.Conflict, "draft.empty");
    }

    [Fact]
    public async Task A_dismissed_draft_is_settled_and_the_next_order_begins_a_new_one()
    {
        var shop = await App.NewShop();
        var draft = await shop.GivenDraft(Customer, "20 navy caps");

        var dismissed = await shop.Do($"/api/drafts/{draft.Id()}/dismiss", new { version = draft.Number("version"), reason = "a joke" });
        Assert.Equal("dismissed", dismissed.Text("status"));
        await (await Confirm(shop, draft, new { version = dismissed.Number("version") })).Refused(HttpStatusCode.Conflict, "draft.settled");
        var next = await shop.GivenDraft(Customer, "100 blue pens");

        Assert.NotEqual(draft.Id(), next.Id());
        Assert.Equal(["PEN"], next.List("lines").Select(l => l.GetProperty("product").Text("sku")));
    }

    [Fact]
    public async Task A_quote_that_is_not_sent_waits_as_a_draft_quote()
    {
        var shop = await App.NewShop();
        var draft = await shop.GivenDraft(Customer, "20 navy caps");

        var quote = await (await Confirm(shop, draft, new { version = draft.Number("version"), send = false })).Json(App);
        await shop.Drain();
        Assert.Empty(shop.Sent);
        Assert.Equal("draft", (await shop.Read($"/api/quotes/{quote.Id("quoteId")}")).Text("status"));

        await shop.Do($"/api/quotes/{quote.Id("quoteId")}/send");
        await shop.Drain();
        Assert.Contains(quote.Text("number"), Assert.Single(shop.Sent).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_contact_becomes_a_customer_at_the_first_confirmation_and_stays_the_same_one()
    {
        var shop = await App.NewShop();
        foreach (var text in new[] { "20 navy caps", "100 blue pens" })
        {
            var draft = await shop.GivenDraft(Customer, text);
            await (await Confirm(shop, draft, new { version = draft.Number("version") })).Json(App);
            await shop.Drain();
        }

        var customer = await shop.Look(db => db.Customers.SingleAsync(Ct));
        Assert.Equal(Customer, customer.Phone);
        Assert.Equal(customer.Id, await shop.Look(db => db.Contacts.Select(c => c.CustomerId).SingleAsync(Ct)));
        Assert.Equal(2, await shop.Look(db => db.Quotes.CountAsync(q => q.CustomerId == customer.Id, Ct)));
    }

    [Theory]
    [InlineData("do you sell garden gnomes? 30 gnomes please")]
    [InlineData("0 navy caps")]
    [InlineData("-5 navy caps")]
    [InlineData("1000000000000 navy caps")]
    [InlineData("asdf qwer 🎉")]
    [InlineData("call me at 312 555 0142")]
    public async Task Nothing_is_drafted_from_nonsense(string text)
    {
        var shop = await App.NewShop();
        var conversation = await shop.GivenConversation(Customer, text);

        var view = await shop.Read($"/api/conversations/{conversation}");

        Assert.Equal([text], view.List("messages").Select(m => m.Text("text")));
        foreach (var line in view.List("drafts").SelectMany(d => d.List("lines")))
            Assert.True(line.GetProperty("quantity").ValueKind == JsonValueKind.Null || line.GetProperty("product").ValueKind == JsonValueKind.Null,
                $"\"{text}\" became {line.GetProperty("quantity")} × {line.GetProperty("product")}.");
    }

    private static Task<HttpResponseMessage> Confirm(Shop shop, JsonElement draft, object seen) => shop.Post($"/api/drafts/{draft.Id()}/confirm", seen);

    /// <summary>Puts texts into their conversations without waiting for the quiet that reading waits for.</summary>
    private Task RunDue(Shop shop) =>
        ((Web.Jobs.JobRunner)App.Services.GetService(typeof(Web.Jobs.JobRunner))!).RunDue(shop.Workspace, Ct);

    private static void AssertEvidence(JsonElement draft, string text, string[] ofEachLine, string[] ofTheDraft)
    {
        foreach (var line in draft.List("lines"))
            Assert.Subset(line.List("evidence").Select(e => e.Text("field")).ToHashSet(), ofEachLine.ToHashSet());
        Assert.Subset(draft.List("evidence").Select(e => e.Text("field")).ToHashSet(), ofTheDraft.ToHashSet());
        foreach (var evidence in draft.List("lines").SelectMany(l => l.List("evidence")).Concat(draft.List("evidence")))
        {
            Assert.Equal(evidence.Text("text"), text[(int)evidence.Number("start")..(int)evidence.Number("end")]);
            Assert.NotEmpty(evidence.Text("rule"));
            Assert.Contains(evidence.Text("confidence"), (string[])["sure", "check"]);
        }
    }
}

[Collection(SqliteApp.Collection)]
public sealed class DraftsOnSqlite(SqliteApp app) : DraftTests(app);

[Collection(PostgresApp.Collection)]
public sealed class DraftsOnPostgres(PostgresApp app) : DraftTests(app);
