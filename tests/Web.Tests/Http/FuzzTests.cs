using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

using PromoEngine.Web.Tests.Demo;

namespace PromoEngine.Web.Tests.Http;

/// <summary>
/// Every operation of the description, again and again with something wrong: whatever comes in, no answer is a failure of ours, and none shows the inside.
/// A few requests each here; `PROMOENGINE_FUZZ=50` makes the long run.
/// </summary>
public abstract partial class FuzzTests(App app) : AppTests(app)
{
    private const int Few = 6;

    [Fact]
    public async Task No_request_however_bent_makes_the_server_fail_or_show_its_inside()
    {
        var each = int.TryParse(Environment.GetEnvironmentVariable("PROMOENGINE_FUZZ"), CultureInfo.InvariantCulture, out var given) ? given : Few;
        var seed = int.TryParse(Environment.GetEnvironmentVariable("PROMOENGINE_FUZZ_SEED"), CultureInfo.InvariantCulture, out var again) ? again : Random.Shared.Next(1_000_000);
        var shop = await DemoTests.ShopOf(App);
        await shop.Drain(failing: true);
        var operations = Operation.Of(JsonNode.Parse(await App.Http.GetStringAsync(new Uri(App.Address, "/openapi/v1.json"), Ct))!);
        var requests = new BadRequests(seed, [.. await Ids(shop)]);

        var wrong = new List<string>();
        var counts = new SortedDictionary<int, int>();
        foreach (var operation in operations.Where(o => !IsEndOfSession(o)))
        {
            for (var i = 0; i < each; i++)
            {
                var (status, fault) = await Send(operation, requests.For(operation), shop.Token);
                counts[status] = counts.GetValueOrDefault(status) + 1;
                if (fault is not null)
                    wrong.Add(fault);
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{operations.Count} operations, {each} each, seed {seed}: {string.Join(", ", counts.Select(c => $"{c.Value} x {c.Key}"))}");
        Assert.True(wrong.Count == 0, $"seed {seed}, {wrong.Count} faults:\n{string.Join("\n", wrong.Take(40))}\n{string.Join('\n', App.Host.Log.TakeLast(3))}");
    }

    private async Task<(int Status, string? Fault)> Send(Operation operation, BadRequest bad, string token)
    {
        using var request = bad.Message(App.Address, operation.Method, token);
        using var answer = await App.Http.SendAsync(request, Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        var status = (int)answer.StatusCode;
        var fault = status >= 500 ? "failed"
            : Inside().IsMatch(text) ? "shows the inside"
            // The character zero in a path never becomes a request: the server itself refuses it, without a body.
            : status == 400 && text.Length == 0 && bad.Address.Contains("%00", StringComparison.Ordinal) ? null
            : status >= 400 && answer.Content.Headers.ContentType?.MediaType != "application/problem+json" ? "is a refusal in another shape"
            : null;
        return (status, fault is null ? null : $"{status} {fault}: {operation.Method} {operation.Path} {bad.Words} -> {text[..Math.Min(text.Length, 300)]}");
    }

    /// <summary>What would take away the ground that the other requests stand on.</summary>
    private static bool IsEndOfSession(Operation operation) => operation is { Method.Method: "DELETE", Path: "/api/session" };

    /// <summary>Whatever the lists name by an id.</summary>
    private async Task<List<string>> Ids(Shop shop)
    {
        var ids = new List<string> { "+13125550142" };
        foreach (var list in new[] { "/api/conversations", "/api/drafts", "/api/orders", "/api/products", "/api/channels" })
        {
            var text = (await shop.Read(list)).GetRawText();
            ids.AddRange(Guids().Matches(text).Select(m => m.Value).Distinct().Take(12));
        }

        // A conversation names its messages, drafts, quotes and orders.
        foreach (var conversation in (await shop.Read("/api/conversations")).List("items").Take(3))
            ids.AddRange(Guids().Matches((await shop.Read($"/api/conversations/{conversation.Id()}")).GetRawText()).Select(m => m.Value).Take(12));
        return [.. ids.Distinct()];
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Guids();

    [GeneratedRegex(@"\n\s+at \S+\(|\\n\s+at |\.cs:line|System\.\w+\.\w*Exception|Npgsql|Sqlite|Microsoft\.EntityFramework")]
    private static partial Regex Inside();
}

public sealed class FuzzOnSqlite(SqliteDemo app) : FuzzTests(app), IClassFixture<SqliteDemo>;

public sealed class FuzzOnPostgres(PostgresDemo app) : FuzzTests(app), IClassFixture<PostgresDemo>;
