using System.Globalization;

namespace PromoEngine.Bench;

/// <summary>The figures of a half as Markdown: over all, by phenomenon, channel, language and catalogue.</summary>
internal static class CorpusReport
{
    // Calibration is reported over all alone; a group of twenty has no ten bins.
    private static readonly string[] GroupFigures = ["line F1, product", "line F1, + quantity", "line F1, + attributes", "exact lines", "zero-edit, one message", "zero-edit, thread", "FPR0", "intent"];

    public static void Write(TextWriter output, string half, IReadOnlyList<RowScore> scores, IReadOnlyList<RowScore> bare)
    {
        Overall(output, half, scores, bare);
        Groups(output, "catalogue", scores.GroupBy(s => s.Row.Catalog).OrderBy(g => g.Key, StringComparer.Ordinal));
        Groups(output, "channel", scores.GroupBy(s => s.Row.Channel).OrderBy(g => g.Key, StringComparer.Ordinal));
        Groups(output, "language", scores.GroupBy(s => s.Row.Language).OrderBy(g => g.Key, StringComparer.Ordinal));
        Phenomena(output, scores);
    }

    public static void Robustness(TextWriter output, IEnumerable<VariedFigure> figures)
    {
        output.WriteLine("| said otherwise | rows | same lines % | exact lines, points lost |\n| --- | --- | --- | --- |");
        foreach (var figure in figures)
            output.WriteLine($"| {figure.Name} | {figure.Rows} | {Percent(figure.Same)} | {Percent(figure.Lost)} |");
        output.WriteLine();
    }

    public static void Errors(TextWriter output, IReadOnlyList<RowScore> scores)
    {
        foreach (var score in scores.Where(s => s.Drafted ? !s.ZeroEdit || !s.RightIntent : !s.RightIntent))
        {
            var row = score.Row;
            output.WriteLine($"\n{row.Id} {row.Catalog} {row.Channel} {row.Language} [{string.Join(',', row.Phenomena)}] {(score.ZeroEdit ? "intent only" : "")}");
            output.WriteLine("  " + row.Words.Replace("\n", "\n  ", StringComparison.Ordinal));
            if (!score.Exact)
            {
                output.WriteLine($"  wanted: {string.Join(" | ", score.Wanted)}");
                output.WriteLine($"  read:   {string.Join(" | ", score.Read.Lines)}");
            }

            foreach (var wrong in score.WrongFields)
                output.WriteLine("  " + wrong);
            if (!score.RightIntent)
                output.WriteLine($"  intent {score.Read.Intent}, wanted {string.Join(" or ", row.Intents)}");
        }
    }

    private static void Overall(TextWriter output, string half, IReadOnlyList<RowScore> scores, IReadOnlyList<RowScore> bare)
    {
        var (threads, negatives) = (scores.Count(s => s.Row.Thread), scores.Count(s => s.Row.Negative && !s.Row.Thread));
        output.WriteLine($"{half}: {scores.Count - threads - negatives} messages, {threads} threads, {negatives} negatives. Brackets: 95 % of 1,000 resamples. Bare: the same with names, attributes and packing alone.\n");
        output.WriteLine("| figure | % | interval | rows | bare % |\n| --- | --- | --- | --- | --- |");
        foreach (var (name, _, _) in Figures.All)
        {
            var figure = Figures.Of(name, scores);
            output.WriteLine($"| {name} | {Percent(figure.Value)} | {Percent(figure.Low)}–{Percent(figure.High)} | {figure.Count} | {Percent(Figures.Of(name, bare, interval: false).Value)} |");
        }

        output.WriteLine();
    }

    private static void Groups(TextWriter output, string title, IEnumerable<IGrouping<string, RowScore>> groups)
    {
        output.WriteLine($"| {title} | rows | {string.Join(" | ", GroupFigures)} |\n| --- | --- |{string.Concat(GroupFigures.Select(_ => " --- |"))}");
        foreach (var group in groups)
        {
            List<RowScore> scores = [.. group];
            output.WriteLine($"| {group.Key} | {scores.Count} | {string.Join(" | ", GroupFigures.Select(name => Cell(Figures.Of(name, scores))))} |");
        }

        output.WriteLine();
    }

    // A row of A4 is passed when its messages need no edit.
    private static void Phenomena(TextWriter output, IReadOnlyList<RowScore> scores)
    {
        output.WriteLine("| phenomenon | rows | exact lines | zero-edit |\n| --- | --- | --- | --- |");
        foreach (var number in scores.SelectMany(s => s.Row.Phenomena).Distinct().Order())
        {
            List<RowScore> own = [.. scores.Where(s => s.Row.Phenomena.Contains(number))];
            output.WriteLine($"| {number} {Names[number - 1]} | {own.Count} | {own.Count(s => s.Exact)} | {own.Count(s => s.ZeroEdit)} |");
        }

        output.WriteLine();
    }

    private static string Cell(Figure figure) => figure.Value is null ? "" : $"{Percent(figure.Value)} [{Percent(figure.Low)}–{Percent(figure.High)}]";

    private static string Percent(double? share) => share is { } value ? (100 * value).ToString("0.0", CultureInfo.InvariantCulture) : "";

    private static readonly string[] Names =
    [
        "shared head", "distributive attribute", "non-distributive", "nested exception", "size run, size first", "size run, number first", "size 5XL for real", "each-range", "sum mismatch", "case and pack",
        "pack of packs", "gross, half, mixed", "spoken number", "number split by speech", "range", "alternatives", "vague", "correction by value", "self-repair", "asterisk correction",
        "late change of product", "line cancelled", "false negation", "all but", "reorder with change", "another", "question, no order", "conditional", "third party", "relative date",
        "event, not deadline", "not before", "past date", "budget each", "budget total in words", "foreign price", "code as product", "brand and number", "typo and joined word", "common word near alias",
        "ambiguous product", "not in catalogue", "imprint text", "decoration positions", "address numbers", "split delivery", "signature and quote", "rep's offer", "yes to a proposal", "pronoun over messages",
        "table in mail", "emoji and shorthand", "mixed language", "German compound", "French approximate", "decimal comma", "injection", "duplicate",
    ];
}
