using PromoEngine.EndToEnd.Running;
using PromoEngine.Testing;

using static Microsoft.Playwright.Assertions;

namespace PromoEngine.EndToEnd;

/// <summary>A reply that the provider refuses says why, and its retry really sends it.</summary>
public sealed class FailedSendJourney(Street street) : Journey(street)
{
    private const string Number = "+13125550902";
    private const string Words = "We are, and the proofs go out today.";

    [Fact]
    public async Task A_refused_reply_is_sent_again()
    {
        await using var browser = await Street.Browser();
        await Street.Text(Number, "Good morning! Is anyone there?");
        var desk = await SignIn(browser, $"/inbox/{await Street.ConversationOf(Number)}");
        Street.Network.Next(StubAnswer.Refuse(400, 21610, "Attempt to send to unsubscribed recipient"));

        await desk.GetByLabel("Reply", new() { Exact = true }).FillAsync(Words);
        await desk.Keyboard.PressAsync("Control+Enter");

        var reply = desk.GetByRole(AriaRole.Article).Filter(new() { HasText = Words });
        await Expect(reply).ToContainTextAsync("Not sent");
        var retry = reply.GetByRole(AriaRole.Button, new() { Name = "Retry" });
        await Expect(retry).ToBeVisibleAsync();
        Assert.Empty(Sent());
        await Screenshot(desk, "failed-send-desktop");

        await retry.ClickAsync();
        var sent = await Street.Sent(Words);
        Assert.Equal(Number, sent.To);
        await Expect(retry).ToHaveCountAsync(0);
        await Street.Network.Report(sent, "delivered");
        await Expect(reply).ToContainTextAsync("Delivered");
        Assert.Single(Sent());
    }

    private IEnumerable<StubMessage> Sent() => Street.Network.Messages.Where(message => message.Body == Words);
}
