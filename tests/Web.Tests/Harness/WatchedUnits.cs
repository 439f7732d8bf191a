using System.Collections.Concurrent;
using System.Data.Common;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Tests;

/// <summary>
/// Looks over the shoulder of every request that changes something: when its unit wrote rows and none of them is an audit row, the test fails. So whatever the
/// suite calls is proven to be audited in the same transaction.
/// </summary>
internal sealed class WatchedUnits(IUnitOfWork inner, IHttpContextAccessor requests) : IUnitOfWork
{
    /// <summary>What changes rows and yet has nothing to say to an auditor, and why.</summary>
    private static readonly Dictionary<string, string> Meant = new()
    {
        ["SignIn"] = "a wrong password belongs to no workspace; the login history is its record",
        ["SignInWithPasskey"] = "a refused one may belong to nobody, or nowhere any more; the login history is its record",
        ["SendQuote"] = "a quote that was sent before is looked at under its row's lock, and stays as it is",
        ["TextAsCustomer"] = "the customer's phone is not the shop's",
        ["ReadPhone"] = "the customer's phone is not the shop's",
    };

    private readonly ConcurrentQueue<string> unaudited = [];

    public string? Complaint()
    {
        var complaints = new List<string>();
        while (unaudited.TryDequeue(out var endpoint))
            complaints.Add(endpoint);
        return complaints.Count == 0 ? null : $"These endpoints wrote rows without an audit row in the same transaction (WatchedUnits.cs): {string.Join(", ", complaints.Distinct())}";
    }

    public Task<T> Run<T>(Func<DbTransaction, Task<T>> body) => inner.Run(body);

    public Task<T> Ingest<T>(Func<DbTransaction, Task<T>> body, CancellationToken ct) => inner.Ingest(body, ct);

    public Task<T> Run<T>(AppDb db, Func<Task<T>> body)
    {
        if (db.InUnit || requests.HttpContext is not { } http || !ReferenceEquals(http.RequestServices.GetService<AppDb>(), db))
            return inner.Run(db, body);
        return inner.Run(db, async () =>
        {
            var (changes, audited) = await Look(db.Sql);
            var result = await body();
            var (changesAfter, auditedAfter) = await Look(db.Sql);
            // A kept answer alone is no change.
            var kept = http.Request.Headers.ContainsKey("Idempotency-Key") ? 1 : 0;
            var name = http.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? http.Request.Path.ToString();
            if (changesAfter > changes + kept && auditedAfter == audited && !Meant.ContainsKey(name))
                unaudited.Enqueue(name);
            return result;
        });
    }

    private static async Task<(long Changes, long Audited)> Look(DbTransaction unit)
    {
        await using var command = unit.Connection!.CreateCommand();
        command.Transaction = unit;
        command.CommandText = "SELECT total_changes(), COALESCE((SELECT MAX(id) FROM audit_rows), 0)";
        await using var rows = await command.ExecuteReaderAsync();
        await rows.ReadAsync();
        return (rows.GetInt64(0), rows.GetInt64(1));
    }
}
