using System.Text.Json.Nodes;

using PromoEngine.EndToEnd.Running;
using PromoEngine.Testing;

using static Microsoft.Playwright.Assertions;

namespace PromoEngine.EndToEnd;

/// <summary>Every screen of the settings, and the menus of the frame: light, dark and 390 pixels wide, without findings of axe.</summary>
public sealed class SettingsScreensJourney(Street street) : Journey(street)
{
    [Fact]
    public async Task Every_section_of_the_settings_can_be_used_by_everybody()
    {
        await using var browser = await Street.Browser();
        await Somebody();
        var page = await SignIn(browser, "/settings/workspace");
        await Expect(page.GetByLabel("Name", new() { Exact = true })).ToBeVisibleAsync();
        await LookAt(page, "settings-workspace");
        await KeysReachEverything(page);

        await Open(page, "people", "People");
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "People" })).ToBeVisibleAsync();
        await LookAt(page, "settings-people");
        await KeysReachEverything(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Invite" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).GetByLabel("E-mail")).ToBeFocusedAsync();
        await LookAt(page, "settings-people-invite");
        await page.Keyboard.PressAsync("Escape");
        await Open(page, "people?tab=sign-ins", "People");
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Sign-ins of this workspace" })).ToBeVisibleAsync();
        await LookAt(page, "settings-people-sign-ins");
        await Open(page, "people?tab=networks", "People");
        await Expect(page.GetByLabel("Allowed networks")).ToBeVisibleAsync();
        await LookAt(page, "settings-people-networks");
        await KeysReachEverything(page);

        await Open(page, "roles", "Roles");
        await Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Team Lead") })).ToBeVisibleAsync();
        await LookAt(page, "settings-roles");
        await KeysReachEverything(page);
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Team Lead") }).ClickAsync();
        await Expect(page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Team Lead");
        await LookAt(page, "settings-role");
        await KeysReachEverything(page);
        await page.GetByRole(AriaRole.Region, new() { Name = "Comes later" }).EvaluateAsync("later => later.scrollIntoView({ block: 'center' })");
        await Screenshot(page, "settings-role-later-desktop");
        await DarkScreenshot(page, "settings-role-later-dark");
        await Open(page, "roles?view=report", "Roles");
        await Expect(page.GetByRole(AriaRole.Table).First).ToBeVisibleAsync();
        await LookAt(page, "settings-roles-report");

        foreach (var (section, title, loaded) in new[] { ("teams", "Teams", "New team"), ("tokens", "API tokens", "bootstrap"), ("channels", "Channels", "Second line"), ("operations", "Operations", "Dead") })
        {
            await Open(page, section, title);
            await Expect(page.GetByRole(AriaRole.Main).GetByText(loaded).First).ToBeVisibleAsync();
            await LookAt(page, $"settings-{section}");
            await KeysReachEverything(page);
        }
    }

    [Fact]
    public async Task What_failed_is_seen_and_tried_again_with_the_keys_alone()
    {
        const string number = "+13125550907", words = "This one is refused first.";
        await using var browser = await Street.Browser();
        await Street.Text(number, "Hello?");
        var conversation = await Street.ConversationOf(number);
        Street.Network.Next(StubAnswer.Refuse(400, 21211, "Invalid 'To' Phone Number"));
        await Shop.Post($"/api/conversations/{conversation}/messages", new { text = words });

        var page = await SignIn(browser, "/settings/operations?tab=sends");
        var send = page.GetByRole(AriaRole.Listitem, new() { Name = $"Message to {number}" });
        await Expect(send).ToContainTextAsync("Failed");
        await LookAt(page, "operations-sends");
        await KeysReachEverything(page);
        await send.GetByRole(AriaRole.Button, new() { Name = "Send again" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal(number, (await Street.Sent(words)).To);
        await Expect(send).ToHaveCountAsync(0);

        await page.GotoAsync("/settings/operations?tab=events");
        await Expect(page.GetByText("Everything that came in was understood.")).ToBeVisibleAsync();
        await LookAt(page, "operations-events");
        await page.GotoAsync("/settings/operations?tab=schedules");
        await Expect(page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "(UTC)" }).First).ToBeVisibleAsync();
        await LookAt(page, "operations-schedules");
    }

    [Fact]
    public async Task Whoever_acts_as_somebody_else_sees_it_on_every_page()
    {
        await using var browser = await Street.Browser();
        var page = await SignIn(browser, "/settings/people");
        await page.GetByRole(AriaRole.Button, new() { Name = "Actions for Priya Nair" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Act as this person…" }).PressAsync("Enter");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Textbox).FillAsync("She cannot see a quote");
        await LookAt(page, "impersonate");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByText("You act as Priya Nair.")).ToBeVisibleAsync();
        await page.GotoAsync("/profile");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Passkeys" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Change password" })).ToBeDisabledAsync();
        await LookAt(page, "on-behalf");
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop", Exact = true }).ClickAsync();
        await Expect(page.GetByText("You act as Priya Nair.")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_audit_and_the_privacy_screen_can_be_used_by_everybody()
    {
        await using var browser = await Street.Browser();
        await Street.Text("+13125550906", "Hello, this is Wolfeschlegelsteinhausenbergerdorff from the Donaudampfschifffahrtsgesellschaft");
        await Street.ConversationOf("+13125550906");
        var page = await SignIn(browser, "/settings/audit");
        var rows = page.GetByRole(AriaRole.List, new() { Name = "What happened, newest first" }).GetByRole(AriaRole.Listitem);
        await Expect(rows.First).ToBeVisibleAsync();
        await rows.First.GetByRole(AriaRole.Button, new() { NameRegex = new("^Details of") }).ClickAsync();
        await LookAt(page, "settings-audit");
        await Open(page, "audit?action=session.signed_in&actor=user", "Audit");
        await Expect(rows.First).ToBeVisibleAsync();
        await LookAt(page, "settings-audit-filtered");
        await KeysReachEverything(page);

        await Open(page, "privacy?q=%2B13125550906", "Privacy");
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "People found" })).ToBeVisibleAsync();
        await LookAt(page, "settings-privacy");
        await KeysReachEverything(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Erase…" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Lost:");
        await LookAt(page, "settings-privacy-erase");
    }

    [Fact]
    public async Task Who_works_for_two_workspaces_changes_in_the_frame()
    {
        await using var browser = await Street.Browser();
        // No screen makes a second workspace; the answer is widened by one on its way to the page.
        await browser.RouteAsync("**/api/session", async route =>
        {
            if (route.Request.Method != "GET")
            {
                await route.ContinueAsync();
                return;
            }

            var answer = await route.FetchAsync();
            var session = JsonNode.Parse(await answer.TextAsync())!;
            (session["workspaces"] as JsonArray)?.Add(new JsonObject { ["id"] = Guid.CreateVersion7().ToString(), ["name"] = "Donaudampfschifffahrtsgesellschaft Werbemittel & Söhne GmbH" });
            await route.FulfillAsync(new() { Response = answer, Body = session.ToJsonString() });
        });
        var page = await SignIn(browser);
        await page.ReloadAsync();

        var menu = page.GetByRole(AriaRole.Button, new() { NameRegex = new("change the workspace") });
        await menu.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Menuitemradio)).ToHaveCountAsync(2);
        await LookAt(page, "workspace-menu");
        await Expect(page.GetByRole(AriaRole.Menuitemradio)).ToHaveCountAsync(2);
        await page.Keyboard.PressAsync("Escape");
        await Expect(menu).ToBeFocusedAsync();
    }

    private static async Task Open(IPage page, string section, string title)
    {
        await page.GotoAsync($"/settings/{section}");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = title, Exact = true, Level = 1 })).ToBeVisibleAsync();
    }

    private async Task Somebody()
    {
        var role = (await Shop.Get("/api/roles/choices"))["roles"]!.AsArray()[0]!["id"]!.GetValue<string>();
        await Shop.Post("/api/people", new { email = "a.person.with.a.very.long.address.that.goes.on@example.test", roleIds = new[] { role } });
    }
}
