using System.Collections.Frozen;

namespace PromoEngine.Extraction.Reading;

/// <summary>What things, colours and sizes are called in other languages: a catalogue in English is also asked for "tazas rojas". Its own words always come first.</summary>
internal static class Glossary
{
    private static readonly FrozenDictionary<string, string[]> Words = Languages.All.Where(l => l.Code != "en")
        .SelectMany(l => l.Lines("glossary").Concat(l.Lines("colors"))).GroupBy(l => l.Key.Replace('_', ' '), l => l.Words, StringComparer.Ordinal)
        .ToFrozenDictionary(g => g.Key, g => g.SelectMany(w => w).Distinct(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string[]> Sizes = Languages.All.Where(l => l.Code != "en").SelectMany(l => l.Lines("sizes"))
        .GroupBy(l => l.Key, l => l.Words, StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => g.SelectMany(w => w).ToArray(), StringComparer.Ordinal);

    /// <summary>Words that are the plural of another word of their line.</summary>
    private static readonly FrozenSet<string> Several = Languages.All.Where(l => l.Code != "en").SelectMany(l => l.Lines("glossary"))
        .SelectMany(l => l.Words.Where((word, i) => i > 0 && IsPlural(l.Words, word))).SelectMany(w => Language.Split(w).TakeLast(1)).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The English things and traits that other languages have words for.</summary>
    public static IEnumerable<string> Keys => Words.Keys;

    public static IReadOnlyList<string> Of(string english) => Words.GetValueOrDefault(english) ?? [];

    public static IEnumerable<string> OfSize(IEnumerable<string> group) => group.SelectMany(word => Sizes.GetValueOrDefault(word) ?? []);

    public static bool IsPlural(string word) => Several.Contains(word);

    // Tasse, Tassen; taza, tazas; tazza, tazze: longer than one that begins alike, or as long with another end.
    private static bool IsPlural(string[] words, string word) => words.Any(other => other != word && other.Length <= word.Length && Array.IndexOf(words, other) < Array.IndexOf(words, word)
        && string.CompareOrdinal(other, 0, word, 0, Math.Max(2, other.Length - 2)) == 0);
}
