using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;

namespace PromoEngine.Inbox.Channels.Bot;

/// <summary>A key that an issuer publishes.</summary>
/// <param name="Endorsements">The channels that it may speak for; null where the issuer does not say.</param>
internal sealed record PublishedKey(RSA Key, IReadOnlySet<string>? Endorsements);

/// <summary>
/// The keys behind an OpenID metadata address, fetched once and kept for a day. A key that is not among them has them fetched again, at most every
/// five minutes: whoever makes names up must not have us call out for each.
/// </summary>
internal sealed class PublishedKeys(OutboundHttp http, TimeProvider clock)
{
    private const int MostKeys = 100;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly RestClient rest = new(http, clock, "The sign-in service");
    private readonly ConcurrentDictionary<Uri, KeyList> lists = new();

    /// <returns>The key, null when the issuer has none of that name; not <c>Known</c>: its keys cannot be had right now.</returns>
    public async ValueTask<(bool Known, PublishedKey? Key)> Find(Uri metadata, string id, CancellationToken ct)
    {
        var list = lists.GetOrAdd(metadata, _ => new());
        var now = clock.GetUtcNow();
        if (list.Keys is { } keys && now - list.At < Kept && (keys.ContainsKey(id) || now - list.At < Patience))
            return (true, keys.GetValueOrDefault(id));

        await list.Turn.WaitAsync(ct);
        try
        {
            if (list.Keys is null || (now > list.At && now - list.TriedAt >= Patience))
            {
                list.TriedAt = now;
                if (await Fetch(metadata, ct) is { } fetched)
                    (list.Keys, list.At) = (fetched, now);
            }

            return list.Keys is { } held ? (true, held.GetValueOrDefault(id)) : (false, null);
        }
        finally
        {
            list.Turn.Release();
        }
    }

    private async Task<IReadOnlyDictionary<string, PublishedKey>?> Fetch(Uri metadata, CancellationToken ct)
    {
        if (await rest.Call(HttpMethod.Get, metadata, null, null, ct) is not RestAnswer.Ok { Body: var document }
            || !Uri.TryCreate(LooseJson.Text(document, "jwks_uri"), UriKind.Absolute, out var place)
            || await rest.Call(HttpMethod.Get, place, null, null, ct) is not RestAnswer.Ok { Body: var published })
            return null;
        var keys = new Dictionary<string, PublishedKey>();
        foreach (var key in LooseJson.Items(published, "keys").Take(MostKeys))
        {
            if (LooseJson.Text(key, "kty") == "RSA" && LooseJson.Text(key, "kid") is { Length: > 0 } id && Read(key) is { } rsa)
                keys[id] = new(rsa, Endorsements(key));
        }

        return keys;
    }

    private static HashSet<string>? Endorsements(JsonElement key) => LooseJson.Has(key, "endorsements")
        ? [.. LooseJson.Items(key, "endorsements").Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!)] : null;

    private static RSA? Read(JsonElement key)
    {
        try
        {
            var url = new JWT.JwtBase64UrlEncoder();
            return RSA.Create(new RSAParameters { Modulus = url.Decode(LooseJson.Text(key, "n")), Exponent = url.Decode(LooseJson.Text(key, "e")) });
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }

    private sealed class KeyList
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);
        public volatile IReadOnlyDictionary<string, PublishedKey>? Keys;
        public DateTimeOffset At { get; set; }
        public DateTimeOffset TriedAt { get; set; } = DateTimeOffset.MinValue;
    }
}
