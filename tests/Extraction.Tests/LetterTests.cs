using PromoEngine.Extraction.Reading;

namespace PromoEngine.Extraction.Tests;

/// <summary>What stands around the customer's own words: quoted mails, forwards, closings, telephones and lawyers; and where it shall be sent.</summary>
public sealed class LetterTests
{
    private static readonly Catalog Catalog = Reading.Catalog.Build([new("G", "Gadget") { Aliases = ["taza", "tazas", "Tasse", "Tassen", "tasse", "tasses", "caneca", "canecas", "tazza", "tazze", "mok", "mokken"] }]);

    public static IEnumerable<TheoryDataRow<string, string, string>> Addresses() => RowFile.Read("addresses").Select(r => new TheoryDataRow<string, string, string>(r[0], r[1], r[2]));

    [Theory]
    [MemberData(nameof(Addresses))]
    public void An_address_is_kept_as_it_is_written(string language, string text, string address)
    {
        var result = Read(text);

        Assert.True(address == (result.DeliveryAddress ?? "-"), $"{language}: {text}: {result.DeliveryAddress}");
        Assert.Equal(50, Assert.Single(result.Lines).Quantity);
    }

    [Theory]
    [InlineData("50 gadgets please\n\nBest regards,\nAnn Lee\nSuite 9\n555-0142 ext 12")]
    [InlineData("50 gadgets please\n\n-- \nAnn Lee, 200 gadgets sold")]
    [InlineData("50 gadgets please\nSent from my iPhone 15")]
    [InlineData("50 gadgets please\n> we need 400 gadgets\n> and 20 more")]
    [InlineData("50 gadgets please\n\nOn Mon, Apr 13, 2026 at 9:00 AM Ann Lee <ann@example.com> wrote:\n400 gadgets")]
    [InlineData("50 gadgets please\n\nOn Mon, Apr 13, 2026 at 9:00 AM Ann Lee <ann@example.com>\nwrote:\n400 gadgets")]
    [InlineData("50 gadgets please\n\n-----Original Message-----\n400 gadgets")]
    [InlineData("50 gadgets please\n\nFrom: Ann\nSent: Monday\nTo: Shop\nSubject: 400 gadgets\n\n400 gadgets")]
    [InlineData("50 gadgets please\nCONFIDENTIALITY NOTICE: 3 things about this mail, 400 gadgets")]
    [InlineData("FYI, please handle\n\n---------- Forwarded message ---------\nFrom: Ann <ann@example.com>\nDate: Mon, Apr 13\nSubject: 400 gadgets\n\nWe need 50 gadgets")]
    [InlineData("50 Tassen bitte\n\nMit freundlichen Grüßen\nPetra Kern\n3. Stock")]
    [InlineData("50 Tassen bitte\n\nAm 13.04.2026 um 09:00 schrieb Petra Kern:\n400 Tassen")]
    [InlineData("50 tasses svp\n\nCordialement,\nLuc\nBureau 12")]
    [InlineData("50 tasses svp\n\nLe lun. 13 avr. 2026 à 09:00, Luc a écrit :\n400 tasses")]
    [InlineData("50 tazas por favor\n\nUn saludo,\nEva\nOficina 12")]
    [InlineData("50 tazas por favor\n\nEl lun, 13 abr 2026 a las 9:00, Eva escribió:\n400 tazas")]
    [InlineData("50 tazze per favore\n\nCordiali saluti\nPaolo, interno 12")]
    [InlineData("50 mokken graag\n\nMet vriendelijke groet,\nJan, kamer 12")]
    public void Only_the_customers_own_words_are_read(string text)
    {
        var result = Read(text);

        Assert.Equal(50, Assert.Single(result.Lines).Quantity);
        Assert.Equal([50m], result.Numbers);
    }

    [Fact]
    public void A_postscript_is_read() => Assert.Equal(2, Read("50 gadgets please\n\nBest regards,\nAnn\nPS: and 10 more gadgets for Bob").Numbers.Count);

    private static ReadingResult Read(string text) => new Reader(Catalog).Read(Corpus.Request(text));
}
