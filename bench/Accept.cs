using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

using PromoEngine.Testing;

namespace PromoEngine.Bench;

/// <summary>
/// How many sent quotes of three lines become orders in a second, one HTTP call each, beside the raw limit of the same machine and database; then whether each
/// became one order and the stock is what the orders reserved. `--hot 10` has everybody want the same few products.
/// </summary>
internal static class Accept
{
    private const int WarmUp = 4000;
    private const int MostMilliseconds = 2000;

    private sealed record Figures(double PerSecond, long[] Latencies, ConcurrentDictionary<string, int> Refused, double CpuMicroseconds)
    {
        public TimeSpan Percentile(double part) => LoadResult.Percentile(Latencies, part);
    }

    public static async Task<int> Run(Arguments options, CancellationToken ct)
    {
        var program = await Built.Web(options, ct);
        var clients = options.Number("clients", options.Has("hot") ? 32 : 16);
        var quotes = options.Number("quotes", options.Has("quick") ? 2000 : 8000);
        var faults = new List<string>();
        var wide = await Measure(options, program, 1000, quotes, clients, raw: true, faults, ct);
        if (options.Number("hot", 0) is > 0 and var hot)
        {
            var narrow = await Measure(options, program, hot, quotes, clients, raw: false, faults, ct);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{hot} products: {narrow.PerSecond / wide.PerSecond:p0} of the rate with 1,000"));
        }

        faults.ForEach(fault => Console.WriteLine($"FAULT: {fault}"));
        return faults.Count == 0 ? 0 : 1;
    }

