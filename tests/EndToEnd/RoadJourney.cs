using System.Text.RegularExpressions;

using PromoEngine.EndToEnd.Running;

using static Microsoft.Playwright.Assertions;

namespace PromoEngine.EndToEnd;

/// <summary>The product in one line: a customer's text becomes an order with stock reserved, and the customer reads it on the phone.</summary>
public sealed class RoadJourney(Street street) : Journey(street)
{
    private const string Mugs = "MUG-11-WHT";
    private const string Caps = "CAP-6P-NVY";
    private const string Words = "hi! can we get 150 of the 11oz white mugs and 2 dozen navy caps by next friday? around $1,200 total";

    [Fact]
    public async Task A_text_becomes_an_order()
    {
        await using var browser = await Street.Browser();
        var desk = await SignIn(browser);
        var phone = await browser.NewPageAsync();
        await phone.GotoAsync("/simulator?phone=%2B16085550175");
        var (mugs, caps) = (await Shop.Stock(Mugs), await Shop.Stock(Caps));

        // It appears on the desk without anybody asking for it.
        await Send(phone, Words);
        var row = desk.Locator("a[data-row]").Filter(new() { HasText = "Tom Okafor" });
        await row.ClickAsync();
        await IsRead(desk);
        await WordsAreLit(desk);
        await LookAt(desk);

        await desk.Keyboard.PressAsync("Control+Enter");
        await Expect(Draft(desk).GetByRole(AriaRole.Article, new() { NameRegex = new("^Quote Q-") })).ToContainTextAsync("Sent");

        var quote = await Read(phone, new(@"Reply YES (Q-\d+)"));
        Assert.Equal((mugs.Reserved, caps.Reserved), ((await Shop.Stock(Mugs)).Reserved, (await Shop.Stock(Caps)).Reserved));
        await Send(phone, $"YES {quote}");
        var order = await Read(phone, new(@"\b(SO-\d+)"));

        await desk.GetByRole(AriaRole.Link, new() { Name = order, Exact = true }).ClickAsync();
        await IsReserved(desk, order);
        await Took(Mugs, mugs, 150);
        await Took(Caps, caps, 24);

        await Screenshot(desk, "order-desktop");
        await DarkScreenshot(desk, "order-dark");
        await IsAccessible(desk);
        await phone.BringToFrontAsync();
        await Screenshot(phone, "simulator-desktop");
        await DarkScreenshot(phone, "simulator-dark");
        await IsAccessible(phone);
    }

    private static async Task Send(IPage phone, string text)
    {
        await phone.GetByLabel("Text message").FillAsync(text);
        await phone.GetByRole(AriaRole.Button, new() { Name = "Send text" }).ClickAsync();
    }

    /// <summary>Waits until the shop's text is on the phone.</summary>
    private static async Task<string> Read(IPage phone, Regex wanted)
    {
        var texts = phone.GetByRole(AriaRole.Region, new() { Name = "Texts" }).GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Shop:" });
        var text = texts.Filter(new() { HasTextRegex = wanted }).Last;
        await Expect(text).ToBeVisibleAsync();
        return wanted.Match(await text.InnerTextAsync()).Groups[1].Value;
    }

