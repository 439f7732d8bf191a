using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

using Microsoft.Extensions.DependencyInjection;

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
        var since = await Current(shop);
        using var socket = await Connect(shop.Token);
        await Send(socket, """{"protocol":"json","version":1}""");
        Assert.Equal("{}", (await Receive(socket)).GetRawText());

        var id = await Announce(shop);
        await shop.NumberEvents();

        JsonElement told;
        do
            told = await Receive(socket);
        while (told.Number("type") != 1);
        Assert.Equal("changed", told.Text("target"));
        var change = told.List("arguments")[0];
        Assert.Equal((since + 1, "orders", id), (change.Number("seq"), change.Text("topic"), change.Id()));
    }

    [Fact]
    public async Task Nobody_listens_without_signing_in()
    {
        await Assert.ThrowsAsync<WebSocketException>(() => Connect("wrong"));
    }

    private async Task<ClientWebSocket> Connect(string token)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        await socket.ConnectAsync(new UriBuilder(App.Address) { Scheme = "ws", Path = "/live" }.Uri, Ct);
        return socket;
    }

    // SignalR's JSON protocol: each message ends with a record separator.
    private static Task Send(ClientWebSocket socket, string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message + '\u001e'), WebSocketMessageType.Text, true, Ct);

    private readonly Queue<string> received = [];

    private async Task<JsonElement> Receive(ClientWebSocket socket)
    {
        var buffer = new byte[16_384];
        while (received.Count == 0)
        {
            var part = await socket.ReceiveAsync(buffer, Ct);
            foreach (var message in Encoding.UTF8.GetString(buffer, 0, part.Count).Split('\u001e', StringSplitOptions.RemoveEmptyEntries))
                received.Enqueue(message);
        }

        return JsonDocument.Parse(received.Dequeue()).RootElement;
    }

    private static async Task<Guid> Announce(Shop shop)
    {
        var id = Guid.CreateVersion7();
        await shop.Unit((_, db) =>
        {
            db.Announce("orders", id);
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
