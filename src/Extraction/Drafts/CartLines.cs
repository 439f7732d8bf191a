using System.Globalization;

using PromoEngine.Extraction.Reading;
using PromoEngine.Inbox;

namespace PromoEngine.Extraction.Drafts;

/// <summary>
/// What a customer put into a cart is wanted as it stands: a code and a number need no reading. Only what they wrote beside it is read; the list itself is
/// blank to the reader, so that nothing is wanted twice, and every place in the text stays where it is.
/// </summary>
internal static class CartLines
{
    private const string Rule = "cart";

    /// <summary>The message as the reader gets it.</summary>
    public static string Said(HistoryMessage message)
    {
        var text = message.Text.ToCharArray();
        foreach (var (_, start, end) in Places(message))
            Array.Fill(text, ' ', start, end - start);
        return new(text);
    }

    public static IEnumerable<DraftReadLine> Of(IEnumerable<HistoryMessage> messages, ShopReader shop) =>
        from message in messages
        where message.FromCustomer
        from place in Places(message)
        select Line(message, place.Item, place.Start, place.End, shop);

    /// <summary>What a person must answer before these lines can be confirmed.</summary>
    /// <param name="lines">Those of the carts.</param>
    /// <param name="before">How many lines stand before them.</param>
    public static IEnumerable<Question> Questions(IReadOnlyList<DraftReadLine> lines, int before) =>
        lines.Select((line, index) => (line, index)).Where(l => l.line.ProductId is null)
            .Select(l => new Question("product.unknown", $"The catalogue has no \"{l.line.Description}\". Which product is it?", DraftField.Product, before + l.index));

    private static DraftReadLine Line(HistoryMessage message, CartItem item, int start, int end, ShopReader shop)
    {
        var known = shop.ByCode.TryGetValue(item.Code, out var found);
        DraftEvidence Cite(string field) => new(field, message.Id, start, end, message.Text[start..end], Rule, 1);
        return new(
            known ? found.Product.Id : null, item.Code, item.Quantity, null,
            known && found.Variant is { } variant ? variant.Attributes.ToDictionary(a => a.Key, a => (IReadOnlyList<string>)[a.Value]) : new Dictionary<string, IReadOnlyList<string>>(),
            known ? 1 : 0.5, [Cite(DraftField.Quantity), Cite(DraftField.Product)], [], []);
    }

    private static IEnumerable<(CartItem Item, int Start, int End)> Places(HistoryMessage message)
    {
        var from = 0;
        foreach (var item in message.Items)
        {
            var written = string.Create(CultureInfo.InvariantCulture, $"{item.Quantity} × {item.Code}");
            var at = message.Text.IndexOf(written, from, StringComparison.Ordinal);
            if (at < 0)
                yield break; // cut off: longer than any cart
            from = at + written.Length;
            yield return (item, at, from);
        }
    }
}
