namespace PromoEngine.Extraction.Drafts;

/// <summary>
/// Brings a new reading into a draft's lines. A line is the same line when it cites the same words; else when it is the same product, the n-th of its
/// kind. What a person set or added stays; what no message says any more goes, unless a person had a hand in it.
/// </summary>
internal static class DraftMerge
{
    public static void Apply(Draft draft, IReadOnlyList<DraftReadLine> read)
    {
        var free = draft.Lines.Where(l => !l.ByHand).ToList();
        var position = 0;
        foreach (var found in read)
        {
            var line = Match(free, found);
            if (line is null)
            {
                line = new DraftLine { DraftId = draft.Id };
                draft.Lines.Add(line);
            }
            else
            {
                free.Remove(line);
            }

            Take(line, found);
            line.Position = position++;
        }

        draft.Lines.RemoveAll(l => free.Contains(l) && l.Pinned.Count == 0 && !l.Removed);
        foreach (var kept in draft.Lines.Where(l => l.ByHand || free.Contains(l)).OrderBy(l => l.Position).ToList())
            kept.Position = position++;
    }

    /// <summary>The draft's line that a read line went into.</summary>
    public static DraftLine? LineOf(Draft draft, DraftReadLine read) => draft.Lines.Find(l => !l.ByHand && SharesWords(l, read)) ?? draft.Lines.Find(l => !l.ByHand && l.Description == read.Description);

    private static DraftLine? Match(List<DraftLine> free, DraftReadLine read) =>
        free.Find(l => SharesWords(l, read))
        ?? free.Find(l => l.ProductId is not null && l.ProductId == read.ProductId)
        ?? free.Find(l => l.Description == read.Description);

    private static bool SharesWords(DraftLine line, DraftReadLine read) => line.Evidence.Any(mine => IsOwn(mine.Field) && read.Evidence.Any(theirs =>
        theirs.Field == mine.Field && theirs.MessageId == mine.MessageId && theirs.Start < mine.End && mine.Start < theirs.End));

    /// <summary>A shared head ("50 red and 75 navy lanyards") is cited by both lines; only a line's own number tells them apart.</summary>
    private static bool IsOwn(string field) => field == DraftField.Quantity;

    private static void Take(DraftLine line, DraftReadLine read)
    {
        if (!line.Pinned.Contains(DraftField.Product))
            (line.ProductId, line.Alternatives) = (read.ProductId, read.Alternatives);
        if (!line.Pinned.Contains(DraftField.Quantity))
            (line.Quantity, line.Stated) = (read.Quantity, read.Stated);
        if (!line.Pinned.Contains(DraftField.Description))
            line.Description = read.Description;

        var attributes = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var (name, values) in read.Attributes.Where(a => !line.Pinned.Contains(a.Key)))
            attributes[name] = values;
        foreach (var (name, values) in line.Attributes.Where(a => line.Pinned.Contains(a.Key)))
            attributes[name] = values;
        line.Attributes = attributes;

        line.Evidence = [.. read.Evidence.Where(e => !line.Pinned.Contains(e.Field))];
        line.Doubts = [.. read.Doubts.Where(d => !line.Pinned.Contains(d.Field))];
        line.Confidence = line.Pinned.Count > 0 ? 1 : read.Confidence;
    }
}
