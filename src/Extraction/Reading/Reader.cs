using System.Globalization;

namespace PromoEngine.Extraction.Reading;

/// <summary>Reads an order out of a conversation: the catalogue's words, grammar, and nothing else. Pure: same input, same output. Safe to share.</summary>
internal sealed class Reader(Catalog catalog)
{
    /// <summary>A longer conversation is read from its newest turns.</summary>
    private const int MostTurns = 200;

    /// <summary>What all turns together may hold; older ones go unread.</summary>
    private const int LongestConversation = 60_000;

    private const int MostLines = 100;

    public ReadingResult Read(ReadingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var turns = Turns(request);
        // A cancelled order is nothing to repeat.
        var history = (request.History ?? []).Where(o => !o.Status.StartsWith("cancel", StringComparison.OrdinalIgnoreCase)).OrderByDescending(o => o.Date).ToList();
        var fold = new Fold(catalog, history);
        var fields = new DraftFields();
        foreach (var turn in turns)
        {
            if (turn.Has(Cue.Cancel) && IsWholeCancel(turn))
                fold.Clear();
            else if (!turn.Has(Cue.Spam))
                fold.Turn(turn, turn.Wants || turn.IsBare(catalog));
            fields.Turn(turn);
        }

        return Result(turns, fold, fields, request.HasCart);
    }

