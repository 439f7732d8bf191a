namespace PromoEngine.Web.Backup;

/// <summary>What a backup says about itself.</summary>
/// <param name="Format">Raised when a newer program writes what an older one cannot read.</param>
/// <param name="Schema">The latest migration; a restore brings an older one up to date.</param>
/// <param name="Tables">How many rows each table has.</param>
/// <param name="Files">SHA-256 of every file beside this one.</param>
internal sealed record BackupManifest(int Format, DateTime At, string Schema, IReadOnlyDictionary<string, long> Tables, IReadOnlyDictionary<string, string> Files)
{
    public const int CurrentFormat = 1;
    public const string FileName = "manifest.json";
    public const string Database = "promoengine.db";
}