    private static async Task<Figures> Measure(Arguments options, string program, int products, int count, int clients, bool raw, List<string> faults, CancellationToken ct)
    {
        await using var database = await BenchDatabase.Make(options, ct);
        (string, string)[] settings = [.. database.Settings, ("Demo__Enabled", "false"), ("Jobs__Workers", options.Optional("workers") ?? "0")];
        await using var provider = await StubTwilio.Start();
        // It makes the schema, the workspace and the token, and with its workers the conversation that the confirmations go to.
        await using (var server = await WebServer.Start(program, database.Folder, 0, ct, [.. database.Settings, ("Demo__Enabled", "false")]))
            await Conversation(server, provider, database, ct);

        var shop = new AcceptShop(database, await database.Ask<Guid>("SELECT id FROM workspaces", ct), await database.Ask<Guid>("SELECT id FROM inbox_conversations", ct), products);
        await shop.Stock(ct);
        double? limit = null;
        if (raw)
        {
            var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(WebServer.Token)));
            var loop = new AcceptRaw(database, shop, await database.Ask<Guid>("SELECT user_id FROM api_tokens", ct), hash);
            await loop.PerSecond(await shop.Quotes(WarmUp, "W", ct), clients, ct);
            limit = await loop.PerSecond(await shop.Quotes(count, "R", ct), clients, ct);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{database.Name}, raw limit            {limit,8:n0} accepted/s, {clients} at once"));
        }

        var warm = await shop.Quotes(WarmUp, "V", ct);
        var quotes = await shop.Quotes(count, "Q", ct);
        Figures figures;
        await using (var server = await WebServer.Start(program, database.Folder, 0, ct, settings))
        {
            await Accepted(server, warm, clients, ct);
            figures = await Accepted(server, quotes, clients, ct);
        }

        Print($"{database.Name}, {products} products, {clients} clients", figures, limit);
        faults.AddRange(figures.Refused.Select(refused => $"{refused.Value} calls were answered: {refused.Key}"));
        if (figures.Percentile(1).TotalMilliseconds > MostMilliseconds)
            faults.Add($"a call took {figures.Percentile(1).TotalMilliseconds:n0} ms");
        faults.AddRange(await Wrong(database, WarmUp + count, ct));
        return figures;
    }

    /// <summary>A customer writes.</summary>
    private static async Task Conversation(WebServer server, StubTwilio provider, BenchDatabase database, CancellationToken ct)
    {
        var webhook = await server.AddChannel(StubTwilio.Token, provider.Address, ct);
        using var text = StubWebhook.Request(webhook, StubWebhook.Text("+13125550199", "+15550100", "Good morning", $"SM{Guid.CreateVersion7():n}"));
        using var answer = await server.Http.SendAsync(text, ct);
        answer.EnsureSuccessStatusCode();
        while (await database.Ask<long>("SELECT COUNT(*) FROM inbox_conversations", ct) == 0)
            await Task.Delay(50, ct);
    }

    private static async Task<Figures> Accepted(WebServer server, List<SentQuote> quotes, int clients, CancellationToken ct)
    {
        var next = -1;
        var latencies = new long[quotes.Count];
        var refused = new ConcurrentDictionary<string, int>();
        server.Process.Refresh();
        var (cpu, started) = (server.Process.TotalProcessorTime, Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            using var caller = new ApiCaller(server.EndPoint);
            while (Interlocked.Increment(ref next) is var mine && mine < quotes.Count)
            {
                var asked = Stopwatch.GetTimestamp();
                var (status, answer) = await caller.Post($"/api/quotes/{quotes[mine].Id}/accept", WebServer.Token, ct);
                latencies[mine] = Stopwatch.GetTimestamp() - asked;
                if (status != 200)
                    refused.AddOrUpdate(answer[..Math.Min(answer.Length, 700)], 1, (_, already) => already + 1);
            }
        }, ct)));
        var took = Stopwatch.GetElapsedTime(started);
        server.Process.Refresh();
        Array.Sort(latencies);
        return new(quotes.Count / took.TotalSeconds, latencies, refused, (server.Process.TotalProcessorTime - cpu).TotalMicroseconds / quotes.Count);
    }

    private static void Print(string name, Figures figures, double? raw) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{name,-22} {figures.PerSecond,8:n0} accepted/s  p50 {figures.Percentile(0.5).TotalMilliseconds,6:n1}  p99 {figures.Percentile(0.99).TotalMilliseconds,6:n1}  max {figures.Percentile(1).TotalMilliseconds,6:n1} ms  server CPU {figures.CpuMicroseconds:n0} µs each")
        + (raw is { } limit ? string.Create(CultureInfo.InvariantCulture, $"  = {figures.PerSecond / limit:p0} of raw") : ""));

    /// <summary>The books afterwards, of the product's part and of the raw one alike.</summary>
    private static async Task<List<string>> Wrong(BenchDatabase database, int accepted, CancellationToken ct)
    {
        (string Sentence, string Sql)[] rules =
        [
            ("quotes that were accepted have no order", $"SELECT {accepted} - COUNT(*) FROM orders_orders o JOIN orders_quotes q ON q.id = o.quote_id WHERE q.number LIKE 'Q-%' OR q.number LIKE 'V-%'"),
            ("quotes became more than one order", "SELECT COUNT(*) FROM (SELECT 1 FROM orders_orders GROUP BY quote_id HAVING COUNT(*) > 1) AS twice"),
            ("order numbers are given twice", "SELECT COUNT(*) FROM (SELECT 1 FROM orders_orders GROUP BY workspace_id, number HAVING COUNT(*) > 1) AS twice"),
            ("orders are not of three lines", "SELECT COUNT(*) FROM (SELECT 1 FROM orders_order_lines GROUP BY order_id HAVING COUNT(*) <> 3) AS other"),
            ("stock levels differ from their reservations", "SELECT COUNT(*) FROM orders_stock_levels s WHERE s.reserved <> (SELECT COALESCE(SUM(quantity), 0) FROM orders_reservations r WHERE r.stock_level_id = s.id AND r.state = 'Active')"),
            ("quotes are converted without an order", "SELECT COUNT(*) FROM orders_quote_revisions r WHERE r.state = 'Converted' AND NOT EXISTS (SELECT 1 FROM orders_orders o WHERE o.quote_revision_id = r.id)"),
        ];
        var wrong = new List<string>();
        foreach (var (sentence, sql) in rules)
        {
            if (await database.Ask<long>(sql, ct) is not 0 and var count)
                wrong.Add($"{count} {sentence}");
        }

        return wrong;
    }
}
