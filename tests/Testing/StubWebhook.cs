using System.Security.Cryptography;
using System.Text;

namespace PromoEngine.Testing;

/// <summary>Calls a webhook the way Twilio does, signed with an implementation of its own.</summary>
public static class StubWebhook
{
    /// <param name="signedUrl">What the provider was told to call, where that differs from where the server listens.</param>
    public static HttpRequestMessage Request(
        Uri webhook, IEnumerable<KeyValuePair<string, string>> fields, string token = StubTwilio.Token, string? signedUrl = null)
    {
        var form = fields.ToList();
        return new(HttpMethod.Post, webhook)
        {
            Content = new FormUrlEncodedContent(form),
            Headers = { { "X-Twilio-Signature", Sign(token, signedUrl ?? webhook.OriginalString, form) } },
        };
    }

    public static string Sign(string token, string url, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var signed = url + string.Concat(fields.Distinct()
            .OrderBy(field => field.Key, StringComparer.Ordinal).ThenBy(field => field.Value, StringComparer.Ordinal)
            .Select(field => field.Key + field.Value));
#pragma warning disable CA5350 // The algorithm is Twilio's choice.
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(signed)));
#pragma warning restore CA5350
    }

    /// <summary>The fields of a text from a customer.</summary>
    public static List<KeyValuePair<string, string>> Text(string from, string to, string body, string sid, int media = 0)
    {
        List<KeyValuePair<string, string>> fields =
        [
            new("ToCountry", "US"), new("SmsMessageSid", sid), new("NumMedia", $"{media}"), new("SmsSid", sid), new("SmsStatus", "received"),
            new("Body", body), new("To", to), new("NumSegments", "1"), new("MessageSid", sid), new("AccountSid", StubTwilio.Account),
            new("From", from), new("ApiVersion", "2010-04-01"),
        ];
        for (var i = 0; i < media; i++)
        {
            fields.Add(new($"MediaUrl{i}", $"https://api.twilio.com/2010-04-01/Accounts/{StubTwilio.Account}/Messages/{sid}/Media/ME{i}"));
            fields.Add(new($"MediaContentType{i}", "image/jpeg"));
        }
        return fields;
    }

    /// <summary>The fields of a delivery callback.</summary>
    public static List<KeyValuePair<string, string>> Status(string sid, string status, string from, string to, string? errorCode = null)
    {
        List<KeyValuePair<string, string>> fields =
        [
            new("SmsSid", sid), new("SmsStatus", status), new("MessageStatus", status), new("To", to), new("MessageSid", sid),
            new("AccountSid", StubTwilio.Account), new("From", from), new("ApiVersion", "2010-04-01"),
        ];
        if (errorCode is not null)
            fields.Add(new("ErrorCode", errorCode));
        return fields;
    }
}
