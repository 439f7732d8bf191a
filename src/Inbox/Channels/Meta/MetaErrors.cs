namespace PromoEngine.Inbox.Channels.Meta;

/// <summary>
/// Meta's error codes in the words of the person who has to do something about them
/// (https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes, …/messenger-platform/error-codes).
/// </summary>
internal static class MetaErrors
{
    public static DeliveryError Explain(string code, string said)
    {
        var (text, permanent) = Known(code);
        return new(code, text ?? (said.Length > 0 ? said : code.Length > 0 ? $"Meta did not deliver this message (code {code})." : "Meta did not deliver this message and gave no reason."), permanent);
    }

    /// <summary>An error as the Graph API writes it; its subcode says more than its code, where we know it.</summary>
    public static DeliveryError Read(System.Text.Json.JsonElement body, int status)
    {
        var error = LooseJson.At(body, "error");
        var (code, subcode) = (LooseJson.Text(error, "code"), LooseJson.Text(error, "error_subcode"));
        if (code.Length is 0 or > 16)
            code = status is 401 ? "190" : status is 403 ? "10" : status.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var said = LooseJson.Text(LooseJson.At(error, "error_data"), "details") is { Length: > 0 } details ? details : LooseJson.Text(error, "message");
        return Explain(subcode.Length is > 1 and <= 16 && Known(subcode).Text is not null ? subcode : code, said.Length <= 300 ? said : said[..300]);
    }

    /// <summary>How long to leave an account or a person alone after such an error; null when sending again would not help.</summary>
    public static TimeSpan? Wait(string code) => !IsTemporary(code) ? null : code switch
    {
        "131056" => TimeSpan.FromSeconds(6), // one message to the same person every six seconds
        "130429" or "1" or "2" or "131000" or "131016" => TimeSpan.FromSeconds(5),
        "131048" => TimeSpan.FromHours(1),
        "131057" or "133004" => TimeSpan.FromMinutes(5),
        _ => TimeSpan.FromMinutes(1),
    };

    /// <summary>Too fast, or Meta itself in trouble: the same call may work later.</summary>
    public static bool IsTemporary(string code) => code is "1" or "2" or "4" or "17" or "32" or "341" or "613" or "80007" or "130429" or "131000" or "131016" or "131048" or "131056" or "131057" or "133004" or "1200";

    private static (string? Text, bool Permanent) Known(string code) => code switch
    {
        "0" or "190" => ("Meta did not accept our access token. Enter a new one in the channel's settings.", false),
        "3" or "10" or "200" or "131005" => ("Our access token is not allowed to send messages. Check its permissions in the channel's settings.", false),
        "33" or "100" => ("Meta did not understand the request; check the phone number id or page id in the channel's settings.", false),
        "368" or "131031" => ("Meta has restricted our account. Look into the Meta business manager.", false),
        "551" => ("This person cannot be written to right now: they blocked us or left Messenger.", true),
        "2018001" or "131026" => ("This person does not receive messages from us: the number has no WhatsApp, or they have not accepted its terms.", true),
        "2018278" or "131047" or "470" => ("More than 24 hours have passed since the customer wrote; only an approved template may be sent now.", true),
        "130472" or "131049" or "131050" => ("WhatsApp did not deliver this message to protect the person from too many of its kind.", false),
        "131008" or "131009" => ("A part of the message is missing or wrong for WhatsApp.", true),
        "131021" => ("The recipient is our own number.", true),
        "131042" => ("Our WhatsApp account has a payment problem. Look into the Meta business manager.", false),
        "131045" or "133010" => ("Our number is not registered with WhatsApp yet. Finish its registration in the Meta business manager.", false),
        "131051" => ("WhatsApp does not take messages of this kind.", true),
        "131052" or "131053" => ("The attachment could not be passed on: its type or size is not allowed.", true),
        "132000" or "132005" or "132007" or "132012" or "132018" => ("The template's values do not fit the template.", true),
        "132001" => ("This template does not exist in that language or is not approved yet.", true),
        "132015" or "132016" => ("WhatsApp has paused or switched off this template.", true),
        _ => (null, false),
    };
}
