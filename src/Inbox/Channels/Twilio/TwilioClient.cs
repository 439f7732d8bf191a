using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace PromoEngine.Inbox.Channels.Twilio;

/// <summary>What one call came to.</summary>
internal abstract record TwilioAnswer
{
    private TwilioAnswer() { }

    internal sealed record Ok(JsonElement Body) : TwilioAnswer;

    /// <summary>Twilio heard us and said no.</summary>
    internal sealed record Refused(DeliveryError Error) : TwilioAnswer;

    /// <summary>Twilio certainly did nothing.</summary>
    internal sealed record Busy(TimeSpan After, string Reason) : TwilioAnswer;

    /// <summary>Twilio may have done it.</summary>
    internal sealed record Lost(string Reason) : TwilioAnswer;
}

/// <summary>One call to Twilio's REST API, with every way in which it can end told apart.</summary>
internal sealed class TwilioClient(OutboundHttp http, TimeProvider clock)
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan Unreachable = TimeSpan.FromSeconds(15);

    public async Task<TwilioAnswer> Call(
        TwilioSettings settings, HttpMethod method, Uri address, IEnumerable<KeyValuePair<string, string>>? fields, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = Credentials(settings);
        request.Headers.Accept.Add(new("application/json"));
        // A request with a body is never repeated by the handler on its own, even when a kept connection turns out closed.
        request.Content = fields is null ? null : new FormUrlEncodedContent(fields);

        try
        {
            using var response = await http.Client.SendAsync(request, ct);
            return Read(response, await response.Content.ReadAsByteArrayAsync(ct));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new TwilioAnswer.Lost("Twilio did not answer in time.");
        }
        catch (HttpRequestException e)
        {
            return Failed(e);
        }
        catch (IOException)
        {
            return new TwilioAnswer.Lost("The connection to Twilio broke off.");
        }
    }

    private TwilioAnswer Read(HttpResponseMessage response, byte[] bytes)
    {
        var body = Parse(bytes);
        if (response.IsSuccessStatusCode)
            return body is { } ok ? new TwilioAnswer.Ok(ok) : new TwilioAnswer.Lost("Twilio's answer could not be read.");

        var status = (int)response.StatusCode;
        // "Requests that receive 429 responses aren't processed" (https://www.twilio.com/docs/api/errors/20429).
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
            return new TwilioAnswer.Busy(After(response.Headers.RetryAfter), "Twilio has too much to do for us right now.");
        // A server that broke down says nothing about how far it had got.
        if (status >= 500 || response.StatusCode == HttpStatusCode.RequestTimeout)
            return new TwilioAnswer.Lost($"Twilio answered with an error ({status}).");

        var code = body is { } error ? LooseJson.Text(error, "code") : "";
        if (code.Length is 0 or > 16)
            code = response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? "20003"
                : response.StatusCode == HttpStatusCode.NotFound ? "20404" : status.ToString(CultureInfo.InvariantCulture);
        var said = body is { } text ? LooseJson.Text(text, "message") : "";
        return new TwilioAnswer.Refused(TwilioErrors.Explain(code, said.Length <= 300 ? said : said[..300]));
    }

    /// <summary>Where a call never got onto a connection, nothing can have been heard.</summary>
    private static TwilioAnswer Failed(HttpRequestException e) => e switch
    {
        { InnerException: OutboundRefusedException refused } =>
            new TwilioAnswer.Refused(new("address", $"This server does not call private addresses: {refused.Message}", false)),
        { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError } =>
            new TwilioAnswer.Busy(Unreachable, "Twilio cannot be reached."),
        { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            new TwilioAnswer.Busy(Unreachable, "The connection to Twilio is not secure: its certificate was not accepted."),
        _ => new TwilioAnswer.Lost("The connection to Twilio broke off."),
    };

    private TimeSpan After(RetryConditionHeaderValue? header)
    {
        var after = header?.Delta ?? (header?.Date is { } date ? date - clock.GetUtcNow() : ShortestWait);
        return after < ShortestWait ? ShortestWait : after > LongestWait ? LongestWait : after;
    }

    private static JsonElement? Parse(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static System.Net.Http.Headers.AuthenticationHeaderValue Credentials(TwilioSettings settings) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{settings.AccountSid}:{settings.AuthToken}")));
}
