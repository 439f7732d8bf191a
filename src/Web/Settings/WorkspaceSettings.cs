using System.ComponentModel.DataAnnotations;
using System.Globalization;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox.Conversations;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Settings;

/// <param name="Kind">quote or order.</param>
/// <param name="Prefix">Stands before the running number: "Q-".</param>
/// <param name="Digits">The number is filled up with zeros to as many digits.</param>
public sealed record NumberingRequest([property: Required] string Kind, [property: Required(AllowEmptyStrings = false), StringLength(12)] string Prefix, [property: Range(1, 10)] int Digits);

/// <param name="TimeZone">IANA name.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Version">The version that was seen.</param>
public sealed record WorkspaceRequest(
    [property: Required, StringLength(200, MinimumLength = 1)] string Name, [property: Required, StringLength(64)] string TimeZone, [property: Required, StringLength(3, MinimumLength = 3)] string Currency,
    [property: Required, MaxLength(10)] IReadOnlyList<NumberingRequest> Numbering, int Version);

/// <param name="Preview">The next number as it will read.</param>
internal sealed record NumberingView(string Kind, string Prefix, int Digits, long Next, string Preview);

/// <param name="CurrencyFixed">There are quotes or orders in this currency, so it stays.</param>
/// <param name="Logo">Where the logo lies; null without one.</param>
internal sealed record WorkspaceView(string Name, string TimeZone, string Currency, bool CurrencyFixed, IReadOnlyList<NumberingView> Numbering, string? Logo, int Version);

/// <summary>What a workspace is called, when its days begin, what its money is and how its documents are numbered. Everything reads it anew, so a change acts at once.</summary>
internal sealed class WorkspaceSettings(AppDb db)
{
    public async Task<WorkspaceView> Read(CancellationToken ct)
    {
        var id = db.Workspace;
        var workspace = await db.Workspaces.AsNoTracking().SingleAsync(w => w.Id == id, ct);
        var logo = await db.Logos.Select(l => l.Hash).FirstOrDefaultAsync(ct);
        return new(workspace.Name, workspace.TimeZone, workspace.Currency, await HasDocuments(ct), [.. (await Sequences(ct)).Select(View)], Logo.Url(logo), workspace.Version);
    }

    public async Task<WorkspaceView> Save(WorkspaceRequest request, CancellationToken ct)
    {
        await WorkspaceLock.Take(db, ct);
        var id = db.Workspace;
        var workspace = await db.Workspaces.SingleAsync(w => w.Id == id, ct);
        if (workspace.Version != request.Version)
            throw new RefusedException("workspace.stale", "Someone changed these settings in the meantime; reload them.");

        var before = new { workspace.Name, workspace.TimeZone, workspace.Currency, Numbering = (await Sequences(ct)).ToDictionary(n => n.Kind, n => n.Format) };
        await ChangeCurrency(workspace, request.Currency, ct);
        workspace.Name = request.Name.Trim() is { Length: > 0 } name ? name : throw new BadHttpRequestException("A workspace needs a name.");
        workspace.TimeZone = IsZone(request.TimeZone) ? request.TimeZone : throw new BadHttpRequestException($"\"{request.TimeZone}\" is no time zone; write one like Europe/Berlin.");
        var numbering = await Renumber(request.Numbering, ct);

        db.Audit("workspace.changed", "workspace", id, before, new { workspace.Name, workspace.TimeZone, workspace.Currency, Numbering = numbering.ToDictionary(n => n.Kind, n => n.Format) });
        db.Announce("session", id);
        // Also where only the numbering changed: whoever saw the settings before must look again.
        db.Entry(workspace).Property(w => w.Name).IsModified = true;
        await db.SaveChangesAsync(ct);
        return await Read(ct);
    }

    private async Task ChangeCurrency(Workspace workspace, string currency, CancellationToken ct)
    {
        if (workspace.Currency == currency)
            return;
        if (!Currencies.IsKnown(currency))
            throw new BadHttpRequestException($"\"{currency}\" is no currency; write its three letters, like EUR.");
        if (await HasDocuments(ct))
            throw new RefusedException("workspace.currency", $"There are quotes or orders in {workspace.Currency}; their amounts would mean something else in {currency}. The currency stays.");
        workspace.Currency = currency;
    }

    private async Task<List<NumberSequence>> Renumber(IReadOnlyList<NumberingRequest> wanted, CancellationToken ct)
    {
        var sequences = await Sequences(ct);
        foreach (var numbering in wanted)
        {
            var sequence = sequences.Find(s => s.Kind == numbering.Kind) ?? throw new BadHttpRequestException($"\"{numbering.Kind}\" is nothing that is numbered.");
            sequence.Format = NumberFormat.Write(numbering.Prefix, numbering.Digits);
            // What a customer writes back must be found again in their answer.
            if (AcceptanceReply.Read(Preview(sequence)) is not AcceptanceReply.Accept { SaidYes: false, Number: not null })
                throw new RefusedException("numbering.prefix", $"A customer who answers {Preview(sequence)} would not be understood. Use letters and hyphens before the number, at most twelve, like \"Q-\".");
        }

        if (sequences.GroupBy(s => NumberFormat.Read(s.Format).Prefix.ToUpperInvariant()).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new RefusedException("numbering.same", $"{string.Join(" and ", twice.Select(s => $"{s.Kind}s"))} would have the same numbers; give each a beginning of its own.");
        return sequences;
    }

    private Task<List<NumberSequence>> Sequences(CancellationToken ct) =>
        db.NumberSequences.Where(n => Numbers.Kinds.Contains(n.Kind)).OrderByDescending(n => n.Kind).ToListAsync(ct);

    private async Task<bool> HasDocuments(CancellationToken ct) => await db.Quotes.AnyAsync(ct) || await db.Orders.AnyAsync(ct);

    private static NumberingView View(NumberSequence sequence)
    {
        var (prefix, digits) = NumberFormat.Read(sequence.Format);
        return new(sequence.Kind, prefix, digits, sequence.Next, Preview(sequence));
    }

    private static string Preview(NumberSequence sequence) => string.Format(CultureInfo.InvariantCulture, sequence.Format, sequence.Next);

    private static bool IsZone(string name) => (name.Contains('/', StringComparison.Ordinal) || name == "UTC") && TimeZoneInfo.TryFindSystemTimeZoneById(name, out _);
}

/// <summary>How a number is written: something before it, and as many digits at least. Stored as a composite format, "Q-{0:D4}".</summary>
internal static class NumberFormat
{
    public static string Write(string prefix, int digits)
    {
        if (!prefix.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            throw new RefusedException("numbering.prefix", "Before the number stand letters, digits and hyphens only.");
        return string.Create(CultureInfo.InvariantCulture, $"{prefix}{{0:D{digits}}}");
    }

    public static (string Prefix, int Digits) Read(string format)
    {
        var brace = format.IndexOf('{', StringComparison.Ordinal);
        var digits = format.AsSpan(brace + 1).TrimEnd('}');
        return (format[..brace], digits.Length > 3 && int.TryParse(digits[3..], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 1);
    }
}
