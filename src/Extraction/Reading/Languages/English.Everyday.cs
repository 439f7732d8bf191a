using System.Collections.Frozen;

namespace PromoEngine.Extraction.Reading;

internal static partial class English
{
    /// <summary>A word of the language, of whatever kind, also in its regular forms.</summary>
    public static bool IsKnown(string word) => IsListed(word) || Morphology.Singulars(word).Any(IsListed)
        || (word.EndsWith("ing", StringComparison.Ordinal) && (IsListed(word[..^3]) || IsListed(word[..^3] + "e")))
        || (word.EndsWith("ed", StringComparison.Ordinal) && (IsListed(word[..^2]) || IsListed(word[..^1])))
        || (word.EndsWith("er", StringComparison.Ordinal) && (IsListed(word[..^2]) || IsListed(word[..^1])))
        || (word.EndsWith("ly", StringComparison.Ordinal) && IsListed(word[..^2]));

    private static bool IsListed(string word) => Everyday.Contains(word) || Function.Contains(word) || Neutral.Contains(word) || Talk.Contains(word) || NotGoods.Contains(word) || Greetings.Contains(word)
        || Labels.Contains(word) || Plain.Contains(word) || Decoration.Contains(word) || FormLabels.Contains(word) || Measures.ContainsKey(word) || Packs.Contains(word) || Portions.Contains(word)
        || Pieces.Contains(word) || SmallNumbers.ContainsKey(word) || Ordinals.ContainsKey(word) || Months.ContainsKey(word) || Weekdays.ContainsKey(word);

    /// <summary>Everyday words: whoever writes one of them means it, and has not mistyped a word of the catalogue.</summary>
    private static readonly FrozenSet<string> Everyday = Languages.Load("en", "everyday").Set("everyday");
}
