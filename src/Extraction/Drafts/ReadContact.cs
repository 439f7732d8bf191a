using System.Diagnostics;
using System.Diagnostics.Metrics;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Extraction.Reading;
using PromoEngine.Inbox;
using PromoEngine.Orders;

namespace PromoEngine.Extraction.Drafts;

/// <summary>
/// Reads all of a contact's open conversations anew and makes or refreshes the one open draft. Runs as a job after a quiet moment, so that four texts in
/// ten seconds become one draft.
/// </summary>
internal sealed class ReadContact(IExtractionDb db, ConversationHistory history, ShopReaders readers, ProductCatalog catalog, TimeProvider clock)
{
    /// <summary>More than this nobody texts about one order; older messages of the thread are left out.</summary>
    private const int MostMessages = 100;

    private static readonly Meter Meter = new("PromoEngine.Extraction");
    private static readonly Histogram<double> ReadSeconds = Meter.CreateHistogram<double>("promoengine.read.duration", "s", "Time of one reading of a contact's messages");

    internal sealed record Prepared(Guid ContactId, Guid ConversationId, long After, DraftReading Reading);

    public async Task<Prepared?> Prepare(Guid contactId, CancellationToken ct)
    {
        var open = await db.Drafts.AsNoTracking().FirstOrDefaultAsync(d => d.ContactId == contactId && (d.Status == DraftStatus.Open || d.Status == DraftStatus.Stale), ct);
        var after = open?.After ?? await SettledUpTo(contactId, ct);
        var messages = await history.OfContact(contactId, after, MostMessages, ct);
        if (messages.LastOrDefault(m => m.FromCustomer) is not { } last)
            return null;

        var (currency, zone) = await db.ReadingPlace(ct);
        var reader = await readers.Get(catalog, db.Workspace, ct);
        var started = Stopwatch.GetTimestamp();
        var said = Said(messages, await history.Files([.. messages.Select(m => m.Id)], ct));
        var result = reader.Reader.Read(new(
            [.. said.Select(s => new Turn(s.Message.FromCustomer ? Speaker.Customer : Speaker.Agent, s.Text, new DateTimeOffset(s.Message.SentAt, TimeSpan.Zero)))], zone, currency) { HasCart = messages.Any(m => m.Items.Count > 0) });
        ReadSeconds.Record(Stopwatch.GetElapsedTime(started).TotalSeconds);
        var reading = WithCarts(Translate(result, said, reader, last), messages, reader);
        return reading.Lines.Count == 0 && open is null ? null : new(contactId, messages.First(m => m.FromCustomer).ConversationId, after, reading);
    }

    public async Task Write(Prepared prepared, CancellationToken ct)
    {
        var draft = await db.Drafts.Include(d => d.Lines).FirstOrDefaultAsync(
            d => d.ContactId == prepared.ContactId && (d.Status == DraftStatus.Open || d.Status == DraftStatus.Stale), ct);

        // Confirmed, dismissed or begun meanwhile, or a newer text came: what was read is out of date, and the job runs again for the newer one.
        if ((draft?.After ?? await SettledUpTo(prepared.ContactId, ct)) != prepared.After
            || (await history.LatestFromCustomer(prepared.ContactId, ct)).Position != prepared.Reading.LastPosition)
            return;

        var now = clock.GetUtcNow().UtcDateTime;
        if (draft is null)
        {
            if (prepared.Reading.Lines.Count == 0)
                return;
            draft = new Draft { ContactId = prepared.ContactId, ConversationId = prepared.ConversationId, After = prepared.After, CreatedAt = now };
            db.Drafts.Add(draft);
        }

        draft.Take(prepared.Reading, now);
        // The conversation's row in the list shows its draft.
        db.Announce("conversations", draft.ConversationId);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Messages up to here belong to drafts that are confirmed or dismissed.</summary>
    private async Task<long> SettledUpTo(Guid contactId, CancellationToken ct) =>
        await db.Drafts.Where(d => d.ContactId == contactId).OrderByDescending(d => d.ReadPosition).Select(d => (long?)d.ReadPosition).FirstOrDefaultAsync(ct) ?? 0;

    /// <summary>What the reader is given: each message's words, then those of its files.</summary>
    private sealed record SaidText(HistoryMessage Message, Guid? FileId, string Text);

    private static List<SaidText> Said(IReadOnlyList<HistoryMessage> messages, IReadOnlyList<HistoryFile> files)
    {
        var of = files.ToLookup(file => file.MessageId);
        return [.. messages.SelectMany(m => of[m.Id].Select(file => new SaidText(m, file.Id, file.Text)).Prepend(new(m, null, CartLines.Said(m))))];
    }

    private static DraftReading Translate(ReadingResult result, IReadOnlyList<SaidText> said, ShopReader reader, HistoryMessage last)
    {
        DraftEvidence Cite(Evidence e) => new(e.Field, said[e.Turn].Message.Id, e.Start, e.End, e.Text, e.Rule, e.Confidence, said[e.Turn].FileId);

        return new(
            result.Intent, result.Confidence, result.NeededBy ?? result.NeededBefore?.AddDays(-1),
            result.Budget is { } budget ? new(budget.Amount, budget.Currency, budget.Scope) : null,
            result.DeliveryAddress,
            [.. result.Evidence.Select(Cite)],
            [.. result.Lines.Select(line => new DraftReadLine(
                line.Product is { } sku ? reader.BySku[sku].Id : null, Cut(line.Description, 1000), line.Quantity, line.Stated, line.Attributes, line.Confidence,
                [.. line.Evidence.Select(Cite)], [.. line.Alternatives.Take(20).Select(alternative => reader.BySku[alternative].Id)], line.Doubts))],
            result.Questions, last.Position, last.Id);
    }

    /// <summary>A cart alone is an order, and nothing about it is in doubt.</summary>
    private static DraftReading WithCarts(DraftReading read, IReadOnlyList<HistoryMessage> messages, ShopReader reader)
    {
        var carts = CartLines.Of(messages, reader).ToList();
        if (carts.Count == 0)
            return read;
        var alone = read.Lines.Count == 0;
        return read with
        {
            Intent = alone ? Intent.Order : read.Intent,
            Confidence = alone ? carts.Min(line => line.Confidence) : Math.Min(read.Confidence, carts.Min(line => line.Confidence)),
            Lines = [.. read.Lines, .. carts],
            Questions = [.. read.Questions, .. CartLines.Questions(carts, read.Lines.Count)],
        };
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
