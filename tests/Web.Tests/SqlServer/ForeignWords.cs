using System.Text.RegularExpressions;

namespace PromoEngine.Web.Tests.SqlServer;

/// <summary>What SQL Server does not understand, or understands as something else. There is no server here to ask.</summary>
internal static partial class ForeignWords
{
    /// <summary>Columns of ours whose names are words of the language there.</summary>
    private static readonly string[] Reserved = ["key", "to", "file", "user", "order", "plan", "percent", "rule", "open", "index", "public", "current_date", "read", "table", "group", "column"];

    public static IEnumerable<string> In(string sql)
    {
        var outside = Texts().Replace(sql, "''");
        foreach (Match word in Foreign().Matches(outside))
            yield return $"{word.Value.Trim()} in: {sql}";
        foreach (Match name in BareNames().Matches(outside).Where(name => Reserved.Contains(name.Groups["name"].Value)))
            yield return $"{name.Groups["name"].Value} must stand in quotes in: {sql}";
    }

    [GeneratedRegex("'[^']*'")]
    private static partial Regex Texts();

    [GeneratedRegex("""
        \bLIMIT\s+(\d|@)|\bRETURNING\b|\bON\s+CONFLICT\b|\bexcluded\.|\bFOR\s+(NO\s+KEY\s+)?(UPDATE|SHARE)\b|\bSKIP\s+LOCKED\b|\bPRAGMA\b|\bNOT\s+INDEXED\b|\bILIKE\b|::|\|\||\bWITH\s+RECURSIVE\b
        |\b(true|false)\b|\bLEAST\s*\(|\bGREATEST\s*\(|\bunnest\b|\bANY\s*\(\s*@|\bpg_\w+|\bhashtext\w*|\bnow\s*\(|\bstrftime\b|\bdatetime\s*\(|\blast_insert_rowid\b|\browid\b|\bjson_(each|extract)\b|\bIS\s+(NOT\s+)?DISTINCT\b
        |\bMERGE\b|\bMIN\s*\([^()]*,|\bMAX\s*\([^()]*,|`
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Foreign();

    // A name that is compared, set or listed: neither a parameter nor quoted.
    [GeneratedRegex("""(?<![@"\[\w])(?<name>[a-z_]+)(?=\s*(=|<|>|,|\)|\bIS\b|\bIN\b))""")]
    private static partial Regex BareNames();
}
