using PromoEngine.Extraction.Drafts;

namespace PromoEngine.Web.Pages;

/// <summary>Drafts of the whole shop, the latest change first; without a status those that wait for a person.</summary>
internal sealed class ListDrafts(ReadDrafts drafts)
{
    private const int PageSize = 25;

    public async Task<Page<DraftView>> Handle(DraftStatus? status, string? cursor, CancellationToken ct)
    {
        var after = TimeCursor.Read(cursor);
        var found = await drafts.List(status, after is { } last ? (last.At, last.Id) : null, PageSize + 1, ct);
        var page = found.Take(PageSize).ToList();
        return new(page, found.Count > PageSize ? new TimeCursor(page[^1].UpdatedAt, page[^1].Id).ToString() : null);
    }
}
