using System.Net.Http.Headers;
using System.Text.Json;

namespace PromoEngine.Inbox.Channels;

/// <summary>What one call to a provider's REST API came to.</summary>
internal abstract record RestAnswer
{
    private RestAnswer() { }

    /// <param name="Body">Undefined where the answer had none.</param>
    internal sealed record Ok(JsonElement Body) : RestAnswer;

    /// <summary>The provider answered with an error.</summary>
    /// <param name="Body">Undefined where it could not be read.</param>
    /// <param name="After">When it wants to be asked again; null when it does not say.</param>
    internal sealed record Error(int Status, JsonElement Body, TimeSpan? After) : RestAnswer;

    /// <summary>The provider certainly heard nothing.</summary>
    internal sealed record Unreached(string Reason, bool Refused) : RestAnswer;

    /// <summary>The provider may have done it.</summary>
    internal sealed record Lost(string Reason) : RestAnswer;
}

/// <summary>One JSON call to a provider, with every way in which it can end told apart. What an error means is the adapter's to say.</summary>
/// <param name="provider">As people call it: "Meta".</param>
internal sealed class RestClient(OutboundHttp http, TimeProvider clock, string provider)
{
    public static readonly TimeSpan Unreachable = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    public async Task<RestAnswer> Call(HttpMethod method, Uri address, string? bearer, HttpContent? content, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        if (bearer is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        request.Headers.Accept.Add(new("application/json"));
        try
        {
            using var response = await http.Client.SendAsync(request, ct);
            var bytes = await response.Content.ReadAsByteArrayAsync(ct);
            using var document = bytes.Length == 0 ? null : LooseJson.Parse(bytes);
            var body = document?.RootElement.Clone() ?? default;
            if (!response.IsSuccessStatusCode)
                return new RestAnswer.Error((int)response.StatusCode, body, After(response.Headers.RetryAfter));
            return bytes.Length > 0 && document is null ? new RestAnswer.Lost($"{provider}'s answer could not be read.") : new RestAnswer.Ok(body);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new RestAnswer.Lost($"{provider} did not answer in time.");
        }
        catch (HttpRequestException e)
        {
            return Failed(e);
        }
        catch (IOException)
        {
            return new RestAnswer.Lost($"The connection to {provider} broke off.");
        }
    }

    /// <summary>Where a call never got onto a connection, nothing can have been heard.</summary>
    private RestAnswer Failed(HttpRequestException e) => e switch
    {
        { InnerException: OutboundRefusedException refused } => new RestAnswer.Unreached($"This server does not call private addresses: {refused.Message}", Refused: true),
        { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError } => new RestAnswer.Unreached($"{provider} cannot be reached.", Refused: false),
        { HttpRequestError: HttpRequestError.SecureConnectionError } => new RestAnswer.Unreached($"The connection to {provider} is not secure: its certificate was not accepted.", Refused: false),
        _ => new RestAnswer.Lost($"The connection to {provider} broke off."),
    };

    private TimeSpan? After(RetryConditionHeaderValue? header)
    {
        if (header is null)
            return null;
        var after = header.Delta ?? (header.Date is { } date ? date - clock.GetUtcNow() : ShortestWait);
        return after < ShortestWait ? ShortestWait : after > LongestWait ? LongestWait : after;
    }
}
