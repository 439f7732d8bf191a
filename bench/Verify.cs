using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PromoEngine.Inbox.Channels.Email.Webhooks;
using PromoEngine.Inbox.Channels.Meta;
using PromoEngine.Inbox.Channels.Twilio;

namespace PromoEngine.Bench;

/// <summary>Checks webhook signatures on files, with the code that checks them in the live service.</summary>
internal static class Verify
{
    private static readonly JsonWriterOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task Run(string input, string output, CancellationToken ct)
    {
        await using var writer = new StreamWriter(output, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        await foreach (var line in File.ReadLinesAsync(input, ct))
        {
            if (!string.IsNullOrWhiteSpace(line))
                await writer.WriteAsync((Answer(line) + "\n").AsMemory(), ct);
        }
    }

    /// <summary>One line of the answer for one line of the question; a line that cannot be read says so instead.</summary>
    internal static string Answer(string line)
    {
        JsonDocument question;
        try
        {
            question = JsonDocument.Parse(line);
        }
        catch (JsonException)
        {
            return Write(default, null, "The line is not JSON.");
        }

        using (question)
        {
            if (question.RootElement.ValueKind != JsonValueKind.Object)
                return Write(default, null, "The line is not an object.");

            question.RootElement.TryGetProperty("id", out var id);
            try
            {
                return Write(id, IsValid(question.RootElement), null);
            }
            catch (UnreadableException e)
            {
                return Write(id, null, e.Message);
            }
        }
    }

    private static bool IsValid(JsonElement question)
    {
        var provider = Text(question, "provider") ?? throw new UnreadableException("provider is missing.");
        var secret = Text(question, "secret") ?? throw new UnreadableException("secret is missing.");
        return provider switch
        {
            TwilioSettings.Provider => IsTwilios(question, secret),
            "meta" => MetaSignature.IsValid(secret, Body(question) ?? throw new UnreadableException("body is missing."), Text(question, "signature") ?? ""),
            "mailgun" => IsMailguns(question, secret),
            _ => throw new UnreadableException($"No signatures of {provider} can be checked."),
        };
    }

    /// <summary>Moment, token and signature stand beside each other, or in params as Mailgun posts them.</summary>
    private static bool IsMailguns(JsonElement question, string secret)
    {
        var fields = Fields(question);
        string Given(string name) => Text(question, name) ?? fields.FirstOrDefault(field => field.Key == name).Value ?? "";
        return MailgunSignature.IsValid(secret, Given("timestamp"), Given("token"), Given("signature"));
    }

    private static bool IsTwilios(JsonElement question, string secret)
    {
        var url = Text(question, "url") ?? throw new UnreadableException("url is missing.");
        var signature = Text(question, "signature") ?? ""; // a call without the header is not signed, which is an answer
        var fields = Fields(question);
        if (Body(question) is not { } body)
            return TwilioSignature.IsValid(secret, url, TwilioForm.Of(fields), signature);

        if (TwilioSignature.BodyHash(url) is not null && fields.Count == 0)
            return TwilioSignature.IsValidBody(secret, url, body, signature);

        // Where the fields are not given on their own, the body is the form that they stand in.
        var form = fields.Count > 0 ? TwilioForm.Of(fields)
            : TwilioForm.Parse(body) ?? throw new UnreadableException("body is larger than any form of Twilio's.");
        return TwilioSignature.IsValid(secret, url, form, signature);
    }

    private static List<KeyValuePair<string, string>> Fields(JsonElement question)
    {
        var fields = new List<KeyValuePair<string, string>>();
        if (!question.TryGetProperty("params", out var given) || given.ValueKind == JsonValueKind.Null)
            return fields;
        if (given.ValueKind != JsonValueKind.Array)
            throw new UnreadableException("params is not a list.");

        foreach (var pair in given.EnumerateArray())
        {
            if (pair.ValueKind != JsonValueKind.Array || pair.GetArrayLength() != 2)
                throw new UnreadableException("params holds something that is not [name, value].");
            fields.Add(new(TextOf(pair[0], "params"), TextOf(pair[1], "params")));
        }
        return fields;
    }

    private static byte[]? Body(JsonElement question)
    {
        if (Text(question, "body") is not { } written)
            return null;
        try
        {
            return Convert.FromBase64String(written);
        }
        catch (FormatException)
        {
            throw new UnreadableException("body is not base64.");
        }
    }

    private static string? Text(JsonElement question, string name) =>
        question.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? TextOf(value, name) : null;

    private static string TextOf(JsonElement value, string name)
    {
        if (value.ValueKind != JsonValueKind.String)
            throw new UnreadableException($"{name} is not text.");
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new UnreadableException($"{name} holds half a character."); // one of an escaped surrogate pair
        }
    }

    private static string Write(JsonElement id, bool? valid, string? error)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Written))
        {
            json.WriteStartObject();
            json.WritePropertyName("id");
            if (id.ValueKind == JsonValueKind.Undefined)
                json.WriteNullValue();
            else
                json.WriteRawValue(id.GetRawText());
            if (valid is { } answer)
                json.WriteBoolean("valid", answer);
            if (error is not null)
                json.WriteString("error", error);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private sealed class UnreadableException(string message) : Exception(message);
}
