using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace PromoEngine.Web.Tests.Setup;

/// <summary>Behind a reverse proxy: what X-Forwarded-* says counts when a listed proxy says it, and from nobody else.</summary>
public sealed class TrustedProxyTests : IAsyncDisposable
{
    private const string Token = "a-token-of-the-tests-0123456789";

    private readonly string folder = Directory.CreateTempSubdirectory("promoengine-proxy-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // The module's initialiser answers for SQLite's assemblies.
    static TrustedProxyTests() => System.Runtime.CompilerServices.RuntimeHelpers.RunModuleConstructor(typeof(Web.Data.AppDb).Module.ModuleHandle);

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Theory]
    // Nobody is listed, or somebody else: the caller is who calls.
    [InlineData(null, "203.0.113.9", "127.0.0.1", false)]
    [InlineData("10.0.0.0/8", "203.0.113.9", "127.0.0.1", false)]
    [InlineData("127.0.0.2", "203.0.113.9", "127.0.0.1", false)]
    // The proxy is listed, as an address or by its network.
    [InlineData("127.0.0.1", "203.0.113.9", "203.0.113.9", true)]
    [InlineData("10.0.0.0/8, 127.0.0.0/8", "203.0.113.9", "203.0.113.9", true)]
    [InlineData("127.0.0.1", "2001:db8::9", "2001:db8::9", true)]
    // Two proxies, and a visitor who wrote an address of his own into the header: what the last listed proxy saw counts.
    [InlineData("127.0.0.1, 10.0.0.0/8", "198.51.100.7, 203.0.113.9, 10.1.2.3", "203.0.113.9", true)]
    [InlineData("127.0.0.1", "198.51.100.7, 203.0.113.9, 10.1.2.3", "10.1.2.3", true)]
    public async Task Forwarded_headers_count_from_listed_proxies_only(string? trusted, string forwarded, string seen, bool secure)
    {
        await using var host = new TestHost(Settings(trusted), new()).Start();
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = host.Address };
        http.DefaultRequestHeaders.Add("X-Forwarded-For", forwarded);
        http.DefaultRequestHeaders.Add("X-Forwarded-Proto", string.Join(", ", forwarded.Split(',').Select(_ => "https")));

        using var asked = new HttpRequestMessage(HttpMethod.Get, "/api/admin-addresses") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", Token) } };
        using var addresses = await http.SendAsync(asked, Ct);
        using var signedIn = await http.PostAsJsonAsync("/api/session", new { email = "first@example.test", password = App.Password }, Ct);

        Assert.Equal(seen, (await addresses.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("yours").GetString());
        var cookie = Assert.Single(signedIn.Headers.GetValues("Set-Cookie"), c => c.Contains("httponly", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(secure, cookie.Contains("secure", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_proxy_that_is_no_address_stops_the_start()
    {
        await using var host = new TestHost(Settings("the proxy"), new());

        var error = Record.Exception(() => host.Start());

        Assert.Contains("TrustedProxies holds \"the proxy\"", error?.ToString(), StringComparison.Ordinal);
    }

    private Dictionary<string, string?> Settings(string? trusted) => new()
    {
        ["DataFolder"] = folder,
        ["Jobs:Workers"] = "0",
        ["Demo:Enabled"] = "false",
        ["Bootstrap:AdminEmail"] = "first@example.test",
        ["Bootstrap:AdminPassword"] = App.Password,
        ["Bootstrap:ApiToken"] = Token,
        ["TrustedProxies"] = trusted,
    };
}
