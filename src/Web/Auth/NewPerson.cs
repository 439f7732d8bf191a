using Microsoft.AspNetCore.Identity;

namespace PromoEngine.Web.Auth;

/// <summary>A user who can sign in. Hashing takes its time, so it belongs before the unit that adds the row.</summary>
internal sealed class NewPerson(UserManager<User> users, IPasswordHasher<User> hasher)
{
    public User Create(string email, string name, string password)
    {
        var user = Row(email, name);
        user.EmailConfirmed = true;
        user.PasswordHash = hasher.HashPassword(user, password);
        return user;
    }

    /// <summary>Somebody who may come, and has nothing to sign in with until they do.</summary>
    public User Invited(string email) => Row(email, email.Split('@')[0]);

    private User Row(string email, string name) => new()
    {
        DisplayName = name,
        Email = email,
        UserName = email,
        NormalizedEmail = users.NormalizeEmail(email),
        NormalizedUserName = users.NormalizeName(email),
        SecurityStamp = Guid.CreateVersion7().ToString(),
        LockoutEnabled = true,
    };
}
