namespace PromoEngine.Web.Api;

/// <summary>Enums in a query string are the same snake_case words as in JSON.</summary>
internal static class Words
{
    public static T? Read<T>(string parameter, string? word)
        where T : struct, Enum
    {
        if (string.IsNullOrEmpty(word))
            return null;
        return Enum.TryParse<T>(word.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(word[0])
            ? value
            : throw new BadHttpRequestException($"\"{parameter}\" is not one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}.");
    }
}
