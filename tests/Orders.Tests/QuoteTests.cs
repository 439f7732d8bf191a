using PromoEngine.Orders.Quotes;

namespace PromoEngine.Orders.Tests;

public sealed class QuoteTests
{
    [Fact]
    public void A_quote_needs_a_line() =>
        Assert.Equal("quote.empty", Assert.Throws<RefusedException>(() => Given.Quote().Offer(Given.Content() with { Lines = [] })).Code);

    [Fact]
    public void A_quote_is_valid_for_thirty_days_to_the_end_of_the_shops_day()
    {
        var sent = Given.Sent();

        Assert.Equal(Given.Now, sent.IssuedAt);
        Assert.Equal(new DateTime(2026, 12, 21, 5, 59, 59, DateTimeKind.Utc), sent.ValidUntil); // 20 December 23:59:59 in Chicago
    }

    [Fact]
    public void Where_clocks_jump_over_midnight_a_quote_still_ends()
    {
        // Santiago goes from 23:59:59 on 5 September 2026 to 1:00 on the 6th.
        var santiago = TimeZoneInfo.FindSystemTimeZoneById("America/Santiago");
        var issued = new DateTime(2026, 8, 6, 15, 0, 0, DateTimeKind.Utc);

        Assert.Equal(new DateTime(2026, 9, 6, 3, 59, 59, DateTimeKind.Utc), QuoteRevision.EndOfValidity(issued, santiago));
    }

    [Fact]
    public void A_sent_quote_expires_by_the_clock_whether_or_not_anybody_marked_it()
    {
        var sent = Given.Sent();
        var last = sent.ValidUntil!.Value;

        Assert.Equal(QuoteState.Sent, sent.StateAt(last));
        Assert.Equal(["accept"], sent.Can(last));
        Assert.Equal(QuoteState.Expired, sent.StateAt(last.AddSeconds(1)));
        Assert.Empty(sent.Can(last.AddSeconds(1)));
    }

    [Fact]
    public void A_valid_quote_cannot_be_marked_expired() =>
        Assert.Equal("quote.valid", Assert.Throws<RefusedException>(() => Given.Sent().Expire(Given.Now)).Code);

    [Fact]
    public void An_expired_quote_can_not_be_sent_again()
    {
        var sent = Given.Sent();
        sent.Expire(sent.ValidUntil!.Value.AddDays(1));

        Assert.Equal("quote.expired", Assert.Throws<RefusedException>(() => sent.Send(Given.Now, Given.Chicago)).Code);
    }

    [Fact]
    public void Sending_says_whom_to_tell()
    {
        var quote = Given.Quote();

        var sent = quote.Send(quote.Offer(Given.Content()), Given.Now, Given.Chicago);

        Assert.Equal(new QuoteSent(quote.Id, quote.ConversationId), sent);
    }
}
