using System.Collections.Frozen;
using System.Globalization;

namespace PromoEngine.Extraction.Reading;

/// <summary>
/// The words of one language, read from its file. English words name the parts of the grammar; another language says which of its own words do the same
/// ("y" and "und" are "and", "viernes" and "Freitag" are "friday"), so that every rule is written once.
/// </summary>
internal sealed class Language
{
    /// <summary>Sections whose lines are sets, turns of phrase or tables; all others map a canonical word to the words that mean it.</summary>
    private static readonly FrozenSet<string> Tables = FrozenSet.ToFrozenSet(["numbers", "scales", "collectives", "joiners", "halves", "fractions", "point", "cues", "colors", "sizes", "glossary", "letters", "traits", "feastdays", "streets", "streetsfirst", "streetendings", "addressparts", "signoffs", "mobile", "confidential", "wrote", "original", "forwarded", "headers"], StringComparer.Ordinal);

    private readonly Dictionary<string, List<(string Key, string[] Words)>> _sections;
    private readonly FrozenSet<string> _traits;
    private readonly HashSet<string> _parts;
    private readonly int _longestPart;

    private Language(string code, Dictionary<string, List<(string Key, string[] Words)>> sections)
    {
        Code = code;
        _sections = sections;
        Numbers = Values("numbers");
        Scales = Values("scales");
        Collectives = Lines("collectives").SelectMany(l => l.Words.Select(w => (Fold(w), Collective(l.Key, w)))).ToFrozenDictionary(p => p.Item1, p => p.Item2, StringComparer.Ordinal);
        Fractions = Values("fractions");
        Halves = [.. Lines("halves").SelectMany(l => l.Words).Select(Split).OrderByDescending(w => w.Length)];
        PointWords = Lines("point").SelectMany(l => l.Words).Select(Fold).ToFrozenSet(StringComparer.Ordinal);
        Joiners = Lines("joiners").SelectMany(l => l.Words).ToFrozenSet(StringComparer.Ordinal);
        _traits = Lines("traits").SelectMany(l => l.Words).ToFrozenSet(StringComparer.Ordinal);
        _parts = Has("compounds") ? [.. Numbers.Keys, .. Scales.Keys.Where(w => w.Length > 2), .. Joiners] : [];
        _longestPart = _parts.Count == 0 ? 0 : _parts.Max(p => p.Length);
        Letters = string.Concat(Lines("letters").SelectMany(l => l.Words));
        Canonical = Phrasebook.Of(_sections.Where(s => code == "en" ? s.Key is "feasts" or "phrases" : !Tables.Contains(s.Key)).SelectMany(s => s.Value));
        Cues = Phrasebook.Of(Lines("cues"));
    }

    public string Code { get; }

    /// <summary>Added to one another: twenty, and Spanish doscientos.</summary>
    public FrozenDictionary<string, decimal> Numbers { get; }

    /// <summary>Multiply what stands before them: hundred, thousand.</summary>
    public FrozenDictionary<string, decimal> Scales { get; }

    /// <summary>So many pieces each, some of them only about so many (une centaine).</summary>
    public FrozenDictionary<string, Collective> Collectives { get; }

    public FrozenDictionary<string, decimal> Fractions { get; }

    /// <summary>"and a half", "y medio".</summary>
    public IReadOnlyList<string[]> Halves { get; }

    /// <summary>What is said for the decimal mark.</summary>
    public FrozenSet<string> PointWords { get; }

    /// <summary>Words that may stand between two parts of a number.</summary>
    public FrozenSet<string> Joiners { get; }

    /// <summary>Letters that betray the language.</summary>
    public string Letters { get; }

    public Phrasebook Canonical { get; }

    public Phrasebook Cues { get; }

    /// <summary>2,40 is less than three; 1.000 is a thousand.</summary>
    public bool DecimalComma => Code != "en";

    /// <summary>May the word stand behind "hundreds" (two hundred and five), "tens" (treinta y cinco), "ones" (fünf und zwanzig)?</summary>
    public bool Joins(string place, string word) => Lines("joiners").Any(l => l.Key == place && l.Words.Contains(word));

