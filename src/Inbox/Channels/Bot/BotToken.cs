using System.Text.Json;

using JWT;
using JWT.Algorithms;

namespace PromoEngine.Inbox.Channels.Bot;

/// <summary>
/// Whether a call is from whom it says it is: the seven checks of
/// https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication, for the connector's tokens, and those for tokens that
/// the emulator or the bot's own directory has issued to the bot itself.
/// </summary>
internal sealed class BotToken(PublishedKeys keys, TimeProvider clock)
{
    private const string ConnectorIssuer = "https://api.botframework.com";
    private const int Skew = 5 * 60;
    private const int Longest = 8192;

    /// <summary>The directories that the emulator's tokens come from; the bot's own is added to them.</summary>
    private static readonly string[] Directories = ["d6d49420-f39b-4df7-a1dc-d59a935871db", "f8cdef31-a31e-4b4a-93e4-5f571e91255a"];

    private readonly JwtBase64UrlEncoder url = new();

    /// <returns>True and false as it says; null: the published keys cannot be had right now.</returns>
    public async ValueTask<bool?> IsValid(BotSettings bot, string authorization, JsonElement activity, CancellationToken ct)
    {
        if (!authorization.StartsWith("Bearer ", StringComparison.Ordinal) || authorization.Length > Longest || Parts(authorization["Bearer ".Length..]) is not var (token, header, claims))
            return false;
        var issuer = LooseJson.Text(claims, "iss");
        var connector = issuer == ConnectorIssuer;
        if (LooseJson.Text(header, "alg") != "RS256" || LooseJson.Text(header, "kid") is not { Length: > 0 and <= 200 } id || !(connector || IsDirectory(bot, issuer)))
            return false;
        if (LooseJson.Text(claims, "aud") != bot.AppId || !(connector ? MayActFor(claims, activity) : LooseJson.Text(claims, LooseJson.Text(claims, "ver") == "2.0" ? "azp" : "appid") == bot.AppId))
            return false;

        var (known, key) = await keys.Find(connector ? bot.ConnectorMetadata : bot.EmulatorMetadata, id, ct);
        if (!known)
            return null;
        return key is not null && IsEndorsed(key, connector, activity) && IsSigned(token, key) && IsInTime(claims);
    }

    private (JwtParts Token, JsonElement Header, JsonElement Claims)? Parts(string written)
    {
        try
        {
            var token = new JwtParts(written);
            using var header = LooseJson.Parse(url.Decode(token.Header));
            using var claims = LooseJson.Parse(url.Decode(token.Payload));
            return header is null || claims is null ? null : (token, header.RootElement.Clone(), claims.RootElement.Clone());
        }
        catch (Exception e) when (e is ArgumentException or FormatException or JWT.Exceptions.InvalidTokenPartsException)
        {
            return null;
        }
    }

    private static bool IsDirectory(BotSettings bot, string issuer) => Directories.Append(bot.Tenant).Any(tenant =>
        issuer == $"https://sts.windows.net/{tenant}/" || issuer == $"https://login.microsoftonline.com/{tenant}/v2.0");

    /// <summary>A token for one service must not bring activities of another: answers go, with our own token, where the activity says.</summary>
    private static bool MayActFor(JsonElement claims, JsonElement activity) =>
        LooseJson.Text(activity, "serviceUrl") is { Length: > 0 } service && (LooseJson.Text(claims, "serviceurl") is { Length: > 0 } lower ? lower : LooseJson.Text(claims, "serviceUrl")) == service;

    private static bool IsEndorsed(PublishedKey key, bool connector, JsonElement activity) =>
        !connector || key.Endorsements is not { Count: > 0 } channels || channels.Contains(LooseJson.Text(activity, "channelId"));

    private bool IsSigned(JwtParts token, PublishedKey key)
    {
        try
        {
            return new RS256Algorithm(key.Key).Verify(System.Text.Encoding.ASCII.GetBytes($"{token.Header}.{token.Payload}"), url.Decode(token.Signature));
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private bool IsInTime(JsonElement claims)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        return Time(claims, "exp") is { } until && now < until + Skew && (Time(claims, "nbf") is not { } from || now > from - Skew);
    }

    private static double? Time(JsonElement claims, string name) =>
        double.TryParse(LooseJson.Text(claims, name), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
}
