using System.Net.Http.Json;
using System.Text.Json;

using PromoEngine.Testing;

namespace PromoEngine.Bench;

/// <summary>
/// The people of a shop under load: one confirms every draft there is, and every customer says yes to the quote. The server may die at any moment;
/// then a call has no answer, and only what was answered counts as done.
/// </summary>
internal sealed class Clerk(WebServer server, Uri webhook, TextRequests requests)
{
    /// <summary>Beyond the numbers of the load.</summary>
    private const long FirstYes = 1L << 40;

    private static long nextYes = FirstYes;

    public int Confirmed { get; private set; }

    public int Agreed => Acknowledged.Count;

    public List<long> Acknowledged { get; } = [];

    public List<long> Unanswered { get; } = [];

    public async Task Work(CancellationToken ct)
    {
        try
        {
            while (!ct.IsCancellationRequested)
            {
                using var drafts = JsonDocument.Parse(await server.Http.GetStringAsync("/api/drafts?status=open", ct));
                foreach (var draft in drafts.RootElement.GetProperty("items").EnumerateArray().Take(10))
                    await Confirm(draft, ct);
                await Task.Delay(50, ct);
            }
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            // The server is dead, as it should be.
        }
    }

    private async Task Confirm(JsonElement draft, CancellationToken ct)
    {
        using var answer = await server.Http.PostAsJsonAsync($"/api/drafts/{draft.GetProperty("id").GetString()}/confirm", new { version = draft.GetProperty("version").GetInt32() }, ct);
        if (!answer.IsSuccessStatusCode)
            return; // a newer text came, or the draft is not complete
        var confirmed = await answer.Content.ReadFromJsonAsync<JsonElement>(ct);
        Confirmed++;
        await SayYes(draft.GetProperty("contact").GetProperty("address").GetString()!, confirmed.GetProperty("number").GetString()!, ct);
    }

    private async Task SayYes(string customer, string quote, CancellationToken ct)
    {
        var number = Interlocked.Increment(ref nextYes);
        using var call = StubWebhook.Request(webhook, StubWebhook.Text(customer, "+15550100", $"YES {quote}", requests.SidOf(number)));
        Unanswered.Add(number);
        using var answer = await server.Http.SendAsync(call, ct);
        if (!answer.IsSuccessStatusCode)
            return;
        Unanswered.Remove(number);
        Acknowledged.Add(number);
    }
}
