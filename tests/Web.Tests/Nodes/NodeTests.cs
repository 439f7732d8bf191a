using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

using PromoEngine.Bench;
using PromoEngine.Testing;
using PromoEngine.Web.Jobs;

namespace PromoEngine.Web.Tests.Nodes;

/// <summary>Two and three nodes on one PostgreSQL, as real processes.</summary>
[Collection(PostgresApp.Collection)]
public sealed class NodeTests(PostgresApp app, ITestOutputHelper output) : AppTests(app)
{
    private const string Unfinished = "SELECT COUNT(*) FROM jobs WHERE state = 'Waiting' AND kind NOT IN ('purge', 'quotes.expire')";

    [Fact]
    public async Task Two_nodes_that_start_together_are_one_installation_cookies_credentials_and_events_included()
    {
        await using var cluster = await Cluster.Start(2, TimeSpan.FromSeconds(20), Ct);
        var (a, b) = (cluster.Nodes[0], cluster.Nodes[1]);
        Assert.Equal((1, 1, 1), (await cluster.Count("SELECT COUNT(*) FROM workspaces"), await cluster.Count("SELECT COUNT(*) FROM users"), await cluster.Count("SELECT COUNT(*) FROM protection_keys")));

        // A cookie made by A is read by B.
        using var handler = new HttpClientHandler { CookieContainer = new() };
        using var person = new HttpClient(handler);
        using var signedIn = await person.PostAsJsonAsync(new Uri(a.Address, "/api/session"), new { email = "bench@example.test", password = "bench-password-1" }, Ct);
        await signedIn.Expect(HttpStatusCode.OK);
        using var onB = await person.GetAsync(new Uri(b.Address, "/api/session"), Ct);
        Assert.Equal("bench@example.test", (await onB.Json()).GetProperty("user").Text("email"));

        // A channel whose credentials A has encrypted is called on B; what B hears reaches a screen on A, and the other way round.
        var webhooks = await cluster.AddChannel(Ct);
        using var http = new HttpClient();
        await using var screenOnA = Screen(a);
        await using var screenOnB = Screen(b);
        await screenOnA.Connect(Ct);
        await screenOnB.Connect(Ct);
        foreach (var round in Enumerable.Range(0, 10))
            await Cluster.Text(http, webhooks, round, "+13125550142", $"text {round}", Ct);
        await cluster.WaitUntil("SELECT COUNT(*) FROM inbox_messages", 10, TimeSpan.FromSeconds(20), Ct);
        await cluster.WaitUntil(Unfinished, 0, TimeSpan.FromSeconds(20), Ct);
        await cluster.WaitUntil("SELECT COUNT(*) FROM live_events WHERE seq IS NULL", 0, TimeSpan.FromSeconds(5), Ct);
        var last = await cluster.Count("SELECT MAX(seq) FROM live_events");
        await screenOnA.WaitFor(last, Ct);
        await screenOnB.WaitFor(last, Ct);
        Assert.Equal(screenOnA.Applied.Where(h => h.Seq > screenOnB.Applied[0].Seq - 1), screenOnB.Applied);
    }

