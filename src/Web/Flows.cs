using System.Globalization;

using PromoEngine.Extraction.Drafts;
using PromoEngine.Inbox;
using PromoEngine.Inbox.Conversations;
using PromoEngine.Orders;
using PromoEngine.Web.Auth;
using PromoEngine.Web.Data;
using PromoEngine.Web.Jobs;
using PromoEngine.Web.Mail;
using PromoEngine.Web.Reactions;
using PromoEngine.Web.Simulator;

namespace PromoEngine.Web;

/// <summary>When X happens, do Y: every reaction of the product, in one list.</summary>
internal sealed class Flows
{
    private readonly Dictionary<Type, List<Func<object, NewJob>>> reactions = [];
    private readonly JobHandlers handlers = new();

    public Flows()
    {
        handlers.Add<StoredEvent>("normalise", (s, stored, ct) => Normalise(s, stored, apart: true, ct));

        // What came with a customer's words, and is about a message that is not here yet, waits beside their next words, not before them.
        On<StoredEvent>("early_news", _ => null, (s, stored, ct) => Normalise(s, stored, apart: false, ct));

        OnQuiet<MessageReceived>("read", TimeSpan.FromSeconds(1), received => received.ContactId, async (s, contact, ct) =>
        {
            var read = s.GetRequiredService<ReadContact>();
            return await read.Prepare(contact, ct) is { } prepared ? () => read.Write(prepared, ct) : null;
        });
        React<MessageChanged>(changed => QuietJob("read", changed.ContactId, TimeSpan.FromSeconds(1)));

        React<AttachmentRead>(read => QuietJob("read", read.ContactId, TimeSpan.FromSeconds(1)));

        On<AttachmentWaiting>("fetch", _ => null, async (s, waiting, ct) =>
        {
            var fetch = s.GetRequiredService<FetchAttachment>();
            if (await fetch.Prepare(waiting.AttachmentId, ct) is not { } fetched)
                return null;
            return async () =>
            {
                await fetch.Write(fetched, ct);
                await s.GetRequiredService<AppDb>().SaveChangesAsync(ct);
            };
        });

        On<CustomerAnswered>("answer", answered => $"answer:{answered.ConversationId}", (s, answered, ct) => s.GetRequiredService<AnswerQuote>().Prepare(answered, ct));

        On<QuoteSent>("quote_text", sent => $"text:{sent.ConversationId}", async (s, sent, ct) =>
        {
            var text = await s.GetRequiredService<CustomerTexts>().Quote(sent.QuoteId, ct);
            return () => Tell(s, sent.ConversationId, text, ct);
        });

        On<OrderConfirmed>("order_text", confirmed => $"text:{confirmed.ConversationId}", async (s, confirmed, ct) =>
        {
            if (confirmed.ConversationId is not { } conversation)
                return null;
            var text = await s.GetRequiredService<CustomerTexts>().Order(confirmed.OrderId, ct);
            return () => Tell(s, conversation, text, ct);
        });

        On<MessageQueued>("send", queued => $"send:{queued.ConversationId}", async (s, queued, ct) =>
        {
            var send = s.GetRequiredService<SendMessage>();
            var attempt = await s.GetRequiredService<IUnitOfWork>().Run(s.GetRequiredService<AppDb>(), () => send.Begin(queued.MessageId, ct));
            if (attempt is null)
                return null;
            var result = await send.Call(attempt, ct);
            return async () =>
            {
                if (await send.Finish(attempt, result, ct) is { } after)
                    s.GetRequiredService<JobTurn>().Again = after;
            };
        });

        handlers.GiveUp<MessageQueued>("send", whenDead: true, (s, queued, reason, ct) => s.GetRequiredService<SendMessage>().GiveUp(queued.MessageId, reason, ct));
        handlers.GiveUp<StoredEvent>("early_news", whenDead: false, (s, stored, _, ct) => s.GetRequiredService<NormaliseEvent>().Discard(stored.EventId, ct));
        handlers.GiveUp<AttachmentWaiting>("fetch", whenDead: true, (s, waiting, reason, ct) => s.GetRequiredService<FetchAttachment>().GiveUp(waiting.AttachmentId, reason, ct));
        handlers.GiveUp<StoredEvent>("normalise", whenDead: false, (s, stored, _, ct) => s.GetRequiredService<NormaliseEvent>().Discard(stored.EventId, ct));
        On<LinkWanted>("mail", _ => null, (s, wanted, ct) => s.GetRequiredService<MailLink>().Prepare(wanted, ct));

        On<SimulatedTextWritten>("simulator.text", text => $"simulator:{text.PhoneId}", (s, text, ct) => s.GetRequiredService<DeliverText>().Prepare(text.Sid, ct));
        On<SimulatedSendAccepted>("simulator.report", _ => null, (s, send, ct) => s.GetRequiredService<ReportStatus>().Prepare(send.Sid, ct));

        Schedules.AddTo(handlers);
    }

