using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PromoEngine.Web.Auth;

/// <summary>A person. Global: one e-mail, one sign-in, any number of workspaces.</summary>
internal sealed class User : IdentityUser<Guid>
{
    /// <summary>Wrong passwords and codes in a row until the account locks itself.</summary>
    public const int MostFailures = 5;

    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(5);

    public User() => Id = Guid.CreateVersion7();

    public required string DisplayName { get; set; }

    /// <summary>Sealed (<see cref="TwoStep.TwoStepSecrets"/>). It counts once <see cref="IdentityUser{TKey}.TwoFactorEnabled"/> says so.</summary>
    public string? TwoStepSecret { get; set; }

    /// <summary>The time step of the last code that was taken: a code that somebody looked at over a shoulder is worth nothing.</summary>
    public long? TwoStepLastStep { get; set; }

    /// <summary>Invited and not yet come: there is nothing to sign in with.</summary>
    public bool IsNew => PasswordHash is null;

    public bool IsLocked(DateTime now) => LockoutEnd?.UtcDateTime > now;

    /// <summary>After one failure more; the count itself is raised by the statement that takes the row.</summary>
    public void Failed(DateTime now)
    {
        if (AccessFailedCount < MostFailures)
            return;
        AccessFailedCount = 0;
        LockoutEnd = new DateTimeOffset(now + LockedFor, TimeSpan.Zero);
    }

    public void Unlock()
    {
        AccessFailedCount = 0;
        LockoutEnd = null;
    }
}

internal sealed class UserTable : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> b)
    {
        b.ToTable("users");
        b.Ignore(u => u.IsNew);
        b.Property(u => u.DisplayName).HasMaxLength(200);
        b.Property(u => u.TwoStepSecret).HasMaxLength(500);
    }

    public static void NameIdentityTables(ModelBuilder builder)
    {
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("user_claims");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("user_logins");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("user_tokens");
    }
}
