namespace PromoEngine.Extraction.Reading;

/// <summary>What the customer is doing, from the turns of phrase and from what came out of them.</summary>
internal static class Intents
{
    public static Intent Of(IReadOnlyList<TurnReading> turns, int lines, bool anyBudgetOrDate)
    {
        if (turns.Count == 0)
            return Intent.SmallTalk;
        var last = turns[^1];
        if (last.Has(Cue.Cancel) && lines == 0 && !last.Has(Cue.NotDenial))
            return Intent.Cancel;
        if (lines > 0)
            return WithLines(turns);
        var substantial = turns.LastOrDefault(t => WithoutLines(t) is not (Intent.SmallTalk or Intent.Confirmation)) ?? last;
        var intent = WithoutLines(substantial);
        return intent == Intent.SmallTalk && anyBudgetOrDate ? Intent.Question : intent;
    }

    private static Intent WithLines(IReadOnlyList<TurnReading> turns)
    {
        var intent = Intent.Order;
        foreach (var turn in turns)
        {
            if (turn.Has(Cue.Reorder))
                intent = Intent.Reorder;
            else if (turn.Has(Cue.Amend) && turn == turns[0])
                intent = Intent.Change;
            else if (turn.Has(Cue.Firm) && !turn.Has(Cue.Quote))
                intent = Intent.Order;
            else if (turn.Has(Cue.Quote) || (turn.Has(Cue.Ask) && !turn.Has(Cue.Firm)))
                intent = Intent.QuoteRequest;
            else if (turn.Has(Cue.Request) && turn.Groups.Count > 0)
                intent = intent == Intent.Reorder ? intent : intent == Intent.QuoteRequest && turns.Count > 1 && turn != turns[0] ? Intent.Order : intent;
        }

        return intent;
    }

    private static Intent WithoutLines(TurnReading turn)
    {
        if (turn.Has(Cue.Spam))
            return Intent.Spam;
        if (turn.Has(Cue.Cancel))
            return Intent.Cancel;
        if (turn.Has(Cue.Complaint))
            return Intent.Complaint;
        if (turn.Has(Cue.Reorder))
            return Intent.Reorder;
        if (turn.Has(Cue.Status) && !turn.Has(Cue.Quote))
            return Intent.Status;
        if (turn.Has(Cue.Artwork))
            return Intent.Artwork;
        if (turn.Has(Cue.Quote) || (turn.Has(Cue.Ask) && turn.Groups.Count > 0))
            return Intent.QuoteRequest;
        if (turn.Has(Cue.Change, Cue.Amend, Cue.Remove) && turn.Items.Exists(i => i.Kind is ItemKind.Quantity or ItemKind.Thing or ItemKind.Date or ItemKind.Trait || i.Skip == SkipKind.Reference))
            return Intent.Change;
        if (turn.AsksBack || (turn.Has(Cue.Request) && !turn.Has(Cue.Firm, Cue.Confirm)))
            return Intent.Question;
        if (turn.Has(Cue.Firm))
            return Intent.Order;
        if (turn.Has(Cue.Confirm) && turn.Words <= 8)
            return Intent.Confirmation;
        return Intent.SmallTalk;
    }
}
