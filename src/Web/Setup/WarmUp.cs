using Microsoft.EntityFrameworkCore;

using PromoEngine.Extraction.Drafts;
using PromoEngine.Inbox;
using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Conversations;
using PromoEngine.Orders;
using PromoEngine.Web.Data;

namespace PromoEngine.Web;

/// <summary>
/// The first use of an EF query costs 150 to 300 ms, and inside the write lane everybody would wait for it. So each handler of the road runs once, in a
/// unit that is rolled back, before /readyz says ready. The server answers meanwhile; it only takes longer.
/// </summary>
internal sealed class WarmUp(IServiceScopeFactory scopes, Startup startup, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<WarmUp> log) : BackgroundService
{
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Listening(stoppingToken);
        try
        {
            await Walk(stoppingToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogWarning(e, "The warm-up stopped half-way; the first requests will be slower");
        }

        startup.Finish();
        await Settle(stoppingToken);
    }

    /// <summary>What starting and compiling left behind is given back to the system, once the workers have gone round too; by itself it would stay until the heap is full.</summary>
    private async Task Settle(CancellationToken ct)
    {
        await Task.Delay(Settled, clock, ct);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    private async Task Listening(CancellationToken ct)
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (lifetime.ApplicationStarted.Register(listening.SetResult))
            await listening.Task.WaitAsync(ct);
    }

    private async Task Walk(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var s = scope.ServiceProvider;
        var db = s.GetRequiredService<AppDb>();
        var workspace = await db.Workspaces.AsNoTracking().OrderBy(w => w.Id).Select(w => (Guid?)w.Id).FirstOrDefaultAsync(ct);
        if (workspace is not { } id)
            return;
        s.GetRequiredService<CurrentWorkspace>().Enter(id, "warm-up");
        var products = (await s.GetRequiredService<ShopReaders>().Get(s.GetRequiredService<ProductCatalog>(), id, ct)).ById;
        try
        {
            await s.GetRequiredService<IUnitOfWork>().Run(db, async () =>
            {
                await Road(s, db, products, ct);
                throw new RolledBackException();
            });
        }
        catch (RolledBackException)
        {
            // As meant: nothing of it stays.
        }
    }

    private async Task Road(IServiceProvider s, AppDb db, IReadOnlyDictionary<Guid, CatalogProduct> products, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var channel = new Channel { Kind = ChannelKind.Sms, Provider = "twilio", Name = "warm-up", Address = "warm-up", Settings = "", CreatedAt = now };
        db.Channels.Add(channel);
        await db.SaveChangesAsync(ct);

        var product = products.Values.FirstOrDefault();
        var text = new InboundMessage("warm-up", ChannelKind.Sms, "warm-up", null, "warm-up", $"2 {product?.Name}", [], now);
        var wrote = (await s.GetRequiredService<NormaliseEvent>().Write(new(0, channel.Id, now, new([text], []), new Dictionary<InboundMedia, KeptMedia>()), ct)).Contacts;
        await s.GetRequiredService<StaleDrafts>().Mark(wrote, ct);
        await db.SaveChangesAsync(ct);

        var read = s.GetRequiredService<ReadContact>();
        if (product is null || await read.Prepare(wrote[0], ct) is not { } reading)
            return;
        await read.Write(reading, ct);
        if (await db.Drafts.AsNoTracking().FirstOrDefaultAsync(d => d.ContactId == wrote[0], ct) is not { } draft || await s.GetRequiredService<ReadDrafts>().One(draft.Id, ct) is not { } view)
            return;
        await ConfirmAndAccept(s, db, view, products, ct);
    }

    private static async Task ConfirmAndAccept(IServiceProvider s, AppDb db, DraftView view, IReadOnlyDictionary<Guid, CatalogProduct> products, CancellationToken ct)
    {
        if (view.Lines.Any(l => l.Product is null || l.Quantity is null))
            return;
        var confirmed = await s.GetRequiredService<ConfirmDraft>().Write(new(view.Id, view.Version, view.Contact, "warm-up", products, true), ct);
        await s.GetRequiredService<CustomerTexts>().Quote(confirmed.QuoteId, ct);

        var accept = s.GetRequiredService<AcceptQuote>();
        if (await accept.Read(confirmed.QuoteId, ct) is not { } offer)
            return;
        var order = new AcceptedOrder(Guid.CreateVersion7(), "warm-up");
        await accept.Write(offer with { Order = order }, null, ct);
        await db.SaveChangesAsync(ct);
        await s.GetRequiredService<CustomerTexts>().Order(order.OrderId, ct);

        var message = await s.GetRequiredService<Outbox>().Queue(view.ConversationId, "warm-up", null, ct);
        await db.SaveChangesAsync(ct);
        _ = await db.Messages.AsNoTracking().FirstOrDefaultAsync(m => m.Id == message, ct);
    }

    private sealed class RolledBackException : Exception;
}
