using System.Globalization;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Audit;

/// <summary>Which rows are asked for. Every part may be missing.</summary>
/// <param name="From">A day of the shop, inclusive.</param>
/// <param name="To">A day of the shop, inclusive.</param>
/// <param name="Actor">"user:…" (also rows in that person's name), or a kind: "user", "job", "channel".</param>
/// <param name="Action">"quote.accepted", or what was done to anything: "deleted".</param>
/// <param name="Entity">"order".</param>
/// <param name="EntityId">One thing.</param>
internal sealed record AuditFilter(DateOnly? From, DateOnly? To, string? Actor, string? Action, string? Entity, Guid? EntityId)
{
    public async Task<IQueryable<AuditRow>> Apply(AppDb db, CancellationToken ct)
    {
        var rows = db.AuditRows.AsNoTracking();
        if (From is not null || To is not null)
            rows = Between(rows, (await db.Shop(ct)).TimeZone);
        if (Actor is { Length: > 0 } actor)
        {
            var kind = actor + ":";
            var person = actor.StartsWith("user:", StringComparison.Ordinal) && Guid.TryParse(actor[5..], out var id) ? id : (Guid?)null;
            rows = rows.Where(a => a.Actor == actor || a.Actor!.StartsWith(kind) || (person != null && a.OnBehalfOf == person));
        }

        if (Action is { Length: > 0 } action)
        {
            var done = "." + action;
            rows = action.Contains('.', StringComparison.Ordinal) ? rows.Where(a => a.Action == action) : rows.Where(a => a.Action.EndsWith(done));
        }

        if (Entity is { Length: > 0 } entity)
            rows = rows.Where(a => a.Entity == entity);
        return EntityId is { } one ? rows.Where(a => a.EntityId == one) : rows;
    }

    /// <summary>Newest first, after what the last page ended with.</summary>
    public static IQueryable<AuditRow> After(IQueryable<AuditRow> rows, string? cursor)
    {
        if (Orders.PageCursor.Read(cursor, 2) is [var at, var id])
        {
            if (!DateTime.TryParseExact(at, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var when) || !long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var last))
                throw Orders.PageCursor.Unknown();
            when = DateTime.SpecifyKind(when, DateTimeKind.Utc);
            rows = rows.Where(a => a.At < when || (a.At == when && a.Id < last));
        }

        return rows.OrderByDescending(a => a.At).ThenByDescending(a => a.Id);
    }

    public static string Cursor(DateTime at, long id) => Orders.PageCursor.Write(at.ToString("O", CultureInfo.InvariantCulture), id.ToString(CultureInfo.InvariantCulture));

    private IQueryable<AuditRow> Between(IQueryable<AuditRow> rows, TimeZoneInfo zone)
    {
        if (From is { } first)
        {
            var from = Midnight(first, zone);
            rows = rows.Where(a => a.At >= from);
        }

        if (To is { } last && last < DateOnly.MaxValue)
        {
            var until = Midnight(last.AddDays(1), zone);
            rows = rows.Where(a => a.At < until);
        }

        return rows;
    }

    private static DateTime Midnight(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        // Where clocks jump over midnight the day begins an hour later; at the ends of the calendar there is no zone to speak of.
        if (day.Year is < 2 or > 9998)
            return DateTime.SpecifyKind(midnight, DateTimeKind.Utc);
        return TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(midnight) ? midnight.AddHours(1) : midnight, zone);
    }
}
