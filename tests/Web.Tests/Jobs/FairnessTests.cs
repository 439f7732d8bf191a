using System.Collections.Concurrent;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

using PromoEngine.Web.Jobs;

namespace PromoEngine.Web.Tests.Jobs;

/// <summary>Several shops on one runner. The kinds of job are this test's own, so that nothing else of the run is claimed.</summary>
public abstract class FairnessTests(App app) : AppTests(app)
{
    private readonly string kind = $"k{Guid.CreateVersion7():N}";
    private readonly ConcurrentQueue<string> ran = [];
    private readonly JobOptions options = new();

    [Fact]
    public async Task A_shop_with_one_job_does_not_wait_behind_another_shops_flood()
    {
        var (loud, quiet) = (await App.NewShop(), await App.NewShop());
        await Enqueue(loud, "loud", 500);
        await Enqueue(quiet, "quiet", 1);

        var inOneRound = await Runner().RunDue(workspace: null, Ct);

        Assert.Equal(5, inOneRound); // its half of the claim, and the one
        Assert.Contains("quiet", ran);
    }

    [Fact]
    public async Task With_more_shops_than_places_in_a_claim_every_one_has_its_turn()
    {
        var shops = new List<Shop>();
        for (var i = 0; i < 20; i++)
            shops.Add(await App.NewShop());
        foreach (var (i, shop) in shops.Index())
            await Enqueue(shop, $"{i}", 5);
        var runner = Runner();

        for (var round = 0; round < 3; round++)
            await runner.RunDue(workspace: null, Ct);

        Assert.Equal(20, ran.Distinct().Count());
    }

    [Fact]
    public async Task A_weight_gives_more_turns()
    {
        var (heavy, light) = (await App.NewShop(), await App.NewShop());
        options.Weights[heavy.Workspace.ToString()] = 3;
        await Enqueue(heavy, "heavy", 40);
        await Enqueue(light, "light", 40);

        await Runner().RunDue(workspace: null, Ct);

        Assert.Equal((6, 2), (ran.Count(text => text == "heavy"), ran.Count(text => text == "light")));
    }

    [Fact]
    public async Task A_stopping_process_hands_back_what_it_has_not_begun_and_finishes_the_rest()
    {
        var shop = await App.NewShop();
        await Enqueue(shop, "x", 8);
        using var stop = new CancellationTokenSource();
        var (begun, finish) = (new SemaphoreSlim(0), new TaskCompletionSource());
        var handlers = new JobHandlers();
        handlers.Add<string>(kind, async (_, text, _) =>
        {
            ran.Enqueue(text);
            begun.Release();
            await finish.Task;
            return null;
        });
        var runner = Runner(handlers);
        var round = Task.Run(() => runner.RunDue(workspace: null, stop.Token), Ct);
        for (var i = 0; i < 4; i++)
            await begun.WaitAsync(Ct);

        await stop.CancelAsync();
        await runner.ReleaseUnbegun(Ct);

        var jobs = await shop.Look(db => db.Jobs.Where(j => j.Kind == kind).ToListAsync(Ct));
        Assert.Equal((4, 4), (jobs.Count(j => j.LeaseOwner is not null), jobs.Count(j => j.LeaseOwner is null && j.Attempts == 0)));
        finish.SetResult();
        await round;
        Assert.Equal(4, ran.Count);
        Assert.Equal(4, await shop.Look(db => db.Jobs.CountAsync(j => j.Kind == kind, Ct)));
    }

    [Fact]
    public async Task A_job_that_takes_long_is_held_and_one_of_a_dead_process_is_taken_over_after_its_lease()
    {
        var shop = await App.NewShop();
        await Enqueue(shop, "x", 1);
        options.Lease = TimeSpan.FromSeconds(20);
        var (begun, finish) = (new SemaphoreSlim(0), new TaskCompletionSource());
        var handlers = new JobHandlers();
        handlers.Add<string>(kind, async (_, text, _) =>
        {
            begun.Release();
            await finish.Task;
            ran.Enqueue(text);
            return null;
        });
        var slow = Runner(handlers);
        var round = Task.Run(() => slow.RunDue(workspace: null, Ct), Ct);
        await begun.WaitAsync(Ct);

        App.Clock.Turn(TimeSpan.FromSeconds(15));
        await slow.RenewLeases(Ct);
        App.Clock.Turn(TimeSpan.FromSeconds(15));
        Assert.Equal(0, await Runner().RunDue(workspace: null, Ct));
        App.Clock.Turn(TimeSpan.FromSeconds(6));
        Assert.Equal(1, await Runner().RunDue(workspace: null, Ct));
        finish.SetResult();
        await round;
        Assert.Equal(0, await shop.Look(db => db.Jobs.CountAsync(j => j.Kind == kind, Ct)));
    }

    private Task Enqueue(Shop shop, string text, int count) => shop.Unit((_, db) =>
    {
        for (var i = 0; i < count; i++)
            db.Enqueue(new(kind, $"\"{text}\""));
        return db.SaveChangesAsync(Ct);
    });

    private JobRunner Runner(JobHandlers? handlers = null)
    {
        if (handlers is null)
        {
            handlers = new();
            handlers.Add<string>(kind, (_, text, _) =>
            {
                ran.Enqueue(text);
                return Task.FromResult<Func<Task>?>(null);
            });
        }

        return new(App.Services.GetRequiredService<IServiceScopeFactory>(), handlers, App.Services.GetRequiredService<JobSql>(), Options.Create(options), App.Clock, NullLogger<JobRunner>.Instance);
    }
}

[Collection(SqliteApp.Collection)]
public sealed class FairnessOnSqlite(SqliteApp app) : FairnessTests(app);

[Collection(PostgresApp.Collection)]
public sealed class FairnessOnPostgres(PostgresApp app) : FairnessTests(app);
