using System.Globalization;
using System.Text.Json;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Channels.Email;
using PromoEngine.Inbox.Channels.Email.Imap;
using PromoEngine.Inbox.Channels.Email.Mailboxes;
using PromoEngine.Inbox.Channels.Email.Mime;
using PromoEngine.Web.Data;
using PromoEngine.Web.Jobs;

namespace PromoEngine.Web.Mailboxes;

/// <summary>
/// Takes what is new out of a folder, read or unread, into the table of events: each mail, its job and how far we are, in one transaction. A crash anywhere
/// leaves the cursor where it was, and the key of an event keeps a mail that comes again from being stored again.
/// </summary>
internal sealed class FetchMail(AppDb db, IUnitOfWork unit, StoreEvent events, JobSql jobs, TimeProvider clock)
{
    private const int MostMails = 20;
    private const int MostBytes = 4 * 1024 * 1024;

    /// <summary>What is kept of a mail that is too large.</summary>
    private const int Beginning = 1024 * 1024;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Reads what came since the last time; the folder is open. How many mails were stored.</summary>
    public async Task<int> New(Guid channelId, MailFolder folder, OpenedMailbox opened, ImapClient imap, int days, CancellationToken ct)
    {
        var state = await State(channelId, folder, opened, imap, days, ct);
        var waiting = (await imap.Search(string.Create(CultureInfo.InvariantCulture, $"UID {state.NextUid}:*"), ct)).Where(uid => uid >= state.NextUid).ToList();
        var stored = 0;
        // "*" alone names the last mail, new or not; without any there is nothing to write.
        foreach (var uids in waiting.Chunk(500))
            stored += await Take(state, uids, imap, moveOn: true, ct);
        if (waiting.Count == 0)
            await Change(state.Id, s => s.Read(s.NextUid - 1, Now), ct);
        return stored;
    }

    /// <summary>
    /// Compares the mailbox with our events, mail by mail, and fetches what is not there; how many are missing after that. Other systems count, and a mail that
    /// was passed over hides behind one that was deleted.
    /// </summary>
    public async Task<int> Compare(Guid channelId, MailFolder folder, OpenedMailbox opened, ImapClient imap, CancellationToken ct)
    {
        var state = await db.MailboxStates.AsNoTracking().SingleAsync(s => s.ChannelId == channelId && s.Folder == folder, ct);
        if (state.UidValidity != opened.UidValidity || state.NextUid <= state.FirstUid)
            return 0;
        var there = await imap.Search(string.Create(CultureInfo.InvariantCulture, $"UID {state.FirstUid}:{state.NextUid - 1}"), ct);
        var missing = new List<uint>();
        foreach (var uids in there.Where(uid => uid >= state.FirstUid && uid < state.NextUid).Chunk(500))
            missing.AddRange(await NotStored(state, uids, ct));
        foreach (var uids in missing.Chunk(500))
            await Take(state, uids, imap, moveOn: false, ct);
        var left = missing.Count == 0 ? 0 : (await NotStored(state, [.. missing.Take(10_000)], ct)).Count;
        await Change(state.Id, s => s.Compared(left, Now), ct);
        return left;
    }

    /// <summary>Where we are; begins where the folder is new to us or its numbers were made anew.</summary>
    private async Task<MailboxState> State(Guid channelId, MailFolder folder, OpenedMailbox opened, ImapClient imap, int days, CancellationToken ct)
    {
        var known = await db.MailboxStates.AsNoTracking().FirstOrDefaultAsync(s => s.ChannelId == channelId && s.Folder == folder, ct);
        if (known is not null && known.UidValidity == opened.UidValidity)
            return known;
        var since = known?.Since ?? Now.Date.AddDays(-days);
        var wanted = await imap.Search(string.Create(CultureInfo.InvariantCulture, $"SINCE {since:d-MMM-yyyy}"), ct);
        var next = opened.UidNext ?? (await imap.Search("UID *", ct) is [.., var last] ? last + 1 : 1);
        // "No days back" begins with the next mail, not with those of this morning.
        var first = wanted.Count > 0 && days > 0 ? wanted[0] : next;
        return await unit.Run(db, async () =>
        {
            var state = await db.MailboxStates.FirstOrDefaultAsync(s => s.ChannelId == channelId && s.Folder == folder, ct);
            if (state is null)
                db.MailboxStates.Add(state = new() { ChannelId = channelId, Folder = folder, Since = since });
            state.Begin(opened.UidValidity, first);
            await db.SaveChangesAsync(ct);
            return state;
        });
    }

