namespace PromoEngine.Web.Tests.Demo;

/// <summary>A first start in demo mode: the invented shop, its phones and its provider, at their own host.</summary>
internal static class DemoSettings
{
    public const string Token = "the-token-of-the-demo";

    public static void Apply(Dictionary<string, string?> settings)
    {
        settings["Demo:Enabled"] = "true";
        // The simulator's address is let out without being listed.
        settings.Remove("Outbound:AllowHosts");
        settings["Bootstrap:ApiToken"] = Token;
    }
}

public sealed class SqliteDemo : App
{
    public override bool IsPostgres => false;

    internal override Dictionary<string, string?> Settings()
    {
        var settings = base.Settings();
        DemoSettings.Apply(settings);
        return settings;
    }
}

public sealed class PostgresDemo : App
{
    private string? database;

    public override bool IsPostgres => true;

    internal override Dictionary<string, string?> Settings()
    {
        var settings = base.Settings();
        DemoSettings.Apply(settings);
        settings["Database:Provider"] = "PostgreSql";
        settings["Database:ConnectionString"] = PostgresApp.ConnectionTo(database!);
        return settings;
    }

    protected override async Task<bool> Prepare()
    {
        try
        {
            database = await PostgresApp.NewDatabase();
            return true;
        }
        catch (Npgsql.NpgsqlException e)
        {
            WhyNot = $"PostgreSQL cannot be used ({e.Message}).";
            return false;
        }
    }

    protected override Task CleanUp() => database is null ? Task.CompletedTask : PostgresApp.Drop(database);
}
