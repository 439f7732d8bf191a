using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace PromoEngine.Web.Tests.Setup;

public abstract class HousekeepingTests(App app) : AppTests(app)
{
    [Fact]
    public async Task What_a_provider_sent_is_emptied_thirty_days_after_it_was_understood()
    {
        var shop = await App.NewShop();
        await shop.GivenConversation("+13125550142", "hello");

        App.Clock.Turn(TimeSpan.FromDays(29));
        await Purge();
        Assert.NotEmpty(await Body(shop));

        App.Clock.Turn(TimeSpan.FromDays(2));
        await Purge();
        Assert.Empty(await Body(shop));
        Assert.Equal(["hello"], await shop.Look(db => db.Messages.Select(m => m.Text).ToListAsync(Ct)));
    }

    [Fact]
    public async Task What_was_not_understood_yet_is_kept()
    {
        var shop = await App.NewShop();
        await shop.Text("+13125550142", "hello");

        App.Clock.Turn(TimeSpan.FromDays(40));
        await Purge();

        Assert.NotEmpty(await Body(shop));
        await shop.Drain();
        Assert.Equal(1, await shop.Look(db => db.Messages.CountAsync(Ct)));
    }

    [Fact]
    public async Task A_repeat_is_recognised_for_a_day()
    {
        var shop = await App.NewShop();
        var conversation = await shop.GivenConversation("+13125550142", "hello");
        async Task<Guid> Reply() => (await (await shop.Post($"/api/conversations/{conversation}/messages", new { text = "Hi!" }, "one-key")).Json(App)).Id();

        var first = await Reply();
        App.Clock.Turn(TimeSpan.FromHours(23));
        await Purge();
        Assert.Equal(first, await Reply());

        App.Clock.Turn(TimeSpan.FromHours(2));
        await Purge();
        Assert.NotEqual(first, await Reply());
    }

    private Task Purge() => App.Services.GetRequiredService<Housekeeping>().Purge(Ct);

    private static Task<byte[]> Body(Shop shop) => shop.Look(db => db.InboundEvents.Select(e => e.Body).SingleAsync(Ct));
}

[Collection(SqliteApp.Collection)]
public sealed class HousekeepingOnSqlite(SqliteApp app) : HousekeepingTests(app);

[Collection(PostgresApp.Collection)]
public sealed class HousekeepingOnPostgres(PostgresApp app) : HousekeepingTests(app);