    /// <summary>Does the language count so ("spoken": one fifty; "score": quatre-vingts)?</summary>
    public bool Has(string trait) => _traits.Contains(trait);

    /// <summary>The number words that are written together in this one, fewest first, or null.</summary>
    public IReadOnlyList<string>? Parts(string word)
    {
        if (_parts.Count == 0)
            return null;
        var lookup = _parts.GetAlternateLookup<ReadOnlySpan<char>>();
        // The fewest parts that reach each letter, and where the last of them began.
        Span<(int Count, int From)> reached = stackalloc (int, int)[word.Length + 1];
        reached.Fill((int.MaxValue, -1));
        reached[0] = (0, -1);
        for (var at = 0; at < word.Length; at++)
        {
            if (reached[at].Count == int.MaxValue)
                continue;
            for (var to = at + 2; to <= Math.Min(word.Length, at + _longestPart); to++)
            {
                if (reached[at].Count + 1 < reached[to].Count && lookup.Contains(word.AsSpan(at, to - at)))
                    reached[to] = (reached[at].Count + 1, at);
            }
        }

        if (reached[word.Length].Count == int.MaxValue)
            return null;
        var parts = new List<string>();
        for (var to = word.Length; to > 0; to = reached[to].From)
            parts.Insert(0, word[reached[to].From..to]);
        return parts;
    }

    public IReadOnlyList<(string Key, string[] Words)> Lines(string section) => _sections.TryGetValue(section, out var lines) ? lines : [];

    public FrozenSet<string> Set(string section) => Lines(section).SelectMany(l => l.Words).ToFrozenSet(StringComparer.Ordinal);

    public FrozenDictionary<string, string> Names(string section) =>
        Lines(section).SelectMany(l => l.Words.Select(w => KeyValuePair.Create(w, l.Key))).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every single word the language knows, without its numbers' compounds: what a text in it is recognised by.</summary>
    public IEnumerable<string> Vocabulary() => _sections.Where(s => s.Key is not ("letters" or "traits" or "glossary" or "colors" or "feastdays" or "currencies" or "measures" or "sizes" or "abbreviations" or "streets" or "streetsfirst" or "streetendings" or "addressparts" or "mobile" or "confidential" or "wrote" or "original" or "forwarded" or "headers")).SelectMany(s => s.Value).SelectMany(l => l.Words)
        .SelectMany(Split).Distinct(StringComparer.Ordinal);

    /// <summary>Reads the file: "[section]", then "key: word word_with_space", "#" for remarks.</summary>
    public static Language Parse(string code, string file)
    {
        var sections = new Dictionary<string, List<(string, string[])>>(StringComparer.Ordinal);
        List<(string, string[])> section = [];
        foreach (var line in file.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line[0] == '#')
                continue;
            if (line[0] == '[')
            {
                if (!sections.TryGetValue(line.Trim('[', ']'), out section!))
                    sections[line.Trim('[', ']')] = section = [];
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            section.Add((colon < 0 ? "" : line[..colon], line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        }

        return new(code, sections);
    }

    /// <summary>The words of a lexicon's phrase, as a text's would be cut.</summary>
    public static string[] Split(string phrase) => [.. Tokenizer.Cut(phrase.Replace('_', ' ')).Where(t => t.Kind == TokenKind.Word).Select(t => t.Raw)];

    private static string Fold(string word) => Tokenizer.Fold(word);

    private static Collective Collective(string key, string word) => new(decimal.Parse(key.TrimStart('~'), CultureInfo.InvariantCulture), key[0] == '~', char.IsUpper(word[0]));

    private FrozenDictionary<string, decimal> Values(string section) => Lines(section)
        .SelectMany(l => l.Words.Select(w => KeyValuePair.Create(Fold(w), decimal.Parse(l.Key, CultureInfo.InvariantCulture))))
        .DistinctBy(p => p.Key).ToFrozenDictionary(StringComparer.Ordinal);
}

/// <summary>A dozen: so many pieces; a centaine is about so many; a Paar (with its capital) is two, a paar is a few.</summary>
internal readonly record struct Collective(decimal Pieces, bool Approximate, bool Capital);
