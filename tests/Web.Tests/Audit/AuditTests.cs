using System.Net;
using System.Text.Json;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

using PromoEngine.Web.Audit;

namespace PromoEngine.Web.Tests.Audit;

/// <summary>Who did what, as the API tells it.</summary>
public abstract class AuditTests(App app) : AppTests(app)
{
    private const string Customer = "+13125550142";

    [Fact]
    public async Task What_a_person_does_stands_there_with_name_before_and_after()
    {
        var shop = await App.NewShop();
        var conversation = await shop.GivenConversation(Customer, "hello");
        var version = (await shop.Read($"/api/conversations/{conversation}")).Number("version");

        await shop.Do($"/api/conversations/{conversation}/close", new { version });

        var row = (await Rows(shop, $"entityId={conversation}&action=conversation.closed")).Single();
        Assert.Equal("Ada Admin", row.Text("actorName"));
        Assert.Equal("127.0.0.1", row.Text("ip"));
        Assert.NotEmpty(row.Text("requestId"));
        var change = row.List("changes").Single(c => c.Text("field") == "status");
        Assert.Equal(("open", "closed"), (change.Text("before"), change.Text("after")));
    }

    [Fact]
    public async Task Rows_are_found_by_day_person_action_and_thing()
    {
        var shop = await App.NewShop();
        var quote = await shop.GivenQuote(Customer, [("MUG-WHITE", 5)]);
        await shop.Accept(quote.QuoteId);
        // The shop's day: in UTC it may be tomorrow already.
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(App.Clock.Now, TimeZoneInfo.FindSystemTimeZoneById("America/New_York")));

        Assert.NotEmpty(await Rows(shop, $"from={today:O}&to={today:O}"));
        Assert.Empty(await Rows(shop, $"from={today.AddDays(1):O}"));
        Assert.Empty(await Rows(shop, $"to={today.AddDays(-1):O}"));
        Assert.All(await Rows(shop, "actor=user"), row => Assert.StartsWith("user:", row.Text("actor"), StringComparison.Ordinal));
        Assert.All(await Rows(shop, "action=added"), row => Assert.EndsWith(".added", row.Text("action"), StringComparison.Ordinal));
        var accepted = (await Rows(shop, "action=quote.accepted")).Single();
        Assert.Equal((quote.QuoteId, quote.Number), (accepted.Id("entityId"), accepted.Text("label")));
        Assert.All(await Rows(shop, $"entityId={quote.QuoteId}"), row => Assert.Equal(quote.QuoteId, row.Id("entityId")));
    }

    [Fact]
    public async Task Pages_follow_each_other_without_a_gap_or_a_repeat()
    {
        var shop = await App.NewShop();
        var wanted = await shop.Look(db => db.AuditRows.Select(a => a.Id).ToListAsync(Ct));
        var seen = new List<long>();
        for (string? cursor = null; ;)
        {
            var page = await shop.Read($"/api/audit?cursor={cursor}");
            seen.AddRange(page.List("items").Select(row => row.Number("id")));
            cursor = page.GetProperty("next").GetString();
            if (cursor is null)
                break;
        }

        Assert.True(wanted.Count > 5);
        Assert.Equal(wanted.Order(), seen.Order());
    }

    [Fact]
    public async Task Personal_values_lie_sealed_and_open_for_whoever_may_read_the_audit()
    {
        var shop = await App.NewShop();
        await shop.GivenConversation(Customer, "hello");

        var raw = await shop.Look(db => db.AuditRows.Where(a => a.Action == "contact.added").SingleAsync(Ct));
        Assert.DoesNotContain("3125550142", raw.Before + raw.After, StringComparison.Ordinal);
        Assert.Equal(raw.EntityId, raw.Subject);

        var row = (await Rows(shop, "action=contact.added")).Single();
        Assert.Contains(row.List("changes"), c => c.Text("field") == "address" && c.Text("after") == Customer && c.GetProperty("personal").GetBoolean());
        Assert.False(row.GetProperty("erased").GetBoolean());
    }

    [Fact]
    public async Task A_secret_that_changed_is_told_without_being_shown()
    {
        var shop = await App.NewShop();

        var row = (await Rows(shop, "action=channel.added")).Single();

        Assert.Contains(row.List("changes"), c => c.Text("field") == "settings" && c.Text("after") == "***");
    }

    [Fact]
    public async Task The_file_holds_the_rows_and_its_making_is_audited()
    {
        var shop = await App.NewShop();
        await shop.GivenConversation(Customer, "=1+1");

        using var answer = await shop.Get("/api/audit/export?action=contact.added");
        await answer.Expect(HttpStatusCode.OK, App);
        var lines = (await answer.Content.ReadAsStringAsync(Ct)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(2, lines.Length);
        Assert.Contains("contact.added", lines[1], StringComparison.Ordinal);
        Assert.Contains((await Rows(shop, "action=audit.exported")).Single().List("changes"), c => c.Text("field") == "rows" && c.GetProperty("after").GetInt32() == 1);
    }

    [Fact]
    public async Task Rows_are_chained_without_a_gap_whoever_writes_meanwhile()
    {
        var shop = await App.NewShop();
        var chain = App.Services.GetRequiredService<AuditChain>();

        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Task.Run(async () =>
        {
            await shop.Unit((_, db) =>
            {
                db.Audit("test.done", "test", Guid.CreateVersion7(), null, new { i });
                return db.SaveChangesAsync(Ct);
            });
            if (i % 5 == 0)
                await chain.ChainAll(Ct);
        }, Ct)));
        await chain.ChainAll(Ct);

        var chained = await shop.Look(db => db.AuditRows.OrderBy(a => a.Seq).Select(a => new { a.Seq, a.PrevHash, a.Hash }).ToListAsync(Ct));
        Assert.Equal(Enumerable.Range(1, chained.Count).Select(i => (long?)i), chained.Select(c => c.Seq));
        Assert.Equal(chained.Take(chained.Count - 1).Select(c => Convert.ToHexString(c.Hash!)), chained.Skip(1).Select(c => Convert.ToHexString(c.PrevHash!)));
    }

    [Fact]
    public async Task What_was_rolled_back_left_no_trace()
    {
        var shop = await App.NewShop();
        await Assert.ThrowsAsync<InvalidDataException>(() => shop.Unit(async (_, db) =>
        {
            db.Audit("test.undone", "test", Guid.CreateVersion7(), null, null);
            await db.SaveChangesAsync(Ct);
            throw new InvalidDataException();
        }));

        Assert.Empty(await Rows(shop, "action=test.undone"));
    }

    private static async Task<List<JsonElement>> Rows(Shop shop, string query) => (await shop.Read($"/api/audit?{query}")).List("items");
}

[Collection(SqliteApp.Collection)]
public sealed class AuditOnSqlite(SqliteApp app) : AuditTests(app);

[Collection(PostgresApp.Collection)]
public sealed class AuditOnPostgres(PostgresApp app) : AuditTests(app);
