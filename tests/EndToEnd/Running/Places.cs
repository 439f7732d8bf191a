namespace PromoEngine.EndToEnd.Running;

/// <summary>Where things lie in the repository and on this machine.</summary>
internal static class Places
{
    public static string Root { get; } = FindRoot();

    public static string Web { get; } = Path.Combine(Root, "src", "Web");

    /// <summary>The server as built in the configuration that these tests were built in.</summary>
    public static string Program { get; } = Path.Combine(Web, "bin", AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug",
        "net10.0", "PromoEngine.Web.dll");

    public static string Webapp { get; } = Path.Combine(Web, "wwwroot", "index.html");

    public static string Axe { get; } = Path.Combine(Root, "webapp", "node_modules", "axe-core", "axe.min.js");

    public static string Screenshots { get; } = Directory.CreateDirectory(Path.Combine(Root, "artifacts", "screenshots")).FullName;

    /// <summary>Null where none is installed.</summary>
    public static string? Chromium { get; } = new[]
    {
        Environment.GetEnvironmentVariable("PROMOENGINE_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", @"C:\Program Files\Google\Chrome\Application\chrome.exe",
    }.FirstOrDefault(File.Exists);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PromoEngine.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The repository was not found above the tests.");
    }
}
