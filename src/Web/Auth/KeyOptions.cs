using System.ComponentModel.DataAnnotations;

namespace PromoEngine.Web.Auth;

/// <summary>
/// `Keys:*`: what opens the ring of keys in the database. Without settings a key file in the data folder does, which is right for one process. Several nodes
/// with data folders of their own share a secret, a file or a certificate.
/// </summary>
internal sealed class KeyOptions : IValidatableObject
{
    private const int ShortestSecret = 32;

    /// <summary>A long random text, the same on every node.</summary>
    public string? Secret { get; set; }

    /// <summary>A key file outside the data folder, on a disk that all nodes see or mounted into each of them. It must exist.</summary>
    public string? File { get; set; }

    /// <summary>A PKCS#12 file with an RSA certificate and its private key.</summary>
    public string? Certificate { get; set; }

    public string? CertificatePassword { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (new[] { Secret, File, Certificate }.Count(given => !string.IsNullOrEmpty(given)) > 1)
            yield return new("Of Keys:Secret, Keys:File and Keys:Certificate set one: the ring is encrypted once.", [nameof(Secret)]);
        if (Secret is { Length: > 0 and < ShortestSecret })
            yield return new($"Keys:Secret has at least {ShortestSecret} characters; `openssl rand -base64 48` makes one.", [nameof(Secret)]);
        if (File is { Length: > 0 } && !System.IO.File.Exists(File))
            yield return new($"Keys:File: there is no file {File}. It holds 32 random bytes in base64; `openssl rand -base64 32` makes them.", [nameof(File)]);
        if (Certificate is { Length: > 0 } && !System.IO.File.Exists(Certificate))
            yield return new($"Keys:Certificate: there is no file {Certificate}.", [nameof(Certificate)]);
    }
}
