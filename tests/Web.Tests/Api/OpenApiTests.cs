using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PromoEngine.Web.Tests.Api;

/// <summary>The description of the API that the webapp's types are made of is committed, and is the running host's.</summary>
[Collection(SqliteApp.Collection)]
public sealed class OpenApiTests(SqliteApp app) : AppTests(app)
{
    private const string Refresh = "UPDATE_OPENAPI";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public async Task The_committed_description_is_the_hosts()
    {
        var file = Path.Combine(Repository.Root, "webapp", "openapi.json");
        var now = await Description();
        if (Environment.GetEnvironmentVariable(Refresh) == "1")
            await File.WriteAllTextAsync(file, now, Ct);

        var committed = File.Exists(file) ? await File.ReadAllTextAsync(file, Ct) : "";
        Assert.True(committed == now, $"webapp/openapi.json is stale. Refresh it with {Refresh}=1 and this test, then the types: npm run api, in webapp.");
    }

    [Fact]
    public async Task Every_operation_has_a_name_and_says_what_it_answers()
    {
        var description = JsonNode.Parse(await Description())!;
        var wrong = from path in description["paths"]!.AsObject()
                    where path.Key.StartsWith("/api/", StringComparison.Ordinal)
                    from operation in path.Value!.AsObject()
                    where operation.Value!["operationId"] is null
                        || !operation.Value["responses"]!.AsObject().Any(r => r.Key == "204" || (r.Key[0] == '2' && r.Value!["content"] is not null))
                    select $"{operation.Key} {path.Key}";

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_number_is_a_number_and_nothing_else()
    {
        // Lenient numbers would be described as "integer or string".
        var either = Regex.Matches(await Description(), """
            "type": \[[^\]]*("(integer|number)"[^\]]*"string"|"string"[^\]]*"(integer|number)")
            """);

        Assert.Empty(either.Select(m => m.Value));
    }

    /// <summary>Without the address of this very host.</summary>
    private async Task<string> Description()
    {
        var description = JsonNode.Parse(await App.Http.GetStringAsync(new Uri(App.Address, "/openapi/v1.json"), Ct))!;
        description.AsObject().Remove("servers");
        return description.ToJsonString(Indented) + "\n";
    }
}
