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
    public async Task Every_body_has_an_example_and_every_operation_says_how_it_refuses()
    {
        var description = JsonNode.Parse(await Description())!;
        var wrong = from path in description["paths"]!.AsObject()
                    from operation in path.Value!.AsObject()
                    let open = operation.Value!["security"] is null
                    let responses = operation.Value["responses"]!.AsObject()
                    let missing = (open ? new[] { "429" } : path.Key.StartsWith("/webhooks/", StringComparison.Ordinal) ? ["403", "413", "429"] : ["401", "403", "429"])
                        .Where(status => responses[status]?["content"]?["application/problem+json"] is null)
                        .Concat((operation.Value["requestBody"]?["content"]?.AsObject() ?? []).Where(body => !body.Key.StartsWith("image/", StringComparison.Ordinal) && body.Key != "*/*" && body.Value!["example"] is null).Select(body => $"an example of {body.Key}"))
                    where missing.Any()
                    select $"{operation.Key} {path.Key}: {string.Join(", ", missing)}";

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task The_doors_for_providers_and_the_ways_to_sign_in_are_described()
    {
        var description = JsonNode.Parse(await Description())!;

        Assert.Equal(["session", "token", "twilioSignature"], description["components"]!["securitySchemes"]!.AsObject().Select(s => s.Key).Order());
        var door = description["paths"]!["/webhooks/twilio/{channelId}"]!["post"]!;
        Assert.NotNull(door["requestBody"]!["content"]!["application/x-www-form-urlencoded"]!["example"]!["Body"]);
        Assert.NotNull(door["security"]![0]!["twilioSignature"]);
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
