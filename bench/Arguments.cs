using System.Globalization;

namespace PromoEngine.Bench;

/// <summary>What was asked wrongly, in a sentence for whoever asked.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>The `--name value` pairs and `--flags` of a command line.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    /// <summary>Null when the words are no such pairs.</summary>
    public static Arguments? Parse(IReadOnlyList<string> words)
    {
        var arguments = new Arguments();
        for (var i = 0; i < words.Count; i++)
        {
            if (!words[i].StartsWith("--", StringComparison.Ordinal))
                return null;
            var name = words[i][2..];
            arguments.values[name] = i + 1 < words.Count && !words[i + 1].StartsWith("--", StringComparison.Ordinal) ? words[++i] : "";
        }

        return arguments;
    }

    public bool Has(string name) => values.ContainsKey(name);

    public string? Optional(string name) => values.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    public string Required(string name) => Optional(name) ?? throw new UsageException($"--{name} is missing.");

    public string ExistingFile(string name) => File.Exists(Required(name)) ? Required(name) : throw new UsageException($"--{name}: there is no file {Required(name)}.");

    public int Number(string name, int otherwise) => Optional(name) is not { } value ? otherwise
        : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new UsageException($"--{name} is a number, not \"{value}\".");
}
