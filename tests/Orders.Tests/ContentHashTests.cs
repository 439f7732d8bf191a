using PromoEngine.Orders.Quotes;

namespace PromoEngine.Orders.Tests;

public sealed class ContentHashTests
{
    private static readonly DateTime Until = new(2026, 12, 20, 23, 59, 59, DateTimeKind.Utc);

    [Fact]
    public void The_hash_of_a_content_is_the_same_for_ever() =>
        // Written down once. If this changes, every quote that was ever sent no longer matches its own hash.
        Assert.Equal("c8e53a76c40195d4efa93811599a1f1a2fdf8ffa9259e901588dea03734ee234", Given.Content(Given.Line(), Given.Line("Navy Cap", 24, 8_200_000)).Hash(1, Until));

    [Fact]
    public void The_order_of_attributes_does_not_matter()
    {
        var one = Given.Content(Given.Line(attributes: Given.Attributes(("color", "white"), ("size", "L"))));
        var other = Given.Content(Given.Line(attributes: Given.Attributes(("size", "L"), ("color", "white"))));

        Assert.Equal(one.Hash(1, Until), other.Hash(1, Until));
    }

    [Fact]
    public void Whatever_the_customer_is_offered_changes_the_hash()
    {
        var content = Given.Content();
        string[] hashes =
        [
            content.Hash(1, Until),
            content.Hash(2, Until),
            content.Hash(1, Until.AddDays(1)),
            content.Hash(1, null),
            (content with { Number = "Q-1043" }).Hash(1, Until),
            (content with { CustomerId = Guid.CreateVersion7() }).Hash(1, Until),
            (content with { Currency = "EUR" }).Hash(1, Until),
            (content with { NeededBy = null }).Hash(1, Until),
            (content with { ShipTo = "1 Main St" }).Hash(1, Until),
            Given.Content(Given.Line(quantity: 151)).Hash(1, Until),
            Given.Content(Given.Line(micros: 3_490_001)).Hash(1, Until),
            Given.Content(Given.Line("Ceramic Mug 15 oz")).Hash(1, Until),
            Given.Content(Given.Line(attributes: Given.Attributes(("color", "black")))).Hash(1, Until),
            Given.Content(Given.Line(variant: Guid.CreateVersion7())).Hash(1, Until),
            Given.Content(Given.Line() with { Description = "for the fair" }).Hash(1, Until),
            Given.Content(Given.Line(), Given.Line()).Hash(1, Until),
        ];

        Assert.Equal(hashes.Length, hashes.Distinct().Count());
    }

    [Fact]
    public void A_sent_revision_carries_the_hash_of_what_it_holds_and_nothing_after_changes_it()
    {
        var sent = Given.Sent();
        var hash = sent.ContentHash;

        Assert.Equal(Given.Content().Hash(1, sent.ValidUntil), hash);
        sent.Expire(sent.ValidUntil!.Value.AddDays(1));
        Assert.Equal(hash, sent.ContentHash);
    }

    [Fact]
    public void Sending_fixes_the_validity_in_the_hash()
    {
        var draft = QuoteRevision.Of(Guid.CreateVersion7(), 1, Given.Content());
        var before = draft.ContentHash;

        draft.Send(Given.Now, Given.Chicago);

        Assert.NotEqual(before, draft.ContentHash);
    }
}
