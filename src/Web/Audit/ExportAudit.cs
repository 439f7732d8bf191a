using System.Globalization;
using System.Text;
using System.Text.Json;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Audit;

/// <summary>The audit as a CSV file. That somebody took it along stands in the audit itself.</summary>
internal sealed class ExportAudit(AppDb db, IUnitOfWork unit, ReadAudit read)
{
    public const int Most = 100_000;
    private const int Bite = 500;

    /// <summary>Refuses what is too much for one file, and writes down that this one was made.</summary>
    public async Task Begin(AuditFilter filter, CancellationToken ct)
    {
        var count = await (await filter.Apply(db, ct)).Take(Most + 1).CountAsync(ct);
        if (count > Most)
            throw new RefusedException("audit.too_many", "One file holds at most 100,000 rows; choose fewer days or one kind of action.");
        await unit.Run(db, async () =>
        {
            db.Audit("audit.exported", "workspace", db.Workspace, null, new { Rows = count, filter.From, filter.To, filter.Actor, filter.Action, filter.Entity, filter.EntityId });
            await db.SaveChangesAsync(ct);
        });
    }

    public async Task Write(AuditFilter filter, Stream body, CancellationToken ct)
    {
        await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await writer.WriteAsync("seq,at,actor,name,on_behalf_of,action,entity,entity_id,label,changes,ip,request_id\r\n");
        var rows = await filter.Apply(db, ct);
        string? cursor = null;
        for (var written = 0; written < Most;)
        {
            var bite = await AuditFilter.After(rows, cursor).Take(Math.Min(Bite, Most - written)).ToListAsync(ct);
            foreach (var item in await read.Items(bite, ct))
                await writer.WriteAsync(Line(item));
            await writer.FlushAsync(ct);
            if (bite.Count < Bite)
                return;
            written += bite.Count;
            cursor = AuditFilter.Cursor(bite[^1].At, bite[^1].Id);
        }
    }

    private static string Line(AuditItem item) => string.Join(',', new[]
    {
        item.Seq?.ToString(CultureInfo.InvariantCulture), item.At.ToString("O", CultureInfo.InvariantCulture), item.Actor, item.ActorName, item.OnBehalfOfName ?? item.OnBehalfOf?.ToString(),
        item.Action, item.Entity, item.EntityId.ToString(), item.Label, Changes(item), item.Ip, item.RequestId,
    }.Select(Field)) + "\r\n";

    private static string Changes(AuditItem item) =>
        string.Join("; ", item.Changes.Select(c => $"{c.Field}: {Text(c.Before)} -> {Text(c.After)}")) + (item.Erased ? " (personal values erased)" : "");

    private static string Text(JsonElement? value) => value?.ToString() ?? "";

    /// <summary>Quoted where it must be; a spreadsheet must not take a customer's words for a formula.</summary>
    private static string Field(string? value)
    {
        if (string.IsNullOrEmpty(value))
            return "";
        if (value[0] is '=' or '+' or '-' or '@' or '\t' or '\r')
            value = "'" + value;
        return value.AsSpan().IndexOfAny(",\"\r\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
