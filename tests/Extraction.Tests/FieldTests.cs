using PromoEngine.Extraction.Reading;

namespace PromoEngine.Extraction.Tests;

public sealed class FieldTests
{
    // Sent on Monday 20 April 2026.
    [Theory]
    [InlineData("by tomorrow", "2026-04-21")]
    [InlineData("by friday", "2026-04-24")]
    [InlineData("by next friday", "2026-05-01")]
    [InlineData("by may 5", "2026-05-05")]
    [InlineData("by 5 May", "2026-05-05")]
    [InlineData("by the 3rd", "2026-05-03")]
    [InlineData("by 2026-05-07", "2026-05-07")]
    [InlineData("in two weeks", "2026-05-04")]
    [InlineData("within 10 business days", "2026-05-04")]
    [InlineData("by the end of the month", "2026-04-30")]
    [InlineData("by end of May", "2026-05-31")]
    [InlineData("by EOW", "2026-04-24")]
    [InlineData("by March 3", "2027-03-03")]
    [InlineData("by Friday, May 8th", "2026-05-08")]
    [InlineData("no later than 5/12/2026", "2026-05-12")]
    [InlineData("like the ones from 3/12", null)]
    [InlineData("like the ones we ordered on March 12", null)]
    [InlineData("asap", null)]
    public void A_needed_by_day_counts_from_the_message(string words, string? day) =>
        Assert.Equal(day is null ? null : DateOnly.Parse(day), Read($"we need 50 lanyards {words}").NeededBy);

    [Theory]
    [InlineData("en-US", "2026-05-12")]
    [InlineData("en-GB", "2026-12-05")]
    public void The_locale_decides_day_and_month(string locale, string day)
    {
        var result = Read("50 lanyards by 5/12", locale);

        Assert.Equal(DateOnly.Parse(day), result.NeededBy);
        Assert.False(result.NeedsClarification);
    }

    [Fact]
    public void Without_a_locale_the_other_order_is_asked_about() => Assert.Contains(Read("50 lanyards by 5/12").Questions, q => q.Code == "date.order");

    [Fact]
    public void The_day_is_the_customers_not_the_servers()
    {
        var evening = new DateTimeOffset(2026, 4, 20, 2, 0, 0, TimeSpan.Zero); // still Sunday in New York
        var request = new ReadingRequest([new(Speaker.Customer, "50 lanyards by tomorrow", evening)], TimeZoneInfo.FindSystemTimeZoneById("America/New_York"), "USD");

        Assert.Equal(new DateOnly(2026, 4, 20), new Reader(Corpus.Catalog("promo")).Read(request).NeededBy);
    }

    [Fact]
    public void Not_before_and_before_are_bounds_of_their_own()
    {
        Assert.Equal(new DateOnly(2026, 5, 5), Read("don't ship before May 5, 50 lanyards").NotBefore);
        Assert.Equal(new DateOnly(2026, 5, 5), Read("50 lanyards before May 5").NeededBefore);
        Assert.Equal(new DateOnly(2026, 5, 14), Read("50 lanyards, the gala is on the 14th of May").EventDate);
    }

    [Theory]
    [InlineData("around $1,200 total", "1200 USD Total")]
    [InlineData("under 6 bucks each", "6 USD Each")]
    [InlineData("budget is 500", "500 USD Total")]
    [InlineData("our budget is about €2,40 per piece", "2.4 EUR Each")]
    [InlineData("max £350", "350 GBP Total")]
    [InlineData("can't go over $500", "500 USD Total")]
    [InlineData("the other shop quoted us $3.10", null)]
    [InlineData("last year we paid $900 total", null)]
    [InlineData("with the $5 off coupon", null)]
    public void A_budget_is_the_customers_own_limit(string words, string? budget)
    {
        var found = Read($"we need 50 lanyards, {words}").Budget;
        Assert.Equal(budget, found is null ? null : FormattableString.Invariant($"{found.Amount} {found.Currency} {found.Scope}"));
    }

    [Fact]
    public void Numbers_leave_out_phones_codes_dates_and_money() =>
        Assert.Equal([150m, 2m, 12m], Read("150 lanyards and 2 boxes of 12 pens for $300, PO 4711, by 5/12, call 555-123-4567 or (555) 010-2000").Numbers);

    private static ReadingResult Read(string text, string? locale = null) => new Reader(Corpus.Catalog("promo")).Read(Corpus.Request(text) with { Locale = locale });
}