    /// <summary>What each kind of job does.</summary>
    public JobHandlers Handlers => handlers;

    internal sealed record StoredEvent(long EventId);

    /// <summary>The job behind a stored event; written by the webhook itself, in the event's own transaction.</summary>
    public static NewJob Normalise(long eventId, Guid channelId, string? thread) => new(
        "normalise", string.Create(CultureInfo.InvariantCulture, $"{{\"eventId\":{eventId}}}"), thread is null ? null : $"in:{channelId}:{thread}");

    public IEnumerable<NewJob> ReactionsTo(object happened) =>
        reactions.TryGetValue(happened.GetType(), out var list) ? list.Select(reaction => reaction(happened)) : [];

    private static async Task<Func<Task>?> Normalise(IServiceProvider s, StoredEvent stored, bool apart, CancellationToken ct)
    {
        var (normalise, db, turn) = (s.GetRequiredService<NormaliseEvent>(), s.GetRequiredService<AppDb>(), s.GetRequiredService<JobTurn>());
        if (await normalise.Prepare(stored.EventId, ct) is not { } parsed)
            return null;
        return async () =>
        {
            var written = await normalise.Write(parsed, ct);
            await s.GetRequiredService<StaleDrafts>().Mark(written.Contacts, ct);
            if (apart && written.Again is not null && parsed.Content.Messages.Count > 0)
                db.Raise(stored);
            else
                turn.Again = written.Again;
            await db.SaveChangesAsync(ct);
        };
    }

    private static async Task Tell(IServiceProvider s, Guid conversation, string text, CancellationToken ct)
    {
        await s.GetRequiredService<Outbox>().Queue(conversation, text, author: null, ct);
        await s.GetRequiredService<AppDb>().SaveChangesAsync(ct);
    }

    /// <summary>A reaction whose jobs run one after the other for each key.</summary>
    private void On<TEvent>(string kind, Func<TEvent, string?> orderingKey, Func<IServiceProvider, TEvent, CancellationToken, Task<Func<Task>?>> run)
        where TEvent : notnull
    {
        handlers.Add(kind, run);
        React<TEvent>(happened => new(kind, JobHandlers.Write(happened), OrderingKey: orderingKey(happened)));
    }

    /// <summary>A reaction that waits until an entity has been quiet for a while, and then runs once for everything that happened.</summary>
    private void OnQuiet<TEvent>(string kind, TimeSpan quiet, Func<TEvent, Guid> entity, Func<IServiceProvider, Guid, CancellationToken, Task<Func<Task>?>> run)
        where TEvent : notnull
    {
        handlers.Add(kind, run);
        React<TEvent>(happened => QuietJob(kind, entity(happened), quiet));
    }

    private static NewJob QuietJob(string kind, Guid entity, TimeSpan quiet) => new(kind, JobHandlers.Write(entity), UniqueKey: $"{kind}:{entity}", Quiet: quiet);

    private void React<TEvent>(Func<TEvent, NewJob> job)
        where TEvent : notnull
    {
        if (!reactions.TryGetValue(typeof(TEvent), out var list))
            reactions[typeof(TEvent)] = list = [];
        list.Add(happened => job((TEvent)happened));
    }
}
