using System.Text.RegularExpressions;

namespace PromoEngine.Web.Tests.Setup;

/// <summary>The files for running several nodes, as text: what they name exists here. No container engine is asked.</summary>
public sealed partial class DeployTests
{
    private static readonly string Deploy = Path.Combine(Repository.Root, "deploy");

    [Fact]
    public void Every_setting_that_the_files_name_is_one_of_the_servers()
    {
        var documented = File.ReadAllText(Path.Combine(Repository.Root, "src", "Web", "README.md"));
        var sources = string.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains("Migrations", StringComparison.Ordinal)).Select(File.ReadAllText));

        var named = Settings().ToList();

        Assert.NotEmpty(named);
        Assert.All(named, key =>
        {
            Assert.Contains($"`{key}`", documented, StringComparison.Ordinal);
            var name = key[(key.LastIndexOf(':') + 1)..];
            Assert.True(key == "Urls" || sources.Contains($"\"{key}\"", StringComparison.Ordinal) || Regex.IsMatch(sources, $@"public [\w?<>]+ {name} \{{ get; "), $"{key} is read nowhere.");
        });
    }

    [Fact]
    public void Probes_ask_addresses_that_are_served_on_the_port_that_is_listened_on()
    {
        var health = File.ReadAllText(Path.Combine(Repository.Root, "src", "Web", "Setup", "Health.cs"));
        var (image, pods, proxy) = (Read("Dockerfile"), Read("kubernetes/app.yaml"), Read("Caddyfile"));

        var probes = Paths().Matches(image + pods + proxy).Select(m => m.Value).Distinct().Order().ToList();

        Assert.Equal(["/healthz", "/readyz"], probes);
        Assert.All(probes, path => Assert.Contains($"\"{path}\"", health, StringComparison.Ordinal));
        Assert.Contains("Urls=http://+:8080", image, StringComparison.Ordinal);
        Assert.Contains("EXPOSE 8080", image, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:8080/healthz", image, StringComparison.Ordinal);
        Assert.Contains("containerPort: 8080", pods, StringComparison.Ordinal);
        Assert.Contains("app-1:8080 app-2:8080", proxy, StringComparison.Ordinal);
        Assert.Contains("livenessProbe:\n            httpGet:\n              path: /healthz", pods, StringComparison.Ordinal);
        Assert.Contains("readinessProbe:\n            httpGet:\n              path: /readyz", pods, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_runs_as_root_and_nothing_secret_is_written_down()
    {
        var (image, pods, compose) = (Read("Dockerfile"), Read("kubernetes/app.yaml"), Read("compose.yaml"));

        Assert.Matches("(?m)^USER \\$APP_UID$", image);
        Assert.True(image.IndexOf("USER $APP_UID", StringComparison.Ordinal) > image.LastIndexOf("FROM ", StringComparison.Ordinal));
        Assert.Contains("runAsNonRoot: true", pods, StringComparison.Ordinal);
        Assert.Contains("readOnlyRootFilesystem: true", pods, StringComparison.Ordinal);
        var passwords = Regex.Matches(compose + pods + Read("kubernetes/settings.yaml"), "(?im)^[^#\n]*password[^\n]*$").Select(m => m.Value).ToList();
        Assert.NotEmpty(passwords);
        Assert.All(passwords, line => Assert.Matches(@"(?i)password\w*[:=] ?\$\{[A-Z_]+:\?\}$", line));
        Assert.Contains("secretRef:", pods, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rolling_update_adds_before_it_takes_away_and_waits_for_work_in_hand()
    {
        var pods = Read("kubernetes/app.yaml");

        Assert.Contains("maxUnavailable: 0", pods, StringComparison.Ordinal);
        Assert.Matches("kind: PodDisruptionBudget[\\s\\S]+minAvailable: 1", pods);
        var (grace, sleep) = (Number(pods, "terminationGracePeriodSeconds: (\\d+)"), Number(pods, "sleep:\\s+seconds: (\\d+)"));
        // The host gives work in hand 30 seconds.
        Assert.True(grace > sleep + 30, $"After {sleep} s of being left out there are {grace - sleep} s for the work in hand.");
    }

    [Fact]
    public void The_image_is_of_the_framework_that_is_built_for_and_copies_what_exists()
    {
        var image = Read("Dockerfile");
        var version = Regex.Match(File.ReadAllText(Path.Combine(Repository.Root, "Directory.Build.props")), @"<TargetFramework>net([\d.]+)<").Groups[1].Value;

        Assert.Contains($"dotnet/sdk:{version} ", image, StringComparison.Ordinal);
        Assert.Contains($"dotnet/aspnet:{version}\n", image, StringComparison.Ordinal);
        var copied = Regex.Matches(image, "(?m)^COPY (?!--from)(.+) \\S+$").SelectMany(m => m.Groups[1].Value.Split(' '));
        Assert.All(copied, path => Assert.True(Path.Exists(Path.Combine(Repository.Root, path)), $"The image copies {path}, which is not there."));
    }

    [Fact]
    public void The_files_are_plain_yaml()
    {
        foreach (var file in Directory.EnumerateFiles(Deploy, "*.yaml", SearchOption.AllDirectories))
        {
            var lines = File.ReadAllLines(file);
            Assert.All(lines, line => Assert.DoesNotContain('\t', line));
            Assert.All(lines.Where(l => l.Trim().Length > 0 && !l.TrimStart().StartsWith('#')), line => Assert.True((line.Length - line.TrimStart().Length) % 2 == 0, $"{file}: {line}"));
        }
    }

    private static IEnumerable<string> Settings()
    {
        var texts = string.Join('\n', Read("compose.yaml"), Read("kubernetes/settings.yaml"), Read("Dockerfile"));
        return Keys().Matches(texts).Select(m => m.Groups[1].Value.Replace("__", ":", StringComparison.Ordinal))
            .Concat(["PublicUrl", "TrustedProxies", "DataFolder", "Urls"]).Distinct();
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(Deploy, file));

    private static int Number(string text, string pattern) => int.Parse(Regex.Match(text, pattern).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\b([A-Z][A-Za-z]+__[A-Za-z]+)\b")]
    private static partial Regex Keys();

    [GeneratedRegex(@"/(healthz|readyz|\w*health\w*|\w*ready\w*)\b")]
    private static partial Regex Paths();
}
