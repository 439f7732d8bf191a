using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

using PromoEngine.Testing;
using PromoEngine.Web.Data;
using PromoEngine.Web.Jobs;
using PromoEngine.Web.Live;

namespace PromoEngine.Web.Tests;

/// <summary>A workspace of one test: its administrator's token, its number at the stub provider, a small catalogue with stock.</summary>
public sealed partial class Shop
{
    internal Shop(App app, Guid workspace, string number, string email, string token) =>
        (App, Workspace, Number, Email, Token) = (app, workspace, number, email, token);

    public App App { get; }

    public Guid Workspace { get; }

    /// <summary>The shop's own number; what the stub provider has from it was sent by this shop.</summary>
    public string Number { get; }

    public string Email { get; }

    public string Token { get; }

    public Guid Channel { get; internal set; }

    /// <summary>What the provider was asked to send for this shop, oldest first.</summary>
    public IReadOnlyList<StubMessage> Sent => [.. App.Twilio.Messages.Where(m => m.From == Number && m.Direction.StartsWith("outbound", StringComparison.Ordinal))];

    public Uri WebhookUrl => new(App.Address, $"/webhooks/twilio/{Channel}");

    public Task<HttpResponseMessage> Get(string path) => Send(HttpMethod.Get, path);

    public Task<HttpResponseMessage> Post(string path, object? body = null, string? key = null) => Send(HttpMethod.Post, path, body, key);

    public Task<HttpResponseMessage> Put(string path, object body) => Send(HttpMethod.Put, path, body);

    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, object? body = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(App.Address, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        if (body is not null)
            request.Content = JsonContent.Create(body, options: JsonSerializerOptions.Web);
        return await App.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Reads something that must be there.</summary>
    public async Task<JsonElement> Read(string path) => await (await Get(path)).Json(App);

    /// <summary>Does something that must succeed.</summary>
    public async Task<JsonElement> Do(string path, object? body = null) => await (await Post(path, body)).Json(App);

    /// <summary>A customer's text, signed and posted as the provider does; answers its MessageSid. Nothing is done with it until <see cref="Drain"/>.</summary>
    public async Task<string> Text(string from, string body, string? sid = null, int media = 0)
    {
        sid ??= NewSid();
        using var answer = await Webhook(StubWebhook.Text(from, Number, body, sid, media));
        await answer.Expect(HttpStatusCode.OK, App);
        return sid;
    }

    /// <summary>A customer's text with files that the provider keeps (<see cref="StubTwilio.Keep"/>).</summary>
    public async Task TextWith(string from, string body, params Uri[] files)
    {
        var fields = StubWebhook.Text(from, Number, body, NewSid());
        fields.RemoveAll(f => f.Key == "NumMedia");
        fields.Add(new("NumMedia", $"{files.Length}"));
        for (var i = 0; i < files.Length; i++)
        {
            fields.Add(new($"MediaUrl{i}", files[i].AbsoluteUri));
            fields.Add(new($"MediaContentType{i}", "image/png"));
        }

        using var answer = await Webhook(fields);
        await answer.Expect(HttpStatusCode.OK, App);
    }

    /// <summary>Puts a file into the composer of a conversation.</summary>
    public async Task<JsonElement> Upload(Guid conversation, string name, byte[] bytes)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(App.Address, $"/api/conversations/{conversation}/files?name={Uri.EscapeDataString(name)}"))
        {
            Content = new ByteArrayContent(bytes) { Headers = { ContentType = new("image/png") } },
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return await (await (await App.Http.SendAsync(request, TestContext.Current.CancellationToken)).Expect(HttpStatusCode.Created, App)).Body();
    }

    public Task<HttpResponseMessage> Webhook(IEnumerable<KeyValuePair<string, string>> fields) => Call(StubWebhook.Request(WebhookUrl, fields));

    public async Task<HttpResponseMessage> Call(HttpRequestMessage request)
    {
        using (request)
            return await App.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static string NewSid() => $"SM{Guid.CreateVersion7():N}";

    /// <summary>
    /// Runs this shop's jobs until none is left, turning the clock over waits of up to <paramref name="patience"/> (quiet times, "try again in two
    /// seconds"); then numbers the live events. A job that failed fails the test, unless failures are expected.
    /// </summary>
    public async Task Drain(bool failing = false, TimeSpan? patience = null)
    {
        var ct = TestContext.Current.CancellationToken;
        var runner = App.Services.GetRequiredService<JobRunner>();
        var until = App.Clock.Now + (patience ?? TimeSpan.FromSeconds(20));
        while (true)
        {
            while (await runner.RunDue(Workspace, ct) > 0)
                ;
            if (!failing && await Look(db => db.Jobs.Where(j => j.Error != null).Select(j => $"{j.Kind}: {j.Error}").FirstOrDefaultAsync(ct)) is { } failed)
                Assert.Fail($"A job failed: {failed}\n{string.Join('\n', App.Host.Log)}");
            var waiting = await Look(db => db.Jobs.Where(j => j.Ready).Select(j => new { j.DueAt, j.LeaseUntil }).ToListAsync(ct));
            var next = waiting.Select(j => j.LeaseUntil > j.DueAt ? j.LeaseUntil.Value.AddMilliseconds(1) : j.DueAt).DefaultIfEmpty(DateTime.MaxValue).Min();
            if (next > until)
                break;
            App.Clock.TurnTo(next);
        }

        await NumberEvents();
    }

    public Task NumberEvents() => App.Services.GetRequiredService<Sequencer>().NumberAll(TestContext.Current.CancellationToken);

    /// <summary>A question of the test to the database, through the wall of this shop.</summary>
    internal async Task<T> Look<T>(Func<AppDb, Task<T>> read)
    {
        using var quiet = StatementPlans.Ignore();
        await using var scope = Scope();
        return await read(scope.ServiceProvider.GetRequiredService<AppDb>());
    }

    /// <summary>Work of the product in a scope of this shop, as a request or a job has it.</summary>
    internal async Task<T> In<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = Scope();
        return await work(scope.ServiceProvider);
    }

    /// <summary>The same inside one unit of work.</summary>
    internal Task<T> Unit<T>(Func<IServiceProvider, AppDb, Task<T>> work) => In(services =>
    {
        var db = services.GetRequiredService<AppDb>();
        return services.GetRequiredService<IUnitOfWork>().Run(db, () => work(services, db));
    });

    internal Task Unit(Func<IServiceProvider, AppDb, Task> work) => Unit(async (services, db) =>
    {
        await work(services, db);
        return true;
    });

    internal AsyncServiceScope Scope()
    {
        var scope = App.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentWorkspace>().Enter(Workspace, "test");
        return scope;
    }
}
