using System.Net;
using System.Net.WebSockets;
using System.Text;

using Microsoft.EntityFrameworkCore;

namespace PromoEngine.Web.Tests.Walls;

/// <summary>
/// An administrator of one shop goes through the whole API with everything of another shop in the hand: in addresses, parameters and bodies. What the API
/// gets later is walked too, because the walk follows the OpenAPI document; a parameter that it cannot fill fails it.
/// </summary>
public abstract class ForeignWorkspaceTests(App app) : AppTests(app)
{
    /// <summary>What ends or changes the caller's own sign-in: walked last, or not at all, and why.</summary>
    private static readonly Dictionary<string, string> NotWalked = new()
    {
        ["POST /api/session"] = "takes no id; who signs in is another test",
        ["POST /api/session/passkey"] = "names a passkey, whose owner alone can sign; PasskeyTests try another's",
        ["DELETE /api/session"] = "ends the walk",
    };

    [Fact]
    public async Task Nothing_of_another_workspace_can_be_read_or_changed_at_any_endpoint()
    {
        var mine = await App.NewShop();
        var theirs = await Foreign.Open(App);
        var before = await theirs.Fingerprint();
        var api = await ApiDescription.Of(App);
        var report = new List<string>();
        var wrong = new List<string>();

        foreach (var operation in api.Operations.Where(o => !NotWalked.ContainsKey(o.Name)))
        {
            using var request = Request(api, operation, theirs, wrong);
            using var answer = await mine.Call(Signed(request, mine.Token));
            var text = await answer.Content.ReadAsStringAsync(Ct);
            report.Add($"{(int)answer.StatusCode} {operation.Name}");
            if (Verdict(operation, answer.StatusCode) is { } verdict)
                wrong.Add($"{operation.Name} answered {(int)answer.StatusCode}: {verdict} {text}");
            if (theirs.Marks.FirstOrDefault(mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase)) is { } mark)
                wrong.Add($"{operation.Name} showed \"{mark}\" of another workspace: {text}");
        }

