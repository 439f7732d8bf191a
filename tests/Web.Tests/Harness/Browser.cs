using System.Net.Http.Json;
using System.Text.Json;

namespace PromoEngine.Web.Tests;

/// <summary>
/// A person at a browser: keeps the cookie it is given. By hand, because the cookie's end is written in the test's time, and a cookie jar would throw it
/// away in the real one.
/// </summary>
internal sealed class Browser(App app, string agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0")
{
    public string? Cookie { get; private set; }

    public Browser Copy() => new(app, agent) { Cookie = Cookie };

    public static async Task<Browser> SignedIn(App app, string email, string password = App.Password)
    {
        var browser = new Browser(app);
        await (await browser.SignIn(email, password)).Expect(System.Net.HttpStatusCode.OK, app);
        return browser;
    }

    public Task<HttpResponseMessage> SignIn(string email, string password = App.Password, string? code = null) => Post("/api/session", new { email, password, code });

    public Task<HttpResponseMessage> Get(string path) => Send(HttpMethod.Get, path);

    public Task<HttpResponseMessage> Post(string path, object? body = null) => Send(HttpMethod.Post, path, body ?? new { });

    public Task<HttpResponseMessage> Put(string path, object body) => Send(HttpMethod.Put, path, body);

    public Task<HttpResponseMessage> Delete(string path) => Send(HttpMethod.Delete, path);

    public async Task<JsonElement> Read(string path) => await (await Get(path)).Json(app);

    public async Task<JsonElement> Do(string path, object? body = null) => await (await Post(path, body)).Json(app);

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(app.Address, path));
        request.Headers.TryAddWithoutValidation("User-Agent", agent);
        if (Cookie is not null)
            request.Headers.Add("Cookie", Cookie);
        if (body is not null)
            request.Content = JsonContent.Create(body, options: JsonSerializerOptions.Web);
        var answer = await app.Http.SendAsync(request, TestContext.Current.CancellationToken);
        if (answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.FirstOrDefault(c => c.StartsWith("promoengine=", StringComparison.Ordinal)) is { } set)
            Cookie = set.Split(';')[0] is "promoengine=" ? null : set.Split(';')[0];
        return answer;
    }
}
