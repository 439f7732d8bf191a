using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace PromoEngine.Testing;

/// <summary>
/// Twilio's REST API as far as we use it, on a loopback port over real HTTP: it keeps what it accepted, shows it in the
/// list, records every request, and can be told to refuse, to fail, to hang up or to fall silent. It shares no code with
/// the product, so that both cannot be wrong in the same way. Point a channel's apiBaseUrl at <see cref="Address"/>.
/// </summary>
public sealed class StubTwilio : IAsyncDisposable
{
    public const string Account = "AC00000000000000000000000000000001";
    public const string Token = "stub-auth-token";

    private readonly WebApplication app;
    private readonly TimeProvider clock;
    private readonly ConcurrentQueue<StubAnswer> script = new();
    private readonly ConcurrentQueue<StubAnswer> lookUpScript = new();
    private readonly ConcurrentQueue<StubRequest> requests = new();
    private readonly List<StubMessage> messages = [];
    private readonly List<(byte[] Bytes, string Type)> files = [];
    private readonly CancellationTokenSource stopping = new();
    private int lastId;

    private StubTwilio(WebApplication app, TimeProvider clock)
    {
        this.app = app;
        this.clock = clock;
    }

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Every request that was read to its end, whatever became of it.</summary>
    public IReadOnlyList<StubRequest> Requests => [.. requests];

    /// <summary>Every message that was accepted, oldest first; one that is here twice was sent twice.</summary>
    public IReadOnlyList<StubMessage> Messages
    {
        get
        {
            lock (messages)
                return [.. messages];
        }
    }

    /// <param name="port">Zero takes a free one; a fixed one outlives a restart of the process that calls us.</param>
    public static async Task<StubTwilio> Start(int port = 0, TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var stub = new StubTwilio(builder.Build(), clock ?? TimeProvider.System);
        stub.app.Run(stub.Answer);
        await stub.app.StartAsync();
        stub.Address = new(stub.app.Urls.Single());
        return stub;
    }

    /// <summary>What the next sends are answered with, one each; afterwards they are accepted again.</summary>
    public void Next(params StubAnswer[] answers) => Array.ForEach(answers, script.Enqueue);

    /// <summary>The same for look-ups and credential tests.</summary>
    public void NextLookUp(params StubAnswer[] answers) => Array.ForEach(answers, lookUpScript.Enqueue);

    /// <summary>Moves a message on, as Twilio does before it calls back.</summary>
    public StubMessage Move(string sid, string status, string? errorCode = null)
    {
        lock (messages)
        {
            var at = messages.FindIndex(message => message.Sid == sid);
            var now = clock.GetUtcNow();
            var sent = status is "accepted" or "queued" or "sending" ? messages[at].SentAt : messages[at].SentAt ?? now;
            return messages[at] = messages[at] with { Status = status, ErrorCode = errorCode, SentAt = sent };
        }
    }

    /// <summary>Moves a message on and calls back, signed, at the address that it was sent with.</summary>
    public async Task<HttpStatusCode> Report(StubMessage message, string status, string? errorCode = null)
    {
        Move(message.Sid, status, errorCode);
        using var http = new HttpClient();
        using var call = StubWebhook.Request(new(message.StatusCallback!), StubWebhook.Status(message.Sid, status, message.From, message.To, errorCode));
        using var answer = await http.SendAsync(call, stopping.Token);
        return answer.StatusCode;
    }

    /// <summary>Has a message be there that was not sent through us: another program on the same account, an earlier day.</summary>
    public StubMessage Add(
        string from, string to, string body, DateTimeOffset? createdAt = null, string direction = "outbound-api", string? statusCallback = null)
    {
        lock (messages)
        {
            var sid = string.Create(CultureInfo.InvariantCulture, $"SM{++lastId:x32}");
            messages.Add(new(sid, from, to, body, statusCallback, "queued", null, direction, createdAt ?? clock.GetUtcNow(), null));
            return messages[^1];
        }
    }

    /// <summary>Keeps a file as Twilio does: its address asks for the account's credentials and leads to another one, which asks for none.</summary>
    public Uri Keep(byte[] bytes, string contentType)
    {
        files.Add((bytes, contentType));
        return new(Address, string.Create(CultureInfo.InvariantCulture, $"/2010-04-01/Accounts/{Account}/Messages/MM1/Media/{files.Count - 1}"));
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await app.DisposeAsync();
        stopping.Dispose();
    }

