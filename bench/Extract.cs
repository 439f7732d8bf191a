using System.Diagnostics;
using System.Text;
using System.Text.Json;
using PromoEngine.Extraction.Reading;

namespace PromoEngine.Bench;

/// <summary>Runs the reader of the live service over a file of messages. A line that cannot be read is answered with its error, in its place.</summary>
internal static class Extract
{
    public static async Task Run(Arguments arguments)
    {
        var input = arguments.ExistingFile("input");
        Catalog catalog;
        await using (var file = File.OpenRead(arguments.ExistingFile("catalog")))
            catalog = CatalogJson.Read(file);
        var reader = new Reader(catalog);

        // The first readings pay for compilation; that is not what a message costs.
        string[] samples = ["Hello, we need 2 dozen and 50 more by 5 May, around $500 total, thanks", "actually make that 300 not 250", "do you carry these? how much for 1,000 by next friday?", "cancel it, the last ones came broken"];
        for (var i = 0; i < 200; i++)
        {
            var name = catalog.Products.Count == 0 ? "" : catalog.Products[i % catalog.Products.Count].Name;
            reader.Read(new([new(Speaker.Customer, $"40 {name}, 5 large and 5 small. {samples[i % samples.Length]}", DateTimeOffset.UnixEpoch), new(Speaker.Customer, "no, 20 please", DateTimeOffset.UnixEpoch)], TimeZoneInfo.Utc, "USD"));
        }
        var times = new List<double>();
        await using var output = new StreamWriter(arguments.Required("output"), append: false, new UTF8Encoding(false));
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(input))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
                await output.WriteLineAsync(Answer(reader, line, number, times));
        }

        times.Sort();
        await Console.Error.WriteLineAsync(FormattableString.Invariant($"{times.Count} messages, p50 {At(times, 0.5):0.00} ms, p95 {At(times, 0.95):0.00} ms, most {At(times, 1):0.00} ms"));
    }

    private static string Answer(Reader reader, string line, int number, List<double> times)
    {
        string? id = null;
        try
        {
            using var message = JsonDocument.Parse(line, new JsonDocumentOptions { AllowTrailingCommas = true });
            id = ExtractJson.Id(message.RootElement);
            var request = ExtractJson.Request(message.RootElement);
            var started = Stopwatch.GetTimestamp();
            var result = reader.Read(request);
            var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            times.Add(took);
            return ExtractJson.Write(id, result, request.Turns.Count, took);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or FormatException or KeyNotFoundException or ArgumentException)
        {
            return JsonSerializer.Serialize(new { id, line = number, error = wrong.Message });
        }
    }

    private static double At(List<double> sorted, double share) => sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];
}
