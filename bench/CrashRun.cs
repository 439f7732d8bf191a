using System.Globalization;

using PromoEngine.Testing;

namespace PromoEngine.Bench;

/// <summary>
/// Starts the server again and again on the same data, under load, and kills it at a random moment; the first time before its very first start is done.
/// At the end it may finish, and every acknowledged message, every draft, quote and order, and every send at the provider must be there exactly once.
/// </summary>
/// <param name="program">PromoEngine.Web.dll as built.</param>
/// <param name="longestLife">Milliseconds that the server lives at most in a round.</param>
/// <param name="say">Where a line for each round goes.</param>
internal sealed class CrashRun(string program, string dataFolder, int rounds, int seed, int longestLife, Action<string> say)
{
    private const int Senders = 40;
    private const int TextsPerSecond = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Random random = new(seed);
    private readonly string run = TextRequests.NewRun();
    private readonly int port = WebServer.FreePort();
    private readonly List<long> acknowledged = [];
    private readonly List<long> unanswered = [];
    private readonly List<string> faults = [];
    private Uri? webhook;
    private long next;

    /// <summary>What is wrong afterwards, in sentences; empty when nothing is.</summary>
    public async Task<List<string>> Run(CancellationToken ct)
    {
        await using var provider = await StubTwilio.Start();
        await KillWhileStarting(ct);
        for (var round = 1; round <= rounds; round++)
        {
            var clerk = await Round(provider, ct);
            say(string.Create(CultureInfo.InvariantCulture, $"round {round}: {acknowledged.Count} acknowledged, {clerk.Confirmed} confirmed, {clerk.Agreed} said yes, {provider.Messages.Count} sent"));
        }

        await Finish(provider, ct);
        return faults;
    }

    private async Task KillWhileStarting(CancellationToken ct)
    {
        var server = WebServer.Launch(program, dataFolder, port);
        await Task.Delay(random.Next(100, 2500), ct);
        await server.Kill();
        await server.DisposeAsync();
    }

    private async Task<Clerk> Round(StubTwilio provider, CancellationToken ct)
    {
        await using var server = await WebServer.Start(program, dataFolder, port, ct);
        webhook ??= await server.AddChannel(StubTwilio.Token, provider.Address, ct);
        var requests = Requests();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var clerk = new Clerk(server, webhook, requests);
        var working = clerk.Work(over.Token);
        var loading = new Load(server.EndPoint, requests, new(8, TimeSpan.Zero, TimeSpan.FromMinutes(1)) { PerSecond = TextsPerSecond, FirstNumber = next }).Run(ct);

        // Now and then it lives long enough for orders; mostly it does not.
        await Task.Delay(random.Next(200, random.Next(3) == 0 ? longestLife : longestLife / 3), ct);
        await server.Kill();
        await over.CancelAsync();
        var load = await loading;
        await working;
        acknowledged.AddRange(load.Acknowledged);
        unanswered.AddRange(load.Unanswered);
        acknowledged.AddRange(clerk.Acknowledged);
        unanswered.AddRange(clerk.Unanswered);
        next += load.Acknowledged.Count + load.Unanswered.Count + load.Refused.Values.Sum();
        foreach (var (answer, count) in load.Refused)
            faults.Add($"{count} texts were refused: {answer}");
        return clerk;
    }

    private async Task Finish(StubTwilio provider, CancellationToken ct)
    {
        await using (await WebServer.Start(program, dataFolder, port, ct))
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            patience.CancelAfter(Patience);
            try
            {
                await Stored.WaitUntilFinished(dataFolder, patience.Token);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                faults.Add($"jobs are still waiting after {Patience}");
            }
        }

        using var stored = new Stored(dataFolder);
        faults.AddRange(stored.Faults(Requests(), acknowledged, unanswered, finished: true));
        faults.AddRange(CrashBooks.Check(stored, provider));
        say(CrashBooks.Summary(stored));
    }

    /// <summary>Orders that can be confirmed as they stand, so that every step of the road is under way when the end comes.</summary>
    private TextRequests Requests() => new(webhook!, StubTwilio.Token, Senders, run, number =>
        string.Create(CultureInfo.InvariantCulture, $"{12 + number % 90} white 11oz mugs and {6 + number % 30} navy caps please"));
}
