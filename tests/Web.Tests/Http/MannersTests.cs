using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PromoEngine.Web.Tests.Http;

/// <summary>How this server behaves towards browsers, other sites, and requests that are too large or bent.</summary>
public abstract class MannersTests(App app) : AppTests(app)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/healthz")]
    [InlineData("/api/session")]
    [InlineData("/api/orders?cursor=bent")]
    public async Task Every_answer_says_what_a_browser_must_not_do(string path)
    {
        var shop = await App.NewShop();

        using var answer = await shop.Get(path);

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single().Split(';', StringSplitOptions.TrimEntries);
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("script-src 'self'", policy);
        Assert.Contains("style-src 'self'", policy);
        Assert.Contains("img-src 'self' data: blob:", policy);
        Assert.Contains("connect-src 'self'", policy);
        Assert.DoesNotContain(policy, rule => rule.Contains("unsafe", StringComparison.Ordinal) || rule.Contains("http", StringComparison.Ordinal) || rule.Contains('*', StringComparison.Ordinal));
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.Contains("base-uri 'none'", policy);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.False(answer.Headers.Contains("Server"));
        if (path.StartsWith("/api", StringComparison.Ordinal))
            Assert.True(answer.Headers.CacheControl?.NoStore, "An answer with a shop's data may be kept by a browser.");
    }

    [Fact]
    public void The_page_has_no_script_written_into_it()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "webapp", "index.html"));

        Assert.All(Regex.Matches(page, "<script[^>]*>(.*?)</script>", RegexOptions.Singleline), script =>
        {
            Assert.Contains(" src=", script.Value, StringComparison.Ordinal);
            Assert.Empty(script.Groups[1].Value.Trim());
        });
        Assert.DoesNotMatch(@"\son\w+=", page);
    }

    [Fact]
    public async Task A_page_of_another_site_may_not_even_ask()
    {
        var shop = await App.NewShop();
        using var preflight = new HttpRequestMessage(HttpMethod.Options, new Uri(App.Address, "/api/conversations"));
        preflight.Headers.Add("Origin", "https://elsewhere.example");
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "authorization");
        using var read = new HttpRequestMessage(HttpMethod.Get, new Uri(App.Address, "/api/session"));
        read.Headers.Authorization = new AuthenticationHeaderValue("Bearer", shop.Token);
        read.Headers.Add("Origin", "https://elsewhere.example");

        foreach (var request in new[] { preflight, read })
        {
            using var answer = await App.Http.SendAsync(request, Ct);
            Assert.DoesNotContain(answer.Headers, h => h.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Theory]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task What_another_site_makes_a_browser_send_changes_nothing(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(App.Address, "/api/session"));
        request.Headers.Add(header, value);

        await (await App.Http.SendAsync(request, Ct)).Refused(HttpStatusCode.Forbidden, "request.cross_site");
    }

    [Fact]
    public async Task Another_site_does_not_listen_in()
    {
        var shop = await App.NewShop();
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {shop.Token}");
        socket.Options.SetRequestHeader("Origin", "https://elsewhere.example");

        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new Uri($"ws://{App.Address.Authority}/live"), Ct));

        Assert.Equal(WebSocketState.Closed, socket.State);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_with_a_sentence()
    {
        var shop = await App.NewShop();

        using var answer = await shop.Post("/api/channels", new { name = new string('x', 1_100_000) });

        await answer.Refused(HttpStatusCode.RequestEntityTooLarge, "request.too_large");
    }

    [Theory]
    [InlineData(40_000, 0, "431")]
    [InlineData(0, 10_000, "414")]
    public async Task Headers_and_addresses_have_an_end(int header, int address, string status)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(App.Address.Host, App.Address.Port, Ct);
        var stream = client.GetStream();
        var large = $"GET /healthz?{new string('a', address)} HTTP/1.1\r\nHost: {App.Address.Authority}\r\nX-Large: {new string('b', header)}\r\n\r\n";

        await stream.WriteAsync(Encoding.ASCII.GetBytes(large), Ct);
        using var reader = new StreamReader(stream);

        Assert.Contains(status, await reader.ReadLineAsync(Ct) ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bent")]
    [InlineData("%F0%9F%8E%89")]
    [InlineData("W10")]
    [InlineData("WyIiLCIiXQ")]
    [InlineData("W251bGwsbnVsbF0")]
    [InlineData("WzEsMl0")]
    [InlineData("WyIyMDI2LTAxLTAxVDAwOjAwOjAwLjAwMDAwMDBaIiwiXHUwMDAwIl0")]
    [InlineData("OTk5OTk5OTk5OTk5OTk5OTk5OXwwMTk4ZDJmMC01YjdhLTdjMzEtOWMxZS0yZjZkOGE0YjBjMTE")]
    [InlineData("LTF8eA")]
    public async Task A_cursor_that_no_list_gave_out_is_a_bad_request(string cursor)
    {
        var shop = await App.NewShop();
        var lists = await Lists();
        Assert.NotEmpty(lists);

        foreach (var list in lists)
        {
            using var answer = await shop.Get($"{list}?cursor={cursor}");
            // Two texts are what some lists go by; they are answered with the page behind them.
            if (cursor != "WyIiLCIiXQ" || answer.StatusCode != HttpStatusCode.OK)
                Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{list} answered {(int)answer.StatusCode} to the cursor {cursor}: {await answer.Content.ReadAsStringAsync(Ct)}");
        }
    }

    [Fact]
    public async Task A_list_that_may_grow_is_given_out_in_pages()
    {
        // What is short by nature (and bounded all the same), what is a search's best finds, and what comes in pages of its own kind.
        string[] whole =
        [
            "/api/channels", "/api/channels/kinds", "/api/conversations/{id}/templates", "/api/simulator/phones", "/api/simulator/mails", "/api/inventory", "/api/events", "/api/operations/schedules", "/api/operations/events", "/api/contacts", "/api/contacts/{id}/consents",
            "/api/people/{id}/sessions", "/api/sessions", "/api/roles", "/api/teams",
        ];
        using var description = JsonDocument.Parse(await App.Http.GetStringAsync(new Uri(App.Address, "/openapi/v1.json"), Ct));
        var unpaged = from path in description.RootElement.GetProperty("paths").EnumerateObject()
                      where path.Name.StartsWith("/api/", StringComparison.Ordinal) && !whole.Contains(path.Name)
                      from operation in path.Value.EnumerateObject()
                      where operation.Name == "get" && operation.Value.GetProperty("responses").TryGetProperty("200", out var ok) && ok.TryGetProperty("content", out var content)
                          && content.TryGetProperty("application/json", out var json) && json.GetProperty("schema").TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() == "array"
                      select path.Name;

        Assert.Empty(unpaged);
    }

    [Fact]
    public async Task The_character_zero_is_nowhere_a_text()
    {
        var shop = await App.NewShop();
        var conversation = await shop.GivenConversation("+13125550142", "hello");

        await (await shop.Post($"/api/conversations/{conversation}/messages", new { text = "a\0b" })).Refused(HttpStatusCode.BadRequest, "request.invalid");
        await (await shop.Get("/api/orders?q=a%00b")).Refused(HttpStatusCode.BadRequest, "request.invalid");
    }

    private async Task<List<string>> Lists()
    {
        using var description = JsonDocument.Parse(await App.Http.GetStringAsync(new Uri(App.Address, "/openapi/v1.json"), Ct));
        return [.. from path in description.RootElement.GetProperty("paths").EnumerateObject()
                   where !path.Name.Contains('{', StringComparison.Ordinal) && path.Value.TryGetProperty("get", out var get) && get.TryGetProperty("parameters", out var parameters)
                       && parameters.EnumerateArray().Any(p => p.Text("name") == "cursor")
                   select path.Name];
    }
}

[Collection(SqliteApp.Collection)]
public sealed class MannersOnSqlite(SqliteApp app) : MannersTests(app);

[Collection(PostgresApp.Collection)]
public sealed class MannersOnPostgres(PostgresApp app) : MannersTests(app);
