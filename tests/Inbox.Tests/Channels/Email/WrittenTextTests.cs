using PromoEngine.Inbox.Channels.Email.Replies;

namespace PromoEngine.Inbox.Tests.Channels.Email;

/// <summary>What was newly written, for the programs and languages that customers use. `|` is a line break here.</summary>
public sealed class WrittenTextTests
{
    [Theory]
    [InlineData("Yes please, 50 more.||On Tue, 3 Nov 2026 at 10:11, Ann <ann@shop.test> wrote:|> Do you need more?", "Yes please, 50 more.")]
    [InlineData("Ja, bitte.||Am 03.11.26 um 10:11 schrieb Ann Muster:|> Noch etwas?", "Ja, bitte.")]
    [InlineData("Ja bitte.||Ann Muster <ann@shop.test> schrieb am Di., 3. Nov. 2026, 10:11:||> Noch etwas?", "Ja bitte.")]
    [InlineData("Oui.||Le mar. 3 nov. 2026 à 10:11, Ann <ann@shop.test> a|écrit :||> Encore ?", "Oui.")]
    [InlineData("Sí.||El mar, 3 nov 2026 a las 10:11, Ann (<ann@shop.test>) escribió:||> ¿Más?", "Sí.")]
    [InlineData("Ja.||Op di 3 nov 2026 om 10:11 schreef Ann <ann@shop.test>:||> Meer?", "Ja.")]
    [InlineData("Sì.||Il giorno mar 3 nov 2026 alle ore 10:11 Ann <ann@shop.test> ha scritto:||> Altro?", "Sì.")]
    [InlineData("Sim.||Em ter., 3 de nov. de 2026 às 10:11, Ann <ann@shop.test> escreveu:||> Mais?", "Sim.")]
    [InlineData("Looks good.||From: Ann Shop <ann@shop.test>|Sent: Tuesday, November 3, 2026 10:11 AM|To: Carl <carl@example.test>|Subject: RE: Mugs||Your quote is attached.", "Looks good.")]
    [InlineData("Passt.||________________________________|Von: Ann <ann@shop.test>|Gesendet: Dienstag, 3. November 2026 10:11|An: Carl|Betreff: AW: Tassen||Anbei.", "Passt.")]
    [InlineData("Fine.||-----Original Message-----|From: ann@shop.test|Hello", "Fine.")]
    [InlineData("> how many?|150|> which colour?|navy", "150|navy")]
    [InlineData("On Monday 3 Nov Ann <ann@shop.test> wrote:|> how many?||We need 150.", "We need 150.")]
    [InlineData("On Friday we need 50 mugs.|Ann wrote: nothing", "On Friday we need 50 mugs.|Ann wrote: nothing")]
    [InlineData("[EXTERNAL EMAIL]|20 caps please", "20 caps please")]
    [InlineData("see below||---------- Forwarded message ---------|From: Bob <bob@example.test>|Date: Tue|Subject: caps|To: me||20 navy caps", "see below||---------- Forwarded message ---------|From: Bob <bob@example.test>|Date: Tue|Subject: caps|To: me||20 navy caps")]
    public void The_reply_is_what_was_newly_written(string mail, string reply) => Assert.Equal(Lines(reply), WrittenText.Of(Lines(mail)).Reply);

    [Theory]
    [InlineData("50 caps||-- |Ann Example|Buyer", "50 caps", "--|Ann Example|Buyer")]
    [InlineData("50 caps||Best regards,|Ann Example|+1 312 555 0100", "50 caps", "Best regards,|Ann Example|+1 312 555 0100")]
    [InlineData("50 Kappen||Mit freundlichen Grüßen|Ann", "50 Kappen", "Mit freundlichen Grüßen|Ann")]
    [InlineData("50 caps||Sent from my iPhone", "50 caps", "Sent from my iPhone")]
    [InlineData("50 Kappen||Von meinem iPhone gesendet", "50 Kappen", "Von meinem iPhone gesendet")]
    [InlineData("50 caps||Thanks!|Ann||Get Outlook for iOS", "50 caps", "Thanks!|Ann||Get Outlook for iOS")]
    [InlineData("50 caps||-Ann", "50 caps", "-Ann")]
    [InlineData("50 caps||Carl Example|Buyer, ACME", "50 caps", "Carl Example|Buyer, ACME")]
    [InlineData("50 caps||carl", "50 caps", "carl")]
    [InlineData("-20 mugs|-Navy caps", "-20 mugs|-Navy caps", null)]
    [InlineData("100 mugs|Thanks!|also 50 pens", "100 mugs|Thanks!|also 50 pens", null)]
    [InlineData("100 mugs|Thanks!|50 of them blue", "100 mugs|Thanks!|50 of them blue", null)]
    [InlineData("Thanks for the quote, go ahead", "Thanks for the quote, go ahead", null)]
    [InlineData("Thanks!||Can you also do 30 pens?", "Thanks!||Can you also do 30 pens?", null)]
    [InlineData("50 caps||CONFIDENTIALITY NOTICE: This message is for Ann alone.", "50 caps", null)]
    public void The_signature_stands_apart(string mail, string reply, string? signature)
    {
        var written = WrittenText.Of(Lines(mail), "Carl Example");

        Assert.Equal((Lines(reply), signature is null ? null : Lines(signature)), (written.Reply, written.Signature));
    }

    private static string Lines(string text) => text.Replace('|', '\n');
}
