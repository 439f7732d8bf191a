using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Channels.Email;
using PromoEngine.Inbox.Channels.Email.Imap;
using PromoEngine.Inbox.Channels.Email.Mailboxes;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Mailboxes;

/// <summary>One connection to a mailbox, for as long as it lasts: reads what is new, waits for more, looks into the Sent folder now and then, and compares everything at times.</summary>
internal sealed class FollowMailbox(IServiceScopeFactory scopes, ImapChannel channel, TimeProvider clock)
{
    /// <summary>How long one IDLE lasts: the Sent folder is looked into in between, and a line that died in silence is noticed. Servers hang up after 30 minutes.</summary>
    private static readonly TimeSpan IdleFor = TimeSpan.FromSeconds(60);

    /// <summary>Where the server has no IDLE.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan CompareEvery = TimeSpan.FromHours(1);

    /// <summary>Runs until it is stopped or the line breaks.</summary>
    public async Task Run(Guid workspace, ChannelAccount account, MailboxSettings settings, CancellationToken stop)
    {
        await using var imap = await channel.Open(settings, stop);
        var sent = await ImapChannel.SentName(imap, settings, stop);
        var compared = DateTimeOffset.MinValue;
        while (!stop.IsCancellationRequested)
        {
            var compare = clock.GetUtcNow() - compared >= CompareEvery;
            if (sent is not null)
                await Read(workspace, account, settings, imap, MailFolder.Sent, sent, compare, stop);
            var inbox = await Read(workspace, account, settings, imap, MailFolder.Inbox, settings.Inbox, compare, stop)
                ?? throw new MailboxGoneException(settings.Inbox);
            compared = compare ? clock.GetUtcNow() : compared;
            await In(workspace, s => s.GetRequiredService<MailboxLease>().Say(account.Id, null, stop));
            await Wait(workspace, account, settings, imap, inbox, stop);
        }

        await imap.SignOut(CancellationToken.None);
    }

    /// <summary>Reads both folders once and leaves.</summary>
    public async Task Once(Guid workspace, ChannelAccount account, MailboxSettings settings, CancellationToken ct)
    {
        await using var imap = await channel.Open(settings, ct);
        if (await ImapChannel.SentName(imap, settings, ct) is { } sent)
            await Read(workspace, account, settings, imap, MailFolder.Sent, sent, compare: true, ct);
        if (await Read(workspace, account, settings, imap, MailFolder.Inbox, settings.Inbox, compare: true, ct) is null)
            throw new MailboxGoneException(settings.Inbox);
        await imap.SignOut(ct);
    }

    /// <summary>Until it is time for the Sent folder; what comes meanwhile is fetched at once.</summary>
    private async Task Wait(Guid workspace, ChannelAccount account, MailboxSettings settings, ImapClient imap, OpenedMailbox inbox, CancellationToken stop)
    {
        if (!imap.Can("IDLE"))
        {
            await Task.Delay(Poll, clock, stop);
            return;
        }

        while (!stop.IsCancellationRequested && await imap.Idle(IdleFor, clock, stop))
            await In(workspace, s => s.GetRequiredService<FetchMail>().New(account.Id, MailFolder.Inbox, inbox, imap, settings.Days, stop));
    }

    private async Task<OpenedMailbox?> Read(Guid workspace, ChannelAccount account, MailboxSettings settings, ImapClient imap, MailFolder folder, string name, bool compare, CancellationToken stop)
    {
        if (await imap.Examine(name, stop) is not { } opened)
            return null;
        await In(workspace, s => s.GetRequiredService<FetchMail>().New(account.Id, folder, opened, imap, settings.Days, stop));
        if (compare)
            await In(workspace, s => s.GetRequiredService<FetchMail>().Compare(account.Id, folder, opened, imap, stop));
        return opened;
    }

    private async Task In(Guid workspace, Func<IServiceProvider, Task> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentWorkspace>().Enter(workspace, "mailbox");
        await work(scope.ServiceProvider);
    }
}

/// <summary>The inbox's folder is not there.</summary>
internal sealed class MailboxGoneException(string folder) : Exception($"There is no folder {folder} in this mailbox.");
