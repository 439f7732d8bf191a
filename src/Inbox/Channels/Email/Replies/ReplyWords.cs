using System.Text.RegularExpressions;

namespace PromoEngine.Inbox.Channels.Email.Replies;

/// <summary>
/// The words by which mail programs introduce what they quote and people end what they write, language by language. To add a language, add its words to
/// each list and a row to the corpus. All patterns run without backtracking: mail is hostile input.
/// </summary>
internal static class ReplyWords
{
    private const RegexOptions Linear = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    /// <summary>"On Tue, 3 Nov 2026 at 10:11, Ann wrote:", in up to four lines put together; also with the name first.</summary>
    public static readonly Regex Introduction = new(
        @"^\s*(?:(?:on|am|le|el|op|il|em|no|den|dne|dnia|w dniu|på|pe|il giorno|a|в|la)\b.{5,400}?\b(?:wrote|writes|schrieb(?: folgendes)?|a écrit|a ecrit|escribió|escribio|schreef(?: het volgende)?|het volgende geschreven|ha scritto|escreveu|skrev|napisał(?:\(a\))?|napsal(?:\(a\))?|kirjoitti|написал(?:а)?)"
        + @"|\s*(?:am|op|den|på|em|le|el|il)\b.{5,200}?\b(?:schrieb|schreef|skrev|kirjoitti)\b.{2,200}:"
        + @"|.{2,200}?(?:<[^<>\s]+@[^<>\s]+>|\[mailto:[^\]]+\]|""[^""]+"").{0,100}?\b(?:wrote|schrieb(?: am .{5,80})?|a écrit|escribió|schreef(?: op .{5,80})?|ha scritto|escreveu)"
        + @"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}.{0,60}?<[^<>\s]+@[^<>\s]+>)\s*:?\s*$",
        Linear);

    /// <summary>Where an introduction may begin; cheap, so that the long pattern runs on few lines.</summary>
    public static readonly Regex MayIntroduce = new(
        @"^\s*(?:on|am|le|el|op|il|em|no|den|dne|dnia|w dniu|på|pe|a|в|la)\s|^\s*\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\s|(?:wrote|schrieb|écrit|escribió|schreef|scritto|escreveu)\b", Linear);

    /// <summary>A line that ends what is new, by itself.</summary>
    public static readonly Regex Divider = new(
        @"^\s*[-_*=]{2,}\s*(?:original message|original appointment|ursprüngliche nachricht|originalnachricht|ursprüngliche mail|message d'origine|message original|mensaje original|oorspronkelijk bericht|messaggio originale|mensagem original|reply message|reply above this line|antwort oberhalb dieser zeile)\s*[-_*=]*\s*$"
        + @"|^\s*(?:#+\s*)?[-=*]*\s*(?:please )?(?:reply|type your reply|write your reply) above this line.*$",
        Linear);

    /// <summary>What was forwarded is the message itself, so nothing of it is cut.</summary>
    public static readonly Regex Forward = new(
        @"^\s*(?:[-_*=]{2,}\s*(?:forwarded message|weitergeleitete nachricht|message transféré|message transmis|mensaje reenviado|doorgestuurd bericht|messaggio inoltrato|mensagem encaminhada)\s*[-_*=]*"
        + @"|begin forwarded message:|anfang der weitergeleiteten (?:e-mail|nachricht):|début du message (?:réexpédié|transféré)\s*:|inicio del mensaje reenviado:|begin doorgestuurd bericht:|inizio messaggio inoltrato:|início da mensagem reencaminhada:)\s*$",
        Linear);

    /// <summary>The first line of a quoted header: who it was from.</summary>
    public static readonly Regex FromLine = new(@"^[\s>*]*(?:from|von|de|da|van|från|fra|od|от|expéditeur)\s*\*?\s*:\s*\*?\s*\S", Linear);

    /// <summary>Its other lines.</summary>
    public static readonly Regex HeaderLine = new(
        @"^[\s>*]*(?:sent|date|to|cc|bcc|subject|reply-to|gesendet|datum|an|betreff|envoyé|date d'envoi|à|objet|enviado(?: el| em)?|fecha|para|asunto|cc|verzonden|aan|onderwerp|inviato|data|a|oggetto|enviada(?: em)?|assunto|skickat|till|ämne|sendt|til|emne|wysłano|do|temat|importance|priority)\s*\*?\s*:",
        Linear);

    /// <summary>What telephones and free mailers add by themselves.</summary>
    public static readonly Regex Device = new(
        @"^\s*[\[(<*_-]*\s*(?:sent (?:from|via|with|using) .{2,80}|sent by .{2,40} for .{2,40}|get outlook for (?:ios|android|windows|mac).*|download outlook for .*|von meinem .{2,60} gesendet|(?:diese nachricht wurde )?gesendet (?:von|mit|über) .{2,60}|envoyé (?:de|depuis|à partir de) .{2,60}|télécharger outlook.*|obtenir outlook.*|enviado (?:desde|de|do|via|por) .{2,60}|obtener outlook.*|obter o outlook.*|verstuurd (?:vanaf|via|met) .{2,60}|verzonden (?:vanaf|met|via) .{2,60}|inviato (?:da|dal) .{2,60}|holen sie sich outlook.*|outlook für .* beschaffen.*|hol dir outlook.*)\s*[\])>*_]*\s*$",
        Linear);

