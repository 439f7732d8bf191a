using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

using PromoEngine.Orders.Inventory;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Tests.Data;

public abstract class UnitOfWorkTests(App app) : AppTests(app)
{
    [Fact]
    public async Task What_a_unit_returns_is_committed()
    {
        var shop = await App.NewShop();

        await shop.Unit((_, db) => Add(db, "NORTH"));

        Assert.True(await Has(shop, "NORTH"));
    }

    [Fact]
    public async Task An_exception_rolls_back_its_own_unit_and_no_other()
    {
        var shop = await App.NewShop();

        var units = Enumerable.Range(0, 20).Select(i => shop.Unit(async (_, db) =>
        {
            await Add(db, $"W{i:00}");
            if (i % 2 == 1)
                throw new InvalidDataException("odd");
        })).ToList();

        foreach (var (i, unit) in units.Index())
        {
            if (i % 2 == 1)
                await Assert.ThrowsAsync<InvalidDataException>(() => unit);
            else
                await unit;
        }

        var written = await shop.Look(db => db.Warehouses.Where(w => w.Code.StartsWith("W0") || w.Code.StartsWith("W1")).Select(w => w.Code).OrderBy(c => c).ToListAsync(Ct));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"W{2 * i:00}"), written);
    }

    [Fact]
    public async Task A_unit_inside_a_unit_of_the_same_context_joins_it()
    {
        var shop = await App.NewShop();

        await Assert.ThrowsAsync<InvalidDataException>(() => shop.Unit(async (services, db) =>
        {
            await services.GetRequiredService<IUnitOfWork>().Run(db, () => Add(db, "INNER"));
            throw new InvalidDataException("after the inner one");
        }));

        Assert.False(await Has(shop, "INNER"));
    }

    [Fact]
    public async Task A_unit_reads_its_own_writes_and_others_do_not_until_it_commits()
    {
        var shop = await App.NewShop();

        await shop.Unit(async (_, db) =>
        {
            await Add(db, "SOON");
            Assert.True(await db.Warehouses.AnyAsync(w => w.Code == "SOON", Ct));
        });

        Assert.True(await Has(shop, "SOON"));
    }

    [Fact]
    public async Task Saving_outside_a_unit_says_what_to_do()
    {
        var shop = await App.NewShop();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => shop.In(services => Add(services.GetRequiredService<AppDb>(), "NEVER")));

        Assert.Contains("IUnitOfWork.Run", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_outside_a_unit_cannot_write()
    {
        var shop = await App.NewShop();

        var bulk = await Assert.ThrowsAsync<InvalidOperationException>(() => shop.In(services =>
            services.GetRequiredService<AppDb>().Warehouses.ExecuteUpdateAsync(set => set.SetProperty(w => w.Name, "changed"), Ct)));
        var raw = await Assert.ThrowsAsync<InvalidOperationException>(() => shop.In(services =>
            services.GetRequiredService<AppDb>().Database.ExecuteSqlRawAsync("DELETE FROM jobs", Ct)));

        Assert.Contains("outside a unit of work", bulk.Message, StringComparison.Ordinal);
        Assert.Contains("outside a unit of work", raw.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_unit_the_context_reads_on_and_still_cannot_write()
    {
        var shop = await App.NewShop();

        await shop.In(async services =>
        {
            var db = services.GetRequiredService<AppDb>();
            var unit = services.GetRequiredService<IUnitOfWork>();
            await unit.Run(db, () => Add(db, "ONE"));
            Assert.True(await db.Warehouses.AnyAsync(w => w.Code == "ONE", Ct));
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.Warehouses.ExecuteDeleteAsync(Ct));
            await unit.Run(db, () => Add(db, "TWO"));
            return true;
        });

        Assert.True(await Has(shop, "TWO"));
    }

    [Fact]
    public async Task What_was_tracked_before_a_unit_is_not_decided_on_inside()
    {
        var shop = await App.NewShop();

        await shop.In(async services =>
        {
            var db = services.GetRequiredService<AppDb>();
            await db.Warehouses.ToListAsync(Ct);
            await services.GetRequiredService<IUnitOfWork>().Run(db, () =>
            {
                Assert.Empty(db.ChangeTracker.Entries());
                return Task.CompletedTask;
            });
            return true;
        });
    }

    [Fact]
    public async Task Numbers_taken_at_the_same_time_are_all_different()
    {
        var shop = await App.NewShop();

        var numbers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => shop.In(services => services.GetRequiredService<AppDb>().NextNumber("quote", Ct))));

        Assert.Equal(30, numbers.Distinct().Count());
        Assert.Contains("Q-1001", numbers);
    }

    [Fact]
    public async Task A_number_is_not_taken_inside_a_unit()
    {
        var shop = await App.NewShop();

        await Assert.ThrowsAsync<InvalidOperationException>(() => shop.Unit((_, db) => db.NextNumber("quote", Ct)));
    }

    private protected static async Task<bool> Add(AppDb db, string code)
    {
        db.Warehouses.Add(new Warehouse { Code = code, Name = code, Priority = 9 });
        await db.SaveChangesAsync(Ct);
        return true;
    }

    private protected static Task<bool> Has(Shop shop, string code) => shop.Look(db => db.Warehouses.AnyAsync(w => w.Code == code, Ct));
}