    private async Task<int> Take(MailboxState state, IReadOnlyList<uint> uids, ImapClient imap, bool moveOn, CancellationToken ct)
    {
        var sizes = await imap.Sizes(uids, ct);
        var (batch, bytes, stored) = (new List<FetchedMail>(), 0L, 0);
        for (var i = 0; i < uids.Count; i++)
        {
            if (await One(uids[i], sizes, imap, ct) is { } mail)
            {
                batch.Add(mail);
                bytes += mail.Raw.Length;
            }

            if (batch.Count < MostMails && bytes < MostBytes && i < uids.Count - 1)
                continue;
            stored += await Store(state, batch, moveOn ? uids[i] : null, ct);
            (bytes, _) = (0, batch);
            batch.Clear();
        }

        return stored;
    }

    /// <summary>Null: it is gone, or the server will not give it; comparing tells which.</summary>
    private static async Task<FetchedMail?> One(uint uid, IReadOnlyDictionary<uint, uint> sizes, ImapClient imap, CancellationToken ct)
    {
        var size = sizes.GetValueOrDefault(uid);
        try
        {
            return await imap.Fetch(uid, size, size > MailReader.LargestMail ? Beginning : null, ct);
        }
        catch (ImapNoException)
        {
            return null;
        }
    }

    private async Task<int> Store(MailboxState state, IReadOnlyList<FetchedMail> mails, uint? upTo, CancellationToken ct)
    {
        var now = Now;
        var threads = mails.ToDictionary(m => m.Uid, m => MailMessage.Person(m.Raw, state.Folder == MailFolder.Sent));
        return await unit.Run(db, async () =>
        {
            var stored = 0;
            foreach (var mail in mails.Where(m => m.Raw.Length > 0))
            {
                if (await events.Insert(db.Sql, Event(state, mail, now), ct) is not { } id)
                    continue;
                await jobs.Insert(db.Sql, db.Workspace, Flows.Normalise(id, state.ChannelId, threads[mail.Uid]), now, ct);
                db.WakeWorkers();
                stored++;
            }

            if (upTo is { } last)
            {
                var row = await db.MailboxStates.SingleAsync(s => s.Id == state.Id, ct);
                // Another process has read on meanwhile, or the numbers are new: what is stored is right, the cursor is theirs.
                if (row.UidValidity == state.UidValidity)
                    row.Read(last, now);
                await db.SaveChangesAsync(ct);
            }

            return stored;
        });
    }

    private NewEvent Event(MailboxState state, FetchedMail mail, DateTime now)
    {
        var headers = new Dictionary<string, string> { ["Content-Type"] = "message/rfc822" };
        if (state.Folder == MailFolder.Sent)
            headers[ImapChannel.FolderHeader] = ImapChannel.SentFolder;
        if (mail.Raw.Length < mail.Size && mail.Size > MailReader.LargestMail)
            headers[ImapChannel.SizeHeader] = mail.Size.ToString(CultureInfo.InvariantCulture);
        var key = Key(state, mail.Uid);
        return new(db.Workspace, state.ChannelId, key, $"imap:{key}", JsonSerializer.Serialize(headers), mail.Raw, now);
    }

    /// <summary>The two folders count by themselves, from the same UIDVALIDITY as likely as not.</summary>
    private static string Key(MailboxState state, uint uid) =>
        string.Create(CultureInfo.InvariantCulture, $"{(state.Folder == MailFolder.Sent ? "sent:" : "")}{state.UidValidity}:{uid}");

    private async Task<List<uint>> NotStored(MailboxState state, IReadOnlyList<uint> uids, CancellationToken ct)
    {
        var keys = uids.ToDictionary(uid => Key(state, uid));
        var wanted = keys.Keys.ToList();
        var stored = await db.InboundEvents.AsNoTracking().Where(e => e.ChannelId == state.ChannelId && wanted.Contains(e.EventKey)).Select(e => e.EventKey).ToListAsync(ct);
        return [.. keys.Where(k => !stored.Contains(k.Key)).Select(k => k.Value)];
    }

    private Task Change(Guid state, Action<MailboxState> change, CancellationToken ct) => unit.Run(db, async () =>
    {
        change(await db.MailboxStates.SingleAsync(s => s.Id == state, ct));
        await db.SaveChangesAsync(ct);
    });
}
