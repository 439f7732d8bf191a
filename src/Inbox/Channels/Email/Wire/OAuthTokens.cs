using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace PromoEngine.Inbox.Channels.Email.Wire;

/// <summary>What a mail provider gave us to ask for tokens with.</summary>
internal sealed record OAuthClient(Uri TokenEndpoint, string ClientId, string ClientSecret, string RefreshToken)
{
    // A record would print its secrets.
    public override string ToString() => "OAuth client";

    /// <summary>Names it in the cache without holding a secret there.</summary>
    public string Key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{TokenEndpoint}\n{ClientId}\n{RefreshToken}")));
}

/// <summary>Access tokens (RFC 6749 6), one for IMAP and SMTP together, kept until shortly before they end.</summary>
internal sealed class OAuthTokens(OutboundHttp http, TimeProvider clock)
{
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, (string Token, DateTimeOffset Until)> known = [];
    private readonly ConcurrentDictionary<string, SemaphoreSlim> asking = [];

    public async Task<string> Get(OAuthClient client, CancellationToken ct)
    {
        if (Known(client) is { } kept)
            return kept;
        var turn = asking.GetOrAdd(client.Key, _ => new(1));
        await turn.WaitAsync(ct);
        try
        {
            return Known(client) ?? await Ask(client, ct);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The mail server did not take it: the next one is asked for anew.</summary>
    public void Forget(OAuthClient client) => known.TryRemove(client.Key, out _);

    private string? Known(OAuthClient client) => known.TryGetValue(client.Key, out var kept) && clock.GetUtcNow() < kept.Until ? kept.Token : null;

    private async Task<string> Ask(OAuthClient client, CancellationToken ct)
    {
        var fields = new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["client_id"] = client.ClientId, ["refresh_token"] = client.RefreshToken };
        if (client.ClientSecret.Length > 0)
            fields["client_secret"] = client.ClientSecret;
        using var form = new FormUrlEncodedContent(fields);
        try
        {
            using var answer = await http.Client.PostAsync(client.TokenEndpoint, form, ct);
            using var body = LooseJson.Parse(await answer.Content.ReadAsByteArrayAsync(ct));
            var root = body?.RootElement ?? default;
            if (LooseJson.Text(root, "access_token") is not { Length: > 0 } token)
                throw Refused((int)answer.StatusCode, LooseJson.Text(root, "error"), LooseJson.Text(root, "error_description"));
            var lives = double.TryParse(LooseJson.Text(root, "expires_in"), System.Globalization.CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(Math.Clamp(seconds, 0, 86_400)) : TimeSpan.FromMinutes(5);
            known[client.Key] = (token, clock.GetUtcNow() + lives - Early);
            return token;
        }
        catch (HttpRequestException e)
        {
            throw new MailLostException("The token endpoint does not answer.", e);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new MailLostException("The token endpoint does not answer.", e);
        }
    }

    private static MailRefusedException Refused(int status, string error, string description) => error switch
    {
        "invalid_grant" => new("The refresh token is not valid any more. Sign in at the mail provider again and enter the new one."),
        "invalid_client" or "unauthorized_client" => new("The token endpoint does not know this client id and secret."),
        _ => new($"The token endpoint gave no token (status {status}{(error.Length > 0 ? $", {error}" : "")}{(description.Length is > 0 and < 300 ? $": {description}" : "")}).", ForNow: status is 429 or >= 500),
    };
}