    /// <summary>The words before a name at the end; alone on their line.</summary>
    public static readonly Regex Closing = new(
        @"^\s*(?:(?:many |kind |kindest |best |warm |warmest |with (?:best|kind) |my best )?regards|(?:many |with many )?thanks(?: (?:again|so much|a lot|in advance|for your help|and regards|& regards))?|thank you(?: (?:again|so much|very much|in advance))?|thx|tia|cheers|best(?: wishes)?|all the best|sincerely(?: yours)?|yours(?: (?:truly|sincerely|faithfully))?|respectfully|cordially|take care|talk soon|br|rgds"
        + @"|(?:mit )?(?:freundlichen|besten|herzlichen|vielen|lieben|schönen|schöne|beste|liebe|viele|herzliche|freundliche) (?:grüßen|grüssen|grüße|grüsse|dank|gruß|gruss)(?: (?:aus|und|an) .{2,40})?|mfg|lg|vg|gruß|gruss|grüße|danke(?: (?:und gruß|im voraus|schön))?|vielen dank(?: im voraus)?"
        + @"|(?:bien )?cordialement|(?:bien )?à vous|cdt|bonne journée|merci(?: (?:beaucoup|d'avance|et bonne journée))?|sincères salutations|salutations(?: distinguées)?|(?:un )?(?:cordial )?saludo(?:s)?(?: cordiales)?|atentamente|atte|(?:muchas )?gracias(?: y saludos)?|un abrazo"
        + @"|met (?:vriendelijke|hartelijke) groet(?:en)?|vriendelijke groet(?:en)?|mvg|groet(?:en|jes)?|(?:alvast )?bedankt|cordiali saluti|distinti saluti|un saluto|saluti|grazie(?: mille)?|atenciosamente|cumprimentos|com os melhores cumprimentos|abraços?|obrigad[oa])[\s,.!;:-]*$",
        Linear);

    /// <summary>"-Ann", "~ Ann B." in the last line.</summary>
    public static readonly Regex DashedName = new(@"^[-–—~]{1,2}\s?\p{Lu}[\p{L}.'’]*(?:\s\p{Lu}[\p{L}.'’]*){0,2}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    /// <summary>A line that orders something: it may follow "Thanks!", but a house number or a telephone does not look like it.</summary>
    public static readonly Regex Amount = new(@"^\s*(?:[-*•]\s*)?(?:also|and|plus|und|auch|et|aussi|y|también|en|ook)\b.*\d|^\s*(?:[-*•]\s*)?\d{1,6}\s*(?:x|×|pcs|pieces?|units?|each|more|of|stück|st\.|pièces?|piezas|stuks|dozen)\b", Linear);

    /// <summary>How lawyers begin.</summary>
    public static readonly Regex Disclaimer = new(
        @"^[\s*_-]*(?:(?:confidentiality|privacy|legal|disclaimer|important)(?: notice| note| disclaimer)?\s*[:\-–]|disclaimer\s*$|this (?:e-?mail|message|communication|transmission)(?:,? (?:and|including|together with) (?:any|all|its)\b.{0,60})? (?:is|are|may|contains?|was sent|has been|and)\b.{0,80}\b(?:confidential|privileged|intended|virus)"
        + @"|the (?:information|content)s? (?:contained )?(?:in|of) this (?:e-?mail|message|communication)|if you (?:are not|have received) .{0,40}(?:intended|error|mistake)|please consider the environment"
        + @"|diese (?:e-?mail|nachricht) .{0,60}(?:vertraulich|rechtlich geschützt)|der inhalt dieser e-?mail|ce (?:message|courriel|mail|e-?mail) .{0,80}confidentiel|este (?:mensaje|correo|e-?mail) .{0,80}confidencial|esta mensagem .{0,80}confidencia|dit (?:bericht|e-?mailbericht) .{0,80}vertrouwelijk|questo messaggio .{0,80}(?:riservat|confidenzial))",
        Linear);

    /// <summary>What the company's own filter put on top.</summary>
    public static readonly Regex Banner = new(@"^\s*[\[*!_-]*\s*(?:caution|warning|external(?: e-?mail| sender)?|achtung|attention)\b.{0,20}(?:\bthis (?:e-?mail|message) (?:originated|came|is|was sent)|:.{0,40}\b(?:external|outside|extern)|\bexternal (?:e-?mail|sender)|\]\s*$).*$", Linear);
}
