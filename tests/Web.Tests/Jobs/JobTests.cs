using System.Collections.Concurrent;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

using PromoEngine.Inbox;
using PromoEngine.Orders.Inventory;
using PromoEngine.Web.Data;
using PromoEngine.Web.Jobs;

namespace PromoEngine.Web.Tests.Jobs;

/// <summary>The job table with handlers of the test: what runs, when, how often, and what stays when it goes wrong.</summary>
public abstract class JobTests(App app) : AppTests(app)
{
    private readonly ConcurrentQueue<string> ran = [];
    private readonly JobHandlers handlers = new();
    private readonly JobOptions options = new();

    [Fact]
    public async Task Jobs_of_one_key_run_in_the_order_of_their_writing_however_many_runners_there_are()
    {
        var shop = await App.NewShop();
        On("note", _ => { });
        foreach (var i in Enumerable.Range(0, 8))
            await Enqueue(shop, Note($"{i}") with { OrderingKey = "one" });

        var (first, second) = (Runner(), Runner());
        while (await first.RunDue(shop.Workspace, Ct) + await second.RunDue(shop.Workspace, Ct) > 0)
            ;

        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7"], ran);
    }

    [Fact]
    public async Task A_debounced_job_waits_for_quiet_and_runs_once_for_everything()
    {
        var shop = await App.NewShop();
        On("note", _ => { });
        var debounced = Note("x") with { UniqueKey = "note:x", Quiet = TimeSpan.FromSeconds(1) };

        await Enqueue(shop, debounced);
        App.Clock.Turn(TimeSpan.FromSeconds(0.7));
        await Enqueue(shop, debounced);
        App.Clock.Turn(TimeSpan.FromSeconds(0.7));
        Assert.Equal(0, await Runner().RunDue(shop.Workspace, Ct));
        App.Clock.Turn(TimeSpan.FromSeconds(0.4));
        Assert.Equal(1, await Runner().RunDue(shop.Workspace, Ct));

        App.Clock.Turn(TimeSpan.FromMinutes(1));
        Assert.Equal(0, await Runner().RunDue(shop.Workspace, Ct));
    }

    [Fact]
    public async Task Who_never_stops_writing_is_read_all_the_same_after_ten_quiet_times()
    {
        var shop = await App.NewShop();
        On("note", _ => { });
        var seconds = 0.0;

        for (; ran.IsEmpty && seconds < 30; seconds += 0.9)
        {
            await Enqueue(shop, Note("x") with { UniqueKey = "note:x", Quiet = TimeSpan.FromSeconds(1) });
            App.Clock.Turn(TimeSpan.FromSeconds(0.9));
            await Runner().RunDue(shop.Workspace, Ct);
        }

        Assert.InRange(seconds, 9, 11);
    }

    [Fact]
    public async Task What_is_enqueued_again_while_it_runs_runs_again()
    {
        var shop = await App.NewShop();
        var again = Note("x") with { UniqueKey = "note:x" };
        handlers.Add<string>("note", async (_, text, _) =>
        {
            if (ran.IsEmpty)
                await Enqueue(shop, again);
            ran.Enqueue(text);
            return null;
        });
        await Enqueue(shop, again);

        await RunAll(shop);

        Assert.Equal(2, ran.Count);
        Assert.Equal(0, await Count(shop));
    }

    [Fact]
    public async Task A_backlog_of_one_kind_does_not_keep_another_kind_waiting()
    {
        var shop = await App.NewShop();
        On("many", _ => { });
        On("few", _ => { });
        await shop.Unit(async (_, db) =>
        {
            for (var i = 0; i < 100; i++)
                db.Enqueue(new("many", "\"many\""));
            db.Enqueue(new("few", "\"few\""));
            await db.SaveChangesAsync(Ct);
        });

        var inOneRound = await Runner().RunDue(shop.Workspace, Ct);

        Assert.Contains("few", ran);
        Assert.InRange(inOneRound, 2, 32);
    }

