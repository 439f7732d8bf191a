using System.Text.Json;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Auth;
using PromoEngine.Web.Data;
using PromoEngine.Web.Pages;
using PromoEngine.Web.Privacy;

namespace PromoEngine.Web.Audit;

/// <summary>One field of a row as it was and became.</summary>
/// <param name="Personal">It says something about a person and lies sealed; erasing the person takes it.</param>
internal sealed record AuditChange(string Field, JsonElement? Before, JsonElement? After, bool Personal);

/// <param name="Seq">Its place in the chain; null for a row of the last second.</param>
/// <param name="ActorName">The person's name; null for what nobody did by hand.</param>
/// <param name="Label">What people call the thing: an order's number, a product's name.</param>
/// <param name="Erased">Personal values of it are gone with the person they were about.</param>
internal sealed record AuditItem(
    long Id, long? Seq, DateTime At, string? Actor, string? ActorName, Guid? OnBehalfOf, string? OnBehalfOfName, string Action, string Entity, Guid EntityId, string? Label,
    IReadOnlyList<AuditChange> Changes, bool Erased, string? Ip, string? RequestId);

/// <summary>The audit, newest first.</summary>
internal sealed class ReadAudit(AppDb db, SubjectKeys keys, ActorNames names, AuditLabels labels)
{
    private const int PageSize = 50;

    public async Task<Page<AuditItem>> Handle(AuditFilter filter, string? cursor, CancellationToken ct)
    {
        var found = await AuditFilter.After(await filter.Apply(db, ct), cursor).Take(PageSize + 1).ToListAsync(ct);
        var rows = found.Take(PageSize).ToList();
        return new(await Items(rows, ct), found.Count > PageSize ? AuditFilter.Cursor(rows[^1].At, rows[^1].Id) : null);
    }

    public async Task<IReadOnlyList<AuditItem>> Items(IReadOnlyList<AuditRow> rows, CancellationToken ct)
    {
        var open = await keys.ForOpening(db, [.. rows.Select(r => r.Subject).OfType<Guid>().Distinct()], ct);
        var people = await names.Of(rows.Select(r => r.Actor).Concat(rows.Select(r => Person(r.OnBehalfOf))), ct);
        var things = await labels.Of(rows, ct);
        return [.. rows.Select(row =>
        {
            var key = row.Subject is { } subject ? open.GetValueOrDefault(subject) : null;
            return new AuditItem(
                row.Id, row.Seq, row.At, row.Actor, Name(row.Actor, people), row.OnBehalfOf, Name(Person(row.OnBehalfOf), people),
                row.Action, row.Entity, row.EntityId, things.GetValueOrDefault(row.EntityId), Changes(row, key), row.Subject is not null && key is null, row.Ip, row.RequestId);
        })];
    }

    private static string? Person(Guid? id) => id is null ? null : $"user:{id}";

    private static string? Name(string? actor, IReadOnlyDictionary<string, string> people) => actor is null ? null : people.GetValueOrDefault(actor);

    private static List<AuditChange> Changes(AuditRow row, byte[]? key)
    {
        var changes = Pairs(Read(row.Before), Read(row.After), personal: false);
        if (key is not null)
            changes.AddRange(Pairs(Opened(key, row.PersonalBefore), Opened(key, row.PersonalAfter), personal: true));
        return changes;
    }

    private static List<AuditChange> Pairs(IReadOnlyDictionary<string, JsonElement> before, IReadOnlyDictionary<string, JsonElement> after, bool personal) =>
        [.. before.Keys.Union(after.Keys).Select(field => new AuditChange(field, Value(before, field), Value(after, field), personal)).Where(c => c.Before is not null || c.After is not null)];

    private static JsonElement? Value(IReadOnlyDictionary<string, JsonElement> values, string field) =>
        values.TryGetValue(field, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static IReadOnlyDictionary<string, JsonElement> Read(string? json) =>
        json is null ? new Dictionary<string, JsonElement>() : JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!;

    private static IReadOnlyDictionary<string, JsonElement> Opened(byte[] key, byte[]? values) =>
        values is null ? new Dictionary<string, JsonElement>() : SubjectKeys.Open(key, values);
}
