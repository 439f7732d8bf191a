namespace PromoEngine.Orders;

/// <summary>How a line of a quote or an order is described to people.</summary>
internal static class LineWords
{
    /// <summary>"white, L"; the free description where nothing was chosen.</summary>
    public static string Of(AttributeValues attributes, string description)
    {
        var values = attributes.SelectMany(a => a.Value);
        var chosen = string.Join(", ", values);
        return chosen.Length > 0 ? chosen : description;
    }

    /// <summary>"Ceramic Mug 11 oz, white": values that the name says already are not repeated.</summary>
    public static string Full(string name, AttributeValues attributes)
    {
        var news = attributes.SelectMany(a => a.Value).Where(value => !name.Contains(value, StringComparison.OrdinalIgnoreCase));
        return string.Join(", ", [name, .. news]);
    }
}
