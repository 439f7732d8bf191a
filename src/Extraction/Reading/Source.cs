using System.Diagnostics;

namespace PromoEngine.Extraction.Reading;

/// <summary>One turn, cut into tokens. The only place where evidence is made, so that its text is always the slice.</summary>
internal sealed class Source
{
    /// <summary>Nobody orders in a longer text; the rest is not read.</summary>
    public const int LongestTurn = 20_000;

    public Source(int turn, Turn said, bool decimalComma, Language? language = null)
    {
        Turn = turn;
        Speaker = said.Speaker;
        At = said.At;
        Text = said.Text;
        Tokens = Languages.Understand(Tokenizer.Cut(said.Text.Length > LongestTurn ? said.Text[..LongestTurn] : said.Text, decimalComma), said.Text, language);
    }

    public int Turn { get; }
    public Speaker Speaker { get; }
    public DateTimeOffset? At { get; }
    public string Text { get; }
    public List<Token> Tokens { get; }

    /// <summary>Evidence from token <paramref name="from"/> up to, not including, <paramref name="to"/>.</summary>
    public Evidence Cite(string field, int from, int to, string rule, double confidence)
    {
        Debug.Assert(from < to, "Evidence needs words.");
        var start = Tokens[from].Start;
        var end = Tokens[to - 1].End;
        return new(field, Turn, start, end, Text[start..end], rule, confidence);
    }

    public string Slice(int from, int to) => from >= to ? "" : Text[Tokens[from].Start..Tokens[to - 1].End];
}
