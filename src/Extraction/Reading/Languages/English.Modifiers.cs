namespace PromoEngine.Extraction.Reading;

internal static partial class English
{
    /// <summary>How the language says "more of it" and "less of it" where the catalogue has no words of its own.</summary>
    public static readonly IReadOnlyList<(string Modifier, string Phrases)> Modifiers =
    [
        ("extra", "extra | lots of | a lot of | plenty of | loads of | tons of | heavy on the | heavy on | double | triple"),
        ("light", "light | lite | a little | a little bit of | little | a bit of | just a bit of | a touch of | a splash of | a hint of | a dash of | easy on the | easy on | go easy on the | light on the | not much | not too much | not a lot of | less"),
        ("not", "no | without | with no | hold the | leave off the | leave out the | skip the"),
    ];
}
