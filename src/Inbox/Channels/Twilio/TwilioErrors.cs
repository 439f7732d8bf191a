namespace PromoEngine.Inbox.Channels.Twilio;

/// <summary>
/// Twilio's error codes in the words of the person who has to do something about them
/// (https://www.twilio.com/docs/api/errors). Twilio refines its codes now and then, so a code that is not listed is
/// shown with Twilio's own sentence and treated as worth another try.
/// </summary>
internal static class TwilioErrors
{
    /// <summary>Why a message did not arrive, from a status callback; null while nothing is wrong.</summary>
    public static DeliveryError? OfStatus(DeliveryStatus status, string code) =>
        status is DeliveryStatus.Failed or DeliveryStatus.Undelivered ? Explain(code, "") : null;

    public static DeliveryError Explain(string code, string said)
    {
        var (text, permanent) = Known(code);
        if (text is not null)
            return new(code, text, permanent);
        if (said.Length > 0)
            return new(code, said, false);
        return new(code, code.Length > 0
            ? $"The phone company did not deliver this text (code {code})."
            : "The phone company did not deliver this text and gave no reason.", false);
    }

    private static (string? Text, bool Permanent) Known(string code) => code switch
    {
        "20003" => ("Twilio did not accept our account SID and auth token. Check them in the channel's settings.", false),
        "20404" => ("Twilio does not know this account. Check the account SID in the channel's settings.", false),
        "21212" or "21603" or "21606" or "21659" or "21660" or "21661" =>
            ("Our number cannot send texts with this Twilio account. Check the number in the channel's settings.", false),
        "21211" or "21217" or "21265" => ("This is not a number that can receive texts.", true),
        "21408" or "21612" => ("Our Twilio account is not allowed to text numbers in that country.", false),
        "21602" or "21619" => ("The text is empty.", true),
        "21608" => ("A Twilio trial account may only text numbers that were verified first.", false),
        "21610" => ("The customer has replied STOP. They must text START before we can write again.", true),
        "21611" or "30001" or "30022" or "30023" => ("Too many texts are waiting at Twilio. Try again in a while.", false),
        "21614" or "21635" or "30006" => ("This number is a landline or cannot receive texts.", true),
        "21617" or "21658" => ("The text is longer than the 1,600 characters that Twilio takes.", true),
        "30002" or "20005" => ("Our Twilio account is suspended. Look into the Twilio console.", false),
        "30003" => ("The phone is switched off or out of reach.", false),
        "30004" => ("The customer's phone or carrier blocks texts from us.", false),
        "30005" => ("This number is unknown or no longer in use.", true),
        "30007" => ("The carrier took this text for spam and did not deliver it.", false),
        "30008" => ("The carrier did not say why this text was not delivered.", false),
        "30032" => ("Our toll-free number is not verified yet, so carriers refuse its texts.", false),
        "30034" => ("Our number is not registered for business texting (A2P 10DLC), so carriers refuse its texts.", false),
        "30036" => ("This text waited too long and was not sent.", false),
        "63016" => ("More than 24 hours have passed since the customer wrote; WhatsApp then takes approved templates only.", true),
        _ => (null, false),
    };
}
