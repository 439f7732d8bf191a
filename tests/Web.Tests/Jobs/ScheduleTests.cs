using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

using PromoEngine.Web.Data;
using PromoEngine.Web.Jobs;

namespace PromoEngine.Web.Tests.Jobs;

public abstract class ScheduleTests(App app) : AppTests(app)
{
    // Every test has its own, so that another one's ticks are not in its way.
    private readonly string name = $"s{Guid.CreateVersion7():N}";

    [Fact]
    public async Task Each_tick_happens_once_however_many_nodes_there_are()
    {
        var shop = await App.NewShop();
        var nodes = Enumerable.Range(0, 3).Select(_ => Node()).ToList();
        await Task.WhenAll(nodes.Select(node => node.Tick(Ct)));
        Assert.Equal(0, await Count(shop));

        for (var hour = 1; hour <= 3; hour++)
        {
            App.Clock.Turn(TimeSpan.FromHours(1));
            var moved = await Task.WhenAll(nodes.Select(node => Task.Run(() => node.Tick(Ct), Ct)));
            Assert.Equal(1, moved.Sum());
            Assert.Equal(1, await Count(shop));
            await Forget(shop);
        }
    }

    [Fact]
    public async Task Ticks_that_were_missed_are_made_up_for_once()
    {
        var shop = await App.NewShop();
        await Node().Tick(Ct);

        App.Clock.Turn(TimeSpan.FromHours(9.5));
        Assert.Equal(1, await Node().Tick(Ct));
        Assert.Equal(0, await Node().Tick(Ct));
        Assert.Equal(1, await Count(shop));
    }

    [Fact]
    public async Task A_schedule_of_the_installation_is_one_job_and_runs_outside_every_workspace()
    {
        var ran = 0;
        var schedule = new Schedule(name, "0 0 * * * ?", ScheduleScope.Installation, "", (s, _) =>
        {
            Assert.Throws<InvalidOperationException>(() => s.GetRequiredService<AppDb>().Workspace);
            ran++;
            return Task.FromResult<Func<Task>?>(null);
        });
        var handlers = new JobHandlers();
        handlers.Add<ScheduledTick>(name, (s, _, ct) => schedule.Run(s, ct));
        var runner = new JobRunner(App.Services.GetRequiredService<IServiceScopeFactory>(), handlers, App.Services.GetRequiredService<JobSql>(), Options.Create(new JobOptions()), App.Clock, NullLogger<JobRunner>.Instance);
        await Node(schedule).Tick(Ct);
        App.Clock.Turn(TimeSpan.FromHours(1));
        await Node(schedule).Tick(Ct);

        Assert.Equal(1, await runner.RunDue(workspace: null, Ct));
        Assert.Equal(1, ran);
    }

    [Fact]
    public void Every_schedule_has_a_next_tick_and_a_purpose()
    {
        foreach (var schedule in Schedules.All)
        {
            Assert.InRange(ScheduleTicker.NextAfter(schedule.Cron, App.Clock.Now)!.Value - App.Clock.Now, TimeSpan.FromSeconds(1), TimeSpan.FromDays(366));
            Assert.EndsWith(".", schedule.Purpose, StringComparison.Ordinal);
        }
    }

    private ScheduleTicker Node(Schedule? schedule = null) => new(
        App.Services.GetRequiredService<IServiceScopeFactory>(), [schedule ?? new(name, "0 0 * * * ?", ScheduleScope.Workspace, "", (_, _) => Task.FromResult<Func<Task>?>(null))],
        Options.Create(new JobOptions()), App.Services.GetRequiredService<Startup>(), App.Clock, NullLogger<ScheduleTicker>.Instance);

    private Task<int> Count(Shop shop) => shop.Look(db => db.Jobs.CountAsync(j => j.Kind == name, Ct));

    private Task Forget(Shop shop)
    {
        using var quiet = StatementPlans.Ignore();
        return shop.Unit((_, db) => db.Jobs.Where(j => j.Kind == name).ExecuteDeleteAsync(Ct));
    }
}

[Collection(SqliteApp.Collection)]
public sealed class SchedulesOnSqlite(SqliteApp app) : ScheduleTests(app);

[Collection(PostgresApp.Collection)]
public sealed class SchedulesOnPostgres(PostgresApp app) : ScheduleTests(app);
