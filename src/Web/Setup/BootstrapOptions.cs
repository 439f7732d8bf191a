using System.ComponentModel.DataAnnotations;

using PromoEngine.Web.Auth.Passwords;

namespace PromoEngine.Web;

/// <summary>`Bootstrap:*`: who may enter a new, empty installation. Read at the first start only.</summary>
internal sealed class BootstrapOptions : IValidatableObject
{
    public string? AdminEmail { get; set; }

    public string? AdminPassword { get; set; }

    /// <summary>A token for scripts that acts as that administrator. The start warns of one that could be guessed.</summary>
    public string? ApiToken { get; set; }

    /// <summary>Tokens are not stretched like passwords, so their length is all their strength; `openssl rand -hex 24` makes a good one.</summary>
    public bool TokenIsWeak => ApiToken is { Length: > 0 and < 16 };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AdminEmail is { Length: > 0 } && !new EmailAddressAttribute().IsValid(AdminEmail))
            yield return new("Bootstrap:AdminEmail is not an e-mail address.", [nameof(AdminEmail)]);
        if (AdminEmail is { Length: > 0 } email && WhatIsWrong(AdminPassword ?? "", email) is { } wrong)
            yield return new($"Bootstrap:AdminPassword cannot be used. {wrong}", [nameof(AdminPassword)]);
        if (AdminEmail is not { Length: > 0 } && (AdminPassword is { Length: > 0 } || ApiToken is { Length: > 0 }))
            yield return new("Bootstrap:AdminEmail is missing: the password or token has nobody to belong to.", [nameof(AdminEmail)]);
    }

    // What everybody else's password must be, the first administrator's must be too.
    private static string? WhatIsWrong(string password, string email) =>
        GoodPasswordAttribute.WhatIsWrong(password) ?? (PersonalPassword.IsEmail(password, email) ? "It is the e-mail address; choose another one." : null);
}

/// <summary>`Demo:Enabled`: whether a demo may be made and shown. Unset: in development only. False hides simulator and fake provider whatever is stored.</summary>
internal sealed class DemoMode(IConfiguration configuration, IHostEnvironment environment)
{
    public bool Allowed { get; } = configuration.GetValue<bool?>("Demo:Enabled") ?? environment.IsDevelopment();
}
