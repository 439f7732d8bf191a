using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Contacts;

namespace PromoEngine.Inbox.Conversations;

internal enum ConversationStatus { Open, Closed }

internal enum Direction { Inbound, Outbound }

/// <summary>One thread on one channel account; unique while open on (channel, thread key).</summary>
internal sealed class Conversation
{
    public const int PreviewLength = 160;
    public const int LongestReference = 2000;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid ChannelId { get; init; }

    public required Guid ContactId { get; init; }

    /// <summary>The contact's address on chat channels; on e-mail the Message-ID that began the thread.</summary>
    public required string ThreadKey { get; set; }

    /// <summary>Where the customer is written to here, whatever other addresses the contact has; null where the thread key is that address.</summary>
    public string? Address { get; init; }

    /// <summary>What the provider's next message from us needs beyond the address, as its adapter told it last.</summary>
    public string? Reference { get; set; }

    /// <summary>Of a mail thread: what the customer called it last. Nothing is found by it.</summary>
    public string? Subject { get; set; }

    /// <summary>When the customer wrote last; providers with a reply window count from here.</summary>
    public DateTime? HeardAt { get; private set; }

    /// <summary>Everything of ours up to here was read, or delivered; where a provider tells times instead of naming messages.</summary>
    public DateTime? ReadUpTo { get; private set; }

    public DateTime? DeliveredUpTo { get; private set; }

    public ConversationStatus Status { get; private set; }

    public int Unread { get; private set; }

    public DateTime LastMessageAt { get; private set; }

    public string LastText { get; private set; } = "";

    public Direction LastDirection { get; private set; }

    /// <summary>Something the rep must decide, as a code and a sentence; cleared by answering.</summary>
    public string? AttentionCode { get; private set; }

    public string? AttentionText { get; private set; }

    public DateTime CreatedAt { get; init; }

    /// <summary>Since when its words are gone: the person asked, or its time was over.</summary>
    public DateTime? ErasedAt { get; private set; }

    public int Version { get; private set; }

    public string CustomerAddress => Address ?? ThreadKey;

    /// <summary>The whole life of a conversation; a test walks every pair.</summary>
    internal static bool Allows(ConversationStatus from, ConversationStatus to) => (from, to) is
        (ConversationStatus.Open, ConversationStatus.Closed) or (ConversationStatus.Closed, ConversationStatus.Open);

    public void Close()
    {
        MoveTo(ConversationStatus.Closed);
        Unread = 0;
        ClearAttention();
    }

    public void Reopen() => MoveTo(ConversationStatus.Open);

    public void Received(string text, DateTime at)
    {
        Unread++;
        HeardAt = HeardAt > at ? HeardAt : at;
        Preview(text, Direction.Inbound, at);
    }

    /// <summary>Something came in that asks nothing of anybody: an out-of-office note.</summary>
    public void Noted(string text, DateTime at) => Preview(text, Direction.Inbound, at);

    public void Answered(string text, DateTime at)
    {
        Preview(text, Direction.Outbound, at);
        ClearAttention();
    }

    /// <summary>The customer's side has come so far; an older time changes nothing.</summary>
    public void Seen(ThreadEventKind kind, DateTime upTo)
    {
        if (kind == ThreadEventKind.ReadUpTo)
            ReadUpTo = ReadUpTo > upTo ? ReadUpTo : upTo;
        else
            DeliveredUpTo = DeliveredUpTo > upTo ? DeliveredUpTo : upTo;
    }

    /// <summary>How far a message of ours that went out then has come, as far as the times tell.</summary>
    public DeliveryStatus StatusOf(DateTime sentAt) => ReadUpTo >= sentAt ? DeliveryStatus.Read : DeliveredUpTo >= sentAt ? DeliveryStatus.Delivered : DeliveryStatus.Sent;

    /// <summary>The message that the list shows says something else now.</summary>
    public void Reworded(Message message, string text)
    {
        if (message.SentAt == LastMessageAt && message.Direction == LastDirection)
            LastText = Shorten(text);
    }

    /// <summary>Nothing was said yet; it stands in the list from now on.</summary>
    public void Begun(DateTime at) => Preview("", Direction.Outbound, at);

    public void MarkRead() => Unread = 0;

    public void NeedsAttention(string code, string text) => (AttentionCode, AttentionText) = (code, text);

    public void ClearAttention() => AttentionCode = AttentionText = null;

    private void Preview(string text, Direction direction, DateTime at)
    {
        LastText = Shorten(text);
        LastDirection = direction;
        LastMessageAt = at > LastMessageAt ? at : LastMessageAt;
    }

    private static string Shorten(string text)
    {
        if (text.Length <= PreviewLength)
            return text;
        // Never half an emoji.
        var end = char.IsHighSurrogate(text[PreviewLength - 1]) ? PreviewLength - 1 : PreviewLength;
        return text[..end];
    }

    private void MoveTo(ConversationStatus next) => Status = Allows(Status, next)
        ? next
        : throw new RefusedException("conversation.status", $"This conversation is {(Status == ConversationStatus.Open ? "open" : "closed")} already.");
}

internal sealed class ConversationTable : IEntityTypeConfiguration<Conversation>
{
    public void Configure(EntityTypeBuilder<Conversation> b)
    {
        b.ToTable("inbox_conversations").HasAnnotation("Announces", "conversations");
        b.Property(c => c.ThreadKey).HasMaxLength(200);
        b.Property(c => c.Address).HasMaxLength(200);
        b.Ignore(c => c.CustomerAddress);
        b.Property(c => c.Reference).HasMaxLength(Conversation.LongestReference);
        b.Property(c => c.Subject).HasMaxLength(Message.LongestSubject);
        b.Property(c => c.LastText).HasMaxLength(Conversation.PreviewLength);
        b.Property(c => c.AttentionCode).HasMaxLength(64);
        b.Property(c => c.AttentionText).HasMaxLength(500);
        b.HasIndex(["WorkspaceId", nameof(Conversation.ChannelId), nameof(Conversation.ThreadKey)], "ix_inbox_conversations_open").IsUnique().HasFilter("status = 'Open'");
        b.HasIndex("WorkspaceId", nameof(Conversation.Status), nameof(Conversation.LastMessageAt), nameof(Conversation.Id));
        b.HasIndex("WorkspaceId", nameof(Conversation.LastMessageAt), nameof(Conversation.Id));
        b.HasIndex(["WorkspaceId", nameof(Conversation.LastMessageAt)], "ix_inbox_conversations_retention").HasFilter("status = 'Closed' AND erased_at IS NULL");
        b.HasIndex(c => c.ContactId);
        b.HasOne<Channel>().WithMany().HasForeignKey(c => c.ChannelId);
        b.HasOne<Contact>().WithMany().HasForeignKey(c => c.ContactId);
    }
}
