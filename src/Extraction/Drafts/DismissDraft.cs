using System.ComponentModel.DataAnnotations;

using Microsoft.EntityFrameworkCore;

namespace PromoEngine.Extraction.Drafts;

/// <summary>There is nothing to sell in it.</summary>
/// <param name="Version">The version that the person saw.</param>
/// <param name="Reason">Why, for whoever looks later.</param>
public sealed record DismissDraftRequest([property: Range(0, int.MaxValue)] int Version, [property: Required, StringLength(200, MinimumLength = 1)] string Reason);

/// <summary>A person puts a draft away; what the customer writes from now on begins a new one.</summary>
internal sealed class DismissDraft(IExtractionDb db, TimeProvider clock)
{
    public async Task<Guid?> Handle(Guid id, DismissDraftRequest request, CancellationToken ct)
    {
        var draft = await db.Drafts.FirstOrDefaultAsync(d => d.Id == id, ct);
        if (draft is null)
            return null;
        if (draft.Version != request.Version)
            throw new RefusedException("draft.stale", "This draft has changed since you opened it; look again.");
        draft.Dismiss(request.Reason.Trim(), clock.GetUtcNow().UtcDateTime);
        db.Announce("conversations", draft.ConversationId);
        await db.SaveChangesAsync(ct);
        return draft.Id;
    }
}
