using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PromoEngine.Inbox.Channels.Bot;

/// <summary>The tokens with which we call connectors, by client credentials; each kept until shortly before it ends.</summary>
internal sealed class BotSignIn(OutboundHttp http, TimeProvider clock)
{
    private const int Most = 1000;
    private const string Scope = "https://api.botframework.com/.default";
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private readonly RestClient rest = new(http, clock, "Microsoft's sign-in");
    private readonly ConcurrentDictionary<string, (string Token, DateTimeOffset Until)> kept = new();

    /// <returns>The token, or the answer that was none.</returns>
    public async Task<(string? Token, RestAnswer? Failed)> Token(BotSettings bot, CancellationToken ct)
    {
        if (kept.TryGetValue(Key(bot), out var known) && clock.GetUtcNow() < known.Until)
            return (known.Token, null);
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", bot.AppId), new("client_secret", bot.Password), new("scope", Scope)]);
        var answer = await rest.Call(HttpMethod.Post, bot.TokenAddress, null, form, ct);
        if (answer is not RestAnswer.Ok { Body: var body } || LooseJson.Text(body, "access_token") is not { Length: > 0 } token)
            return (null, answer);
        var seconds = double.TryParse(LooseJson.Text(body, "expires_in"), NumberStyles.Float, CultureInfo.InvariantCulture, out var given) ? Math.Clamp(given, 0, 86_400) : 0;
        if (kept.Count >= Most)
            kept.Clear();
        kept[Key(bot)] = (token, clock.GetUtcNow().AddSeconds(seconds) - Margin);
        return (token, null);
    }

    /// <summary>A connector did not take it.</summary>
    public void Forget(BotSettings bot) => kept.TryRemove(Key(bot), out _);

    /// <summary>Why there is no token, as a sentence.</summary>
    public static string Why(RestAnswer answer) => answer switch
    {
        RestAnswer.Error { Status: 400 or 401 } => "Microsoft did not accept the app id and client secret. Check them, and the tenant, in the channel's settings.",
        RestAnswer.Error error => $"Microsoft's sign-in answered with an error ({error.Status}).",
        RestAnswer.Unreached away => away.Reason,
        RestAnswer.Lost lost => lost.Reason,
        _ => "Microsoft's sign-in answered without a token.",
    };

    // A changed secret is another sign-in.
    private static string Key(BotSettings bot) => $"{bot.TokenAddress} {bot.AppId} {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(bot.Password)))}";
}
