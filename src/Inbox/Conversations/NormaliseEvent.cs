using System.Text.Json;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox.Channels;

namespace PromoEngine.Inbox.Conversations;

/// <summary>
/// Makes contacts, conversations and messages of a stored event: all entries, all messages. Runs as a job; whatever it does happens in the unit that
/// ends the job, so a message is there once, however often the event is tried.
/// </summary>
internal sealed class NormaliseEvent(IInboxDb db, ChannelSecrets secrets, ChannelAdapters adapters, ReceiveMessage receive, TimeProvider clock)
{
    /// <summary>A callback about a message that we do not know yet waits for our own commit this long; then it is about someone else's message.</summary>
    private static readonly TimeSpan CallbackPatience = TimeSpan.FromMinutes(10);

    internal sealed record Parsed(long EventId, Guid ChannelId, DateTime ReceivedAt, ParsedWebhook Content);

    public async Task<Parsed?> Prepare(long eventId, CancellationToken ct)
    {
        var stored = await db.InboundEvents.AsNoTracking().FirstOrDefaultAsync(e => e.Id == eventId && e.State == InboundEventState.Received, ct);
        if (stored is null)
            return null;
        var channel = await db.Channels.AsNoTracking().SingleAsync(c => c.Id == stored.ChannelId, ct);
        var headers = new Dictionary<string, string>(JsonSerializer.Deserialize<Dictionary<string, string>>(stored.Headers) ?? [], StringComparer.OrdinalIgnoreCase);
        var call = new WebhookCall(stored.Url, headers.GetValueOrDefault("Content-Type", ""), name => headers.GetValueOrDefault(name, ""), stored.Body);
        return new(eventId, channel.Id, stored.ReceivedAt, adapters.Webhook(channel.Provider)!.Read(secrets.Account(channel), call));
    }

    /// <summary>Inside the unit; the contacts who wrote. Does not save.</summary>
    public async Task<IReadOnlyList<Guid>> Write(Parsed parsed, CancellationToken ct)
    {
        var wrote = new List<Guid>();
        foreach (var message in parsed.Content.Messages)
        {
            if (await receive.Handle(parsed.ChannelId, message, parsed.ReceivedAt, ct) is { } contact)
                wrote.Add(contact);
        }

        foreach (var update in parsed.Content.Updates)
            await Apply(parsed, update, ct);

        var state = parsed.Content.IsNothing ? InboundEventState.Ignored : InboundEventState.Done;
        var now = clock.GetUtcNow().UtcDateTime;
        await db.InboundEvents.Where(e => e.Id == parsed.EventId).ExecuteUpdateAsync(set => set.SetProperty(e => e.State, state).SetProperty(e => e.ProcessedAt, now), ct);
        return wrote;
    }

    /// <summary>Inside the unit in which an operator gives the event up: its body goes like every other one, after its time.</summary>
    public Task Discard(long eventId, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return db.InboundEvents.Where(e => e.Id == eventId && e.State == InboundEventState.Received)
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.State, InboundEventState.Discarded).SetProperty(e => e.ProcessedAt, now), ct);
    }

    private async Task Apply(Parsed parsed, DeliveryUpdate update, CancellationToken ct)
    {
        var message = await db.Messages.FirstOrDefaultAsync(m => m.ChannelId == parsed.ChannelId && m.ExternalId == update.ExternalId, ct);
        if (message is not null)
            message.Learn(update);
        else if (clock.GetUtcNow().UtcDateTime - parsed.ReceivedAt < CallbackPatience)
            throw new NotYetException("The message of this callback is not committed yet.", TimeSpan.FromSeconds(2));
    }
}
