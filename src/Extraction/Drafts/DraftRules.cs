namespace PromoEngine.Extraction.Drafts;

/// <summary>What must hold before a person changes or confirms a draft.</summary>
internal static class DraftRules
{
    public static void MustBeCurrent(Draft draft, int version)
    {
        MustBeOpen(draft);
        if (draft.Version != version)
            throw new RefusedException("draft.stale", "This draft has changed since you opened it; look again.");
    }

    public static void MustBeOpen(Draft draft)
    {
        if (draft.Status == DraftStatus.Stale)
            throw new RefusedException("draft.stale", "The customer has written again; the draft is being read anew. Look again in a moment.");
        if (draft.Status != DraftStatus.Open)
            throw new RefusedException("draft.settled", $"This draft is {draft.Status.ToString().ToLowerInvariant()} already.");
    }

    public static void MustBeComplete(IReadOnlyList<DraftLine> lines)
    {
        if (lines.Count == 0)
            throw new RefusedException("draft.empty", "There is nothing in this draft to quote; add a line.");
        for (var i = 0; i < lines.Count; i++)
        {
            var missing = lines[i].ProductId is null ? "a product" : lines[i].Quantity is null ? "a quantity" : null;
            if (missing is not null)
                throw new RefusedException("draft.incomplete", $"Line {i + 1} ({Named(lines[i])}) still needs {missing}.");
        }
    }

    private static string Named(DraftLine line) => line.Description.Length == 0 ? "no description" : line.Description.Length <= 60 ? line.Description : line.Description[..59] + "…";
}
