using PromoEngine.EndToEnd.Running;

using static Microsoft.Playwright.Assertions;

namespace PromoEngine.EndToEnd;

/// <summary>The whole of the desk's work on a telephone, 390 pixels wide.</summary>
public sealed class SmallScreenJourney(Street street) : Journey(street)
{
    private const string Number = "+13125550903";

    [Fact]
    public async Task A_quote_is_confirmed_on_a_telephone()
    {
        await using var browser = await Street.Browser(390, 844);
        var desk = await SignIn(browser);
        await Street.Text(Number, "hello, 100 navy ballpoint pens and 50 white tote bags by the end of next week please");

        var row = desk.Locator("a[data-row]").Filter(new() { HasText = "hello, 100 navy ballpoint pens" });
        await Expect(row).ToContainTextAsync("2 lines");
        await FitsTheWidth(desk);
        await Screenshot(desk, "inbox-390");

        await row.TapAsync();
        await Expect(desk.GetByRole(AriaRole.Log, new() { Name = "Thread" })).ToContainTextAsync("ballpoint pens");
        await FitsTheWidth(desk);
        await Screenshot(desk, "thread-390");

        await desk.GetByRole(AriaRole.Button, new() { Name = "Draft", Exact = true }).TapAsync();
        await Expect(Lines(desk)).ToHaveCountAsync(2);
        await FitsTheWidth(desk);
        await Screenshot(desk, "draft-390");
        await DarkScreenshot(desk, "draft-390-dark");
        await IsAccessible(desk);

        await Draft(desk).GetByRole(AriaRole.Button, new() { Name = "Confirm and send quote" }).TapAsync();
        await Expect(Draft(desk).GetByRole(AriaRole.Article, new() { NameRegex = new("^Quote Q-") })).ToContainTextAsync("Sent");
        await Screenshot(desk, "confirmed-390");

        await desk.GotoAsync("/simulator");
        await Expect(desk.GetByLabel("Text message")).ToBeVisibleAsync();
        await FitsTheWidth(desk);
        await Screenshot(desk, "simulator-390");
    }
}
