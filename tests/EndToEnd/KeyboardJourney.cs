using PromoEngine.EndToEnd.Running;

using static Microsoft.Playwright.Assertions;

namespace PromoEngine.EndToEnd;

/// <summary>From the sign-in page to a sent quote and a reply without touching the mouse.</summary>
public sealed class KeyboardJourney(Street street) : Journey(street)
{
    private const string Number = "+13125550904";
    private const string Thanks = "Thank you, the quote is on its way.";

    [Fact]
    public async Task The_mouse_is_not_needed()
    {
        await using var browser = await Street.Browser();
        var desk = await browser.NewPageAsync();
        await desk.GotoAsync("/");
        await Expect(desk.GetByLabel("E-mail")).ToBeFocusedAsync();
        await Screenshot(desk, "sign-in-desktop");
        await desk.Keyboard.TypeAsync(BuiltShop.Email);
        await desk.Keyboard.PressAsync("Tab");
        await desk.Keyboard.TypeAsync(BuiltShop.Password);
        await desk.Keyboard.PressAsync("Enter");

        await Street.Text(Number, "could we have 100 tumblers please");
        await Expect(desk.Locator("a[data-row]").First).ToContainTextAsync("1 line");
        await Expect(desk.Locator("a[data-row]").First).ToContainTextAsync("tumblers please");
        await desk.Keyboard.PressAsync("j");
        await Expect(Lines(desk)).ToHaveCountAsync(1);

        // Tab goes to the field that is in doubt, Enter opens it, a digit takes the first that fits.
        await desk.Keyboard.PressAsync("Tab");
        await Expect(Lines(desk).First.GetByRole(AriaRole.Button, new() { NameRegex = new("^Choose a product") })).ToBeFocusedAsync();
        await desk.Keyboard.PressAsync("Enter");
        await Expect(desk.GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        await desk.Keyboard.PressAsync("Alt+1");
        await Expect(Draft(desk).GetByRole(AriaRole.Button, new() { NameRegex = new("^Confirm and send quote") })).ToBeVisibleAsync();

        await desk.Keyboard.PressAsync("Control+Enter");
        await Expect(Draft(desk).GetByRole(AriaRole.Article, new() { NameRegex = new("^Quote Q-") })).ToContainTextAsync("Sent");

        await desk.Keyboard.PressAsync("r");
        await desk.Keyboard.TypeAsync(Thanks);
        await desk.Keyboard.PressAsync("Control+Enter");
        await Expect(desk.GetByRole(AriaRole.Article).Filter(new() { HasText = Thanks })).ToBeVisibleAsync();
        Assert.Equal(Number, (await Street.Sent(Thanks)).To);
    }
}
