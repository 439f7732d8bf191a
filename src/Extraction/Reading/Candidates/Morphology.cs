namespace PromoEngine.Extraction.Reading;

/// <summary>Regular English number: which other forms a catalogue's word may take. No word lists, since the words are the catalogue's.</summary>
internal static class Morphology
{
    private static readonly Dictionary<string, string> Irregular = new(StringComparer.Ordinal)
    {
        ["mouse"] = "mice", ["foot"] = "feet", ["tooth"] = "teeth", ["goose"] = "geese", ["child"] = "children", ["person"] = "people", ["leaf"] = "leaves", ["loaf"] = "loaves",
    };

    private static readonly Dictionary<string, string> Regular = Irregular.ToDictionary(p => p.Value, p => p.Key, StringComparer.Ordinal);

    public static IEnumerable<string> Plurals(string word)
    {
        if (!Inflects(word))
            yield break;

        if (Irregular.TryGetValue(word, out var irregular))
            yield return irregular;

        yield return word + "s";
        if (word[^1] is 's' or 'x' or 'z' or 'o' || word.EndsWith("ch", StringComparison.Ordinal) || word.EndsWith("sh", StringComparison.Ordinal))
            yield return word + "es";
        if (word[^1] == 'z')
            yield return word + "zes";
        if (word[^1] == 'y' && !IsVowel(word[^2]))
            yield return word[..^1] + "ies";
        if (word[^1] == 'f')
            yield return word[..^1] + "ves";
        if (word.EndsWith("fe", StringComparison.Ordinal))
            yield return word[..^2] + "ves";
        if (word.EndsWith("man", StringComparison.Ordinal))
            yield return word[..^2] + "en";
        // hoodie, hoody; beanie, beany.
        if (word.EndsWith("ie", StringComparison.Ordinal) && word.Length > 4)
            yield return word[..^2] + "y";
    }

    public static IEnumerable<string> Singulars(string word)
    {
        if (!Inflects(word) || word.Length < 4)
            yield break;

        if (Regular.TryGetValue(word, out var regular))
            yield return regular;

        if (word.EndsWith("men", StringComparison.Ordinal))
            yield return word[..^2] + "an";
        if (word[^1] != 's' || word.EndsWith("ss", StringComparison.Ordinal))
            yield break;

        yield return word[..^1];
        if (word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4)
            yield return word[..^3] + "y";
        if (word.EndsWith("ves", StringComparison.Ordinal))
        {
            yield return word[..^3] + "f";
            yield return word[..^3] + "fe";
        }

        if (word.Length > 4 && word.EndsWith("es", StringComparison.Ordinal) && (word[^3] is 's' or 'x' or 'z' or 'o' or 'h'))
            yield return word[..^2];
    }

    /// <summary>Does this form say "several"? <paramref name="known"/> answers whether a singular of it is the same word.</summary>
    public static bool IsPlural(string form, Func<string, bool> known) => Singulars(form).Any(known);

    private static bool Inflects(string word)
    {
        if (word.Length < 3)
            return false;
        foreach (var c in word)
        {
            if (c is < 'a' or > 'z')
                return false;
        }

        return true;
    }

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u';
}
