using System.Data.Common;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Channels.Email.Mailboxes;
using PromoEngine.Inbox.Contacts;
using PromoEngine.Inbox.Conversations;

namespace PromoEngine.Inbox;

/// <summary>What the module sees of the database. Every set shows the current workspace's rows only.</summary>
internal interface IInboxDb
{
    DbSet<Channel> Channels { get; }
    DbSet<InboundEvent> InboundEvents { get; }
    DbSet<Contact> Contacts { get; }
    DbSet<Consent> Consents { get; }
    DbSet<Conversation> Conversations { get; }
    DbSet<Message> Messages { get; }
    DbSet<Attachment> Attachments { get; }
    DbSet<Reaction> Reactions { get; }
    DbSet<ThreadId> ThreadIds { get; }
    DbSet<MailOriginal> MailOriginals { get; }
    DbSet<MailboxState> MailboxStates { get; }
    DbSet<AttachmentText> AttachmentTexts { get; }
    DbSet<Upload> Uploads { get; }

    /// <summary>The current workspace; throws without one.</summary>
    Guid Workspace { get; }

    /// <summary>Who acts: "user:…", "job:…", "channel:…".</summary>
    string? Actor { get; }

    /// <summary>The unit's transaction, for hand-written SQL; throws outside a unit.</summary>
    DbTransaction Sql { get; }

    /// <summary>A webhook names its channel only: this one look-up crosses the walls between workspaces.</summary>
    Task<(Guid Workspace, Channel Channel)?> ChannelInAnyWorkspace(Guid id, CancellationToken ct);

    /// <summary>Inserts the jobs of every reaction in the same save.</summary>
    void Raise(object happened);

    /// <summary>Tells the open screens that something changed, beside what entities announce by themselves.</summary>
    void Announce(string topic, Guid id);

    /// <summary>An audit row beside those that entities write by themselves.</summary>
    void Audit(string action, string entity, Guid id, object? before, object? after);

    Task<int> SaveChangesAsync(CancellationToken ct);
}
