namespace PromoEngine.Inbox.Channels.Email;

/// <summary>Why a mail did not arrive, in the words of the person who has to do something about it: enhanced status codes (RFC 3463), SMTP replies, or what the other side said.</summary>
internal static class MailErrors
{
    public static DeliveryError Explain(string code, string said)
    {
        var text = code switch
        {
            "5.1.1" or "5.1.0" or "5.1.10" or "550" => "This mailbox does not exist.",
            "5.1.2" or "5.4.4" => "The domain of this address does not exist or takes no mail.",
            "5.2.1" => "This mailbox is switched off.",
            "5.2.2" or "4.2.2" or "552" => "This mailbox is full.",
            "5.3.4" or "5.2.3" => "The mail is too large for the other side.",
            "5.7.1" or "554" => "The other side refused this mail, most likely as spam.",
            "5.7.26" or "5.7.23" => "Our domain is not set up for sending from here (SPF, DKIM or DMARC), so the other side refused this mail.",
            _ => null,
        };
        return new(code, text is null ? said.Length > 0 ? said : "The mail did not arrive, and the other side gave no reason." : said.Length > 0 ? $"{text} ({said})" : text, code.StartsWith('5'));
    }
}
