using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PromoEngine.Testing;

/// <summary>
/// Meta's Graph API as far as we use it, on a loopback port over real HTTP: messages, uploads, media in two steps, templates in pages, what it knows of
/// a token. It checks the token, records what it accepted and can be told to refuse, fail or hang up. It shares no code with the product.
/// </summary>
public sealed class StubMeta : IAsyncDisposable
{
    public const string Token = "EAAstub";
    public const string AppSecret = "stub-app-secret";
    public const string VerifyToken = "stub-verify-token";
    public const string PhoneNumberId = "106540352242922";
    public const string Business = "102290129340398";
    public const string DisplayNumber = "15550100123";

    private readonly WebApplication app;
    private readonly ConcurrentQueue<StubAnswer> script = new();
    private readonly ConcurrentQueue<MetaSend> sent = new();
    private readonly ConcurrentQueue<string> requests = new();
    private readonly ConcurrentDictionary<string, (string Type, byte[] Content)> files = new();
    private readonly CancellationTokenSource stopping = new();
    private int lastId;

    private StubMeta(WebApplication app) => this.app = app;

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Every message that was accepted, oldest first.</summary>
    public IReadOnlyList<MetaSend> Sent => [.. sent];

    /// <summary>Method and path of every call.</summary>
    public IReadOnlyList<string> Requests => [.. requests];

    /// <summary>When the token ends, in Unix seconds; 0: never.</summary>
    public long TokenExpiresAt { get; set; }

    /// <summary>The templates of the business account, each as Meta describes it.</summary>
    public IReadOnlyList<object> Templates { get; set; } = [];

    /// <summary>Happens after a send was taken and before it is answered.</summary>
    public Func<MetaSend, Task>? BeforeAnswer { get; set; }

    public static async Task<StubMeta> Start(int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var stub = new StubMeta(builder.Build());
        stub.app.Run(stub.Answer);
        await stub.app.StartAsync();
        stub.Address = new(stub.app.Urls.Single());
        return stub;
    }

    /// <summary>What the next sends are answered with, one each; afterwards they are accepted again.</summary>
    public void Next(params StubAnswer[] answers) => Array.ForEach(answers, script.Enqueue);

    /// <summary>Has a file lie at Meta, as after a customer sent it.</summary>
    public string AddFile(string contentType, byte[] content)
    {
        var id = NewId();
        files[id] = (contentType, content);
        return id;
    }

