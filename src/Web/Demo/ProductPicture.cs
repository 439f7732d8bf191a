using System.Collections.Frozen;
using System.Security;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace PromoEngine.Web.Demo;

/// <summary>
/// Draws a product as a flat SVG: a shape of <c>product-shapes.svg</c> in the colours of a variant.
/// The same words give the same bytes, so that a picture may be cached for as long as its address stays the same.
/// </summary>
internal static class ProductPicture
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly Lazy<Sheet> Shapes = new(Sheet.Load);

    public static IReadOnlyCollection<string> ShapeNames => Shapes.Value.Symbols.Keys;

    /// <param name="shape">The id of a symbol; <see cref="ShapeNames"/> has them all.</param>
    /// <param name="color">The product's colour, <c>#rrggbb</c>.</param>
    /// <param name="trim">The colour of lid, handle or stripe; a deeper tone of the first when there is none.</param>
    /// <param name="title">What a screen reader says.</param>
    public static string Draw(string shape, string color, string? trim, string title)
    {
        if (!Shapes.Value.Symbols.TryGetValue(shape, out var symbol))
            throw new ArgumentException($"There is no shape '{shape}'.", nameof(shape));

        // Letters that XML knows no way to write are left out.
        var label = SecurityElement.Escape(string.Concat(title.Where(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c))));
        var drawing = new StringBuilder(symbol.Length + 512)
            .Append("<svg xmlns=\"").Append(Svg).Append("\" viewBox=\"0 0 200 200\" stroke-width=\"2\" stroke-linejoin=\"round\" role=\"img\" aria-label=\"")
            .Append(label).Append("\"><title>").Append(label).Append("</title>");
        var inside = drawing.Length;
        drawing.Append(symbol).Append("</svg>");

        var first = Tone.Parse(color);
        var second = trim is null ? first.Deeper : Tone.Parse(trim);
        foreach (var (name, tone) in Palette(first, second))
            drawing.Replace($"var(--{name})", tone.ToString(), inside, drawing.Length - inside);
        return drawing.ToString();
    }

    private static (string Name, Tone Tone)[] Palette(Tone first, Tone second) =>
    [
        ("base", first), ("deep", first.Deeper), ("pale", first.Paler), ("line", first.Outline), ("mark", first.Mark),
        ("trim", second), ("edge", second.Outline),
    ];

    /// <summary>The file of shapes, read once: each symbol's markup with the gradients that it uses before it.</summary>
    private sealed record Sheet(FrozenDictionary<string, string> Symbols)
    {
        public static Sheet Load()
        {
            using var file = DemoFiles.Open("product-shapes.svg");
            var root = XDocument.Load(file).Root!;
            var defs = root.Element(Svg + "defs")!.Elements().ToDictionary(e => (string)e.Attribute("id")!);
            return new(root.Elements(Svg + "symbol").ToFrozenDictionary(s => (string)s.Attribute("id")!, s => Markup(s, defs)));
        }

        private static string Markup(XElement symbol, Dictionary<string, XElement> defs)
        {
            foreach (var element in symbol.Descendants().Where(e => e.Attribute("data-shade") is not null).ToList())
                Shade(element);

            var text = string.Concat(symbol.Elements().Select(Write));
            var used = defs.Where(d => text.Contains($"#{d.Key})", StringComparison.Ordinal) || text.Contains($"\"#{d.Key}\"", StringComparison.Ordinal));
            return $"<defs>{string.Concat(used.Select(d => Write(d.Value)))}</defs>{text}";
        }

        // The gradient is a second, transparent copy above the element: it darkens and lightens whatever colour lies below.
        private static void Shade(XElement element)
        {
            var gradient = (string)element.Attribute("data-shade")!;
            element.SetAttributeValue("data-shade", null);
            var shade = new XElement(element);
            shade.SetAttributeValue("fill", $"url(#{gradient})");
            shade.SetAttributeValue("stroke", null);
            shade.SetAttributeValue("fill-opacity", null);
            element.AddAfterSelf(shade);
        }

        private static string Write(XElement element) =>
            element.ToString(SaveOptions.DisableFormatting).Replace($" xmlns=\"{Svg}\"", "", StringComparison.Ordinal);
    }
}
