using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PromoEngine.Bench;

/// <summary>The variations that the report and the suite know.</summary>
internal static partial class Variations
{
    private const int Typing = 41;

    public static readonly IReadOnlyList<Variation> All =
    [
        First("a greeting before", (row, text) => Courtesy(row).Greeting + "\n" + text),
        First("an English greeting before", (_, text) => "Hi there, hope you are well!\n" + text),
        Last("a thank-you behind", (row, text) => text + "\n" + Courtesy(row).Thanks),
        Last("a name and a telephone behind", (row, text) => $"{text}\n\n{Courtesy(row).Regards},\nRobin Hale\n555-0190"),
        Last("an emoji behind", (_, text) => text + " 🙏😊"),
        Every("in capitals", text => text.ToUpperInvariant()),
        Every("in small letters", text => text.ToLowerInvariant()),
        Every("spaces doubled", text => text.Replace(" ", "  ", StringComparison.Ordinal)),
        Every("blank lines doubled", text => text.Replace("\n\n", "\n\n\n\n", StringComparison.Ordinal)),
        Every("line ends of Windows", text => text.Replace("\n", "\r\n", StringComparison.Ordinal)),
        new("in two texts", InTwo),
        new("the catalogue in another order", Unchanged) { Catalog = Shuffle },
        new("every SKU renamed", WithoutCodes) { Catalog = Rename, Becomes = (_, line) => line with { Product = line.Product is { } sku ? Renamed(sku) : null } },
        new("another number", OtherNumber) { Becomes = (row, line) => line.Quantity == Lone(row) ? line with { Quantity = Other(line.Quantity!.Value) } : line },
        Every("without punctuation", text => Marks().Replace(text, "")),
        Every("one word in twenty mistyped", Mistype),
    ];

    private static Variation Every(string name, Func<string, string> change) => new(name, row => Changed(row, (_, _) => true, change));
    private static Variation First(string name, Func<CorpusRow, string, string> change) => new(name, row => Changed(row, (i, said) => i == said.FindIndex(Customers), text => change(row, text)));
    private static Variation Last(string name, Func<CorpusRow, string, string> change) => new(name, row => Changed(row, (i, said) => i == said.FindLastIndex(Customers), text => change(row, text)));

    private static (string Greeting, string Thanks, string Regards) Courtesy(CorpusRow row) => row.Language switch
    {
        "es" => ("Hola, ¿qué tal?", "¡Muchas gracias!", "Un saludo"),
        "de" => ("Guten Tag zusammen,", "Vielen Dank im Voraus!", "Viele Grüße"),
        "fr" => ("Bonjour à tous,", "Merci beaucoup !", "Cordialement"),
        "pt" => ("Olá, tudo bem?", "Muito obrigado!", "Atenciosamente"),
        "it" => ("Buongiorno a tutti,", "Grazie mille!", "Cordiali saluti"),
        "nl" => ("Goedendag,", "Alvast bedankt!", "Met vriendelijke groet"),
        _ => ("Hi there, hope you are well!", "Thank you so much!", "Best regards"),
    };

    private static JsonObject? Unchanged(CorpusRow row) => Copy(row);

    private static JsonObject Copy(CorpusRow row) => JsonObject.Create(row.Message)!.DeepClone().AsObject();

    private static bool Customers(JsonNode? turn) => turn!["speaker"]!.GetValue<string>() == "customer";

    // Only what customers said is said otherwise.
    private static JsonObject? Changed(CorpusRow row, Func<int, List<JsonNode?>, bool> which, Func<string, string> change)
    {
        var message = Copy(row);
        if (message["turns"] is not JsonArray turns)
        {
            message["text"] = change(message["text"]!.GetValue<string>());
            return message["text"]!.GetValue<string>() == row.Message.GetProperty("text").GetString() ? null : message;
        }

        List<JsonNode?> said = [.. turns];
        for (var i = 0; i < said.Count; i++)
        {
            if (Customers(said[i]) && which(i, said))
                said[i]!["text"] = change(said[i]!["text"]!.GetValue<string>());
        }

        return message;
    }

    // Cut where a sentence ends; what follows is the next text.
    private static JsonObject? InTwo(CorpusRow row)
    {
        if (row.Thread || row.Channel == "email" || SentenceEnd().Match(row.Words) is not { Success: true } end)
            return null;
        var message = Copy(row);
        message.Remove("text");
        message["turns"] = new JsonArray(Said(row.Words[..(end.Index + 1)]), Said(row.Words[(end.Index + end.Length)..]));
        return message;
    }

    private static JsonObject Said(string text) => new() { ["speaker"] = "customer", ["text"] = text };

    private static void Shuffle(JsonObject catalog)
    {
        var random = new Random(Typing);
        catalog["products"] = new JsonArray([.. catalog["products"]!.AsArray().Select(p => p!.DeepClone()).OrderBy(_ => random.Next())]);
    }

    private static void Rename(JsonObject catalog)
    {
        foreach (var product in catalog["products"]!.AsArray())
            product!["sku"] = Renamed(product["sku"]!.GetValue<string>());
    }

    // Backwards, so that the order by SKU changes too; behind letters that no message holds.
    private static string Renamed(string sku) => "zqx" + string.Concat(sku.Reverse()).Replace("-", "", StringComparison.Ordinal);

    private static JsonObject? WithoutCodes(CorpusRow row)
    {
        if (row.Phenomena.Contains(37) || row.Phenomena.Contains(38))
            return null;
        var message = Copy(row);
        foreach (var line in message["history"]?.AsArray().SelectMany(order => order!["lines"]!.AsArray()) ?? [])
            line!["product"] = Renamed(line["product"]!.GetValue<string>());
        return message;
    }

    /// <summary>The quantity of the one line, if it stands in the words once, in digits, and nothing else is counted.</summary>
    private static decimal? Lone(CorpusRow row) => !row.Thread && row.Accepted.Count == 1 && row.Expected.Lines is [{ Quantity: > 12 and var quantity }] && Number().Matches(row.Words) is [var only]
        && only.Value == quantity.ToString(CultureInfo.InvariantCulture) ? quantity : null;

    private static decimal Other(decimal quantity) => quantity + 1;

    private static JsonObject? OtherNumber(CorpusRow row) => Lone(row) is { } quantity ? Changed(row, (_, _) => true,
        text => text.Replace(quantity.ToString(CultureInfo.InvariantCulture), Other(quantity).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)) : null;

    // Two letters swapped inside a word: what thumbs do.
    private static string Mistype(string text)
    {
        var random = new Random(Typing + text.Length);
        return LongWord().Replace(text, word =>
        {
            if (random.Next(20) != 0)
                return word.Value;
            var at = 1 + random.Next(word.Length - 2);
            return word.Value[..at] + word.Value[at + 1] + word.Value[at] + word.Value[(at + 2)..];
        });
    }

    [GeneratedRegex(@"(?<=\p{L}{2})[.!?]\s+(?=\S)", RegexOptions.CultureInvariant)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"(?<=\p{L})[.,!?;](?=\s|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Marks();

    [GeneratedRegex(@"\d+", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"\p{L}{4,}", RegexOptions.CultureInvariant)]
    private static partial Regex LongWord();
}