    private async Task Answer(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var fields = QueryHelpers.ParseQuery(body).SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? "")));
        var request = new StubRequest(context.Request.Method, context.Request.Path + context.Request.QueryString,
            context.Request.Headers.Authorization.ToString(), context.Request.Headers["X-Twilio-Signature"].ToString(), [.. fields]);
        requests.Enqueue(request);

        if (await Media(context, request))
            return;

        var isSend = HttpMethods.IsPost(context.Request.Method);
        var answer = (isSend ? script : lookUpScript).TryDequeue(out var scripted) ? scripted : StubAnswer.Accept;
        if (answer.Delay > TimeSpan.Zero)
            await Task.Delay(answer.Delay, clock, context.RequestAborted);

        StubMessage? accepted = null;
        if (answer.Accepts && isSend && IsAuthorised(request))
            accepted = Accept(request);
        if (answer.HangsUp)
            context.Abort();
        else if (answer.IsSilent)
            await Silence(context);
        else if (answer.Status != 200)
            await Write(context, answer);
        else
            await WriteFound(context, request, accepted, answer);
    }

    private async Task<bool> Media(HttpContext context, StubRequest request)
    {
        var path = context.Request.Path.Value!.Split('/');
        if (path is ["", "media", var kept])
        {
            var (bytes, type) = files[int.Parse(kept, CultureInfo.InvariantCulture)];
            context.Response.ContentType = type;
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
            return request.Authorization.Length == 0 ? true : throw new InvalidOperationException("Twilio's credentials went to another host's address.");
        }

        if (path is not [.., "Media", var name])
            return false;
        if (!IsAuthorised(request))
            await Write(context, StubAnswer.Refuse(401, 20003, "Authenticate"));
        else if (lookUpScript.TryDequeue(out var scripted))
            await Write(context, scripted);
        else
            context.Response.Redirect($"http://localhost:{Address.Port}/media/{name}", permanent: false, preserveMethod: true);
        return true;
    }

    private StubMessage Accept(StubRequest request) => Add(
        request.Field("From") is { Length: > 0 } from ? from : request.Field("MessagingServiceSid"),
        request.Field("To"), request.Field("Body"), statusCallback: request.Field("StatusCallback"));

    private async Task WriteFound(HttpContext context, StubRequest request, StubMessage? accepted, StubAnswer answer)
    {
        var path = context.Request.Path.Value ?? "";
        if (!IsAuthorised(request))
            await Write(context, StubAnswer.Refuse(401, 20003, "Authenticate"));
        else if (!path.StartsWith($"/2010-04-01/Accounts/{Account}", StringComparison.Ordinal))
            await Write(context, StubAnswer.Refuse(404, 20404, $"The requested resource {path} was not found"));
        else if (answer.Body is { } body)
            await context.Response.WriteAsync(body, context.RequestAborted);
        else if (accepted is not null)
            await WriteJson(context, 201, StubJson.Message(accepted));
        else if (path.EndsWith("/Messages.json", StringComparison.Ordinal))
            await WriteJson(context, 200, StubJson.List(Messages, context.Request));
        else
            await WriteJson(context, 200, new { sid = Account, friendly_name = "Stub account", status = "active" });
    }

    private static async Task Write(HttpContext context, StubAnswer answer)
    {
        if (answer.RetryAfter is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (answer.Body is { } body)
        {
            context.Response.StatusCode = answer.Status;
            await context.Response.WriteAsync(body, context.RequestAborted);
        }
        else
        {
            await WriteJson(context, answer.Status, new
            {
                code = answer.Code,
                message = answer.Message,
                more_info = $"https://www.twilio.com/docs/errors/{answer.Code}",
                status = answer.Status,
            });
        }
    }

    private static Task WriteJson(HttpContext context, int status, object value)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(value, context.RequestAborted);
    }

    private async Task Silence(HttpContext context)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping.Token);
        await Task.Delay(Timeout.Infinite, either.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        context.Abort();
    }

    private static bool IsAuthorised(StubRequest request) =>
        request.Authorization == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Account}:{Token}"));
}
