using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

using PromoEngine.Web.Live;

namespace PromoEngine.Web.Tests.Live;

public abstract class LiveEventTests(App app) : AppTests(app)
{
    [Fact]
    public async Task Numbers_are_dense_and_in_order_whoever_commits_when()
    {
        var shop = await App.NewShop();
        var since = await Current(shop);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(async () =>
        {
            await Announce(shop);
            if (i % 5 == 0)
                await shop.NumberEvents();
        }, Ct)));
        await shop.NumberEvents();

        var events = await Since(shop, since);
        Assert.Equal(Enumerable.Range(1, 40).Select(i => since + i), events.Select(e => e.Number("seq")));
        Assert.Equal(40, events.Select(e => e.Id()).Distinct().Count());
    }

    [Fact]
    public async Task What_was_rolled_back_never_gets_a_number()
    {
        var shop = await App.NewShop();
        var since = await Current(shop);

        await Announce(shop);
        await Assert.ThrowsAsync<InvalidDataException>(() => shop.Unit(async (_, db) =>
        {
            db.Announce("orders", Guid.CreateVersion7());
            await db.SaveChangesAsync(Ct);
            throw new InvalidDataException();
        }));
        await Announce(shop);
        await shop.NumberEvents();

        Assert.Equal([since + 1, since + 2], (await Since(shop, since)).Select(e => e.Number("seq")));
    }

    [Fact]
    public async Task Without_a_number_the_current_one_is_answered()
    {
        var shop = await App.NewShop();
        await Announce(shop);
        await shop.NumberEvents();

        var now = await shop.Read("/api/events");

        Assert.Empty(now.List("events"));
        Assert.Empty((await shop.Read($"/api/events?since={now.Number("seq")}")).List("events"));
    }

    [Fact]
    public async Task A_number_that_is_older_than_what_is_kept_or_was_never_given_out_is_gone()
    {
        var shop = await App.NewShop();
        var since = await Current(shop);
        await Announce(shop);
        await shop.NumberEvents();
        App.Clock.Turn(TimeSpan.FromDays(7.1));
        await App.Services.GetRequiredService<Housekeeping>().Purge(Ct);

        await (await shop.Get($"/api/events?since={since}")).Refused(HttpStatusCode.Gone, "events.gone");
        await Announce(shop);
        await shop.NumberEvents();
        await (await shop.Get($"/api/events?since={since}")).Refused(HttpStatusCode.Gone, "events.gone");
        await (await shop.Get($"/api/events?since={since + 100}")).Refused(HttpStatusCode.Gone, "events.gone");
        await (await shop.Get("/api/events?since=-1")).Refused(HttpStatusCode.Gone, "events.gone");
        Assert.Single(await Since(shop, since + 1));
    }

    [Fact]
    public async Task Another_shops_events_are_not_seen_and_not_counted()
    {
        var (mine, theirs) = (await App.NewShop(), await App.NewShop());
        var since = await Current(mine);

        await Announce(theirs);
        await Announce(mine);
        await mine.NumberEvents();

        Assert.Equal([since + 1], (await Since(mine, since)).Select(e => e.Number("seq")));
    }

    [Fact]
    public async Task An_open_screen_is_told_number_topic_and_id()
    {
        var shop = await App.NewShop();
        await shop.NumberEvents(); // those of the shop's own making
        await using var screen = Screen(shop);
        await screen.Connect(Ct);
        var since = screen.Seq;

        var id = await Announce(shop);
        await screen.WaitFor(since + 1, Ct);

        Assert.Equal([new Heard(since + 1, "orders", id)], screen.Applied);
    }

    [Fact]
    public async Task A_screen_whose_connection_breaks_a_hundred_times_under_load_knows_in_the_end_what_the_server_knows()
    {
        var shop = await App.NewShop();
        await shop.NumberEvents(); // those of the shop's own making
        await using var screen = Screen(shop);
        await screen.Connect(Ct);
        var since = screen.Seq;
        using var over = new CancellationTokenSource();
        var written = new System.Collections.Concurrent.ConcurrentBag<Guid>();
        var writers = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            while (!over.IsCancellationRequested)
            {
                written.Add(await Announce(shop));
                await Task.Delay(Random.Shared.Next(4), CancellationToken.None);
            }
        }, Ct)).ToList();

        for (var drop = 0; drop < 100; drop++)
        {
            await Task.Delay(Random.Shared.Next(25), Ct);
            await screen.Drop();
            await screen.Connect(Ct);
        }

        await over.CancelAsync();
        await Task.WhenAll(writers);
        await shop.NumberEvents();
        await screen.WaitFor(since + written.Count, Ct);
        Assert.Equal(written.Order(), screen.Applied.Select(change => change.Id!.Value).Order());
        Assert.Equal(await All(shop, since), screen.Applied);
        Assert.Equal(0, screen.Restarts);
    }

    [Fact]
    public async Task A_screen_that_was_away_for_longer_than_events_are_kept_begins_anew()
    {
        var shop = await App.NewShop();
        await shop.NumberEvents(); // those of the shop's own making
        await using var screen = Screen(shop);
        await screen.Connect(Ct);
        await screen.Drop();
        await Announce(shop);
        await shop.NumberEvents();
        App.Clock.Turn(TimeSpan.FromDays(7.1));
        await App.Services.GetRequiredService<Housekeeping>().Purge(Ct);
        await Announce(shop);
        await shop.NumberEvents();

        await screen.Connect(Ct);

        Assert.Equal((1, await Current(shop)), (screen.Restarts, screen.Seq));
    }

    [Fact]
    public async Task Who_may_not_see_a_topic_hears_the_number_alone_on_the_socket_and_when_catching_up()
    {
        var shop = await App.NewShop();
        await shop.NumberEvents();
        var warehouse = await shop.GivenPerson("warehouse_operator");
        await using var screen = Screen(warehouse);
        await screen.Connect(Ct);
        var since = screen.Seq;

        var order = await Announce(shop);
        await Announce(shop, "conversations");
        await Announce(shop, "channels");
        await screen.WaitFor(since + 3, Ct);

        List<Heard> expected = [new(since + 1, "orders", order), new(since + 2, null, null), new(since + 3, null, null)];
        Assert.Equal(expected, screen.Applied);
        Assert.Equal(expected, await All(warehouse, since));
    }

    [Fact]
    public async Task A_change_of_roles_counts_from_its_own_number_on()
    {
        var shop = await App.NewShop();
        await shop.NumberEvents();
        var person = await shop.GivenPerson("warehouse_operator");
        await using var screen = Screen(person);
        await screen.Connect(Ct);
        var since = screen.Seq;

        await Announce(shop, "conversations");
        await screen.WaitFor(since + 1, Ct);
        await person.SetRoles("sales_agent");
        await Announce(shop, Topics.Session, person.Person);
        var conversation = await Announce(shop, "conversations");
        await screen.WaitFor(since + 3, Ct);

        Assert.Equal([new(since + 1, null, null), new(since + 2, "session", person.Person), new Heard(since + 3, "conversations", conversation)], screen.Applied);
    }

    [Fact]
    public async Task Who_is_no_member_any_more_is_let_go()
    {
        var shop = await App.NewShop();
        await shop.NumberEvents();
        var person = await shop.GivenPerson("sales_agent");
        await using var screen = Screen(person);
        await screen.Connect(Ct);
        var since = screen.Seq;

        await shop.Unit(async (_, db) =>
        {
            var membership = await db.Memberships.SingleAsync(m => m.UserId == person.Person && m.WorkspaceId == shop.Workspace, Ct);
            db.Memberships.Remove(membership);
            db.Announce(Topics.Session, person.Person);
            await db.SaveChangesAsync(Ct);
        });
        await Announce(shop);

        await screen.Ended.WaitAsync(TimeSpan.FromSeconds(30), Ct);
        Assert.Equal(since, screen.Seq);
    }

    [Fact]
    public async Task A_screen_is_let_go_when_its_session_is_ended_and_a_script_when_its_token_is()
    {
        var shop = await App.NewShop();
        var script = await shop.GivenPerson("sales_agent");
        using var signedIn = await App.Http.PostAsJsonAsync(new Uri(App.Address, "/api/session"), new { email = shop.Email, password = App.Password }, Ct);
        await signedIn.Expect(HttpStatusCode.OK, App);
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("promoengine=", StringComparison.Ordinal)).Split(';')[0];
        await shop.NumberEvents();
        await using var screen = Screen(shop, socket => socket.SetRequestHeader("Cookie", cookie));
        await using var listening = Screen(script);
        await screen.Connect(Ct);
        await listening.Connect(Ct);

        await App.Http.SendAsync(new HttpRequestMessage(HttpMethod.Delete, new Uri(App.Address, "/api/session")) { Headers = { { "Cookie", cookie } } }, Ct);
        await screen.Ended.WaitAsync(TimeSpan.FromSeconds(30), Ct);
        Assert.False(listening.Ended.IsCompleted);

        await shop.Unit(async (_, db) =>
        {
            await db.ApiTokens.Where(t => t.UserId == script.Person).ExecuteDeleteAsync(Ct);
            db.Announce(Topics.Session, script.Person);
            await db.SaveChangesAsync(Ct);
        });
        await listening.Ended.WaitAsync(TimeSpan.FromSeconds(30), Ct);
    }

    [Fact]
    public async Task Nobody_listens_without_signing_in()
    {
        await using var stranger = new LiveClient(App.Address, socket => socket.SetRequestHeader("Authorization", "Bearer wrong"), _ => Task.FromResult<JsonElement?>(JsonDocument.Parse("""{"seq":0,"events":[]}""").RootElement));

        await Assert.ThrowsAsync<WebSocketException>(() => stranger.Connect(Ct));
    }

    [Fact]
    public async Task Every_table_that_announces_itself_has_a_listed_topic()
    {
        var shop = await App.NewShop();

        var topics = await shop.Look(db => Task.FromResult(db.Model.GetEntityTypes().Select(e => (string?)e.FindAnnotation("Announces")?.Value).OfType<string>().Select(a => a.Split(':')[0]).Distinct().ToList()));

        Assert.NotEmpty(topics);
        Assert.All(topics, topic => Assert.True(Topics.Has(topic), $"{topic} is not in Live/Topics.cs."));
        await Assert.ThrowsAsync<ArgumentException>(() => shop.Unit((_, db) =>
        {
            db.Announce("unheard-of", Guid.CreateVersion7());
            return Task.CompletedTask;
        }));
    }

    private LiveClient Screen(Shop shop, Action<ClientWebSocketOptions>? signIn = null) => new(App.Address, signIn ?? (socket => socket.SetRequestHeader("Authorization", $"Bearer {shop.Token}")), async since =>
    {
        using var answer = await shop.Get(since is null ? "/api/events" : $"/api/events?since={since}");
        return answer.StatusCode == HttpStatusCode.Gone ? null : await answer.Json(App);
    });

    private static async Task<List<Heard>> All(Shop shop, long since)
    {
        var all = new List<Heard>();
        while (await Since(shop, all.Count == 0 ? since : all[^1].Seq) is { Count: > 0 } more)
            all.AddRange(more.Select(e => new Heard(e.Number("seq"), e.TryGetProperty("topic", out var topic) ? topic.GetString() : null, e.TryGetProperty("id", out var id) ? id.GetGuid() : null)));
        return all;
    }

    private static async Task<Guid> Announce(Shop shop, string topic = "orders", Guid? about = null)
    {
        var id = about ?? Guid.CreateVersion7();
        await shop.Unit((_, db) =>
        {
            db.Announce(topic, id);
            return db.SaveChangesAsync(Ct);
        });
        return id;
    }

    private static async Task<long> Current(Shop shop)
    {
        await shop.NumberEvents();
        return (await shop.Read("/api/events")).Number("seq");
    }

    private static async Task<List<JsonElement>> Since(Shop shop, long since) => (await shop.Read($"/api/events?since={since}")).List("events");
}

[Collection(SqliteApp.Collection)]
public sealed class LiveEventsOnSqlite(SqliteApp app) : LiveEventTests(app);

[Collection(PostgresApp.Collection)]
public sealed class LiveEventsOnPostgres(PostgresApp app) : LiveEventTests(app);
