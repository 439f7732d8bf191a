using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

using PromoEngine.EndToEnd.Running;

using static Microsoft.Playwright.Assertions;

namespace PromoEngine.EndToEnd;

/// <summary>Every way in, as a person walks it: invitation, two steps, a recovery code, a forgotten password; each screen looked at.</summary>
public sealed class DoorScreensJourney(Street street) : Journey(street)
{
    private const string Email = "maya@example.test";
    private const string First = "four words to remember";
    private const string Second = "five other words to remember";

    [Fact]
    public async Task Somebody_is_invited_signs_in_with_two_steps_and_forgets_the_password()
    {
        await using var browser = await Street.Browser();
        var page = await browser.NewPageAsync();
        var role = (await Shop.Get("/api/roles/choices"))["roles"]!.AsArray().First(r => r!["name"]!.GetValue<string>() == "Sales Agent")!["id"]!.GetValue<string>();
        await Shop.Post("/api/people", new { email = Email, roleIds = new[] { role } });

        await page.GotoAsync(await Street.MailedLink(Email, "accept-invite"));
        await Expect(page.GetByLabel("Your name")).ToBeFocusedAsync();
        await LookAt(page, "invite");
        await page.Keyboard.TypeAsync("Maya Lindqvist");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(First);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("You are in. Sign in to begin.")).ToBeVisibleAsync();
        await LookAt(page, "sign-in-welcome");

        await Enter(page, "wrong words altogether");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("wrong");
        await LookAt(page, "sign-in-wrong");
        await Enter(page, First);
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/inbox$"));

        var (secret, recovery) = await TurnOnTwoStep(page);
        await SignOut(page);
        await Enter(page, First);
        await Expect(page.GetByLabel("Code")).ToBeFocusedAsync();
        await LookAt(page, "sign-in-code");
        // The code that turned it on is used up; the next one counts already.
        await page.Keyboard.TypeAsync(Code(secret, 1));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/inbox$"));

        await SignOut(page);
        await Enter(page, First);
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a recovery code" }).ClickAsync();
        await Expect(page.GetByLabel("Recovery code")).ToBeFocusedAsync();
        await LookAt(page, "sign-in-recovery");
        await page.Keyboard.TypeAsync(recovery);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/inbox$"));

        await SignOut(page);
        await Forget(page);
    }

    private async Task Forget(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Forgotten your password?" }).ClickAsync();
        await Expect(page.GetByLabel("E-mail")).ToBeFocusedAsync();
        await LookAt(page, "forgot-password");
        await page.Keyboard.TypeAsync(Email);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("If an account has this address")).ToBeVisibleAsync();
        await LookAt(page, "forgot-password-sent");

        await page.GotoAsync(await Street.MailedLink(Email, "reset-password"));
        await Expect(page.GetByLabel("New password")).ToBeFocusedAsync();
        await LookAt(page, "reset-password");
        await page.Keyboard.TypeAsync(Second);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Your new password is set.")).ToBeVisibleAsync();

        await page.GotoAsync("/reset-password#link_of_yesterday");
        await page.ReloadAsync();
        await page.GetByLabel("New password").FillAsync(Second);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Send a new link" })).ToBeVisibleAsync();
        await LookAt(page, "reset-password-over");
    }

    private static async Task<(byte[] Secret, string RecoveryCode)> TurnOnTwoStep(IPage page)
    {
        await page.GotoAsync("/profile");
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Your sign-ins" })).ToBeVisibleAsync();
        await LookAt(page, "profile");
        await KeysReachEverything(page);
        await page.GetByRole(AriaRole.Region, new() { Name = "Two-step sign-in" }).GetByRole(AriaRole.Button, new() { Name = "Turn on" }).ClickAsync();
        await Expect(page.GetByLabel("Your password")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(First);
        await page.Keyboard.PressAsync("Enter");
        var dialog = page.GetByRole(AriaRole.Dialog);
        var secret = FromBase32((await dialog.Locator("code").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal));
        await LookAt(page, "two-step-qr");
        await dialog.GetByLabel("Code").FillAsync(Code(secret, 0));
        await page.Keyboard.PressAsync("Enter");
        var codes = dialog.GetByRole(AriaRole.List, new() { Name = "Recovery codes" }).GetByRole(AriaRole.Listitem);
        await Expect(codes).ToHaveCountAsync(10);
        await LookAt(page, "two-step-codes");
        return (secret, await codes.First.InnerTextAsync());
    }

    private static async Task Enter(IPage page, string password)
    {
        await page.GetByLabel("E-mail").FillAsync(Email);
        await page.GetByLabel("Password").FillAsync(password);
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task SignOut(IPage page)
    {
        await page.EvaluateAsync("() => fetch('/api/session', { method: 'DELETE' })");
        await page.GotoAsync("/sign-in");
    }

    /// <summary>What an authenticator app shows, so many steps of thirty seconds from now.</summary>
    private static string Code(byte[] secret, int ahead)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30) + ahead);
#pragma warning disable CA5350 // The RFC names SHA-1.
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        return ((BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & int.MaxValue) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] FromBase32(string text)
    {
        var bits = string.Concat(text.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }
}
