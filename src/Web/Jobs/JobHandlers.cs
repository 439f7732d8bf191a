using System.Text.Json;

namespace PromoEngine.Web.Jobs;

/// <summary>
/// What a job does: everything slow or outside first, on a read connection; what it returns runs inside the unit that also ends the job, so its
/// effects are there exactly once. Null: nothing to write.
/// </summary>
internal delegate Task<Func<Task>?> RunJob(IServiceProvider scope, string payload, CancellationToken ct);

/// <summary>Every kind of job of this process. Filled by Flows.cs.</summary>
internal sealed class JobHandlers
{
    private readonly Dictionary<string, RunJob> byKind = [];

    public IReadOnlyCollection<string> Kinds => byKind.Keys;

    public RunJob For(string kind) => byKind.TryGetValue(kind, out var run) ? run : throw new InvalidOperationException($"No handler for jobs of kind {kind}.");

    public void Add<TPayload>(string kind, Func<IServiceProvider, TPayload, CancellationToken, Task<Func<Task>?>> run) =>
        byKind.Add(kind, (scope, payload, ct) => run(scope, Read<TPayload>(payload), ct));

    public static string Write<TPayload>(TPayload payload) => JsonSerializer.Serialize(payload, JsonSerializerOptions.Web);

    private static TPayload Read<TPayload>(string payload) =>
        JsonSerializer.Deserialize<TPayload>(payload, JsonSerializerOptions.Web) ?? throw new JsonException("The payload of a job is empty.");
}

/// <summary>The running turn of a job: its write may ask for another one.</summary>
internal sealed class JobTurn
{
    public TimeSpan? Again { get; set; }
}
