using System.Net.Http.Json;
using System.Text.Json;

namespace PromoEngine.Web.Tests;

/// <summary>
/// A person at a browser: keeps the cookies it is given. By hand, because the cookie's end is written in the test's time, and a cookie jar would throw it
/// away in the real one.
/// </summary>
internal sealed class Browser(App app, string agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0")
{
    private readonly Dictionary<string, string> cookies = [];

    public string? Cookie => cookies.Count == 0 ? null : string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));

    public Browser Copy()
    {
        var copy = new Browser(app, agent);
        foreach (var (name, value) in cookies)
            copy.cookies[name] = value;
        return copy;
    }

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
        foreach (var set in answer.Headers.TryGetValues("Set-Cookie", out var given) ? given : [])
        {
            var (name, value) = (set.Split('=')[0], set.Split(';')[0].Split('=', 2)[1]);
            cookies.Remove(name);
            if (value.Length > 0)
                cookies[name] = value;
        }

        return answer;
    }
}