    [Fact]
    public async Task A_failed_job_is_tried_again_later_and_says_why_meanwhile()
    {
        var shop = await App.NewShop();
        On("note", _ => throw new InvalidDataException("no paper"));
        await Enqueue(shop, Note("x"));

        await Runner().RunDue(shop.Workspace, Ct);

        var failed = await shop.Look(db => db.Jobs.SingleAsync(Ct));
        Assert.Equal("InvalidDataException: no paper", failed.Error);
        Assert.Equal(1, failed.Attempts);
        Assert.InRange(failed.DueAt - App.Clock.Now, TimeSpan.FromSeconds(1.8), TimeSpan.FromSeconds(2.2));
        Assert.Equal(0, await Runner().RunDue(shop.Workspace, Ct));
        App.Clock.Turn(TimeSpan.FromSeconds(3));
        Assert.Equal(1, await Runner().RunDue(shop.Workspace, Ct));
    }

    [Fact]
    public void Waits_between_attempts_double_up_to_a_quarter_of_an_hour()
    {
        var seconds = Enumerable.Range(1, 12).Select(attempt => JobRunner.Backoff(attempt).TotalSeconds).ToList();

        foreach (var (i, wait) in seconds.Index())
            Assert.InRange(wait, Math.Min(Math.Pow(2, i + 1), 900) * 0.89, Math.Min(Math.Pow(2, i + 1), 900) * 1.11);
    }

