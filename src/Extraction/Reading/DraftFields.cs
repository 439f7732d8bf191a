namespace PromoEngine.Extraction.Reading;

/// <summary>What belongs to the whole draft: the day, the budget, the purchase order, the address. A later turn overrules an earlier one.</summary>
internal sealed class DraftFields
{
    private readonly List<Evidence> _evidence = [];
    private readonly List<Question> _questions = [];

    public DateOnly? NeededBy { get; private set; }
    public DateOnly? NeededBefore { get; private set; }
    public (DateOnly From, DateOnly To)? DateRange { get; private set; }
    public DateOnly? EventDate { get; private set; }
    public DateOnly? NotBefore { get; private set; }
    public Budget? Budget { get; private set; }
    public string? PoNumber { get; private set; }
    public string? DeliveryAddress { get; private set; }
    public IReadOnlyList<Evidence> Evidence => _evidence;
    public IReadOnlyList<Question> Questions => _questions;

    public void Turn(TurnReading turn)
    {
        var tells = turn.Has(Cue.Status, Cue.Complaint) && !turn.Wants;
        foreach (var item in turn.Items)
        {
            if (item is { Kind: ItemKind.Date } && !tells)
                Date(turn.Source, item);
            else if (item.Money is { Budget: true, Foreign: false } money)
                Money(turn.Source, item, money);
            else if (item is { Skip: SkipKind.Reference, Norm: "po" })
                PoNumber = Set(turn.Source, item, "po_number", "reference.po", turn.Source.Slice(item.To - 1, item.To), PoStart(turn.Source, item));
            else if (item is { Skip: SkipKind.Address })
                DeliveryAddress = Set(turn.Source, item, "delivery_address", "address.street", turn.Source.Slice(item.From, item.To), item.From);
        }
    }

    private void Date(Source source, Item item)
    {
        var text = source.Slice(item.From, item.To);
        if (item.Date is not { } date)
        {
            Ask("date.unknown", $"\"{text}\": which day is that?", "needed_by");
            return;
        }

        if (date.Bound == DateBound.Past)
            return;
        if (date.Vague)
        {
            Ask("date.vague", $"\"{text}\": which day exactly?", "needed_by");
            return;
        }

        if (date.Until is { } until)
        {
            DateRange = (date.Day, until);
            Cite(source, item, "date_range", date.Rule, 0.9);
            return;
        }

        Assign(source, item, date);
        if (date.Rough)
            Ask("date.vague", $"\"{text}\" is read as {date.Day:d MMMM}. Which day exactly?", "needed_by");
        if (date.OtherReading is { } other)
            Ask(date.Rule == "date.next_weekday" ? "date.next" : "date.order", $"\"{text}\" is read as {date.Day:d MMMM}; {other:d MMMM} is possible too. Which is meant?", "needed_by");
    }

    private void Assign(Source source, Item item, DateMention date)
    {
        var confidence = date.OtherReading is null ? 0.95 : 0.6;
        switch (date.Bound)
        {
            case DateBound.Before:
                NeededBefore = date.Day;
                Cite(source, item, "needed_before", date.Rule, confidence);
                break;
            case DateBound.NotBefore or DateBound.After:
                NotBefore = date.Day;
                Cite(source, item, "not_before", date.Rule, confidence);
                break;
            case DateBound.Event:
                EventDate = date.Day;
                Cite(source, item, "event_date", date.Rule, confidence);
                break;
            default:
                // A day said with "by" is not overruled by one said in passing in the same turn.
                var known = _evidence.Find(e => e.Field == "needed_by");
                if (known is not null && known.Turn == source.Turn && date.Bound != DateBound.By && NeededBy != date.Day)
                    break;
                NeededBy = date.Day;
                Cite(source, item, "needed_by", date.Rule, confidence);
                break;
        }
    }

    private void Money(Source source, Item item, MoneyMention money)
    {
        if (money.Amount <= 0 || money.Amount > 100_000_000)
            return;
        Budget = new(LineWriter.Plain(money.Amount), money.Currency!, money.Scope ?? BudgetScope.Total);
        Cite(source, item, "budget", money.Scope is null ? "budget.amount" : money.Scope == BudgetScope.Each ? "budget.each" : "budget.total", money.Bound == MoneyBound.None && money.Scope is null ? 0.8 : 0.92);
    }

    private static int PoStart(Source source, Item item)
    {
        for (var i = item.From + 1; i < item.To; i++)
        {
            if (source.Tokens[i].Norm is not ("#" or "number" or "no" or "." or ":" or "num" or "is"))
                return i;
        }

        return item.From;
    }

    private string Set(Source source, Item item, string field, string rule, string fallback, int from)
    {
        Replace(source.Cite(field, from, item.To, rule, 0.9));
        return _evidence.Find(e => e.Field == field)?.Text ?? fallback;
    }

    private void Cite(Source source, Item item, string field, string rule, double confidence) => Replace(source.Cite(field, item.From, item.To, rule, confidence));

    private void Replace(Evidence evidence)
    {
        _evidence.RemoveAll(e => e.Field == evidence.Field);
        _evidence.Add(evidence);
    }

    private void Ask(string code, string text, string field)
    {
        if (!_questions.Exists(q => q.Text == text))
            _questions.Add(new(code, text, field));
    }
}
