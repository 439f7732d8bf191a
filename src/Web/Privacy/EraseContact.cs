using System.ComponentModel.DataAnnotations;
using System.Text;
using System.Text.RegularExpressions;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Contacts;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Privacy;

/// <summary>Erases a person.</summary>
/// <param name="Reason">Why, for the books; it must not name the person.</param>
public sealed record EraseContactRequest([property: Required, StringLength(EraseContactRequest.LongestReason, MinimumLength = 3)] string Reason)
{
    internal const int LongestReason = 200;
}

internal sealed record ErasureView(Guid Id, Guid ContactId, DateTime At, string Reason, string? Actor, string? ActorName, bool AfterRestore);

/// <summary>
/// Forgets a contact: what they wrote, what was written to them, their name and addresses, and what their customer's record, drafts, quotes and orders say
/// about them, down to the provider's calls. Orders stay with their amounts. Their key is destroyed, so nobody reads the audit's words about them either.
/// </summary>
internal sealed partial class EraseContact(AppDb db, ErasureLog log, ForgottenFiles files, TimeProvider clock)
{
    /// <summary>What must be read before: whose customer it is and which stored calls tell of the person.</summary>
    internal sealed record Target(Guid ContactId, string Address, Guid? Customer, IReadOnlyList<long> Events, IReadOnlyList<Guid> Answers, IReadOnlyList<long> Jobs, IReadOnlyList<string> Files);

