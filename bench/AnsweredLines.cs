using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PromoEngine.Bench;

/// <summary>One JSON object a line of the input, in its order; a line that cannot be read is answered with its error.</summary>
internal static class AnsweredLines
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task Write(string input, string output, Func<string, object> answer, CancellationToken ct)
    {
        await using var writer = new StreamWriter(output, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        await foreach (var line in File.ReadLinesAsync(input, ct))
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            object answered;
            try
            {
                answered = answer(line);
            }
            catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
            {
                answered = new { id = Id(line), error = wrong.Message };
            }

            await writer.WriteAsync((JsonSerializer.Serialize(answered, Json) + "\n").AsMemory(), ct);
        }
    }

    private static string? Id(string line)
    {
        try
        {
            using var question = JsonDocument.Parse(line);
            return question.RootElement.TryGetProperty("id", out var id) ? id.ToString() : null;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return line.Length > 500 ? null : line;
        }
    }
}
