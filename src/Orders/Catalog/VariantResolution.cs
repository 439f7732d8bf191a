namespace PromoEngine.Orders.Catalog;

/// <summary>From chosen attributes to a variant. What the variants do not know about (an imprint colour) does not matter here.</summary>
internal static class VariantResolution
{
    private static readonly StringComparer Words = StringComparer.OrdinalIgnoreCase;

    public static VariantChoice Choose(IReadOnlyList<CatalogVariant> variants, IReadOnlyDictionary<string, string> defaults, AttributeValues chosen)
    {
        var wanted = chosen.Where(c => c.Value.Count > 0).ToDictionary(c => c.Key, c => c.Value, Words);
        var fitting = variants.Where(v => v.Attributes.All(a => !wanted.TryGetValue(a.Key, out var values) || values.Contains(a.Value, Words))).ToList();
        if (fitting.Count > 1)
            fitting = Narrow(fitting, wanted, defaults);

        return fitting switch
        {
            [] => new(null, [], Offered: false),
            [var only] => new(only, [], Offered: true),
            _ => new(null, Differing(fitting), Offered: true),
        };
    }

    // Defaults speak only about what the customer left open, and only when they leave something to choose.
    private static List<CatalogVariant> Narrow(List<CatalogVariant> fitting, Dictionary<string, IReadOnlyList<string>> wanted, IReadOnlyDictionary<string, string> defaults)
    {
        foreach (var (name, value) in defaults.Where(d => !wanted.ContainsKey(d.Key)))
        {
            var narrower = fitting.Where(v => !v.Attributes.TryGetValue(name, out var has) || Words.Equals(has, value)).ToList();
            if (narrower.Count > 0)
                fitting = narrower;
        }

        return fitting;
    }

    private static List<string> Differing(List<CatalogVariant> fitting) =>
    [
        .. fitting.SelectMany(v => v.Attributes.Keys).Distinct(Words)
            .Where(name => fitting.Select(v => v.Attributes.GetValueOrDefault(name)).Distinct(Words).Skip(1).Any()),
    ];
}