[Collection(SqliteApp.Collection)]
public sealed class UnitOfWorkOnSqlite(SqliteApp app) : UnitOfWorkTests(app)
{
    [Fact]
    public async Task Waiting_webhooks_go_before_everything_else_that_waits()
    {
        var shop = await App.NewShop();
        var order = new List<string>();
        using var busy = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        var unit = App.Services.GetRequiredService<IUnitOfWork>();

        // Whoever is in the lane now holds it until all the others wait.
        var holder = shop.Unit((_, _) =>
        {
            busy.Set();
            go.Wait(Ct);
            return Task.CompletedTask;
        });
        busy.Wait(Ct);
        var waiting = new List<Task>();
        for (var i = 0; i < 3; i++)
        {
            waiting.Add(shop.Unit((_, _) =>
            {
                order.Add("other");
                return Task.CompletedTask;
            }));
            waiting.Add(unit.Ingest(_ =>
            {
                order.Add("webhook");
                return Task.FromResult(true);
            }, Ct));
        }

        go.Set();
        await Task.WhenAll([holder, .. waiting]);

        Assert.Equal(["webhook", "webhook", "webhook", "other", "other", "other"], order);
    }

    [Fact]
    public async Task A_second_context_inside_a_unit_throws_instead_of_waiting_for_itself()
    {
        var shop = await App.NewShop();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => shop.Unit((_, _) => shop.Unit((_, db) => Add(db, "SECOND"))));

        Assert.Contains("wait for itself", error.Message, StringComparison.Ordinal);
        Assert.False(await Has(shop, "SECOND"));
    }

    [Fact]
    public async Task A_body_that_awaits_something_else_fails_writes_nothing_and_the_lane_lives_on()
    {
        var shop = await App.NewShop();
        var afterwards = new TaskCompletionSource<Exception?>();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => shop.Unit(async (_, db) =>
        {
            await Add(db, "BEFORE");
            await Task.Yield();
            await Task.Delay(20, Ct);
            afterwards.SetResult(await Record.ExceptionAsync(() => Add(db, "AFTER")));
        }));

        Assert.Contains("await nothing but", error.Message, StringComparison.Ordinal);
        Assert.NotNull(await afterwards.Task);
        Assert.False(await Has(shop, "BEFORE"));
        Assert.False(await Has(shop, "AFTER"));
        await shop.Unit((_, db) => Add(db, "NEXT"));
        Assert.True(await Has(shop, "NEXT"));
    }
}

[Collection(PostgresApp.Collection)]
public sealed class UnitOfWorkOnPostgres(PostgresApp app) : UnitOfWorkTests(app)
{
    [Fact]
    public async Task Two_units_that_block_each_other_both_succeed()
    {
        var shop = await App.NewShop();
        var (tries, bothHoldOne) = (0, new Barrier(2));

        Task Rename(string first, string second) => Task.Run(() => shop.Unit(async (_, db) =>
        {
            var attempt = Interlocked.Increment(ref tries);
            await db.Warehouses.Where(w => w.Code == first).ExecuteUpdateAsync(set => set.SetProperty(w => w.Name, $"{first} first"), Ct);
            if (attempt <= 2)
                bothHoldOne.SignalAndWait(TimeSpan.FromSeconds(10), Ct);
            await db.Warehouses.Where(w => w.Code == second).ExecuteUpdateAsync(set => set.SetProperty(w => w.Name, $"{second} second"), Ct);
        }), Ct);

        await Task.WhenAll(Rename("MAIN", "WEST"), Rename("WEST", "MAIN"));

        Assert.True(tries > 2, "Nobody was in anybody's way; this tests nothing.");
    }
}
