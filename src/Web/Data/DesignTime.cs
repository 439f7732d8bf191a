using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

using Npgsql;

namespace PromoEngine.Web.Data;

/// <summary>For `migrate-add` (CONTRIBUTING.md): the model alone, no database.</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteAppDb>
{
    public SqliteAppDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteAppDb>().UseSqlite("Data Source=design.db").Options, NoServices);

    internal static readonly AppDbServices NoServices = new(new(), new(), TimeProvider.System, null!, new(), null!, null!);
}

internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresAppDb>
{
    public PostgresAppDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresAppDb>().UseNpgsql(new NpgsqlDataSourceBuilder("Host=design").Build()).Options, SqliteDesign.NoServices);
}

internal sealed class SqlServerDesign : IDesignTimeDbContextFactory<SqlServerAppDb>
{
    public SqlServerAppDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerAppDb>().UseSqlServer("Server=design").Options, SqliteDesign.NoServices);
}
