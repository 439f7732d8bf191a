using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Channels.Email;
using PromoEngine.Inbox.Channels.Email.Imap;
using PromoEngine.Inbox.Channels.Email.Wire;
using PromoEngine.Web.Data;
using PromoEngine.Web.Jobs;

namespace PromoEngine.Web.Mailboxes;

/// <summary>A mailbox that some process should follow.</summary>
internal sealed record WatchedMailbox(Guid Workspace, Guid ChannelId, int Version);

/// <summary>Has every mailbox of the installation followed by one process: each looks for those that nobody follows, and takes over whose process has died.</summary>
internal sealed class MailboxWatch(
    IServiceScopeFactory scopes, FollowMailbox follow, ImapChannel channel, ChannelSecrets secrets, IOptions<JobOptions> options, Startup startup, TimeProvider clock, ILogger<MailboxWatch> log)
    : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);

    /// <summary>A wrong password every few seconds would lock the account.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    /// <summary>A line that held for so long was a good one.</summary>
    private static readonly TimeSpan Held = TimeSpan.FromMinutes(1);

    private readonly Guid owner = Guid.CreateVersion7();
    private readonly Dictionary<Guid, (WatchedMailbox Mailbox, CancellationTokenSource Stop, Task Following)> following = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await startup.Finished.WaitAsync(stoppingToken);
        try
        {
            // Who does no work takes in none.
            while (!stoppingToken.IsCancellationRequested && options.Value.Workers > 0)
            {
                try
                {
                    await Look(stoppingToken);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    log.LogError(e, "The mailboxes could not be looked at; it comes again");
                }

                await Task.Delay(Beat, clock, stoppingToken);
            }
        }
        finally
        {
            await Task.WhenAll(following.Values.ToList().ConvertAll(f => End(f.Stop, f.Following)));
        }
    }

    /// <summary>Begins to follow what is new or was changed, and lets go of what is gone.</summary>
    private async Task Look(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var mailboxes = await scope.ServiceProvider.GetRequiredService<AppDb>().MailboxesOfAllWorkspaces(channel.Provider, ct);
        foreach (var (id, followed) in following.ToList())
        {
            if (mailboxes.Contains(followed.Mailbox) && !followed.Following.IsCompleted)
                continue;
            following.Remove(id);
            await End(followed.Stop, followed.Following);
        }

        foreach (var mailbox in mailboxes.Where(m => !following.ContainsKey(m.ChannelId)))
        {
            var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
            following[mailbox.ChannelId] = (mailbox, stop, Task.Run(() => Follow(mailbox, stop.Token), CancellationToken.None));
        }
    }

    private static async Task End(CancellationTokenSource stop, Task following)
    {
        await stop.CancelAsync();
        await following;
        stop.Dispose();
    }

    private async Task Follow(WatchedMailbox mailbox, CancellationToken stop)
    {
        var pause = FirstPause;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var began = clock.GetUtcNow();
                if (await Turn(mailbox, stop))
                    pause = clock.GetUtcNow() - began > Held ? FirstPause : Min(pause * 2, LongestPause);
                await Task.Delay(pause, clock, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogError(e, "Mailbox of channel {Channel} could not be followed; it comes again", mailbox.ChannelId);
                await Task.Delay(FirstPause * 4, clock, stop).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
        }
    }

    /// <summary>Follows the mailbox while the lease holds and the line does. False: another process has it.</summary>
    private async Task<bool> Turn(WatchedMailbox mailbox, CancellationToken stop)
    {
        var found = await In(mailbox, async s => await s.GetRequiredService<AppDb>().Channels.AsNoTracking().FirstOrDefaultAsync(c => c.Id == mailbox.ChannelId, stop));
        if (found is null)
            return false;
        var account = secrets.Account(found);
        if (channel.Settings(account)?.Mailbox is not { } settings || !await In(mailbox, s => s.GetRequiredService<MailboxLease>().Take(mailbox.ChannelId, owner, settings.Days, stop)))
            return false;

        using var lost = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var renewing = Renew(mailbox, settings.Days, lost);
        try
        {
            await follow.Run(mailbox.Workspace, account, settings, lost.Token);
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested)
        {
            // Stopped, changed, or taken over.
        }
        catch (Exception e) when (e is MailLostException or MailRefusedException or ImapNoException or MailboxGoneException)
        {
            log.LogWarning("Mailbox of channel {Channel} cannot be read ({Error}); it comes again", mailbox.ChannelId, e.GetType().Name);
            await In(mailbox, async s =>
            {
                await s.GetRequiredService<MailboxLease>().Say(mailbox.ChannelId, e.Message, CancellationToken.None);
                return true;
            });
        }
        finally
        {
            await lost.CancelAsync();
            await renewing;
            await In(mailbox, async s =>
            {
                await s.GetRequiredService<MailboxLease>().Release(mailbox.ChannelId, owner, CancellationToken.None);
                return true;
            });
        }

        return true;
    }

    private async Task Renew(WatchedMailbox mailbox, int days, CancellationTokenSource lost)
    {
        try
        {
            while (true)
            {
                await Task.Delay(MailboxLease.Length / 3, clock, lost.Token);
                if (!await In(mailbox, s => s.GetRequiredService<MailboxLease>().Take(mailbox.ChannelId, owner, days, lost.Token)))
                    await lost.CancelAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // Over.
        }
        catch (Exception e)
        {
            // Without a lease nobody may go on.
            log.LogError(e, "The lease of a mailbox could not be renewed");
            await lost.CancelAsync();
        }
    }

    private async Task<T> In<T>(WatchedMailbox mailbox, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentWorkspace>().Enter(mailbox.Workspace, "mailbox");
        return await work(scope.ServiceProvider);
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}

internal static class MailboxSetup
{
    public static void AddMailboxes(this IServiceCollection services)
    {
        services.AddScoped<FetchMail>();
        services.AddScoped<MailboxLease>();
        services.AddSingleton<FollowMailbox>();
        services.AddHostedService<MailboxWatch>();
    }
}
