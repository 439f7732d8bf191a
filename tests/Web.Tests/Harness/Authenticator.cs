using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace PromoEngine.Web.Tests;

/// <summary>
/// A person's device that keeps one passkey: ES256, a counter, its person looked at. It answers as WebAuthn says a browser and an authenticator do, or, where
/// a test says so, as they must not.
/// </summary>
internal sealed class Authenticator(Uri site) : IDisposable
{
    private const byte Present = 0x01, Verified = 0x04, MayBeSynced = 0x08, Synced = 0x10, WithKey = 0x40;

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public byte[] Id { get; } = RandomNumberGenerator.GetBytes(32);

    public string IdText => Base64Url.EncodeToString(Id);

    /// <summary>The page that asks, as the browser writes it down.</summary>
    public string Origin { get; set; } = site.GetLeftPart(UriPartial.Authority);

    public uint Counter { get; set; }

    /// <summary>Whether it asks for a finger, a face or a code.</summary>
    public bool LooksAtPerson { get; set; } = true;

    /// <summary>Whose key it says it is; made known to it when the key is made.</summary>
    public string? Owner { get; set; }

    /// <summary>The answer to a creation challenge.</summary>
    public object Create(JsonElement options)
    {
        Owner = options.GetProperty("user").Text("id");
        var client = ClientData("webauthn.create", options);
        var data = AuthenticatorData(options.GetProperty("rp").Text("id"), WithKey);
        byte[] attested = [.. data, .. new byte[16], 0, (byte)Id.Length, .. Id, .. PublicKey()];
        // {"fmt": "none", "attStmt": {}, "authData": …}
        byte[] attestation = [0xA3, .. Cbor("fmt"), .. Cbor("none"), .. Cbor("attStmt"), 0xA0, .. Cbor("authData"), .. Cbor(attested)];
        return new { id = IdText, rawId = IdText, type = "public-key", clientExtensionResults = new { }, response = new { clientDataJSON = Text(client), attestationObject = Text(attestation), transports = new[] { "internal" } } };
    }

    /// <summary>The answer to a sign-in challenge.</summary>
    public object Get(JsonElement options)
    {
        Counter++;
        var client = ClientData("webauthn.get", options);
        var data = AuthenticatorData(options.Text("rpId"), 0);
        var signature = key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return new { id = IdText, rawId = IdText, type = "public-key", clientExtensionResults = new { }, response = new { clientDataJSON = Text(client), authenticatorData = Text(data), signature = Text(signature), userHandle = Owner } };
    }

    public void Dispose() => key.Dispose();

    private byte[] ClientData(string type, JsonElement options) =>
        JsonSerializer.SerializeToUtf8Bytes(new { type, challenge = options.Text("challenge"), origin = Origin, crossOrigin = false });

    private byte[] AuthenticatorData(string site, byte more)
    {
        var data = new byte[37];
        SHA256.HashData(Encoding.UTF8.GetBytes(site), data);
        data[32] = (byte)(Present | (LooksAtPerson ? Verified : 0) | MayBeSynced | Synced | more);
        BinaryPrimitives.WriteUInt32BigEndian(data.AsSpan(33), Counter);
        return data;
    }

    /// <summary>COSE: {kty: EC2, alg: ES256, crv: P-256, x, y}.</summary>
    private byte[] PublicKey()
    {
        var point = key.ExportParameters(false).Q;
        return [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, .. Cbor(point.X!), 0x22, .. Cbor(point.Y!)];
    }

    // Of CBOR (RFC 8949), what the above needs: texts and bytes of up to 65,535.
    private static byte[] Cbor(string text) => [.. Head(0x60, text.Length), .. Encoding.UTF8.GetBytes(text)];

    private static byte[] Cbor(byte[] bytes) => [.. Head(0x40, bytes.Length), .. bytes];

    private static byte[] Head(byte kind, int length) => length switch
    {
        < 24 => [(byte)(kind | length)],
        < 256 => [(byte)(kind | 24), (byte)length],
        _ => [(byte)(kind | 25), (byte)(length >> 8), (byte)length],
    };

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
