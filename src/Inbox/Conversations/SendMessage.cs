using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Contacts;
using PromoEngine.Inbox.Files;

namespace PromoEngine.Inbox.Conversations;

/// <summary>
/// Sends one message of ours, in three steps: <see cref="Begin"/> marks it as being sent and commits, <see cref="Call"/> calls the provider outside any
/// unit, <see cref="Finish"/> writes what came of it. A crash between the first and the last leaves it marked, and the next attempt asks the
/// provider what became of it before it sends again.
/// </summary>
internal sealed class SendMessage(
    IInboxDb db, ChannelSecrets secrets, ChannelAdapters adapters, ReachableAt reachable, MailThread thread, FileStore files, FileLinks links, TimeProvider clock)
{
    /// <summary>A provider that refuses for so long is down; the message then fails where people see it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(4);

    /// <param name="CheckFirst">An earlier attempt broke off: it may have been heard.</param>
    internal sealed record Attempt(Guid MessageId, Channel Channel, OutboundMessage Message, DateTime Since, bool CheckFirst);

    /// <summary>Inside a unit of its own. Null: there is nothing to send (any more).</summary>
    public async Task<Attempt?> Begin(Guid messageId, CancellationToken ct)
    {
        var message = await db.Messages.FirstOrDefaultAsync(m => m.Id == messageId, ct);
        if (message is null || message.Status is not (DeliveryStatus.Queued or DeliveryStatus.Sending))
            return null;

        // The ledger decides, not a flag that someone could forget to set.
        var latest = await db.Consents.Where(c => c.ContactId == message.ContactId).OrderByDescending(c => c.Id).FirstOrDefaultAsync(ct);
        if (latest is { State: ConsentState.Withdrawn } && message.Status == DeliveryStatus.Queued)
        {
            message.Fail(new("opted_out", "The customer has replied STOP; nothing may be sent until they text START.", true));
            await db.SaveChangesAsync(ct);
            return null;
        }

        var channel = await db.Channels.AsNoTracking().SingleAsync(c => c.Id == message.ChannelId, ct);
        var brokeOff = message.Status == DeliveryStatus.Sending;
        if (!brokeOff)
            message.StartSending(clock.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(ct);
        var reference = await db.Conversations.Where(c => c.Id == message.ConversationId).Select(c => c.Reference).SingleAsync(ct);
        var mail = channel.Kind == ChannelKind.Email ? await thread.Outgoing(message, channel.Address, ct) : null;
        return new(
            message.Id, channel,
            new(message.Id, message.To!, message.Text, reachable.StatusUrl(channel)) { Reference = reference, Mail = mail, Template = message.Template, ByAgent = message.ByAgent, Files = await Files(message.Id, channel, ct) },
            message.SendingAt!.Value, brokeOff);
    }

    private async Task<IReadOnlyList<OutboundFile>> Files(Guid messageId, Channel channel, CancellationToken ct)
    {
        var attachments = await db.Attachments.AsNoTracking().Where(a => a.MessageId == messageId && a.Sha256 != null).OrderBy(a => a.Ordinal).Take(32).ToListAsync(ct);
        var workspace = db.Workspace;
        return [.. attachments.Select(a => new OutboundFile(
            a.Name, a.ContentType, a.Size!.Value, () => files.Open(workspace, a.Sha256!) ?? throw new FileNotFoundException("The file is not in the store any more."), links.For(workspace, a.Id, channel.AnswersNearby)))];
    }

    /// <summary>Outside any unit.</summary>
    public async Task<SendResult> Call(Attempt attempt, CancellationToken ct)
    {
        var account = secrets.Account(attempt.Channel);
        var adapter = adapters.Channel(attempt.Channel.Provider)!;
        if (attempt.CheckFirst)
        {
            if (!adapter.Kinds[account.Kind].LookUp)
                return new SendResult.Unsure("This provider offers no look-up.");
            switch (await adapter.LookUp(account, attempt.Message, attempt.Since, ct))
            {
                case LookUpResult.TryLater later:
                    // It may have been sent: stay "sending" and ask again.
                    throw new NotYetException(later.Reason, later.After);
                case LookUpResult.CannotTell:
                    return new SendResult.NobodyKnows();
                case LookUpResult.Answer answer when await NotYetOurs(answer.Messages, ct) is { } sent:
                    return new SendResult.Accepted(sent.ExternalId, sent.Status);
            }
        }

        return await adapter.Send(account, attempt.Message, ct);
    }

    /// <summary>Inside the unit that ends the job. Returns when to try again; null when done.</summary>
    public async Task<TimeSpan?> Finish(Attempt attempt, SendResult result, CancellationToken ct)
    {
        var message = await db.Messages.SingleAsync(m => m.Id == attempt.MessageId, ct);
        TimeSpan? again = null;
        // A status or an echo was quicker than the answer and has brought the id: it is sent, whatever became of the call.
        if (message.ExternalId is not null && result is not SendResult.Accepted)
            return null;
        switch (result)
        {
            case SendResult.Accepted accepted:
                await ForgetEcho(message, accepted.ExternalId, ct);
                message.Sent(accepted.ExternalId, accepted.Status);
                message.Learn(await db.Conversations.SingleAsync(c => c.Id == message.ConversationId, ct));
                break;
            case SendResult.Rejected rejected:
                message.Fail(rejected.Error);
                break;
            case SendResult.TryLater later when clock.GetUtcNow().UtcDateTime - message.QueuedAt > Patience:
                message.Fail(new("provider.unreachable", $"The provider could not be reached: {later.Reason}", false));
                break;
            case SendResult.TryLater later:
                message.BackToQueue();
                again = later.After;
                break;
            case SendResult.NobodyKnows:
                message.MaybeSent();
                break;
            case SendResult.Unsure when !adapters.Channel(attempt.Channel.Provider)!.Kinds[attempt.Channel.Kind].LookUp:
                message.MaybeSent();
                break;
            case SendResult.Unsure:
                again = TimeSpan.FromSeconds(2);
                break;
        }

        await db.SaveChangesAsync(ct);
        return again;
    }

    /// <summary>
    /// Inside the unit that ends the job without success. What had not been handed to the provider has failed; what was under way may have been heard. Either
    /// way the conversation says so, and a person can send it again.
    /// </summary>
    public async Task GiveUp(Guid messageId, string reason, CancellationToken ct)
    {
        var message = await db.Messages.FirstOrDefaultAsync(m => m.Id == messageId, ct);
        if (message is null || message.Status is not (DeliveryStatus.Queued or DeliveryStatus.Sending))
            return;
        message.GiveUp(reason);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>The echo of this very message was quicker than the answer, and the provider did not say whose it was: then it stands there as written elsewhere.</summary>
    private async Task ForgetEcho(Message message, string externalId, CancellationToken ct)
    {
        var echo = await db.Messages.Where(m => m.ChannelId == message.ChannelId && m.ExternalId == externalId && m.Id != message.Id && m.Direction == Direction.Outbound).Select(m => (Guid?)m.Id).FirstOrDefaultAsync(ct);
        if (echo is not { } id)
            return;
        await db.Attachments.Where(a => a.MessageId == id).ExecuteDeleteAsync(ct);
        await db.Messages.Where(m => m.Id == id).ExecuteDeleteAsync(ct);
    }

    /// <summary>The same text may rightly have been sent twice: ids that are on another message of ours are not this one.</summary>
    private async Task<SentMessage?> NotYetOurs(IReadOnlyList<SentMessage> found, CancellationToken ct)
    {
        var ids = found.Select(m => m.ExternalId).ToList();
        var ours = await db.Messages.AsNoTracking().Where(m => ids.Contains(m.ExternalId!)).Select(m => m.ExternalId).ToListAsync(ct);
        return found.FirstOrDefault(m => !ours.Contains(m.ExternalId));
    }
}
