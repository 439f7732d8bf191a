using System.ComponentModel.DataAnnotations;

namespace PromoEngine.Web.Auth.Passwords;

/// <summary>
/// What a new password must be: long, and not one that everybody tries first. No rules on kinds of letters: they make passwords that are hard to
/// remember and easy to guess.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class GoodPasswordAttribute : ValidationAttribute
{
    public const int Shortest = 12;
    public const int Longest = 200;

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) => value switch
    {
        null => ValidationResult.Success,
        string password => WhatIsWrong(password) is { } sentence ? new(sentence, [validationContext.MemberName ?? "password"]) : ValidationResult.Success,
        _ => throw new InvalidOperationException("A password is a text."),
    };

    /// <summary>A sentence; null when nothing is wrong.</summary>
    public static string? WhatIsWrong(string password)
    {
        if (password.Length is < Shortest or > Longest)
            return $"A password has {Shortest} to {Longest} characters.";
        return password.Distinct().Count() < 5 || CommonPasswords.Has(password) ? "Too many people have this password; choose another one." : null;
    }
}

/// <summary>What only the person's own data can say about a password.</summary>
internal static class PersonalPassword
{
    public static bool IsEmail(string password, string email) =>
        password.Equals(email, StringComparison.OrdinalIgnoreCase) || password.Equals(email.Split('@')[0], StringComparison.OrdinalIgnoreCase);

    public static void RefuseEmail(string password, string email)
    {
        if (IsEmail(password, email))
            throw new RefusedException("password.email", "The password is your e-mail address; choose another one.");
    }
}
