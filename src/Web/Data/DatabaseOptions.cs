using System.ComponentModel.DataAnnotations;

namespace PromoEngine.Web.Data;

internal enum DatabaseProvider { Sqlite, PostgreSql }

/// <summary>`Database:*`: where the data lives. Without settings: SQLite in the data folder.</summary>
internal sealed class DatabaseOptions : IValidatableObject
{
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>PostgreSQL's connection string; for SQLite leave it out, the file lies in the data folder.</summary>
    public string? ConnectionString { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Provider == DatabaseProvider.PostgreSql && string.IsNullOrWhiteSpace(ConnectionString))
            yield return new("Database:ConnectionString is missing: PostgreSQL needs one, such as \"Host=localhost;Database=promoengine;Username=…;Password=…\".", [nameof(ConnectionString)]);
        if (Provider == DatabaseProvider.Sqlite && !string.IsNullOrWhiteSpace(ConnectionString))
            yield return new("Database:ConnectionString is for PostgreSQL; SQLite's file lies in DataFolder. Remove it, or set Database:Provider to PostgreSql.", [nameof(ConnectionString)]);
    }
}
