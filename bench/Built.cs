using System.Diagnostics;

namespace PromoEngine.Bench;

/// <summary>The product built for release, and folders for its data.</summary>
internal static class Built
{
    public static string Repository
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "PromoEngine.sln")))
                    return folder.FullName;
            }

            throw new InvalidOperationException("The benches run inside the repository.");
        }
    }

    /// <summary>Builds src/Web, unless `--no-build` says that it is built.</summary>
    public static async Task<string> Web(Arguments options, CancellationToken ct)
    {
        var project = Path.Combine(Repository, "src", "Web");
        if (!options.Has("no-build"))
        {
            using var build = Process.Start(new ProcessStartInfo("dotnet", ["build", "-c", "Release", "-v", "q", project]) { RedirectStandardOutput = true })!;
            var output = await build.StandardOutput.ReadToEndAsync(ct);
            await build.WaitForExitAsync(ct);
            if (build.ExitCode != 0)
                throw new InvalidOperationException(output);
        }

        return Path.Combine(project, "bin", "Release", "net10.0", "PromoEngine.Web.dll");
    }

    /// <summary>A new folder below `--data` (or the system's temporary folder); measure on the disk that will hold the data.</summary>
    public static string Folder(Arguments options)
    {
        var folder = Path.Combine(options.Optional("data") ?? Path.GetTempPath(), $"promoengine-bench-{Guid.CreateVersion7():n}");
        Directory.CreateDirectory(folder);
        return folder;
    }

    public static void Delete(string folder, Arguments options)
    {
        if (options.Has("keep"))
            Console.WriteLine($"data kept in {folder}");
        else
            Directory.Delete(folder, recursive: true);
    }
}
