namespace PromoEngine.Extraction.Reading;

/// <summary>Features to numbers, in one place, so that they can be calibrated on corrected drafts later. A question always weighs more than a doubt.</summary>
internal static class Confidence
{
    private const double QuestionWeight = 0.55;
    private const double DoubtWeight = 0.85;

    public static double OfLine(Link link, WishLine line, long? quantity, int questions, int doubts)
    {
        var value = link.Certainty;
        value *= quantity is null ? 0.6 : line.Quantity is null ? 0.85 : 1;
        value *= line.Corrected ? 0.93 : 1;
        value *= line.Inherited ? 0.93 : 1;
        value *= Math.Pow(DoubtWeight, doubts);
        value *= Math.Pow(0.8, questions);
        return Round(value);
    }

    /// <summary>The chance that nobody needs to touch the draft: as weak as its weakest line, less for every question and every number that no line used.</summary>
    public static double OfDraft(IReadOnlyList<ReadLine> lines, int questions, int unusedNumbers, int customerTurns, bool likelyOrder)
    {
        if (lines.Count == 0)
            return Round((likelyOrder ? 0.4 : 0.9) * Math.Pow(0.8, questions));
        var value = lines.Min(l => l.Confidence);
        value *= Math.Pow(0.98, lines.Count - 1);
        value *= Math.Pow(QuestionWeight, Math.Min(questions, 3));
        value *= Math.Pow(0.75, Math.Min(unusedNumbers, 4));
        value *= Math.Pow(0.97, Math.Min(customerTurns - 1, 8));
        return Round(value);
    }

    private static double Round(double value) => Math.Round(Math.Clamp(value, 0.01, 0.99), 2);
}
