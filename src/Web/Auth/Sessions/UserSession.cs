using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth.Sessions;

/// <summary>
/// A browser in which somebody has signed in. The cookie carries nothing but its id; the row is read at each request, and ending a session deletes it, so
/// that it acts at once.
/// </summary>
internal sealed class UserSession
{
    /// <summary>Without a request for so long, it is over.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(12);

    /// <summary>However much it is used, after so long one signs in again.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    public static readonly TimeSpan LongestOnBehalf = TimeSpan.FromHours(1);

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid UserId { get; init; }

    /// <summary>Where the person works at the moment; one may go over to another of one's workspaces.</summary>
    public required Guid WorkspaceId { get; set; }

    public required string Device { get; init; }

    public string? Ip { get; init; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>True to a minute: <see cref="LastSeen"/> writes it beside the requests.</summary>
    public required DateTime LastSeenAt { get; set; }

    /// <summary>Whom this administrator acts as.</summary>
    public Guid? ActsAs { get; private set; }

    /// <summary>Then the session is over. It does not fall back to the administrator by itself: a click meant for the one would be the other's.</summary>
    public DateTime? ActsAsUntil { get; private set; }

    /// <summary>What the session's requests are made as.</summary>
    public Guid Acting => ActsAs ?? UserId;

    public bool IsOpen(DateTime now) => now < LastSeenAt + Idle && now < CreatedAt + Longest && (ActsAsUntil is not { } until || now < until);

    public void BeginActingAs(Guid user, DateTime now) => (ActsAs, ActsAsUntil) = (user, now + LongestOnBehalf);

    public void StopActing() => (ActsAs, ActsAsUntil) = (null, null);
}

internal sealed class UserSessionTable : IEntityTypeConfiguration<UserSession>
{
    public void Configure(EntityTypeBuilder<UserSession> b)
    {
        b.ToTable("sign_ins");
        b.Ignore(s => s.Acting);
        b.Property(s => s.Device).HasMaxLength(Caller.LongestDevice);
        b.Property(s => s.Ip).HasMaxLength(Caller.LongestIp);
        b.HasIndex(s => new { s.UserId, s.LastSeenAt });
        b.HasIndex(s => s.LastSeenAt);
        b.HasOne<User>().WithMany().HasForeignKey(s => s.UserId);
        b.HasOne<Workspace>().WithMany().HasForeignKey(s => s.WorkspaceId);
    }
}
