using System.Globalization;

namespace PromoEngine.Orders.Pricing;

/// <summary>Totals are whole minor units (cents), unit prices millionths of the major unit; nothing here is a float.</summary>
internal static class Money
{
    /// <summary>More than any shop sells at once; beyond it the arithmetic could leave 64 bits.</summary>
    public const long MaxQuantity = 100_000_000;

    /// <summary>A million of the major unit for one piece.</summary>
    public const long MaxUnitPriceMicros = 1_000_000_000_000;

    /// <summary>The largest integer that every reader of JSON keeps exactly.</summary>
    public const long MaxTotal = 9_007_199_254_740_991;

    /// <summary>How many decimals the currency has (ISO 4217).</summary>
    public static int Digits(string currency) => currency switch
    {
        "BIF" or "CLP" or "DJF" or "GNF" or "ISK" or "JPY" or "KMF" or "KRW" or "PYG" or "RWF" or "UGX" or "VND" or "VUV" or "XAF" or "XOF" or "XPF" => 0,
        "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 3,
        _ => 2,
    };

    /// <summary>Quantity × unit price, rounded once, half away from zero; null when it cannot be a total.</summary>
    public static long? LineTotal(long quantity, long unitPriceMicros, string currency)
    {
        var micros = (Int128)quantity * unitPriceMicros;
        var divisor = (Int128)Pow10(6 - Digits(currency));
        var (whole, rest) = Int128.DivRem(micros, divisor);
        if (Int128.Abs(rest) * 2 >= divisor)
            whole += Int128.Sign(micros);
        return Int128.Abs(whole) <= MaxTotal ? (long)whole : null;
    }

    /// <summary>What a person reads: $1,204.50, EUR 12.00, JPY 1,200. Plain characters, so that a text message stays in its short alphabet.</summary>
    public static string Format(long total, string currency)
    {
        var digits = Digits(currency);
        var amount = (decimal)Math.Abs(total) / Pow10(digits);
        return (total < 0 ? "-" : "") + Symbol(currency) + amount.ToString("N" + digits, CultureInfo.InvariantCulture);
    }

    /// <summary>A unit price with as many decimals as it needs, at least the currency's own: $4.99, $0.385.</summary>
    public static string FormatUnit(long unitPriceMicros, string currency)
    {
        var digits = Digits(currency);
        var format = "#,0." + new string('0', digits) + new string('#', 6 - digits);
        return Symbol(currency) + (unitPriceMicros / 1_000_000m).ToString(format, CultureInfo.InvariantCulture);
    }

    private static string Symbol(string currency) => currency switch
    {
        "USD" => "$",
        "GBP" => "£",
        _ => currency + " ",
    };

    private static long Pow10(int exponent)
    {
        var power = 1L;
        while (exponent-- > 0)
            power *= 10;
        return power;
    }
}
