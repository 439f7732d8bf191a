using PromoEngine.EndToEnd.Running;

using static Microsoft.Playwright.Assertions;

namespace PromoEngine.EndToEnd;

/// <summary>A person corrects what was read; a newer text makes the draft stale, and reading again leaves the corrections alone.</summary>
public sealed class CorrectionJourney(Street street) : Journey(street)
{
    private const string Number = "+13125550901";

    [Fact]
    public async Task What_a_person_sets_outlives_the_next_text()
    {
        await using var browser = await Street.Browser();
        await Street.Text(Number, "need 60 black tote bags for the fair and 100 tumblers please");
        var desk = await SignIn(browser, $"/inbox/{await Street.ConversationOf(Number)}");
        await Expect(Lines(desk)).ToHaveCountAsync(2);

        // Several tumblers fit; a person chooses one of those offered.
        await Lines(desk).Nth(1).GetByRole(AriaRole.Button, new() { NameRegex = new("^Choose a product") }).ClickAsync();
        await desk.GetByRole(AriaRole.Option, new() { NameRegex = new("20 oz Steel Tumbler") }).First.ClickAsync();
        await Expect(Lines(desk).Nth(1)).ToContainTextAsync("20 oz Steel Tumbler");

        var totes = Lines(desk).Nth(0).GetByLabel("Quantity of");
        await totes.FillAsync("75");
        await totes.PressAsync("Enter");
        await Expect(Lines(desk).Nth(0).GetByRole(AriaRole.Img, new() { Name = "Set by a person" }).First).ToBeVisibleAsync();
        await Screenshot(desk, "corrected-desktop");

        // The wait follows the page itself, since the moment between two readings is short.
        var stale = Draft(desk).GetByText("A newer message arrived").WaitForAsync();
        await Street.Text(Number, "and 24 navy caps too please");
        await stale;

        await Expect(Lines(desk)).ToHaveCountAsync(3);
        await Expect(Draft(desk).GetByText("A newer message arrived")).ToHaveCountAsync(0);
        await Expect(totes).ToHaveValueAsync("75");
        await Expect(Lines(desk).Filter(new() { HasText = "20 oz Steel Tumbler" }).GetByLabel("Quantity of")).ToHaveValueAsync("100");
        await Expect(Lines(desk).Filter(new() { HasText = "CAP-6P-NVY" }).GetByLabel("Quantity of")).ToHaveValueAsync("24");
    }
}
