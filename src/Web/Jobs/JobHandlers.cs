using System.Text.Json;

namespace PromoEngine.Web.Jobs;

/// <summary>
/// What a job does: everything slow or outside first, on a read connection; what it returns runs inside the unit that also ends the job, so its
/// effects are there exactly once. Null: nothing to write.
/// </summary>
internal delegate Task<Func<Task>?> RunJob(IServiceProvider scope, string payload, CancellationToken ct);

/// <summary>What remains to be said when a job is given up: inside the unit that ends it. <paramref name="reason"/>: a sentence for whoever waits for its result.</summary>
internal delegate Task GiveUpJob(IServiceProvider scope, string payload, string reason, CancellationToken ct);

/// <summary>Every kind of job of this process. Filled by Flows.cs and Schedules.cs.</summary>
internal sealed class JobHandlers
{
    private readonly Dictionary<string, RunJob> byKind = [];
    private readonly Dictionary<string, (GiveUpJob Do, bool WhenDead)> givingUp = [];
    private readonly List<string> kinds = [];

    public IReadOnlyList<string> Kinds => kinds;

    public RunJob For(string kind) => byKind.TryGetValue(kind, out var run) ? run : throw new InvalidOperationException($"No handler for jobs of kind {kind}.");

    /// <summary>What is to be done when an operator discards such a job; null: nothing but ending it.</summary>
    public GiveUpJob? OnDiscard(string kind) => givingUp.TryGetValue(kind, out var giveUp) ? giveUp.Do : null;

    /// <summary>Not null: after its last attempt such a job is not kept as dead, since what this writes tells the people concerned, and they can try again.</summary>
    public GiveUpJob? OnDeath(string kind) => givingUp.TryGetValue(kind, out var giveUp) && giveUp.WhenDead ? giveUp.Do : null;

    public void Add<TPayload>(string kind, Func<IServiceProvider, TPayload, CancellationToken, Task<Func<Task>?>> run)
    {
        byKind.Add(kind, (scope, payload, ct) => run(scope, Read<TPayload>(payload), ct));
        kinds.Add(kind);
    }

    public void GiveUp<TPayload>(string kind, bool whenDead, Func<IServiceProvider, TPayload, string, CancellationToken, Task> giveUp) =>
        givingUp.Add(kind, ((scope, payload, reason, ct) => giveUp(scope, Read<TPayload>(payload), reason, ct), whenDead));

    public static string Write<TPayload>(TPayload payload) => JsonSerializer.Serialize(payload, JsonSerializerOptions.Web);

    public static TPayload Read<TPayload>(string payload) =>
        JsonSerializer.Deserialize<TPayload>(payload, JsonSerializerOptions.Web) ?? throw new JsonException("The payload of a job is empty.");
}

/// <summary>The running turn of a job: its write may ask for another one.</summary>
internal sealed class JobTurn
{
    public TimeSpan? Again { get; set; }
}
