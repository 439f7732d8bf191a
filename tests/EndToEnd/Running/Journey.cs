using System.Text.Json;

using static Microsoft.Playwright.Assertions;

namespace PromoEngine.EndToEnd.Running;

/// <summary>What every journey begins with. Without a browser it shows as skipped, by name; in CI that is a failure.</summary>
public abstract class Journey : IAsyncDisposable
{
    private readonly Street street;

    protected Journey(Street street)
    {
        this.street = street;
        if (street.Missing is { } reason)
        {
            if (Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail(reason);
            Assert.Skip(reason);
        }
    }

    /// <summary>A page that does what its own policy forbids is broken for everybody.</summary>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        var violations = street.Violations.ToList();
        street.Violations.Clear();
        Assert.Empty(violations);
        return ValueTask.CompletedTask;
    }

    private protected Street Street => street;

    private protected BuiltShop Shop => street.Shop;

    /// <summary>Through the sign-in page, as a person does.</summary>
    private protected static async Task<IPage> SignIn(IBrowserContext browser, string path = "/inbox")
    {
        var page = await browser.NewPageAsync();
        await page.GotoAsync(path);
        await page.GetByLabel("E-mail").FillAsync(BuiltShop.Email);
        await page.GetByLabel("Password").FillAsync(BuiltShop.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(page).Not.ToHaveURLAsync(new System.Text.RegularExpressions.Regex("sign-in"));
        return page;
    }

    private protected static ILocator Draft(IPage page) => page.GetByRole(AriaRole.Region, new() { Name = "Draft", Exact = true });

    private protected static ILocator Lines(IPage page) => Draft(page).GetByRole(AriaRole.List, new() { Name = "Lines", Exact = true }).Locator("> li");

    private protected static async Task Screenshot(IPage page, string name)
    {
        await page.EvaluateAsync("() => document.fonts.ready.then(() => {})");
        await page.ScreenshotAsync(new() { Path = Path.Combine(Places.Screenshots, $"{name}.png"), Animations = ScreenshotAnimations.Disabled });
    }

    /// <summary>The page as it stands, in the dark theme.</summary>
    private protected static async Task DarkScreenshot(IPage page, string name)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Screenshot(page, name);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }

    /// <summary>No serious or critical finding of axe-core on what is shown now.</summary>
    private protected static async Task IsAccessible(IPage page)
    {
        await page.EvaluateAsync(await File.ReadAllTextAsync(Places.Axe, TestContext.Current.CancellationToken));
        var found = await page.EvaluateAsync<JsonElement>("""
            async () => {
                // A theme that was just changed fades over: colours are judged where they come to rest.
                await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
                await Promise.race([Promise.allSettled(document.getAnimations().map(a => a.finished)), new Promise(done => setTimeout(done, 1000))]);
                return (await axe.run(document, { resultTypes: ['violations'] })).violations
                    .filter(v => v.impact === 'serious' || v.impact === 'critical')
                    .map(v => `${v.id}: ${v.help} — ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | ')}`);
            }
            """);
        Assert.Empty(found.EnumerateArray().Select(finding => finding.GetString()));
    }

    /// <summary>A screen as it stands: on a desk, in the dark, and on a telephone, each time without findings.</summary>
    private protected static async Task LookAt(IPage page, string name)
    {
        await Screenshot(page, $"{name}-desktop");
        await IsAccessible(page);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Screenshot(page, $"{name}-dark");
        await IsAccessible(page);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.SetViewportSizeAsync(390, 844);
        await FitsTheWidth(page);
        await Screenshot(page, $"{name}-390");
        await IsAccessible(page);
        await page.SetViewportSizeAsync(1440, 900);
    }

    /// <summary>Whoever has no mouse gets everywhere with Tab, and sees where they are.</summary>
    private protected static async Task KeysReachEverything(IPage page)
    {
        // From the very top.
        await page.EvaluateAsync("() => { document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex') }");
        var missed = await page.EvaluateAsync<int>("""
            () => {
                const shown = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length > 0 && !e.closest('[inert], [aria-hidden=true]')
                const all = [...document.querySelectorAll('a[href], button, input, select, textarea, [tabindex]')]
                window.waiting = new Set(all.filter((e) => e.tabIndex >= 0 && !e.disabled && !e.closest('fieldset:disabled') && e.type !== 'radio' && e.role !== 'radiogroup' && shown(e)))
                window.marked = new WeakMap()
                return window.waiting.size
            }
            """);
        for (var step = missed + 20; step > 0 && missed > 0; step--)
        {
            await page.Keyboard.PressAsync("Tab");
            missed = await page.EvaluateAsync<int>("""
                () => {
                    const at = document.activeElement
                    const look = getComputedStyle(at)
                    // The parts of a date are stops of their own; one mark is enough.
                    if (window.waiting.delete(at) || window.marked.get(at) === false) window.marked.set(at, look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 1)
                    return window.waiting.size
                }
                """);
        }

        var wrong = await page.EvaluateAsync<string[]>("""
            () => [...[...window.waiting].map((e) => `never reached: ${e.outerHTML.slice(0, 200)}`), ...[...document.querySelectorAll('*')].filter((e) => window.marked.get(e) === false).map((e) => `no mark when reached: ${e.outerHTML.slice(0, 200)}`)]
            """);
        Assert.True(wrong.Length == 0, $"{page.Url}\n{string.Join('\n', wrong.Take(12))}");
    }

    private protected static async Task FitsTheWidth(IPage page) =>
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"), $"{page.Url} scrolls sideways.");
}
