using System.ComponentModel.DataAnnotations;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Channels.Email.Writing;
using PromoEngine.Inbox.Files;

namespace PromoEngine.Inbox.Conversations;

/// <summary>A message to the customer, on the conversation's own channel.</summary>
/// <param name="Text">What the customer reads; empty only beside files.</param>
/// <param name="Files">Uploads of this conversation, in their order.</param>
public sealed record ReplyRequest(
    [property: Required(AllowEmptyStrings = true), StringLength(Message.LongestText)] string Text,
    [property: MaxLength(20)] IReadOnlyList<Guid>? Files = null)
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
        var byAgent = ReplyWindow.Of(can, conversation)?.Admits(request.ByAgent, clock.GetUtcNow().UtcDateTime) ?? false;

        var uploads = await Uploads(conversation.Id, request.Files ?? [], ct);
        Check(request.Text.Trim(), uploads, can);

        var message = await outbox.Write(conversationId, request.Text.Trim(), db.Actor, can.Subject ? Wishes(request) : null, ct);
        message.ByAgent = byAgent;
        var attachments = uploads.Select((upload, place) => Attach(message, upload, place)).ToList();
        conversation.MarkRead();
        // The message is the record of its own words; the audit says who wrote it.
        db.Audit("message.written", "conversation", conversation.Id, null, new { MessageId = message.Id });
        await db.SaveChangesAsync(ct);
        return MessageView.Of(message, channel.Kind, attachments, message.Author);
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
        var copies = (request.Cc ?? []).OfType<string>().Select(address => address.Trim()).Where(address => address.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (copies.Find(address => HeaderText.Address(address) is null) is { } wrong)
            throw new RefusedException("message.copy_address", $"\"{wrong}\" is not an e-mail address.");
        return new(string.IsNullOrWhiteSpace(request.Subject) ? null : request.Subject.Trim(), copies);
    }

    private async Task<IReadOnlyList<Upload>> Uploads(Guid conversation, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        var found = await db.Uploads.Where(u => u.ConversationId == conversation && ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, ct);
        return found.Count == ids.Count
            ? [.. ids.Select(id => found[id])]
            : throw new RefusedException("upload.missing", "One of the files is not there any more; put it in again.");
    }

    private static void Check(string text, IReadOnlyList<Upload> files, ChannelCapabilities can)
    {
        if (text.Length == 0 && files.Count == 0)
            throw new RefusedException("message.empty", "Write something, or put a file in.");
        if (text.Length > can.LongestText)
            throw new RefusedException("message.too_long", $"A message here has at most {can.LongestText:n0} characters.");
        if (files.Count > 0 && text.Length > (can.LongestCaption ?? can.LongestText))
            throw new RefusedException("message.caption", can.LongestCaption == 0 ? "Here words and files go one after the other: send them as two messages." : $"Beside a file a message here has at most {can.LongestCaption:n0} characters.");
        if (files.Count > can.MostFiles)
            throw new RefusedException("message.files", can.MostFiles == 0 ? "Files cannot be sent on this channel." : $"A message on this channel takes at most {can.MostFiles} files.");
        if (files.FirstOrDefault(file => file.Size > can.LargestFile) is { } large)
            throw new RefusedException("message.file_size", $"{large.Name} is larger than the {can.LargestFile / 1024 / 1024} MB that this channel takes.");
    }

    private Attachment Attach(Message message, Upload upload, int place)
    {
        var attachment = new Attachment { MessageId = message.Id, Ordinal = place, Url = "", ContentType = upload.ContentType, Name = upload.Name };
        attachment.Take(new StoreResult.Kept(new(upload.Sha256, upload.Size, upload.ContentType, upload.Width, upload.Height)));
        db.Attachments.Add(attachment);
        db.Uploads.Remove(upload);
        return attachment;
    }
}
