using PromoEngine.EndToEnd.Running;

using static Microsoft.Playwright.Assertions;

namespace PromoEngine.EndToEnd;

/// <summary>A passkey is added on the account's page and opens the shop again, with Chromium's own virtual authenticator as the device.</summary>
public sealed class PasskeyJourney(Street street) : Journey(street)
{
    [Fact]
    public async Task A_passkey_is_added_and_signs_in_without_a_word_typed()
    {
        await using var browser = await Street.Browser();
        var page = await browser.NewPageAsync();
        // A passkey belongs to a name, so the shop is opened by one.
        var shop = new UriBuilder(Shop.Address) { Host = "localhost" }.Uri;
        await page.GotoAsync(new Uri(shop, "/profile").ToString());
        await page.GetByLabel("E-mail").FillAsync(BuiltShop.Email);
        await page.GetByLabel("Password").FillAsync(BuiltShop.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await GiveDevice(page);

        var keys = page.GetByRole(AriaRole.Region, new() { Name = "Passkeys" });
        await keys.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await page.GetByLabel("Your password").FillAsync(BuiltShop.Password);
        await LookAt(page, "passkey-add");
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await Expect(keys.GetByRole(AriaRole.Listitem)).ToContainTextAsync("not used yet");
        await Rename(page, keys, "Desk in the shop");
        await keys.ScrollIntoViewIfNeededAsync();
        await LookAt(page, "passkey-list");
        await KeysReachEverything(page);

        // Out of the e-mail field's suggestions: the virtual device chooses by itself.
        await SignOut(page);
        await page.GotoAsync(new Uri(shop, "/sign-in").ToString());
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Inbox" }).First).ToBeVisibleAsync();

        // On the button, as in a browser that suggests none.
        await page.AddInitScriptAsync("PublicKeyCredential.isConditionalMediationAvailable = async () => false");
        await SignOut(page);
        await page.GotoAsync(new Uri(shop, "/sign-in").ToString());
        await Expect(page.GetByLabel("E-mail")).ToBeFocusedAsync();
        await LookAt(page, "passkey-sign-in");
        await KeysReachEverything(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Inbox" }).First).ToBeVisibleAsync();

        await page.GotoAsync(new Uri(shop, "/profile").ToString());
        await Expect(keys.GetByRole(AriaRole.Listitem)).ToContainTextAsync("last used");
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Your sign-ins" })).ToContainTextAsync("Signed in with a passkey");
    }

    private static async Task Rename(IPage page, ILocator keys, string name)
    {
        await keys.GetByRole(AriaRole.Button, new() { NameRegex = new("^Actions for") }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Rename…" }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Name", Exact = true }).FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).Last.ClickAsync();
        await Expect(keys.GetByRole(AriaRole.Listitem)).ToContainTextAsync(name);
    }

    private static async Task SignOut(IPage page) =>
        Assert.Equal(204, await page.EvaluateAsync<int>("async () => (await fetch('/api/session', { method: 'DELETE' })).status"));

    /// <summary>A device with a fingerprint reader that remembers whose keys it keeps.</summary>
    private static async Task GiveDevice(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new { protocol = "ctap2", transport = "internal", hasResidentKey = true, hasUserVerification = true, isUserVerified = true, automaticPresenceSimulation = true },
        });
    }
}