    [Fact]
    public async Task An_event_written_on_one_node_is_on_a_screen_of_the_other_at_once()
    {
        await using var cluster = await Cluster.Start(2, TimeSpan.FromSeconds(20), Ct);
        var webhooks = await cluster.AddChannel(Ct);
        using var http = new HttpClient();
        await Cluster.Text(http, webhooks, 0, "+13125550142", "hello", Ct);
        await cluster.WaitUntil("SELECT COUNT(*) FROM inbox_conversations", 1, TimeSpan.FromSeconds(20), Ct);
        await cluster.WaitUntil(Unfinished, 0, TimeSpan.FromSeconds(20), Ct);
        var conversation = (await cluster.Rows("SELECT id FROM inbox_conversations", row => row.GetGuid(0))).Single();
        await using var screen = Screen(cluster.Nodes[1]);
        await screen.Connect(Ct);

        var times = new List<double>();
        for (var i = 0; i < 20; i++)
        {
            var before = screen.Seq;
            using var read = await cluster.Nodes[0].Http.PostAsJsonAsync($"/api/conversations/{conversation}/{(i % 2 == 0 ? "close" : "reopen")}", new { version = await Version(cluster.Nodes[0], conversation) }, Ct);
            var started = Stopwatch.GetTimestamp();
            await read.Expect(HttpStatusCode.OK);
            await screen.WaitFor(before + 1, Ct);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        times.Sort();
        output.WriteLine($"from the answer on A to the screen on B: median {times[10]:n0} ms, worst {times[^1]:n0} ms");
        // The second's poll would make it half a second on average.
        Assert.InRange(times[10], 0, 250);
    }

    [Fact]
    public async Task Three_nodes_do_every_job_once_and_in_order_though_one_is_killed_under_load()
    {
        // What operators get without setting anything: a look every quarter of a second, and this.
        Assert.InRange(new JobOptions().Lease, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(25));

        await using var cluster = await Cluster.Start(3, TimeSpan.FromSeconds(3), Ct);
        var webhooks = await cluster.AddChannel(Ct);
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        var acknowledged = new ConcurrentQueue<string>();
        var enough = new TaskCompletionSource();
        var senders = Enumerable.Range(0, 20).Select(sender => Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                await Cluster.Text(http, webhooks, sender + i, $"+1312555{sender:0000}", $"{i}", Ct);
                acknowledged.Enqueue($"{sender}:{i}");
                if (acknowledged.Count > 150)
                    enough.TrySetResult();
            }
        }, Ct)).ToList();

        await enough.Task.WaitAsync(TimeSpan.FromMinutes(1), Ct);
        await cluster.Nodes[2].Kill();
        var killed = Stopwatch.GetTimestamp();
        var held = await cluster.Count("SELECT COUNT(*) FROM jobs WHERE lease_owner IS NOT NULL");
        await Task.WhenAll(senders);
        await cluster.WaitUntil(Unfinished, 0, TimeSpan.FromSeconds(30), Ct);

        output.WriteLine($"{acknowledged.Count} texts acknowledged; {held} leases held when a node died; nothing left to do {Stopwatch.GetElapsedTime(killed).TotalSeconds:n1} s later");
        var messages = await cluster.Rows("SELECT k.address, m.text FROM inbox_messages m JOIN inbox_contacts k ON k.id = m.contact_id ORDER BY m.position", row => (From: row.GetString(0), Text: row.GetString(1)));
        Assert.Equal(400, messages.Count);
        foreach (var sender in messages.GroupBy(m => m.From))
            Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i}"), sender.Select(m => m.Text));
        Assert.Equal(0, await cluster.Count("SELECT COUNT(*) FROM jobs WHERE state = 'Dead'"));
    }

    [Fact]
    public async Task A_node_that_is_asked_to_stop_hands_its_jobs_to_the_other_at_once()
    {
        // So long that only handing back explains what happens.
        await using var cluster = await Cluster.Start(2, TimeSpan.FromMinutes(10), Ct);
        var webhooks = await cluster.AddChannel(Ct);
        using var http = new HttpClient();
        for (var i = 0; i < 40; i++)
            await Cluster.Text(http, webhooks, i, $"+1312555{i:0000}", "hello", Ct);
        await cluster.WaitUntil("SELECT COUNT(*) FROM inbox_conversations", 40, TimeSpan.FromSeconds(30), Ct);
        await cluster.WaitUntil(Unfinished, 0, TimeSpan.FromSeconds(30), Ct);
        var conversations = await cluster.Rows("SELECT id FROM inbox_conversations", row => row.GetGuid(0));
        cluster.Provider.Next([.. Enumerable.Repeat(StubAnswer.Accept with { Delay = TimeSpan.FromSeconds(1) }, 60)]);
        foreach (var conversation in conversations)
            await Cluster.Reply(cluster.Nodes[1], conversation, $"to {conversation}", Ct);

        var asked = Stopwatch.GetTimestamp();
        await cluster.Nodes[0].Stop();
        var stopped = Stopwatch.GetElapsedTime(asked);
        await cluster.WaitUntil(Unfinished, 0, TimeSpan.FromSeconds(60), Ct);

        output.WriteLine($"stopped after {stopped.TotalSeconds:n1} s, the other one was done after {Stopwatch.GetElapsedTime(asked).TotalSeconds:n1} s");
        Assert.InRange(stopped, TimeSpan.Zero, TimeSpan.FromSeconds(15));
        Assert.Equal(40, cluster.Provider.Messages.Count);
        Assert.Equal(40, cluster.Provider.Messages.Select(m => m.Body).Distinct().Count());
        Assert.Equal(40, await cluster.Count("SELECT COUNT(*) FROM inbox_messages WHERE direction = 'Outbound' AND external_id IS NOT NULL"));
    }

    private static async Task<long> Version(WebServer node, Guid conversation)
    {
        using var json = JsonDocument.Parse(await node.Http.GetStringAsync($"/api/conversations/{conversation}", Ct));
        return json.RootElement.Number("version");
    }

    private static LiveClient Screen(WebServer node) => new(node.Address, socket => socket.SetRequestHeader("Authorization", $"Bearer {WebServer.Token}"), async since =>
    {
        using var answer = await node.Http.GetAsync(since is null ? "/api/events" : $"/api/events?since={since}");
        return answer.StatusCode == HttpStatusCode.Gone ? null : await answer.Json();
    });
}
