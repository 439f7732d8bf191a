using System.Text.Json;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Files;

namespace PromoEngine.Inbox.Conversations;

/// <summary>A file that came with an event, as it was kept or not.</summary>
/// <param name="Text">The words in it; null when it has none.</param>
internal sealed record KeptMedia(StoreResult Result, string? Text);

/// <summary>
/// Makes contacts, conversations and messages of a stored event: all entries, all messages. Runs as a job; whatever it does happens in the unit that
/// ends the job, so a message is there once, however often the event is tried.
/// </summary>
internal sealed class NormaliseEvent(IInboxDb db, ChannelSecrets secrets, ChannelAdapters adapters, ReceiveMessage receive, ApplyNews news, FileStore files, TimeProvider clock)
{
    /// <summary>News about a message that we do not know yet waits this long for it, or for our own commit; then it is about someone else's message.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <param name="Files">What became of the files that came with the event itself.</param>
    internal sealed record Parsed(long EventId, Guid ChannelId, DateTime ReceivedAt, ParsedWebhook Content, IReadOnlyDictionary<InboundMedia, KeptMedia> Files);

    /// <param name="Contacts">Who wrote, or changed what they had written.</param>
    /// <param name="Again">When to look again at what is about messages that are not here yet; null when all is done.</param>
    internal sealed record Written(IReadOnlyList<Guid> Contacts, TimeSpan? Again);

    public async Task<Parsed?> Prepare(long eventId, CancellationToken ct)
    {
        var stored = await db.InboundEvents.AsNoTracking().FirstOrDefaultAsync(e => e.Id == eventId && e.State == InboundEventState.Received, ct);
        if (stored is null)
            return null;
        var channel = await db.Channels.AsNoTracking().SingleAsync(c => c.Id == stored.ChannelId, ct);
        var headers = new Dictionary<string, string>(JsonSerializer.Deserialize<Dictionary<string, string>>(stored.Headers) ?? [], StringComparer.OrdinalIgnoreCase);
        var call = new WebhookCall(stored.Url, headers.GetValueOrDefault("Content-Type", ""), name => headers.GetValueOrDefault(name, ""), stored.Body);
        var content = adapters.Reader(channel.Provider)!.Read(secrets.Account(channel), call);
        return new(eventId, channel.Id, stored.ReceivedAt, content, await Keep(content, ct));
    }

    /// <summary>Written before the unit: a file that no row names yet is found by the sweep, a row without its file never is.</summary>
    private async Task<IReadOnlyDictionary<InboundMedia, KeptMedia>> Keep(ParsedWebhook content, CancellationToken ct)
    {
        var kept = new Dictionary<InboundMedia, KeptMedia>(ReferenceEqualityComparer.Instance);
        foreach (var media in content.Messages.SelectMany(message => message.Media).Where(media => media.Content is not null))
        {
            using var bytes = new MemoryStream(media.Content!().ToArray(), writable: false);
            var result = await files.Put(db.Workspace, bytes, media.ContentType, ct);
            kept[media] = new(result, await files.Words(db.Workspace, result, ct));
        }

        return kept;
    }

    /// <summary>Inside the unit. Does not save.</summary>
    public async Task<Written> Write(Parsed parsed, CancellationToken ct)
    {
        var wrote = new List<Guid>();
        foreach (var message in parsed.Content.Messages)
        {
            if (await receive.Handle(parsed.ChannelId, message, parsed.Files, parsed.ReceivedAt, ct) is { } contact)
                wrote.Add(contact);
        }

        var early = false;
        foreach (var update in parsed.Content.Updates)
            early |= !await news.Handle(parsed.ChannelId, update, ct);
        foreach (var happened in parsed.Content.Events)
            early |= !await news.Handle(parsed.ChannelId, happened, parsed.ReceivedAt, wrote, ct);

        var now = clock.GetUtcNow().UtcDateTime;
        var age = now - parsed.ReceivedAt;
        if (early && age < Patience)
            return new(wrote, TimeSpan.FromSeconds(Math.Clamp(age.TotalSeconds / 2, 2, 60)));
        var state = parsed.Content.IsNothing ? InboundEventState.Ignored : InboundEventState.Done;
        await db.InboundEvents.Where(e => e.Id == parsed.EventId)
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.State, state).SetProperty(e => e.ProcessedAt, now).SetProperty(e => e.PassedOver, parsed.Content.PassedOver), ct);
        return new(wrote, null);
    }

    /// <summary>Inside the unit in which an operator gives the event up: its body goes like every other one, after its time.</summary>
    public Task Discard(long eventId, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return db.InboundEvents.Where(e => e.Id == eventId && e.State == InboundEventState.Received)
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.State, InboundEventState.Discarded).SetProperty(e => e.ProcessedAt, now), ct);
    }
}
