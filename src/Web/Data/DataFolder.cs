namespace PromoEngine.Web.Data;

/// <summary>
/// `DataFolder`: everything the process keeps on disk (SQLite's file, the key file). Relative to the repository root in development, else to the
/// executable. While the server runs it holds an operating-system lock on the folder, so that a second process on the same data is refused.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    private FileStream? lockFile;

    public DataFolder(IConfiguration configuration, IHostEnvironment environment)
    {
        var configured = configuration["DataFolder"] is { Length: > 0 } given ? given : "data";
        var root = environment.IsDevelopment() ? RepositoryRoot(environment.ContentRootPath) : AppContext.BaseDirectory;
        Location = Path.GetFullPath(configured, root);
    }

    public string Location { get; }

    public string File(string name) => Path.Combine(Location, name);

    /// <summary>Takes the folder for this process until it ends; the system frees it even after a kill.</summary>
    public void Lock()
    {
        if (lockFile is not null)
            return;
        Directory.CreateDirectory(Location);
        try
        {
            lockFile = new FileStream(File("server.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new InvalidOperationException($"Another PromoEngine process is using the data folder {Location}. Stop it, or set DataFolder to another folder.", e);
        }
    }

    public void Dispose() => lockFile?.Dispose();

    private static string RepositoryRoot(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "PromoEngine.sln")))
                return folder.FullName;
        }

        return start;
    }
}
