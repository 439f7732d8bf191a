using System.Text;

using PromoEngine.EndToEnd.Running;

using static Microsoft.Playwright.Assertions;

namespace PromoEngine.EndToEnd;

/// <summary>The shop's own logo: given on the settings' screen, seen by everybody of the shop at the top of every screen, and taken away again.</summary>
public sealed class LogoJourney(Street street) : Journey(street)
{
    private static readonly byte[] Drawing = Encoding.UTF8.GetBytes(
        """<svg xmlns="http://www.w3.org/2000/svg" width="240" height="80"><rect width="240" height="80" rx="12" fill="#0b3d5c"/><path d="M20 60 L60 20 L100 60 Z" fill="#f4b942"/><circle cx="170" cy="40" r="24" fill="#ffffff"/></svg>""");

    [Fact]
    public async Task The_logo_of_the_shop_stands_at_the_top_of_every_screen()
    {
        await using var browser = await Street.Browser();
        await using var colleague = await Street.Browser();
        var page = await SignIn(browser, "/settings/workspace");
        var other = await SignIn(colleague, "/inbox");
        await Expect(Logo(other)).ToHaveCountAsync(0);

        await Choose(page, "logo.png", Encoding.UTF8.GetBytes("no picture at all"));
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This is no PNG, WebP or SVG picture.");
        await Choose(page, "logo.svg", Drawing);

        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "Logo of North Pier Promo" })).ToBeVisibleAsync();
        await IsPainted(page);
        // The colleague's screen hears of it.
        await IsPainted(other);
        await LookAt(other, "logo-inbox");
        await LookAt(page, "logo-settings");

        await page.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Expect(Logo(page)).ToHaveCountAsync(0);
        await Expect(Logo(other)).ToHaveCountAsync(0);
    }

    private static ILocator Logo(IPage page) => page.Locator("header img[src^='/api/workspace/logo']");

    private static async Task IsPainted(IPage page)
    {
        await Expect(Logo(page)).ToBeVisibleAsync();
        Assert.True(await Logo(page).EvaluateAsync<bool>("image => image.decode().then(() => image.naturalWidth === 240)"));
    }

    private static async Task Choose(IPage page, string name, byte[] bytes) =>
        await page.GetByLabel("Logo file").SetInputFilesAsync(new FilePayload { Name = name, MimeType = name.EndsWith("svg", StringComparison.Ordinal) ? "image/svg+xml" : "image/png", Buffer = bytes });
}
