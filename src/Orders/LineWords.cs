namespace PromoEngine.Orders;

/// <summary>How a line of a quote or an order is described to people.</summary>
internal static class LineWords
{
    /// <summary>Beside the name: "white, L"; the free description where the choice says nothing new.</summary>
    public static string Of(string name, AttributeValues attributes, string description)
    {
        var chosen = string.Join(", ", News(name, attributes));
        return chosen.Length > 0 ? chosen : description;
    }

    /// <summary>With the name: "Ceramic Mug 11 oz, white".</summary>
    public static string Full(string name, AttributeValues attributes) => string.Join(", ", [name, .. News(name, attributes)]);

    // What the name says already is not repeated.
    private static IEnumerable<string> News(string name, AttributeValues attributes) =>
        attributes.SelectMany(a => a.Value).Where(value => !name.Contains(value, StringComparison.OrdinalIgnoreCase));
}
