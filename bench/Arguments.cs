namespace PromoEngine.Bench;

internal sealed class UsageException(string message) : Exception(message);

/// <summary>Pairs of <c>--name value</c>.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>Null when they are not pairs.</summary>
    public static Arguments? Parse(string[] args)
    {
        var arguments = new Arguments();
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 >= args.Length || !args[i].StartsWith("--", StringComparison.Ordinal))
                return null;
            arguments._values[args[i][2..]] = args[i + 1];
        }

        return arguments;
    }

    public string Required(string name) => _values.GetValueOrDefault(name) ?? throw new UsageException($"--{name} is missing.");

    /// <summary>The path of a file that is there.</summary>
    public string ExistingFile(string name) => File.Exists(Required(name)) ? Required(name) : throw new UsageException($"There is no file {Required(name)}.");

    public int Number(string name, int otherwise) => _values.TryGetValue(name, out var value)
        ? int.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : throw new UsageException($"--{name} must be a number.")
        : otherwise;
}
