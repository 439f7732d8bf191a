using System.Text.RegularExpressions;

namespace PromoEngine.Web.Tests.Telemetry;

public sealed partial class MetricListTests
{
    [Fact]
    public void Every_metric_is_listed_with_what_it_tells_and_every_listed_one_exists()
    {
        var made = from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
                   from Match metric in Made().Matches(File.ReadAllText(file))
                   select metric.Groups[1].Value;
        var listed = Listed().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "metrics.md"))).Select(m => m.Groups[1].Value);

        Assert.Equal(made.Distinct().Order(), listed.Order());
    }

    [GeneratedRegex("\\.Create(?:Observable)?(?:Counter|UpDownCounter|Histogram|Gauge)<\\w+>\\(\\s*\"([^\"]+)\"")]
    private static partial Regex Made();

    [GeneratedRegex(@"^\| `(promoengine\.[\w.]+)` \|[^|]+\| [^|]{20,}", RegexOptions.Multiline)]
    private static partial Regex Listed();
}