        await mine.Drain(failing: true);
        Console.WriteLine(string.Join('\n', report.Order(StringComparer.Ordinal)));
        Assert.Empty(wrong);
        Assert.Equal(before, await theirs.Fingerprint());
        Assert.True(report.Count >= 25, $"Only {report.Count} operations were walked.");
    }

    /// <summary>Else the walk would prove nothing: the same ids open the door to their owner, and the marks are seen there.</summary>
    [Fact]
    public async Task The_same_calls_show_the_owner_what_is_theirs()
    {
        var theirs = await Foreign.Open(App);
        var api = await ApiDescription.Of(App);
        var (found, marked, closed) = (0, 0, new List<string>());

        foreach (var operation in api.Operations.Where(o => o.Method == HttpMethod.Get))
        {
            using var request = Request(api, operation, theirs, []);
            using var answer = await theirs.Shop.Call(Signed(request, theirs.Shop.Token));
            var text = await answer.Content.ReadAsStringAsync(Ct);
            if (operation.Path.Contains("{id}", StringComparison.Ordinal) && answer.StatusCode != HttpStatusCode.OK)
                closed.Add($"{operation.Name}: {(int)answer.StatusCode}");
            found += answer.IsSuccessStatusCode ? 1 : 0;
            marked += theirs.Marks.Any(mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase)) ? 1 : 0;
        }

        Assert.Empty(closed);
        Assert.True(found >= 12 && marked >= 10, $"Only {found} of the owner's own calls were answered and {marked} showed something of theirs.");
    }

    [Fact]
    public async Task The_live_socket_and_the_events_tell_of_ones_own_workspace_alone()
    {
        var (mine, theirs) = (await App.NewShop(), await App.NewShop());
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {mine.Token}");
        await socket.ConnectAsync(new UriBuilder(App.Address) { Scheme = "ws", Path = "/live" }.Uri, Ct);
        await Say(socket, """{"protocol":"json","version":1}""");

        await theirs.GivenDraft("+13125550188", "20 navy caps");
        await theirs.NumberEvents();
        var own = await mine.GivenConversation("+13125550142", "hello");
        await mine.NumberEvents();

        var heard = await HearUntil(socket, own.ToString());
        var foreign = await theirs.Look(db => db.LiveEvents.Select(e => e.EntityId).Distinct().ToListAsync(Ct));
        var events = await (await mine.Get("/api/events?since=0")).Content.ReadAsStringAsync(Ct);
        Assert.NotEmpty(foreign);
        Assert.DoesNotContain(foreign, id => heard.Contains(id.ToString(), StringComparison.OrdinalIgnoreCase) || events.Contains(id.ToString(), StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Null when the answer is as it should be.</summary>
    private static string? Verdict(Operation operation, HttpStatusCode status)
    {
        if ((int)status >= 500)
            return "that is an accident.";
        if (status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            return "the walker is an administrator, so nothing was proven.";
        // With a body, its shape may be refused before anybody is looked for.
        if (operation.Path.Contains('{', StringComparison.Ordinal))
            return status == HttpStatusCode.NotFound || (operation.Method != HttpMethod.Get && status is HttpStatusCode.BadRequest or HttpStatusCode.Conflict) ? null : "a foreign id is not found.";
        return null;
    }

    private static HttpRequestMessage Request(ApiDescription api, Operation operation, Foreign theirs, List<string> wrong)
    {
        var parts = operation.Path.Split('/');
        var query = new List<string>();
        foreach (var (place, name, schema) in operation.Parameters)
        {
            var slot = new Slot(operation.Name, name, ApiDescription.KindOf(schema));
            if (place == "path")
            {
                var at = Array.FindIndex(parts, p => p.StartsWith($"{{{name}", StringComparison.Ordinal));
                parts[at] = Text(theirs.Value(name == "id" ? parts[at - 1] : name) ?? Unknown(slot, wrong));
            }
            else if (place == "query")
            {
                query.Add($"{name}={Uri.EscapeDataString(Text(Any(slot, theirs, wrong)))}");
            }
        }

        var request = new HttpRequestMessage(operation.Method, $"{string.Join('/', parts)}{(query.Count > 0 ? "?" + string.Join('&', query) : "")}");
        var (json, other) = operation.Body();
        if (json is { } schemaOfBody)
            request.Content = new StringContent(api.Sample(schemaOfBody, operation.Name, slot => Any(slot, theirs, wrong)), Encoding.UTF8, "application/json");
        else if (other is not null)
            request.Content = new ByteArrayContent([1, 2, 3]) { Headers = { ContentType = new(other) } };
        return request;
    }

    private static object Any(Slot slot, Foreign theirs, List<string> wrong) => slot switch
    {
        { Kind: "uuid" } => theirs.Value(slot.Name) ?? (slot.Name == "id" ? theirs.Value("drafts")! : Unknown(slot, wrong)),
        { Kind: "integer" or "number" } => 1,
        { Kind: "boolean" } => true,
        { Kind: "date" } => "2026-06-30",
        { Kind: "date-time" } => "2026-06-30T00:00:00Z",
        { Kind: "enum" } => "any",
        // Lists take their cursors from their own answers, and searches find their words in their own rows.
        { Name: "cursor" or "before" or "after" } => "",
        { Name: "status" or "outcome" or "kind" or "state" } when slot.Path.StartsWith("GET", StringComparison.Ordinal) => "",
        { Name: "sku" } => "MUG",
        { Name: "q" or "search" } => Foreign.Word,
        { Kind: "string" } => "abc",
        _ => Unknown(slot, wrong),
    };

    private static object Unknown(Slot slot, List<string> wrong)
    {
        wrong.Add($"{slot.Path} takes {slot.Name} ({slot.Kind}): teach Foreign.cs what another shop has for it.");
        return Guid.Empty;
    }

    private static string Text(object value) => value is bool flag ? (flag ? "true" : "false") : value.ToString()!;

    private HttpRequestMessage Signed(HttpRequestMessage request, string token)
    {
        request.RequestUri = new(App.Address, request.RequestUri!);
        request.Headers.Authorization = new("Bearer", token);
        return request;
    }

    // SignalR's JSON protocol: each message ends with a record separator.
    private static Task Say(ClientWebSocket socket, string message) => socket.SendAsync(Encoding.UTF8.GetBytes(message + '\u001e'), WebSocketMessageType.Text, true, Ct);

    private static async Task<string> HearUntil(ClientWebSocket socket, string id)
    {
        var heard = new StringBuilder();
        var buffer = new byte[16_384];
        while (!heard.ToString().Contains(id, StringComparison.OrdinalIgnoreCase))
        {
            var part = await socket.ReceiveAsync(buffer, Ct);
            heard.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
        }

        return heard.ToString();
    }
}

[Collection(SqliteApp.Collection)]
public sealed class ForeignWorkspacesOnSqlite(SqliteApp app) : ForeignWorkspaceTests(app);

[Collection(PostgresApp.Collection)]
public sealed class ForeignWorkspacesOnPostgres(PostgresApp app) : ForeignWorkspaceTests(app);
