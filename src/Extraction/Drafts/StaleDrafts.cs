using Microsoft.EntityFrameworkCore;

namespace PromoEngine.Extraction.Drafts;

/// <summary>A newer message makes the contact's open draft stale, in the unit that puts the message into its conversation.</summary>
internal sealed class StaleDrafts(IExtractionDb db)
{
    /// <summary>Does not save.</summary>
    public async Task Mark(IReadOnlyList<Guid> contacts, CancellationToken ct)
    {
        foreach (var contact in contacts.Distinct())
        {
            var open = await db.Drafts.Where(d => d.ContactId == contact && d.Status == DraftStatus.Open).Select(d => (Guid?)d.Id).FirstOrDefaultAsync(ct);
            if (open is not { } id)
                continue;
            // Without a new version: the next one is that of the re-read.
            await db.Drafts.Where(d => d.Id == id && d.Status == DraftStatus.Open).ExecuteUpdateAsync(set => set.SetProperty(d => d.Status, DraftStatus.Stale), ct);
            db.Announce("drafts", id);
        }
    }
}
