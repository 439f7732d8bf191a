using PromoEngine.EndToEnd.Running;

using static Microsoft.Playwright.Assertions;

namespace PromoEngine.EndToEnd;

/// <summary>What somebody managed to write into a page does nothing; and the net that all journeys hang in catches it.</summary>
public sealed class PolicyJourney(Street street) : Journey(street)
{
    [Theory]
    [InlineData("style", "#root { display: none }")]
    [InlineData("script", "document.getElementById('root').remove()")]
    public async Task What_is_written_into_a_page_is_stopped(string kind, string text)
    {
        await using var browser = await Street.Browser();
        var page = await browser.NewPageAsync();
        await page.GotoAsync("/sign-in");
        await Expect(page.GetByLabel("E-mail")).ToBeVisibleAsync();
        var said = page.WaitForConsoleMessageAsync(new() { Predicate = message => message.Text.Contains("Content Security Policy", StringComparison.Ordinal) });

        await page.EvaluateAsync("([kind, text]) => { const written = document.createElement(kind); written.textContent = text; document.head.append(written) }", new[] { kind, text });

        await said;
        await Expect(page.GetByLabel("E-mail")).ToBeVisibleAsync();
        Assert.Single(Street.Violations);
        Street.Violations.Clear();
    }
}