    public (string Type, byte[] Content) File(string id) => files[id];

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await app.DisposeAsync();
        stopping.Dispose();
    }

    private string NewId() => (900_000_000_000_000L + Interlocked.Increment(ref lastId)).ToString(CultureInfo.InvariantCulture);

    private async Task Answer(HttpContext http)
    {
        var (request, path) = (http.Request, http.Request.Path.Value ?? "");
        requests.Enqueue($"{request.Method} {path}{request.QueryString}");
        if (request.Headers.Authorization != $"Bearer {Token}")
        {
            await Error(http, StubAnswer.Refuse(401, 190, "Error validating access token: Session has expired"));
            return;
        }

        if (path.StartsWith("/files/", StringComparison.Ordinal))
        {
            var (type, content) = files[path["/files/".Length..]];
            http.Response.ContentType = type;
            await http.Response.Body.WriteAsync(content, http.RequestAborted);
            return;
        }

        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries); // version, node, edge
        var answered = (request.Method, parts is [_, _, .. var rest] ? string.Join('/', rest) : "") switch
        {
            ("POST", "messages") => Send(http, parts[1]),
            ("POST", "media" or "message_attachments") => Upload(http, parts[2]),
            ("GET", "message_templates") when parts[1] == Business => Page(http),
            ("GET", "") => Node(http, parts.Length > 1 ? parts[1] : ""),
            _ => Error(http, StubAnswer.Refuse(400, 100, $"Unsupported {request.Method} request. Object with ID '{path}' does not exist")),
        };
        await answered;
    }

    private async Task Send(HttpContext http, string node)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
        var answer = script.TryDequeue(out var scripted) ? scripted : StubAnswer.Accept;
        var whatsApp = body.RootElement.TryGetProperty("messaging_product", out _);
        var id = whatsApp ? $"wamid.HBgL{NewId()}" : $"m_{NewId()}";
        if (answer.Accepts)
        {
            var taken = new MetaSend(id, node, body.RootElement.Clone());
            sent.Enqueue(taken);
            if (BeforeAnswer is { } before)
                await before(taken);
        }

        if (answer.HangsUp)
            http.Abort();
        else if (answer.IsSilent)
            await Task.Delay(Timeout.Infinite, stopping.Token).ContinueWith(_ => http.Abort(), TaskScheduler.Default);
        else if (answer.Status != 200)
            await Error(http, answer);
        else if (answer.Body is { } said)
            await http.Response.WriteAsync(said, http.RequestAborted);
        else if (whatsApp)
            await http.Response.WriteAsJsonAsync(new { messaging_product = "whatsapp", contacts = new[] { new { input = "1", wa_id = "1" } }, messages = new[] { new { id } } }, http.RequestAborted);
        else
            await http.Response.WriteAsJsonAsync(new { recipient_id = body.RootElement.GetProperty("recipient").GetProperty("id").GetString(), message_id = id }, http.RequestAborted);
    }

    private async Task Upload(HttpContext http, string edge)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var file = form.Files.Single();
        using var content = new MemoryStream();
        await file.CopyToAsync(content, http.RequestAborted);
        var id = AddFile(file.ContentType, content.ToArray());
        await (edge == "media" ? http.Response.WriteAsJsonAsync(new { id }, http.RequestAborted) : http.Response.WriteAsJsonAsync(new { attachment_id = id }, http.RequestAborted));
    }

    private Task Page(HttpContext http)
    {
        var size = int.Parse(http.Request.Query["limit"].ToString(), CultureInfo.InvariantCulture);
        var start = int.TryParse(http.Request.Query["after"], CultureInfo.InvariantCulture, out var after) ? after : 0;
        size = Math.Min(size, 2); // Meta may hand out fewer than asked for
        var end = Math.Min(start + size, Templates.Count);
        var cursors = new { before = $"{start}", after = $"{end}" };
        return http.Response.WriteAsJsonAsync(new { data = Templates.Skip(start).Take(size), paging = end < Templates.Count ? (object)new { cursors, next = "https://graph.facebook.com/next" } : new { cursors } }, http.RequestAborted);
    }

    private Task Node(HttpContext http, string node) => node switch
    {
        "debug_token" => http.Response.WriteAsJsonAsync(new { data = new { app_id = "1", type = "SYSTEM_USER", is_valid = true, expires_at = TokenExpiresAt, data_access_expires_at = 0 } }, http.RequestAborted),
        PhoneNumberId => http.Response.WriteAsJsonAsync(new { display_phone_number = "+1 555-010-0123", verified_name = "Stub Shop", quality_rating = "GREEN", id = node }, http.RequestAborted),
        _ when files.ContainsKey(node) => http.Response.WriteAsJsonAsync(new { messaging_product = "whatsapp", url = $"{Address}files/{node}", mime_type = files[node].Type, file_size = files[node].Content.Length, id = node }, http.RequestAborted),
        _ when http.Request.Query["fields"] == "name" => http.Response.WriteAsJsonAsync(new { name = "Stub Page", id = node }, http.RequestAborted),
        _ => Error(http, StubAnswer.Refuse(400, 100, "Unsupported get request.")),
    };

    /// <summary>The shape of https://developers.facebook.com/docs/graph-api/guides/error-handling.</summary>
    private static Task Error(HttpContext http, StubAnswer answer)
    {
        http.Response.StatusCode = answer.Status;
        if (answer.RetryAfter is { } seconds)
            http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return http.Response.WriteAsJsonAsync(new { error = new { message = answer.Message, type = "OAuthException", code = answer.Code, error_subcode = answer.Subcode, fbtrace_id = "A1" } }, http.RequestAborted);
    }
}

/// <summary>A message that Meta took.</summary>
/// <param name="Node">The phone number id or page that it was sent from.</param>
public sealed record MetaSend(string Id, string Node, JsonElement Body)
{
    /// <summary>The tag that comes back with statuses (WhatsApp) or in the echo (Messenger).</summary>
    public string Tag => Body.TryGetProperty("biz_opaque_callback_data", out var tag) ? tag.GetString()! : Body.GetProperty("message").GetProperty("metadata").GetString()!;

    public string Text => Body.TryGetProperty("text", out var text) ? text.GetProperty("body").GetString()! : Body.GetProperty("message").GetProperty("text").GetString()!;
}