    /// <summary>Null: there is no such contact, or it is erased already.</summary>
    public async Task<Target?> Prepare(Guid id, string reason, CancellationToken ct)
    {
        var contact = await db.Contacts.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id && c.ErasedAt == null, ct);
        if (contact is null)
            return null;
        if (reason.Contains(contact.Name, StringComparison.OrdinalIgnoreCase) || reason.Contains(contact.Address, StringComparison.OrdinalIgnoreCase))
            throw new Orders.RefusedException("contact.reason", "The reason names the person, and it is kept. Say it without the name and the number.");
        return (await Targets([contact], ct)).Single();
    }

    /// <summary>Several at once: what must be gone through for one is gone through for all of them. Without those that are not there, or erased already.</summary>
    public async Task<IReadOnlyDictionary<Guid, Target>> Prepare(IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        (await Targets(await db.Contacts.AsNoTracking().Where(c => ids.Contains(c.Id) && c.ErasedAt == null).ToListAsync(ct), ct)).ToDictionary(t => t.ContactId);

    private async Task<IReadOnlyList<Target>> Targets(IReadOnlyList<Contact> contacts, CancellationToken ct)
    {
        if (contacts.Count == 0)
            return [];
        // A call that came in is a loss where it is somebody else's: only the number counts there. A kept answer and an error are none.
        var events = await Events([.. contacts.Select(c => new ToldAbout(c.Address, null))], ct);
        var (targets, ids) = (new List<Target>(), contacts.Select(c => c.Id).ToList());
        foreach (var (index, contact) in contacts.Index())
        {
            var person = new ToldAbout(contact.Address, contact.Name);
            var shared = contact.CustomerId is { } customer && await db.Contacts.AnyAsync(c => c.CustomerId == customer && !ids.Contains(c.Id) && c.ErasedAt == null, ct);
            targets.Add(new(contact.Id, contact.Address, shared ? null : contact.CustomerId, events[index], await Answers(contact.Id, person, ct), await Jobs(person, ct), await files.Of(contact.Id, ct)));
        }

        return targets;
    }

    public async Task<Erasure> Write(Target target, string reason, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var erasure = new Erasure { ContactId = target.ContactId, At = now, Reason = reason.Trim(), Actor = db.Actor };
        await Overwrite(target, now, ct);
        db.Erasures.Add(erasure);
        db.Audit("contact.erased", "contact", target.ContactId, null, new { erasure.Reason, Calls = target.Events.Count });
        await Announce(target.ContactId, ct);
        await db.SaveChangesAsync(ct);
        return erasure;
    }

    /// <summary>A backup has brought the person back: once more, under the same number.</summary>
    public async Task Again(ErasureLine line, Target? target, CancellationToken ct)
    {
        if (target is not null)
            await Overwrite(target, clock.GetUtcNow().UtcDateTime, ct);
        db.Erasures.Add(new() { Id = line.Id, ContactId = line.Contact, At = line.At, Reason = line.Reason, Actor = line.Actor, AfterRestore = true });
        db.Audit("contact.erased", "contact", line.Contact, null, new { line.Reason, AfterRestore = true });
        await db.SaveChangesAsync(ct);
    }

    /// <summary>After the commit: nothing of it may be lost again.</summary>
    public async Task Remember(Erasure erasure, Target target, CancellationToken ct)
    {
        await log.Append(db.Workspace, erasure, ct);
        await files.Remove(target.Files, ct);
    }

    private async Task Overwrite(Target target, DateTime now, CancellationToken ct)
    {
        // Before the key goes: what is overwritten must not lie on in a free part of the file.
        if (db.Database.IsSqlite())
            await db.Database.ExecuteSqlRawAsync("PRAGMA secure_delete = ON", ct);
        var events = target.Events;
        await db.InboundEvents.Where(e => events.Contains(e.Id)).ExecuteUpdateAsync(set => set
            .SetProperty(e => e.Body, Array.Empty<byte>()).SetProperty(e => e.Headers, "{}").SetProperty(e => e.Url, "").SetProperty(e => e.BodyPurged, true)
            .SetProperty(e => e.ProcessedAt, e => e.ProcessedAt ?? now)
            .SetProperty(e => e.State, e => e.State == InboundEventState.Received ? InboundEventState.Ignored : e.State), ct);
        var answers = target.Answers;
        await db.IdempotencyKeys.Where(k => answers.Contains(k.Id)).ExecuteUpdateAsync(set => set.SetProperty(k => k.Body, (string?)null), ct);
        var jobs = target.Jobs;
        await db.Jobs.Where(j => jobs.Contains(j.Id)).ExecuteUpdateAsync(set => set.SetProperty(j => j.Error, "The error named a person who was erased."), ct);
        await EraseSql.Run(db.Sql, EraseSql.OfContact, ct,
            ("@workspace", db.Workspace), ("@contact", target.ContactId), ("@customer", target.Customer ?? Guid.Empty), ("@address", target.Address),
            ("@erased", $"erased:{target.ContactId}"), ("@now", now));
        if (db.Database.IsSqlite())
            await db.Database.ExecuteSqlRawAsync("PRAGMA secure_delete = OFF", ct);
    }

    private async Task Announce(Guid contact, CancellationToken ct)
    {
        foreach (var id in await db.Conversations.Where(c => c.ContactId == contact).Select(c => c.Id).Take(1000).ToListAsync(ct))
            db.Announce("conversations", id);
        foreach (var id in await db.Drafts.Where(d => d.ContactId == contact).Select(d => d.Id).Take(1000).ToListAsync(ct))
            db.Announce("drafts", id);
    }

    // One pass over what is kept for thirty days. Whatever a provider calls the event, the person's number stands in it.
    private async Task<List<long>[]> Events(IReadOnlyList<ToldAbout> told, CancellationToken ct)
    {
        var found = told.Select(_ => new List<long>()).ToArray();
        await foreach (var e in db.InboundEvents.AsNoTracking().Where(e => !e.BodyPurged).Select(e => new { e.Id, e.Body, e.Url, e.Headers }).AsAsyncEnumerable().WithCancellation(ct))
        {
            foreach (var (index, one) in told.Index())
            {
                if (one.In(e.Body) || one.In(e.Url) || one.In(e.Headers))
                    found[index].Add(e.Id);
            }
        }

        return found;
    }

    // An answer tells of the person when it names them, or anything that is theirs.
    private async Task<List<Guid>> Answers(Guid contact, ToldAbout told, CancellationToken ct)
    {
        var theirs = new HashSet<Guid>(await Theirs(contact).ToListAsync(ct)) { contact };
        var found = new List<Guid>();
        await foreach (var key in db.IdempotencyKeys.AsNoTracking().Where(k => k.Body != null).Select(k => new { k.Id, k.Body }).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (told.In(key.Body!) || Any(Ids().EnumerateMatches(key.Body!), key.Body!, theirs))
                found.Add(key.Id);
        }

        return found;
    }

    private static bool Any(Regex.ValueMatchEnumerator ids, string body, HashSet<Guid> theirs)
    {
        foreach (var id in ids)
        {
            if (theirs.Contains(Guid.Parse(body.AsSpan(id.Index, id.Length))))
                return true;
        }

        return false;
    }

    private IQueryable<Guid> Theirs(Guid contact)
    {
        var conversations = db.Conversations.Where(c => c.ContactId == contact).Select(c => c.Id);
        return db.Messages.Where(m => m.ContactId == contact).Select(m => m.Id)
            .Concat(conversations)
            .Concat(db.Drafts.Where(d => d.ContactId == contact).Select(d => d.Id))
            .Concat(db.Quotes.Where(q => conversations.Contains(q.ConversationId)).Select(q => q.Id));
    }

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.ExplicitCapture)]
    private static partial Regex Ids();

    private async Task<List<long>> Jobs(ToldAbout told, CancellationToken ct) =>
        [.. (await db.Jobs.AsNoTracking().Where(j => j.Error != null).Select(j => new { j.Id, j.Error }).Take(10_000).ToListAsync(ct)).Where(j => told.In(j.Error!)).Select(j => j.Id)];

    /// <summary>Knows a person's number or address in whatever way it is written.</summary>
    private sealed class ToldAbout
    {
        private readonly List<string> texts;
        private readonly List<byte[]> bytes;

        public ToldAbout(string address, string? name)
        {
            // A number's digits stand next to each other in every encoding; a short code is only itself between signs.
            texts = address.StartsWith('+') ? [address[1..]]
                : address.Length < 6 ? [$"={address}&", $"\"{address}\""]
                : [address, Uri.EscapeDataString(address)];
            if (name is { Length: >= 3 } && name != address)
                texts.Add(name);
            bytes = [.. texts.Select(Encoding.UTF8.GetBytes)];
        }

        public bool In(string text) => texts.Exists(known => text.Contains(known, StringComparison.OrdinalIgnoreCase));

        public bool In(byte[] body) => bytes.Exists(known => body.AsSpan().IndexOf(known) >= 0);
    }
}
