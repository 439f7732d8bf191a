using System.Globalization;
using PromoEngine.Orders.Pricing;

namespace PromoEngine.Orders.Quotes;

/// <summary>A quote as a text message. Total, validity and the words to answer with always stay; lines give way.</summary>
internal static class QuoteText
{
    public static string Of(QuoteRevision revision, ShopSettings shop)
    {
        var head = $"{ShortText.Clip(shop.Name, 40)}: quote {revision.Number}";
        var valid = revision.ValidUntil is { } until
            ? $"Valid until {TimeZoneInfo.ConvertTimeFromUtc(until, shop.TimeZone).ToString("d MMM yyyy", CultureInfo.InvariantCulture)}. Reply YES {revision.Number} to order."
            : null;
        var foot = $"Total {Money.Format(revision.Total, revision.Currency)}" + (valid is null ? "" : "\n" + valid);
        return ShortText.Fit(head, [.. revision.Lines.OrderBy(l => l.Position).Select(l => Line(l, revision.Currency))], "line", foot);
    }

    private static string Line(QuoteLine line, string currency) =>
        $"{line.Quantity.ToString("N0", CultureInfo.InvariantCulture)} x {ShortText.Clip(LineWords.Full(line.Name, line.Attributes), 80)} at {Money.FormatUnit(line.UnitPriceMicros, currency)} = {Money.Format(line.Total, currency)}";
}
