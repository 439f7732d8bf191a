using System.Text.RegularExpressions;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace PromoEngine.Web.Data;

/// <summary>
/// The model on SQL Server (2019 or later; experimental). Texts compare by their code points, as on the other databases: the server's own rules take "a" for
/// "A". It knows no truth values in conditions, so those of filtered indexes and checks are written out.
/// </summary>
internal sealed class SqlServerAppDb(DbContextOptions<SqlServerAppDb> options, AppDbServices services) : AppDb(options, services)
{
    internal override Dialect Dialect => SqlServerDialect.Instance;

    /// <summary>The server has no connections that only read; what can be seen from here is refused here.</summary>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        _ = Sql;
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        base.ConfigureConventions(conventions);
        conventions.Properties<string>().UseCollation("Latin1_General_100_BIN2");
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            foreach (var key in entity.GetKeys())
            {
                // A table is sorted by its key, which then has at most 900 bytes; bytes that a device has chosen are longer, and nothing to sort by.
                foreach (var text in key.Properties.Where(p => p.ClrType == typeof(string) && p.GetMaxLength() is null))
                    text.SetMaxLength(128);
                if (key.Properties.Any(p => p.ClrType == typeof(byte[])))
                    key.SetIsClustered(false);
            }

            foreach (var index in entity.GetIndexes())
            {
                if (index.GetFilter() is { } filter)
                    index.SetFilter(Condition(filter, entity));
            }

            foreach (var check in entity.GetCheckConstraints().ToList())
            {
                entity.RemoveCheckConstraint(check.ModelName);
                entity.AddCheckConstraint(check.ModelName, Condition(check.Sql, entity));
            }
        }
    }

    /// <summary>"ready" is ready = 1, "NOT ready" is ready = 0.</summary>
    private static string Condition(string sql, IMutableEntityType entity)
    {
        foreach (var column in entity.GetProperties().Where(p => p.ClrType == typeof(bool) || p.ClrType == typeof(bool?)).Select(p => p.GetColumnName()))
        {
            sql = Regex.Replace(sql, $@"\bNOT {column}\b", $"{column} = 0", RegexOptions.None, TimeSpan.FromSeconds(1));
            sql = Regex.Replace(sql, $@"\b{column}\b(?! = [01])", $"{column} = 1", RegexOptions.None, TimeSpan.FromSeconds(1));
        }

        return sql;
    }
}
