using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth.Sessions;

internal enum LoginOutcome { SignedIn, WrongPassword, CodeAsked, WrongCode, Locked, WrongAddress, PasskeyUsed, WrongPasskey }

/// <summary>
/// One try to sign in to an account that exists. Kept ninety days. What is typed for an account that does not exist leaves nothing: nobody could read it,
/// and anybody could fill the table.
/// </summary>
internal sealed class LoginAttempt
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    public long Id { get; init; }

    public required Guid UserId { get; init; }

    public required DateTime At { get; init; }

    public required LoginOutcome Outcome { get; init; }

    public required string Device { get; init; }

    public string? Ip { get; init; }

    /// <summary>Where a success led to: other workspaces of the person need not know of it.</summary>
    public Guid? WorkspaceId { get; init; }
}

internal sealed class LoginAttemptTable : IEntityTypeConfiguration<LoginAttempt>
{
    public void Configure(EntityTypeBuilder<LoginAttempt> b)
    {
        b.ToTable("login_attempts");
        b.Property(a => a.Device).HasMaxLength(Caller.LongestDevice);
        b.Property(a => a.Ip).HasMaxLength(Caller.LongestIp);
        b.HasIndex(a => new { a.UserId, a.Id });
        b.HasIndex(a => a.At);
        b.HasOne<User>().WithMany().HasForeignKey(a => a.UserId);
        b.HasOne<Workspace>().WithMany().HasForeignKey(a => a.WorkspaceId);
    }
}
