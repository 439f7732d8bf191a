namespace PromoEngine.Extraction.Reading;

/// <summary>Phrases and what they mean, found longest first from their first word.</summary>
internal sealed class Phrasebook
{
    private readonly Dictionary<string, List<(string[] Words, string Meaning)>> _byFirst = new(StringComparer.Ordinal);

    public static Phrasebook Of(IEnumerable<(string Key, string[] Words)> lines)
    {
        var book = new Phrasebook();
        foreach (var (key, words) in lines)
        {
            foreach (var phrase in words)
            {
                var parts = Language.Split(phrase);
                if (parts.Length == 0)
                    continue;
                if (!book._byFirst.TryGetValue(parts[0], out var list))
                    book._byFirst[parts[0]] = list = [];
                list.Add((parts, key));
            }
        }

        // A stable order: of two equally long phrases the file's first one counts.
        foreach (var first in book._byFirst.Keys.ToList())
            book._byFirst[first] = [.. book._byFirst[first].OrderByDescending(p => p.Words.Length)];
        return book;
    }

    /// <summary>All that begin here, longest first, compared by what <paramref name="word"/> takes from a token; hyphens inside do not part a phrase.</summary>
    public IEnumerable<(string Meaning, int End)> All(IReadOnlyList<Token> tokens, int at, Func<Token, string> word)
    {
        if (tokens[at].Kind != TokenKind.Word || !_byFirst.TryGetValue(word(tokens[at]), out var phrases))
            yield break;
        foreach (var (words, meaning) in phrases)
        {
            if (End(tokens, at, words, word) is { } end)
                yield return (meaning, end);
        }
    }

    private static int? End(IReadOnlyList<Token> tokens, int at, string[] words, Func<Token, string> said)
    {
        var i = at;
        foreach (var word in words)
        {
            while (i > at && i < tokens.Count && tokens[i].IsMark('-') && tokens[i].Glued)
                i++;
            if (i >= tokens.Count || !string.Equals(said(tokens[i]), word, StringComparison.Ordinal))
                return null;
            i++;
        }

        return i;
    }
}
