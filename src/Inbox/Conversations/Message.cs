using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using PromoEngine.Inbox.Channels;

namespace PromoEngine.Inbox.Conversations;

/// <summary>One message in or out. Its recipient is frozen on it; what is sent never follows a later change of the contact.</summary>
internal sealed class Message
{
    public const int LongestText = 65_536;
    public const int LongestError = 500;
    public const int LongestExternalId = 256;
    public const int LongestSubject = 500;
    public const int LongestCopies = 2000;

    /// <summary>The order of arrival in this database; ids do not tell it.</summary>
    public long Position { get; init; }

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid ConversationId { get; init; }

    public required Guid ContactId { get; init; }

    public required Guid ChannelId { get; init; }

    public required Direction Direction { get; init; }

    /// <summary>What evidence cites; only the sender's own edit changes it.</summary>
    public required string Text { get; set; }

    /// <summary>What it said before the sender edited it; null while nobody did.</summary>
    public string? FirstText { get; private set; }

    public DateTime? EditedAt { get; private set; }

    /// <summary>Since when its sender wants it unsaid: it stays, but its words are not shown and not read any more.</summary>
    public DateTime? DeletedAt { get; private set; }

    /// <summary>When the provider says it was written, else when we heard of it; of ours, when it was queued.</summary>
    public required DateTime SentAt { get; init; }

    public required DeliveryStatus Status { get; set; }

    /// <summary>The provider's id.</summary>
    public string? ExternalId { get; set; }

    /// <summary>Of ours: the customer's address at the time of writing.</summary>
    public string? To { get; init; }

    /// <summary>Of a mail.</summary>
    public string? Subject { get; init; }

    /// <summary>Of a mail of ours: who gets a copy, one bare address on each line; frozen like <see cref="To"/>.</summary>
    public string? Copies { get; init; }

    public MailMarks Marks { get; init; }

    /// <summary>Of ours: "user:…" or what made it.</summary>
    public string? Author { get; init; }

    /// <summary>Of ours: the approved text that goes out; <see cref="Text"/> says the same in words.</summary>
    public TemplateChoice? Template { get; set; }

    /// <summary>Of ours: a person's own answer after the reply window.</summary>
    public bool ByAgent { get; set; }

    /// <summary>What was put into a cart; the words list it too.</summary>
    public IReadOnlyList<OrderedItem> Items { get; init; } = [];

    /// <summary>False only for an event taken in report-only mode: such a message decides nothing.</summary>
    public bool Verified { get; init; } = true;

    public string? ErrorCode { get; private set; }

    public string? ErrorText { get; private set; }

    /// <summary>When the last attempt to send began; the look-up after a crash asks from here on.</summary>
    public DateTime? SendingAt { get; private set; }

    public DateTime? QueuedAt { get; private set; }

    /// <summary>Of a failed message: when an operator left it at that.</summary>
    public DateTime? SettledAt { get; private set; }

    /// <summary>Since when its words are gone; the row stays, so that the thread keeps its order.</summary>
    public DateTime? ErasedAt { get; private set; }

    public int Version { get; private set; }

    public bool CanRetry => Direction == Direction.Outbound && Status is DeliveryStatus.Failed or DeliveryStatus.Undelivered or DeliveryStatus.MaybeSent;

    public void Queue(DateTime now)
    {
        Status = DeliveryStatus.Queued;
        QueuedAt = now;
        (ErrorCode, ErrorText, SettledAt) = (null, null, null);
    }

    public void StartSending(DateTime now)
    {
        Status = DeliveryStatus.Sending;
        SendingAt = now;
    }

    public void BackToQueue() => Status = DeliveryStatus.Queued;

    /// <summary>The provider has it, whatever its own queue says; from here on its callbacks tell, where it can reach us.</summary>
    public void Sent(string externalId, DeliveryStatus status)
    {
        ExternalId = externalId;
        Status = Delivery.Advance(Delivery.Advance(Status, DeliveryStatus.Sent), status);
    }

    /// <summary>The provider handed our own id back beside its own, before (or instead of) answering the call.</summary>
    public void Adopt(string externalId)
    {
        if (ExternalId is not null)
            return;
        ExternalId = externalId;
        Learn(new DeliveryUpdate(externalId, DeliveryStatus.Sent, null));
    }

