using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth;

internal enum LinkPurpose { Reset, Invite }

/// <summary>
/// A link that proves, once, that a person reads a mailbox. Its secret is made when the mail is sent and is in the mail alone; here is its hash.
/// </summary>
internal sealed class MailedLink
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required LinkPurpose Purpose { get; init; }

    public required Guid UserId { get; init; }

    /// <summary>Of an invitation: where to.</summary>
    public Guid? WorkspaceId { get; init; }

    /// <summary>Null until the mail goes out. Sending again makes a new secret, and the one before opens nothing any more.</summary>
    public string? Hash { get; private set; }

    public required DateTime CreatedAt { get; init; }

    public DateTime ExpiresAt { get; init; }

    public DateTime? UsedAt { get; private set; }

    public static MailedLink For(LinkPurpose purpose, Guid user, Guid? workspace, DateTime now) => new()
    {
        Purpose = purpose,
        UserId = user,
        WorkspaceId = workspace,
        CreatedAt = now,
        ExpiresAt = now + (purpose == LinkPurpose.Reset ? TimeSpan.FromHours(1) : TimeSpan.FromDays(7)),
    };

    public bool IsOpen(DateTime now) => UsedAt is null && now < ExpiresAt;

    public void Carry(string secret) => Hash = ApiToken.HashOf(secret);

    public void Use(DateTime now) => UsedAt = IsOpen(now) ? now : throw Useless();

    public static RefusedException Useless() => new("link.useless", "This link was used already, or its time is over. Ask for a new one.");
}

internal sealed class MailedLinkTable : IEntityTypeConfiguration<MailedLink>
{
    public void Configure(EntityTypeBuilder<MailedLink> b)
    {
        b.ToTable("mailed_links");
        b.Property(l => l.Hash).HasMaxLength(64);
        b.Property(l => l.UsedAt).IsConcurrencyToken();
        b.HasIndex(l => l.Hash).IsUnique();
        b.HasIndex(l => new { l.UserId, l.Purpose });
        b.HasIndex(l => l.ExpiresAt);
        b.HasOne<User>().WithMany().HasForeignKey(l => l.UserId);
        b.HasOne<Workspace>().WithMany().HasForeignKey(l => l.WorkspaceId);
    }
}

/// <summary>A mail with this link is to be sent.</summary>
internal sealed record LinkWanted(Guid LinkId);