    [Fact]
    public async Task After_twelve_attempts_a_job_is_dead_and_visible_and_its_followers_go_on()
    {
        var shop = await App.NewShop();
        On("note", text =>
        {
            if (text == "poison")
                throw new InvalidDataException("poison");
        });
        await Enqueue(shop, Note("poison") with { OrderingKey = "k" });
        await Enqueue(shop, Note("follower") with { OrderingKey = "k" });

        for (var attempt = 0; attempt < 12; attempt++)
        {
            Assert.DoesNotContain("follower", ran);
            await Runner().RunDue(shop.Workspace, Ct);
            App.Clock.Turn(TimeSpan.FromMinutes(17));
        }

        await RunAll(shop);
        Assert.Contains("follower", ran);
        var dead = await shop.Look(db => db.Jobs.SingleAsync(Ct));
        Assert.Equal((JobState.Dead, false, 12), (dead.State, dead.Ready, dead.Attempts));
        Assert.Contains("poison", dead.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_lost_its_lease_writes_nothing()
    {
        var shop = await App.NewShop();
        var late = true;
        handlers.Add<string>("note", async (s, text, ct) =>
        {
            if (late)
            {
                // This worker hangs for longer than its lease; another one takes the job over and does it.
                late = false;
                App.Clock.Turn(options.Lease + TimeSpan.FromSeconds(1));
                await RunAll(shop);
            }

            return () => AddWarehouse(s, $"{text}{ran.Count}");
        });
        await Enqueue(shop, Note("N"));

        await RunAll(shop);

        Assert.Single(await Warehouses(shop));
        Assert.Equal(0, await Count(shop));
    }

    [Fact]
    public async Task A_write_that_fails_leaves_nothing_behind()
    {
        var shop = await App.NewShop();
        handlers.Add<string>("note", (s, text, _) => Task.FromResult<Func<Task>?>(async () =>
        {
            await AddWarehouse(s, text);
            if (ran.IsEmpty)
            {
                ran.Enqueue(text);
                throw new InvalidDataException("after the write");
            }
        }));
        await Enqueue(shop, Note("N"));

        await Runner().RunDue(shop.Workspace, Ct);
        Assert.Empty(await Warehouses(shop));

        App.Clock.Turn(TimeSpan.FromSeconds(3));
        await Runner().RunDue(shop.Workspace, Ct);
        Assert.Single(await Warehouses(shop));
    }

    [Fact]
    public async Task Eight_claimers_do_every_job_once()
    {
        var shop = await App.NewShop();
        On("note", _ => { });
        await shop.Unit(async (_, db) =>
        {
            for (var i = 0; i < 160; i++)
                db.Enqueue(Note($"{i}") with { OrderingKey = i % 2 == 0 ? null : $"key{i % 10}" });
            await db.SaveChangesAsync(Ct);
        });

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var runner = Runner();
            while (await Count(shop) > 0)
                await runner.RunDue(shop.Workspace, Ct);
        }, Ct)));

        Assert.Equal(Enumerable.Range(0, 160), ran.Select(int.Parse).Order());
        foreach (var key in Enumerable.Range(0, 160).Where(i => i % 2 == 1).GroupBy(i => i % 10))
            Assert.Equal(key, ran.Select(int.Parse).Where(key.Contains));
    }

    [Fact]
    public async Task A_job_that_is_only_too_early_comes_again_without_having_failed()
    {
        var shop = await App.NewShop();
        On("note", _ =>
        {
            if (ran.Count < 3)
                throw new NotYetException("too early", TimeSpan.FromSeconds(2));
        });
        await Enqueue(shop, Note("x"));

        for (var i = 0; i < 3; i++)
        {
            await Runner().RunDue(shop.Workspace, Ct);
            App.Clock.Turn(TimeSpan.FromSeconds(2.1));
        }

        Assert.Equal(3, ran.Count);
        Assert.Equal(0, await Count(shop));
    }

    [Fact]
    public async Task The_sweep_mends_a_key_of_which_no_job_is_ready()
    {
        var shop = await App.NewShop();
        On("note", _ => { });
        foreach (var i in Enumerable.Range(0, 3))
            await Enqueue(shop, Note($"{i}") with { OrderingKey = "stuck" });
        using (StatementPlans.Ignore())
            await shop.Unit((_, db) => db.Jobs.ExecuteUpdateAsync(set => set.SetProperty(j => j.Ready, false), Ct));
        Assert.Equal(0, await Runner().RunDue(shop.Workspace, Ct));

        await Runner().Sweep(Ct);
        await RunAll(shop);

        Assert.Equal(["0", "1", "2"], ran);
    }

    [Fact]
    public async Task A_stopping_process_hands_its_leases_back()
    {
        var shop = await App.NewShop();
        var leaving = Runner();
        handlers.Add<string>("note", async (_, text, ct) =>
        {
            ran.Enqueue(text);
            if (ran.Count == 1)
                await leaving.ReleaseLeases(everyone: false, ct);
            return null;
        });
        await Enqueue(shop, Note("x"));

        await leaving.RunDue(shop.Workspace, Ct);
        await RunAll(shop);

        Assert.Equal(2, ran.Count);
        Assert.Equal(0, await Count(shop));
    }

    private static NewJob Note(string text) => new("note", $"\"{text}\"");

    private static Task Enqueue(Shop shop, NewJob job) => shop.Unit((_, db) =>
    {
        db.Enqueue(job);
        return db.SaveChangesAsync(Ct);
    });

    private static Task<int> Count(Shop shop) => shop.Look(db => db.Jobs.CountAsync(Ct));

    private static Task<List<string>> Warehouses(Shop shop) => shop.Look(db => db.Warehouses.Where(w => w.Name.StartsWith("NOTE")).Select(w => w.Code).ToListAsync(Ct));

    private static async Task AddWarehouse(IServiceProvider services, string code)
    {
        var db = services.GetRequiredService<AppDb>();
        db.Warehouses.Add(new Warehouse { Code = code, Name = $"NOTE {code}", Priority = 9 });
        await db.SaveChangesAsync(Ct);
    }

    private void On(string kind, Action<string> work) => handlers.Add<string>(kind, (_, text, _) =>
    {
        ran.Enqueue(text);
        work(text);
        return Task.FromResult<Func<Task>?>(null);
    });

    private JobRunner Runner() => new(
        App.Services.GetRequiredService<IServiceScopeFactory>(), handlers, App.Services.GetRequiredService<JobSql>(), Options.Create(options), App.Clock, NullLogger<JobRunner>.Instance);

    private async Task RunAll(Shop shop)
    {
        while (await Runner().RunDue(shop.Workspace, Ct) > 0)
            ;
    }
}

[Collection(SqliteApp.Collection)]
public sealed class JobsOnSqlite(SqliteApp app) : JobTests(app);

[Collection(PostgresApp.Collection)]
public sealed class JobsOnPostgres(PostgresApp app) : JobTests(app);