    /// <summary>The latest edit wins, whichever is heard of first; of two in the same second the one that sorts last.</summary>
    /// <returns>Whether it says something else now.</returns>
    public bool Edit(string text, DateTime at)
    {
        if (EditedAt > at || (EditedAt == at && string.CompareOrdinal(text, Text) <= 0))
            return false;
        FirstText ??= Text;
        EditedAt = at;
        var changed = text != Text;
        Text = text;
        return changed;
    }

    /// <returns>Whether it was there until now.</returns>
    public bool Delete(DateTime at)
    {
        var was = DeletedAt;
        DeletedAt = was < at ? was : at;
        return was is null;
    }

    public void MaybeSent() => (Status, ErrorCode, ErrorText) =
        (DeliveryStatus.MaybeSent, "send.unsure", "The call broke off, and this provider cannot be asked whether it sent the message.");

    /// <summary>Nobody tries any more; who knows whether the provider heard an attempt that was under way.</summary>
    public void GiveUp(string reason) => (Status, ErrorCode, ErrorText) =
        (Status == DeliveryStatus.Sending ? DeliveryStatus.MaybeSent : DeliveryStatus.Failed, "send.given_up", reason.Length > LongestError ? reason[..LongestError] : reason);

    public void Fail(DeliveryError error) => (Status, ErrorCode, ErrorText) = (DeliveryStatus.Failed, error.Code, error.Text);

    /// <summary>News from the provider; old news changes nothing.</summary>
    public void Learn(DeliveryUpdate news)
    {
        var next = Delivery.Advance(Status, news.Status);
        if (next == Status)
            return;
        Status = next;
        (ErrorCode, ErrorText) = (news.Error?.Code, news.Error?.Text);
    }

    /// <summary>The times up to which its conversation was read or delivered tell of it too, once the provider has it.</summary>
    public void Learn(Conversation conversation)
    {
        if (ExternalId is { } id && Status is DeliveryStatus.Sent or DeliveryStatus.Delivered)
            Learn(new DeliveryUpdate(id, conversation.StatusOf(SendingAt ?? SentAt), null));
    }

    /// <summary>It stays failed, and nobody needs to look after it any more.</summary>
    public void Settle(DateTime now)
    {
        if (!CanRetry)
            throw new RefusedException("message.not_failed", "This message has not failed; there is nothing to discard.");
        SettledAt = now;
    }

    /// <summary>A person asks for another attempt: a new message to the provider, with a new id.</summary>
    public void Retry(DateTime now)
    {
        if (!CanRetry)
            throw new RefusedException("message.not_failed", "This message has not failed; there is nothing to send again.");
        ExternalId = null;
        SendingAt = null;
        Queue(now);
    }
}

internal sealed class MessageTable : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> b)
    {
        b.ToTable("inbox_messages").HasAnnotation("Announces", "conversations:ConversationId");
        b.HasKey(m => m.Position);
        b.Property(m => m.Text).HasMaxLength(Message.LongestText);
        b.Property(m => m.FirstText).HasMaxLength(Message.LongestText);
        b.Property(m => m.ExternalId).HasMaxLength(Message.LongestExternalId);
        b.Property(m => m.Template).AsJson(64_000);
        b.Property(m => m.ByAgent).HasDefaultValue(false);
        b.Property(m => m.Items).AsJson(64_000).HasDefaultValueSql("'[]'");
        b.Property(m => m.To).HasMaxLength(200);
        b.Property(m => m.Subject).HasMaxLength(Message.LongestSubject);
        b.Property(m => m.Copies).HasMaxLength(Message.LongestCopies);
        // As a number, so that queries can ask for one of several.
        b.Property(m => m.Marks).HasConversion<int>().HasDefaultValue(MailMarks.None);
        b.Property(m => m.Author).HasMaxLength(80);
        b.Property(m => m.ErrorCode).HasMaxLength(64);
        b.Property(m => m.ErrorText).HasMaxLength(Message.LongestError);
        b.Ignore(m => m.CanRetry);
        b.HasIndex(m => m.Id).IsUnique();
        b.HasIndex("WorkspaceId", nameof(Message.ChannelId), nameof(Message.ExternalId)).IsUnique().HasFilter("external_id IS NOT NULL");
        b.HasIndex(m => new { m.ConversationId, m.Position });
        b.HasIndex(m => new { m.ContactId, m.Position });
        b.HasIndex(["WorkspaceId", nameof(Message.Position)], "ix_inbox_messages_failed").HasFilter("status IN ('Failed', 'Undelivered', 'MaybeSent') AND settled_at IS NULL");
        b.HasOne<Conversation>().WithMany().HasForeignKey(m => m.ConversationId);
    }
}
