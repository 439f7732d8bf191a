using System.Globalization;
using System.Text.Json;
using PromoEngine.Extraction.Reading;

namespace PromoEngine.Extraction.Tests;

/// <summary>A message and what must come of it. Lines are written <c>24 CAP-1 color=navy topping=ham+olives</c>; <c>?</c> is an unknown quantity, <c>-</c> no product.</summary>
public sealed record Row(string Catalog, string Text, string[] Turns, string[] Lines, string? Intent, string? NeededBy, string? NeededBefore, string? Budget, bool? Asks)
{
    public override string ToString() => $"{Catalog}: {(Turns.Length > 0 ? string.Join(" || ", Turns) : Text)}";
}

internal static class Corpus
{
    public static readonly DateTimeOffset Sent = new(2026, 4, 20, 10, 0, 0, TimeSpan.Zero); // a Monday

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static readonly string[] Names = ["promo", "cafe", "hardware", "produce", "print", "pizza"];

    private static readonly Dictionary<string, Catalog> Catalogs = Names.ToDictionary(n => n, n =>
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Corpus", n + ".catalog.json"));
        return CatalogJson.Read(file);
    });

    public static Catalog Catalog(string name) => Catalogs[name];

    public static IEnumerable<Row> Rows() => Names.SelectMany(name => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Corpus", name + ".jsonl"))
        .Where(line => line.Length > 0).Select(line => Parse(name, line)));

    private static Row Parse(string catalog, string line)
    {
        var row = JsonSerializer.Deserialize<FileRow>(line, Options)!;
        return new(catalog, row.Text ?? "", row.Turns ?? [], row.Lines ?? [], row.Intent, row.NeededBy, row.NeededBefore, row.Budget, row.Asks);
    }

    public static ReadingRequest Request(Row row) => Request(row.Turns.Length > 0 ? row.Turns : [row.Text]);

    /// <summary>A turn that begins with @ is the shop's.</summary>
    public static ReadingRequest Request(params string[] turns) => new(
        [.. turns.Select(t => t.StartsWith('@') ? new Turn(Speaker.Agent, t[1..], Sent) : new Turn(Speaker.Customer, t, Sent))], TimeZoneInfo.Utc, "USD");

    public static string[] Lines(ReadingResult result) => [.. result.Lines.Select(Line).Order(StringComparer.Ordinal)];

    public static string Line(ReadLine line) => string.Join(' ', new[] { line.Quantity?.ToString(CultureInfo.InvariantCulture) ?? "?", line.Product ?? "-" }
        .Concat(line.Attributes.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => $"{a.Key}={string.Join('+', a.Value)}")));

    private sealed record FileRow(string? Text, string[]? Turns, string[]? Lines, string? Intent, string? NeededBy, string? NeededBefore, string? Budget, bool? Asks);
}
