using PromoEngine.Orders.Quotes;
using PromoEngine.Orders.SalesOrders;

namespace PromoEngine.Orders.Tests;

public sealed class CustomerTextTests
{
    [Fact]
    public void A_quote_says_what_it_costs_how_long_it_holds_and_how_to_say_yes() => Assert.Equal(
        """
        Bright Ideas: quote Q-1042
        150 x Ceramic Mug 11 oz, white at $3.49 = $523.50
        24 x Structured Cap, navy at $8.20 = $196.80
        Total $720.30
        Valid until 20 Dec 2026. Reply YES Q-1042 to order.
        """,
        QuoteText.Of(Given.Sent(Given.Line(), Given.Line("Structured Cap", 24, 8_200_000, Given.Attributes(("color", "navy")))), Given.Shop));

    [Fact]
    public void What_the_name_says_already_is_not_repeated() => Assert.Contains(
        "x White Mug 11 oz, glossy at",
        QuoteText.Of(Given.Sent(Given.Line("White Mug 11 oz", attributes: Given.Attributes(("color", "white"), ("finish", "glossy")))), Given.Shop));

    [Fact]
    public void A_long_quote_counts_the_lines_it_leaves_out_and_keeps_the_rest()
    {
        var text = QuoteText.Of(Given.Sent([.. Enumerable.Range(1, 40).Select(i => Given.Line($"Promotional Thing Number {i} With A Long Name", 1_000 + i))]), Given.Shop);

        Assert.InRange(text.Length, 300, ShortText.MaxLength);
        Assert.Matches(@"\n\+ \d+ more lines\nTotal \$", text);
        Assert.EndsWith("Reply YES Q-1042 to order.", text);
        var shown = text.Split('\n').Count(line => line.Contains(" x "));
        Assert.Contains($"+ {40 - shown} more lines", text);
    }

    [Fact]
    public void However_long_the_names_are_the_text_stays_short()
    {
        var name = string.Join(' ', Enumerable.Repeat("Extraordinarily", 12));
        var text = QuoteText.Of(Given.Sent(Given.Line(name), Given.Line(name), Given.Line(name), Given.Line(name)), Given.Shop with { Name = name });

        Assert.InRange(text.Length, 100, ShortText.MaxLength);
        Assert.Contains("Extraordinarily... at $3.49", text);
    }

    [Fact]
    public void Typographic_characters_are_written_as_on_a_typewriter() =>
        Assert.Equal("Rep's \"Best\" 5x7 - 1/2 off...", ShortText.Plain("Rep’s “Best” 5×7 – ½ off…"));

    [Fact]
    public void A_confirmation_says_the_number_and_the_total() => Assert.Equal(
        "Bright Ideas: thank you! Order SO-1042 is confirmed, total $523.50.",
        OrderText.Of(Given.Order((Given.Line(variant: Guid.CreateVersion7()), 0)), Given.Shop));

    [Fact]
    public void A_confirmation_says_what_is_missing() => Assert.EndsWith(
        "\nOn backorder: 30 x Ceramic Mug 11 oz, white. We will write when it is in.",
        OrderText.Of(Given.Order((Given.Line(variant: Guid.CreateVersion7()), 30)), Given.Shop));

    [Fact]
    public void A_confirmation_asks_for_the_choice_that_is_still_open() => Assert.EndsWith(
        "\nWe still need your choice for Cotton T-Shirt.",
        OrderText.Of(Given.Order((Given.Line("Cotton T-Shirt"), 150)), Given.Shop));
}
