namespace PromoEngine.Inbox.Channels.Email.Mime;

/// <summary>Who or what sent a mail, by its header: RFC 3834 and what mailers did before and beside it.</summary>
internal static class MailKinds
{
    /// <summary>How out-of-office notes begin, in the languages of our customers; only an answer ("Re: Automatic reply") does not.</summary>
    private static readonly string[] AwaySubjects =
    [
        "automatic reply", "auto reply", "auto-reply", "autoreply", "auto response", "autoresponse", "auto:", "out of office", "out of the office", "away from the office", "vacation reply", "on vacation",
        "automatische antwort", "abwesenheitsnotiz", "abwesenheit", "abwesend", "nicht im büro", "réponse automatique", "absence du bureau", "absent du bureau", "message d'absence",
        "respuesta automática", "fuera de la oficina", "automatisch antwoord", "afwezigheid", "afwezig", "risposta automatica", "fuori sede", "resposta automática", "ausência temporária", "fora do escritório",
    ];

    public static MailKind Of(HeaderBlock headers, BounceReport? bounce)
    {
        if (bounce is not null)
            return MailKind.Bounce;
        if (IsAutomatic(headers))
            return MailKind.AutoReply;
        return headers["List-Id"] is not null || headers["List-Unsubscribe"] is not null || headers["Precedence"]?.Trim().ToLowerInvariant() is "bulk" or "list" or "junk"
            ? MailKind.List
            : MailKind.Personal;
    }

    private static bool IsAutomatic(HeaderBlock headers)
    {
        if (headers["Auto-Submitted"] is { } submitted && !FieldParameters.Parse(submitted).Value.Equals("no", StringComparison.Ordinal))
            return true;
        if (headers["X-Autoreply"] is not null || headers["X-Autorespond"] is not null || headers["X-Autoresponder"] is not null || headers["X-Auto-Reply"] is not null
            || headers["X-Mail-Autoreply"] is not null || headers["X-FC-MachineGenerated"] is not null)
            return true;
        if (headers["Precedence"]?.Trim().ToLowerInvariant() is "auto_reply" or "auto-reply" || headers["X-Precedence"]?.Trim().ToLowerInvariant() is "auto_reply" or "auto-reply")
            return true;
        var subject = headers.Words("Subject") ?? "";
        return AwaySubjects.Any(away => subject.StartsWith(away, StringComparison.OrdinalIgnoreCase));
    }

    public static bool IsMarkedSpam(HeaderBlock headers) =>
        headers["X-Spam-Flag"]?.Trim().StartsWith("yes", StringComparison.OrdinalIgnoreCase) == true || headers["X-Spam-Status"]?.Trim().StartsWith("yes", StringComparison.OrdinalIgnoreCase) == true
        || headers["X-Spam"]?.Trim().StartsWith("yes", StringComparison.OrdinalIgnoreCase) == true;
}