    private List<TurnReading> Turns(ReadingRequest request)
    {
        var culture = Culture(request.Locale);
        var decimalComma = culture?.NumberFormat.NumberDecimalSeparator == ",";
        var dayFirst = culture is not null && culture.DateTimeFormat.ShortDatePattern.StartsWith('d');
        var money = new Money(request.Currency);
        var turns = new List<TurnReading>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        TurnReading? proposal = null;
        var first = FirstTurn(request.Turns);
        for (var i = first; i < request.Turns.Count; i++)
        {
            var said = request.Turns[i];
            // The same text again, by another channel or a nervous thumb, is not a second wish.
            if (string.IsNullOrWhiteSpace(said.Text) || (said.Speaker == Speaker.Customer && said.Text.Length > 12 && !seen.Add(said.Text.Trim())))
                continue;
            var source = new Source(i, said, decimalComma, Languages.Of(request.Locale));
            Mend(source.Tokens);
            var today = said.At is { } at ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, request.TimeZone).DateTime) : (DateOnly?)null;
            var items = new Runs(catalog, source).Read(new Lexer(catalog, source, new Dates(today, dayFirst, culture is not null), money).Items());
            var cues = Cues.Find(source.Tokens);
            var turn = new TurnReading(source, items, cues, new Grouping(catalog, source, items, cues).Groups()) { Proposal = said.Speaker == Speaker.Customer ? proposal : null };
            proposal = said.Speaker == Speaker.Customer ? null : turn;
            if (proposal is null)
                turns.Add(turn);
        }

        return turns;
    }

    /// <summary>Words that nobody knows and that are nearly the catalogue's are taken for the catalogue's.</summary>
    private void Mend(List<Token> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            // "mayo" on a burger is no month, whatever it may be in Spanish.
            if (token.Kind == TokenKind.Word && token.Norm != token.Raw && catalog.Knows(token.Raw) && !Speaks(tokens, i - 1, token.Language) && !Speaks(tokens, i + 1, token.Language))
                tokens[i] = token = token.As(Languages.English, token.Raw);
            if (token.Kind != TokenKind.Word || token.Norm.Length < 4 || catalog.Knows(token.Norm) || (i + 1 < tokens.Count && tokens[i + 1] is { Kind: TokenKind.Number, Glued: true }))
                continue;
            var meant = i > 0 && (Keys.IsNumber(tokens[i - 1]) || tokens[i - 1].Norm is "a" or "an" || catalog.Knows(tokens[i - 1].Norm)) ? catalog.Whole(token.Norm) : null;
            meant ??= English.IsKnown(token.Norm) || Languages.Knows(token.Raw) ? null : catalog.Mend(token.Norm);
            if (meant is not null)
                tokens[i] = token with { Norm = meant, Raw = meant, Mended = true };
        }
    }

    private static bool Speaks(List<Token> tokens, int at, Language language) => at >= 0 && at < tokens.Count && tokens[at].Kind == TokenKind.Word && tokens[at].Language == language;

    private static int FirstTurn(IReadOnlyList<Turn> turns)
    {
        var first = turns.Count;
        var length = 0;
        while (first > 0 && turns.Count - first < MostTurns && length + Math.Min(turns[first - 1].Text.Length, Source.LongestTurn) <= LongestConversation)
            length += Math.Min(turns[--first].Text.Length, Source.LongestTurn);
        return first;
    }

    // "cancel my order" takes everything back; "cancel the pens" was taken as a wish without the pens.
    private static bool IsWholeCancel(TurnReading turn) => turn.Groups.TrueForAll(g => g.Told || g.Quantity is null && !g.Removed) && !turn.Has(Cue.NotDenial);

    private ReadingResult Result(List<TurnReading> turns, Fold fold, DraftFields fields, bool hasCart)
    {
        var quoting = turns.Exists(t => t.Has(Cue.Quote, Cue.Ask)) || turns.TrueForAll(t => !t.Wants && t.AsksBack);
        var lines = new List<ReadLine>();
        var questions = new List<Question>();
        QuantityRange? range = null;
        foreach (var line in fold.Lines.Take(MostLines))
        {
            var writer = new LineWriter(catalog, fold);
            lines.Add(writer.Write(line, quoting));
            questions.AddRange(writer.Questions.Select(q => q with { Line = lines.Count - 1 }));
            range ??= writer.Range;
        }

        questions.AddRange(fold.Questions);
        var intent = Intents.Of(turns, lines.Count, fields.Budget is not null);
        var ordering = hasCart || lines.Count > 0 || intent is Intent.Order or Intent.QuoteRequest or Intent.Reorder;
        questions.AddRange(ordering ? fields.Questions : []);
        if (lines.Count == 0 && !hasCart && intent is Intent.Order or Intent.QuoteRequest or Intent.Reorder or Intent.Change)
            questions.Add(new("lines.none", intent == Intent.Reorder ? "Which earlier order is meant?" : "What is wanted, and how many?"));
        var keep = ordering || intent is Intent.Change;

        return new()
        {
            Intent = intent,
            Confidence = Confidence.OfDraft(lines, questions.Count, Unused(turns, lines), turns.Count, ordering),
            Lines = lines,
            NeededBy = keep ? fields.NeededBy : null,
            NeededBefore = keep ? fields.NeededBefore : null,
            DateRange = keep ? fields.DateRange : null,
            EventDate = keep ? fields.EventDate : null,
            NotBefore = keep ? fields.NotBefore : null,
            Budget = keep ? fields.Budget : null,
            QuantityRange = range,
            Numbers = Numbers(turns),
            DeliveryAddress = keep ? fields.DeliveryAddress : null,
            PoNumber = fields.PoNumber,
            Questions = questions,
            Evidence = keep ? fields.Evidence : [],
        };
    }

    private static List<decimal> Numbers(List<TurnReading> turns)
    {
        var numbers = new List<decimal>();
        foreach (var quantity in turns.SelectMany(t => t.Items).Select(i => i.Quantity).OfType<Quantity>().Where(q => !q.Article))
        {
            if (quantity.Number is < 1_000_000_000_000m and > -1_000_000_000_000m)
                numbers.Add(LineWriter.Plain(quantity is { Bare: true, Pieces: { } pieces } ? pieces : quantity.Number));
            if (quantity.Max is { } max)
                numbers.Add(LineWriter.Plain(max));
            else if (quantity is { Bare: false, Collective: false, Unit: not null, Size: > 1 and var size })
                numbers.Add(LineWriter.Plain(size));
        }

        return numbers;
    }

    // Numbers that no line used: the cheapest sign that something was missed.
    private static int Unused(List<TurnReading> turns, List<ReadLine> lines)
    {
        var used = lines.SelectMany(l => l.Evidence).Where(e => e.Field is "quantity" or "stated").Select(e => (e.Turn, e.Start)).ToHashSet();
        return turns.Sum(t => t.Items.Count(i => i.Quantity is { Article: false } && !used.Contains((t.Source.Turn, t.Source.Tokens[i.From].Start))));
    }

    private static CultureInfo? Culture(string? locale)
    {
        if (string.IsNullOrWhiteSpace(locale))
            return null;
        try
        {
            return CultureInfo.GetCultureInfo(locale);
        }
        catch (CultureNotFoundException)
        {
            return null;
        }
    }
}