    /// <summary>Two lines, the date and the budget, as the customer meant them.</summary>
    private static async Task IsRead(IPage desk)
    {
        await Expect(Lines(desk)).ToHaveCountAsync(2);
        await Expect(Lines(desk).Nth(0)).ToContainTextAsync(Mugs);
        await Expect(Lines(desk).Nth(0).GetByLabel("Quantity of")).ToHaveValueAsync("150");
        await Expect(Lines(desk).Nth(1)).ToContainTextAsync(Caps);
        await Expect(Lines(desk).Nth(1).GetByLabel("Quantity of")).ToHaveValueAsync("24");
        await Expect(Draft(desk).GetByLabel("Budget in USD")).ToHaveValueAsync("1200");
        var needed = DateOnly.Parse(await Draft(desk).GetByLabel("Needed by").InputValueAsync(), System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(DayOfWeek.Friday, needed.DayOfWeek);
    }

    /// <summary>Whatever was read lights the words it was read from, and the words light it.</summary>
    private static async Task WordsAreLit(IPage desk)
    {
        var fields = Draft(desk).Locator("[data-evidence-field]");
        var said = new Dictionary<string, string>();
        for (var i = 0; i < await fields.CountAsync(); i++)
        {
            await fields.Nth(i).HoverAsync();
            var lit = desk.Locator("mark[data-lit=true]");
            await Expect(lit.First).ToBeVisibleAsync();
            var name = (await fields.Nth(i).GetAttributeAsync("data-evidence-field"))!.Split('/')[1];
            said[$"{i} {name}"] = string.Join(' ', await lit.AllInnerTextsAsync());
        }

        var words = string.Join('\n', said.Select(field => $"{field.Key}: {field.Value}"));
        Assert.Contains(said, field => field.Key.EndsWith("product", StringComparison.Ordinal) && field.Value.Contains("mugs", StringComparison.Ordinal));
        Assert.Contains(said, field => field.Key.EndsWith("product", StringComparison.Ordinal) && field.Value.Contains("caps", StringComparison.Ordinal));
        Assert.Contains(said, field => field.Key.EndsWith("quantity", StringComparison.Ordinal) && field.Value.Contains("150", StringComparison.Ordinal));
        Assert.Contains(said, field => field.Key.EndsWith("quantity", StringComparison.Ordinal) && field.Value.Contains("2 dozen", StringComparison.Ordinal));
        Assert.Contains(said, field => field.Key.EndsWith("color", StringComparison.Ordinal) && field.Value.Contains("white", StringComparison.Ordinal));
        Assert.Contains(said, field => field.Key.EndsWith("color", StringComparison.Ordinal) && field.Value.Contains("navy", StringComparison.Ordinal));
        Assert.Contains(said, field => field.Key.EndsWith("neededby", StringComparison.Ordinal) && field.Value.Contains("next friday", StringComparison.Ordinal));
        Assert.True(said.Any(field => field.Key.EndsWith("budget", StringComparison.Ordinal) && field.Value.Contains("$1,200", StringComparison.Ordinal)), words);

        await desk.Locator("mark").Filter(new() { HasText = "2 dozen" }).FocusAsync();
        await Expect(Lines(desk).Nth(1).Locator("[data-evidence-field$='/quantity']")).ToHaveAttributeAsync("data-lit", "true");
        await desk.Locator("mark").Filter(new() { HasText = "2 dozen" }).BlurAsync();
        await desk.Mouse.MoveAsync(5, 880);
    }

    private static async Task LookAt(IPage desk)
    {
        await Screenshot(desk, "inbox-desktop");
        await DarkScreenshot(desk, "inbox-dark");
        await IsAccessible(desk);
        await desk.SetViewportSizeAsync(1024, 768);
        await Screenshot(desk, "inbox-1024");
        await desk.SetViewportSizeAsync(1440, 900);
    }

    private static async Task IsReserved(IPage desk, string order)
    {
        await Expect(desk.GetByRole(AriaRole.Heading, new() { NameRegex = new(order) })).ToContainTextAsync("Reserved");
        var rows = desk.GetByRole(AriaRole.Table, new() { Name = "Order lines" }).Locator("tbody tr");
        await Expect(rows).ToHaveCountAsync(2);
        foreach (var (sku, quantity) in new[] { (Mugs, "150"), (Caps, "24") })
        {
            var cells = rows.Filter(new() { HasText = sku }).Locator("td");
            await Expect(cells.Nth(1)).ToHaveTextAsync(quantity);
            await Expect(cells.Nth(2)).ToHaveTextAsync(quantity);
            await Expect(cells.Nth(3)).ToHaveTextAsync("0");
        }
    }

    private async Task Took(string sku, (long OnHand, long Reserved, long Available) before, int quantity) =>
        Assert.Equal((before.OnHand, before.Reserved + quantity, before.Available - quantity), await Shop.Stock(sku));
}
