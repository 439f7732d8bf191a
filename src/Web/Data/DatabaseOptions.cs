using System.ComponentModel.DataAnnotations;

namespace PromoEngine.Web.Data;

/// <summary>SQL Server is experimental: its migrations and statements are read as text, and no more.</summary>
internal enum DatabaseProvider { Sqlite, PostgreSql, SqlServer }

/// <summary>`Database:*`: where the data lives. Without settings: SQLite in the data folder.</summary>
internal sealed class DatabaseOptions : IValidatableObject
{
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>The server's connection string; for SQLite leave it out, the file lies in the data folder.</summary>
    public string? ConnectionString { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Provider == DatabaseProvider.SqlServer && string.IsNullOrWhiteSpace(ConnectionString))
            yield return new("Database:ConnectionString is missing: SQL Server needs one, such as \"Server=localhost;Database=promoengine;User Id=…;Password=…\".", [nameof(ConnectionString)]);
        if (Provider == DatabaseProvider.PostgreSql && string.IsNullOrWhiteSpace(ConnectionString))
            yield return new("Database:ConnectionString is missing: PostgreSQL needs one, such as \"Host=localhost;Database=promoengine;Username=…;Password=…\".", [nameof(ConnectionString)]);
        if (Provider == DatabaseProvider.Sqlite && !string.IsNullOrWhiteSpace(ConnectionString))
            yield return new("Database:ConnectionString is for a database server; SQLite's file lies in DataFolder. Remove it, or set Database:Provider to PostgreSql.", [nameof(ConnectionString)]);
    }
}
