namespace PromoEngine.Extraction.Reading;

/// <summary>
/// Finds the catalogue's word that a mistyped one stands for: a neighbourhood of deletions, so that a look-up costs the same in any catalogue. Up to three letters nothing is mended,
/// up to seven one fault, from eight on two; an exchange of neighbours is one fault, a wrong first letter two. Digits and codes are never touched.
/// </summary>
internal sealed class Spelling
{
    private const int ShortestMended = 4;
    private const int ShortestTwice = 8;
    private const int LongestWord = 24;

    private readonly string[] _words;
    private readonly int[] _hashes;
    private readonly int[] _owners;

    /// <param name="words">The catalogue's words in all their forms.</param>
    public Spelling(IEnumerable<string> words)
    {
        _words = [.. words.Where(w => w.Length is >= ShortestMended and <= LongestWord && w.All(char.IsAsciiLetterLower)).Order(StringComparer.Ordinal)];
        var entries = new List<(int Hash, int Word)>(_words.Length * 12);
        for (var i = 0; i < _words.Length; i++)
            Deletions(_words[i], hash => entries.Add((hash, i)));
        entries.Sort();
        _hashes = [.. entries.Select(e => e.Hash)];
        _owners = [.. entries.Select(e => e.Word)];
    }

    /// <summary>The one word that is meant, or null. <paramref name="root"/> tells forms of one word from two words.</summary>
    public string? Mend(string typed, Func<string, string> root)
    {
        if (typed.Length is < ShortestMended or > LongestWord || !typed.All(char.IsAsciiLetterLower))
            return null;
        string? best = null;
        var (least, even) = (Allowed(typed.Length) + 1, false);
        var seen = new HashSet<int>();
        Deletions(typed, hash =>
        {
            var at = Array.BinarySearch(_hashes, hash);
            while (at > 0 && _hashes[at - 1] == hash)
                at--;
            for (; at >= 0 && at < _hashes.Length && _hashes[at] == hash; at++)
            {
                if (!seen.Add(_owners[at]))
                    continue;
                var word = _words[_owners[at]];
                var faults = Faults(typed, word);
                if (faults > Allowed(Math.Min(typed.Length, word.Length)) || faults > least)
                    continue;
                even = faults == least && best is not null ? even || root(best) != root(word) : false;
                (best, least) = faults < least || best is null || string.CompareOrdinal(word, best) < 0 ? (word, faults) : (best, least);
            }
        });
        return even ? null : best;
    }

    /// <summary>"guac", "veggies": the one word that goes on so.</summary>
    public string? Complete(string typed, Func<string, string> root)
    {
        var start = typed.Length > ShortestMended && typed[^1] == 's' ? typed[..^1] : typed;
        if (start.Length < ShortestMended || !start.All(char.IsAsciiLetterLower))
            return null;
        var at = Array.BinarySearch(_words, start, StringComparer.Ordinal);
        at = at < 0 ? ~at : at;
        if (at >= _words.Length || !_words[at].StartsWith(start, StringComparison.Ordinal))
            return null;
        var first = _words[at];
        for (var i = at + 1; i < _words.Length && _words[i].StartsWith(start, StringComparison.Ordinal); i++)
        {
            if (root(_words[i]) != root(first) && !root(_words[i]).StartsWith(root(first), StringComparison.Ordinal))
                return null;
        }

        return first;
    }

    private static int Allowed(int length) => length < ShortestMended ? 0 : length < ShortestTwice ? 1 : 2;

    private static void Deletions(string word, Action<int> found)
    {
        found(Hash(word, -1, -1));
        for (var i = 0; i < word.Length; i++)
        {
            found(Hash(word, i, -1));
            for (var j = i + 1; word.Length >= ShortestTwice - 1 && j < word.Length; j++)
                found(Hash(word, i, j));
        }
    }

    // The hash of a word without one or two of its letters. Deterministic, unlike string.GetHashCode.
    private static int Hash(string word, int without, int nor)
    {
        var hash = 2166136261;
        for (var i = 0; i < word.Length; i++)
        {
            if (i != without && i != nor)
                hash = (hash ^ word[i]) * 16777619;
        }

        return (int)hash;
    }

    /// <summary>Insertions, deletions, changes and exchanges of neighbours.</summary>
    private static int Faults(string a, string b)
    {
        Span<int> before = stackalloc int[LongestWord + 1], last = stackalloc int[LongestWord + 1], row = stackalloc int[LongestWord + 1];
        for (var j = 0; j <= b.Length; j++)
            last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(Math.Min(last[j], row[j - 1]) + 1, change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            last[..(b.Length + 1)].CopyTo(before);
            row[..(b.Length + 1)].CopyTo(last);
        }

        return last[b.Length] + (a[0] == b[0] || (a.Length > 1 && a[1] == b[0]) ? 0 : 1);
    }
}
