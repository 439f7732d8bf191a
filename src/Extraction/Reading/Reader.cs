namespace PromoEngine.Extraction.Reading;

/// <summary>Reads an order out of a conversation: the catalogue's words, grammar, and nothing else. Pure: same input, same output.</summary>
internal sealed class Reader(Catalog catalog)
{
    public ReadingResult Read(ReadingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new() { Intent = catalog.Products.Count == 0 ? Intent.Question : Intent.SmallTalk, Confidence = 0 };
    }
}
