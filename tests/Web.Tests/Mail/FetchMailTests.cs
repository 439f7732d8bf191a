using System.Diagnostics;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Channels.Email;
using PromoEngine.Inbox.Channels.Email.Mailboxes;
using PromoEngine.Web.Data;
using PromoEngine.Web.Jobs;
using PromoEngine.Web.Mailboxes;

namespace PromoEngine.Web.Tests.Mail;

/// <summary>Nothing lost and nothing twice, whatever ends in the middle; and how soon a mail is there.</summary>
public abstract class FetchMailTests(App app, MailServers servers, ITestOutputHelper output) : AppTests(app)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_process_that_ends_between_fetching_and_committing_loses_no_mail_and_stores_none_twice(bool afterCommit)
    {
        var mailbox = await ShopMailbox.Open(App, servers);
        for (var i = 0; i < 50; i++)
            mailbox.Write("ann@customer.test", $"Mail {i}", "text", $"{i}@customer.test");

        // It dies at the first two of its writes that store mails, one after the other.
        foreach (var fatal in new[] { 2, 2 })
            await Assert.ThrowsAsync<InvalidOperationException>(() => FetchWith(mailbox, unit => new DyingUnit(unit, fatal, afterCommit)));
        await mailbox.Fetch();

        Assert.Equal(50, await mailbox.Shop.Look(db => db.InboundEvents.CountAsync(e => e.ChannelId == mailbox.Channel, Ct)));
        Assert.Equal(50, await mailbox.Shop.Look(db => db.Messages.CountAsync(m => m.ChannelId == mailbox.Channel, Ct)));
    }

    [Fact]
    public async Task A_mail_is_in_its_conversation_moments_after_it_lies_in_the_mailbox()
    {
        var mailbox = await ShopMailbox.Open(App, servers);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var account = await Account(mailbox);
        var following = App.Services.GetRequiredService<FollowMailbox>().Run(mailbox.Shop.Workspace, account, Settings(account), stop.Token);
        await Until(() => mailbox.Shop.Look(db => db.MailboxStates.AnyAsync(s => s.ChannelId == mailbox.Channel && s.Folder == MailFolder.Inbox && s.FetchedAt != null, Ct)));

        var latencies = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            await Task.Delay(200, Ct);
            var watch = Stopwatch.StartNew();
            mailbox.Write("ann@customer.test", $"News {i}", "text", $"{i}@customer.test");
            var wanted = i + 1;
            await Until(() => mailbox.Shop.Look(db => db.InboundEvents.AnyAsync(e => e.ChannelId == mailbox.Channel && e.EventKey.EndsWith($":{wanted}"), Ct)));
            latencies.Add(watch.Elapsed.TotalMilliseconds);
        }

        await stop.CancelAsync();
        await following.ContinueWith(_ => { }, TaskScheduler.Default);
        output.WriteLine($"From the mailbox to the committed event: {string.Join(", ", latencies.Select(l => $"{l:0}"))} ms");
        Assert.True(latencies.Order().ElementAt(2) < 2000, $"The middle one took {latencies.Order().ElementAt(2):0} ms.");
    }

    [Fact]
    public async Task One_process_follows_a_mailbox_and_another_takes_over_when_it_is_gone()
    {
        var mailbox = await ShopMailbox.Open(App, servers);
        var (one, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        Assert.True(await Take(one));
        Assert.False(await Take(other));
        Assert.True(await Take(one));
        App.Clock.Turn(MailboxLease.Length + TimeSpan.FromSeconds(1));
        Assert.True(await Take(other));
        Assert.False(await Take(one));

        Task<bool> Take(Guid owner) => mailbox.Shop.In(s => s.GetRequiredService<MailboxLease>().Take(mailbox.Channel, owner, 7, Ct));
    }

    [Fact]
    public async Task Every_mailbox_of_the_installation_is_seen_and_each_with_its_own_workspace()
    {
        var (first, second) = (await ShopMailbox.Open(App, servers), await ShopMailbox.Open(App, servers));

        await using var scope = App.Services.CreateAsyncScope();
        var all = await scope.ServiceProvider.GetRequiredService<AppDb>().MailboxesOfAllWorkspaces("imap", Ct);

        Assert.Contains(all, m => m.ChannelId == first.Channel && m.Workspace == first.Shop.Workspace);
        Assert.Contains(all, m => m.ChannelId == second.Channel && m.Workspace == second.Shop.Workspace);
    }

    private static async Task Until(Func<Task<bool>> isSo)
    {
        var watch = Stopwatch.StartNew();
        while (!await isSo())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), "It did not happen in thirty seconds.");
            await Task.Delay(5, Ct);
        }
    }

    private static Task<ChannelAccount> Account(ShopMailbox mailbox) => mailbox.Shop.In(async services =>
    {
        var channel = await services.GetRequiredService<AppDb>().Channels.AsNoTracking().SingleAsync(c => c.Id == mailbox.Channel, Ct);
        return services.GetRequiredService<ChannelSecrets>().Account(channel);
    });

    private MailboxSettings Settings(ChannelAccount account) => App.Services.GetRequiredService<ImapChannel>().Settings(account)!.Mailbox!;

    private async Task FetchWith(ShopMailbox mailbox, Func<IUnitOfWork, IUnitOfWork> wrap)
    {
        var account = await Account(mailbox);
        var settings = Settings(account);
        await using var imap = await App.Services.GetRequiredService<ImapChannel>().Open(settings, Ct);
        var inbox = await imap.Examine("INBOX", Ct);
        await mailbox.Shop.In(async services =>
        {
            var fetch = new FetchMail(services.GetRequiredService<AppDb>(), wrap(services.GetRequiredService<IUnitOfWork>()), services.GetRequiredService<StoreEvent>(), services.GetRequiredService<JobSql>(), App.Clock);
            await fetch.New(mailbox.Channel, MailFolder.Inbox, inbox!, imap, settings.Days, Ct);
            return true;
        });
    }

    /// <summary>Ends at the so-and-so-many-th unit, before or after its commit.</summary>
    private sealed class DyingUnit(IUnitOfWork real, int fatal, bool afterCommit) : IUnitOfWork
    {
        private int units;

        public async Task<T> Run<T>(AppDb db, Func<Task<T>> body)
        {
            var dies = ++units == fatal;
            var result = await real.Run(db, async () =>
            {
                var inner = await body();
                return dies && !afterCommit ? throw new InvalidOperationException("The process ended.") : inner;
            });
            return dies ? throw new InvalidOperationException("The process ended.") : result;
        }

        public Task<T> Run<T>(Func<System.Data.Common.DbTransaction, Task<T>> body) => real.Run(body);

        public Task<T> Ingest<T>(Func<System.Data.Common.DbTransaction, Task<T>> body, CancellationToken ct) => real.Ingest(body, ct);
    }
}

[Collection(SqliteApp.Collection)]
public sealed class FetchMailOnSqlite(SqliteApp app, MailServers servers, ITestOutputHelper output) : FetchMailTests(app, servers, output);

[Collection(PostgresApp.Collection)]
public sealed class FetchMailOnPostgres(PostgresApp app, MailServers servers, ITestOutputHelper output) : FetchMailTests(app, servers, output);
