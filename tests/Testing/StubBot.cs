using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PromoEngine.Testing;

/// <summary>
/// Microsoft's sign-in, the published keys and a connector, on one loopback port over real HTTP: it hands out tokens for the right secret, signs calls with
/// keys of its own, and takes activities from whoever brings a token that it has given. It shares no code with the product.
/// </summary>
public sealed class StubBot : IAsyncDisposable
{
    public const string AppId = "6c9c3f3e-8d1f-4f0c-9a7e-2b6f1c0d5e11";
    public const string Secret = "stub~secret";

    private readonly WebApplication app;
    private readonly TimeProvider clock;
    private readonly ConcurrentQueue<StubAnswer> script = new();
    private readonly ConcurrentQueue<BotSend> sent = new();
    private readonly ConcurrentQueue<string> requests = new();
    private readonly ConcurrentDictionary<string, bool> tokens = new();
    private readonly RSA directory = RSA.Create(2048);
    private RSA connector = RSA.Create(2048);
    private int lastId;

    private StubBot(WebApplication app, TimeProvider clock) => (this.app, this.clock) = (app, clock);

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public IReadOnlyList<BotSend> Sent => [.. sent];

    public IReadOnlyList<string> Requests => [.. requests];

    public string KeyId { get; private set; } = "key-1";

    /// <summary>False: the keys cannot be read.</summary>
    public bool PublishesKeys { get; set; } = true;

    public static async Task<StubBot> Start(TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var stub = new StubBot(builder.Build(), clock ?? TimeProvider.System);
        stub.app.Run(stub.Answer);
        await stub.app.StartAsync();
        stub.Address = new(stub.app.Urls.Single());
        return stub;
    }

    public void Next(params StubAnswer[] answers) => Array.ForEach(answers, script.Enqueue);

    /// <summary>All tokens that were given end now.</summary>
    public void TakeTokensBack() => tokens.Clear();

    /// <summary>From now on calls are signed with another key.</summary>
    public void ChangeKey() => (connector, KeyId) = (RSA.Create(2048), "key-2");

    /// <summary>A connector's token for an activity of its own service.</summary>
    public string Token(Action<Dictionary<string, object>>? change = null, string? keyId = null, bool byDirectory = false, bool forged = false)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = new Dictionary<string, object> { ["iss"] = "https://api.botframework.com", ["aud"] = AppId, ["nbf"] = now, ["exp"] = now + 3600, ["serviceurl"] = Address.ToString() };
        change?.Invoke(claims);
        var head = Url(JsonSerializer.SerializeToUtf8Bytes(new { alg = "RS256", typ = "JWT", kid = keyId ?? (byDirectory ? "directory-1" : KeyId) }));
        var body = Url(JsonSerializer.SerializeToUtf8Bytes(claims));
        using var other = RSA.Create(2048);
        var key = forged ? other : byDirectory ? directory : connector;
        return $"{head}.{body}.{Url(key.SignData(Encoding.ASCII.GetBytes($"{head}.{body}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    /// <summary>An activity as a connector posts it.</summary>
    public HttpRequestMessage Call(Uri webhook, object activity, string? token = null) => new(HttpMethod.Post, webhook)
    {
        Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(activity)) { Headers = { { "Content-Type", "application/json; charset=utf-8" } } },
        Headers = { { "Authorization", $"Bearer {token ?? Token()}" } },
    };

    public Dictionary<string, object> Activity(string type, string id, string text = "", string channelId = "webchat", string from = "dl_ann", string conversation = "conv-1") => new()
    {
        ["type"] = type, ["id"] = id, ["timestamp"] = clock.GetUtcNow().UtcDateTime, ["serviceUrl"] = Address.ToString(), ["channelId"] = channelId,
        ["from"] = new { id = from, name = "Ann" }, ["conversation"] = new { id = conversation }, ["recipient"] = new { id = "bot-1", name = "Shop" }, ["text"] = text,
    };

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        directory.Dispose();
        connector.Dispose();
    }

    private async Task Answer(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        requests.Enqueue($"{http.Request.Method} {path}");
        var answered = (http.Request.Method, path) switch
        {
            ("GET", "/v1/.well-known/openidconfiguration") when PublishesKeys => Json(http, 200, new { issuer = "https://api.botframework.com", jwks_uri = $"{Address}v1/keys" }),
            ("GET", "/botframework.com/v2.0/.well-known/openid-configuration") when PublishesKeys => Json(http, 200, new { issuer = "https://login.microsoftonline.com", jwks_uri = $"{Address}directory/keys" }),
            ("GET", "/v1/keys") => Json(http, 200, new { keys = new[] { Key(connector, KeyId, ["webchat", "msteams"]) } }),
            ("GET", "/directory/keys") => Json(http, 200, new { keys = new[] { Key(directory, "directory-1", null) } }),
            ("POST", _) when path.EndsWith("/oauth2/v2.0/token", StringComparison.Ordinal) => SignIn(http),
            ("POST", _) when path.StartsWith("/v3/conversations/", StringComparison.Ordinal) => Take(http, path),
            ("GET", "/files/1") when IsKnown(http) => http.Response.WriteAsync("a picture", http.RequestAborted),
            ("GET", "/files/1") => Json(http, 401, new { }),
            _ => Json(http, 503, new { }),
        };
        await answered;
    }

    private async Task SignIn(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (form["client_id"] != AppId || form["client_secret"] != Secret || form["grant_type"] != "client_credentials" || form["scope"] != "https://api.botframework.com/.default")
        {
            await Json(http, 401, new { error = "invalid_client", error_description = "AADSTS7000215: Invalid client secret provided." });
            return;
        }

        var token = $"given-{Interlocked.Increment(ref lastId)}";
        tokens[token] = true;
        await Json(http, 200, new { token_type = "Bearer", expires_in = 3599, ext_expires_in = 3599, access_token = token });
    }

    private async Task Take(HttpContext http, string path)
    {
        if (!IsKnown(http))
        {
            await Json(http, 401, new { error = new { code = "Unauthorized", message = "Authorization has been denied for this request." } });
            return;
        }

        using var body = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
        var answer = script.TryDequeue(out var scripted) ? scripted : StubAnswer.Accept;
        var id = $"act-{Interlocked.Increment(ref lastId)}";
        if (answer.Accepts)
            sent.Enqueue(new(id, path, body.RootElement.Clone()));
        if (answer.HangsUp)
            http.Abort();
        else if (answer.Status != 200)
            await Json(http, answer.Status, new { error = new { code = answer.Message, message = "No." } });
        else
            await Json(http, 201, new { id });
    }

    private bool IsKnown(HttpContext http) => http.Request.Headers.Authorization.ToString() is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var token] && tokens.ContainsKey(token);

    private static Task Json(HttpContext http, int status, object value)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(value, http.RequestAborted);
    }

    private static object Key(RSA key, string id, string[]? endorsements)
    {
        var numbers = key.ExportParameters(includePrivateParameters: false);
        var (n, e) = (Url(numbers.Modulus!), Url(numbers.Exponent!));
        return endorsements is null ? new { kty = "RSA", use = "sig", kid = id, n, e } : new { kty = "RSA", use = "sig", kid = id, n, e, endorsements };
    }

    private static string Url(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}

/// <summary>An activity that the connector took.</summary>
public sealed record BotSend(string Id, string Path, JsonElement Body);
