using System.ComponentModel.DataAnnotations;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Channels.Email.Writing;

namespace PromoEngine.Inbox.Conversations;

/// <summary>A message to the customer, on the conversation's own channel.</summary>
/// <param name="Text">What the customer reads; what the provider takes at most is checked when it is sent.</param>
public sealed record ReplyRequest([property: Required, StringLength(Message.LongestText, MinimumLength = 1)] string Text)
{
    /// <summary>A person's own answer after the reply window, where the provider takes one.</summary>
    public bool ByAgent { get; init; }

    /// <summary>Of a mail; left out: "Re: " and what the thread is called.</summary>
    [StringLength(Message.LongestSubject)]
    public string? Subject { get; init; }

    /// <summary>Of a mail: the addresses that get a copy.</summary>
    [MaxLength(20)]
    public IReadOnlyList<string>? Cc { get; init; }
}

/// <summary>A person answers in a conversation.</summary>
internal sealed class Reply(IInboxDb db, ChannelAdapters adapters, Outbox outbox, TimeProvider clock)
{
    public async Task<MessageView?> Handle(Guid conversationId, ReplyRequest request, CancellationToken ct)
    {
        var conversation = await db.Conversations.FirstOrDefaultAsync(c => c.Id == conversationId, ct);
        if (conversation is null)
            return null;
        await MayWrite(db, conversation, ct);
        var channel = await db.Channels.AsNoTracking().SingleAsync(c => c.Id == conversation.ChannelId, ct);
        var can = adapters.Channel(channel.Provider)!.Kinds[channel.Kind];
        if (request.Text.Trim().Length > can.LongestText)
            throw new RefusedException("message.too_long", $"A message here has at most {can.LongestText:n0} characters.");
        var byAgent = ReplyWindow.Of(can, conversation)?.Admits(request.ByAgent, clock.GetUtcNow().UtcDateTime) ?? false;

        var message = await outbox.Write(conversationId, request.Text.Trim(), db.Actor, can.Subject ? Wishes(request) : null, ct);
        message.ByAgent = byAgent;
        conversation.MarkRead();
        // The message is the record of its own words; the audit says who wrote it.
        db.Audit("message.written", "conversation", conversation.Id, null, new { MessageId = message.Id });
        await db.SaveChangesAsync(ct);
        return MessageView.Of(message, channel.Kind, [], message.Author);
    }

    /// <summary>Whether anything at all may be written here now.</summary>
    internal static async Task MayWrite(IInboxDb db, Conversation conversation, CancellationToken ct)
    {
        if (conversation.Status == ConversationStatus.Closed)
            throw new RefusedException("conversation.closed", "This conversation is closed; reopen it to answer.");
        if (await db.Contacts.AnyAsync(c => c.Id == conversation.ContactId && c.OptedOutAt != null, ct))
            throw new RefusedException("contact.opted_out", "The customer has replied STOP. They must text START before you can write to them.");
    }

    private static MailWishes Wishes(ReplyRequest request)
    {
        var copies = (request.Cc ?? []).Select(address => address.Trim()).Where(address => address.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (copies.Find(address => HeaderText.Address(address) is null) is { } wrong)
            throw new RefusedException("message.copy_address", $"\"{wrong}\" is not an e-mail address.");
        return new(string.IsNullOrWhiteSpace(request.Subject) ? null : request.Subject.Trim(), copies);
    }
}
