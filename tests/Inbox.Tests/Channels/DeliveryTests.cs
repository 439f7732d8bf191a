using FsCheck;
using FsCheck.Fluent;
using PromoEngine.Inbox.Channels;

namespace PromoEngine.Inbox.Tests.Channels;

public sealed class DeliveryTests
{
    private static readonly DeliveryStatus[] All = Enum.GetValues<DeliveryStatus>();
    private static readonly DeliveryStatus[] Outbound = [.. All.Where(status => status != DeliveryStatus.Received)];

    [Theory]
    [InlineData(nameof(DeliveryStatus.Sending), nameof(DeliveryStatus.Queued), nameof(DeliveryStatus.Sending))]
    [InlineData(nameof(DeliveryStatus.Sending), nameof(DeliveryStatus.Sent), nameof(DeliveryStatus.Sent))]
    [InlineData(nameof(DeliveryStatus.Sent), nameof(DeliveryStatus.Sending), nameof(DeliveryStatus.Sent))]
    [InlineData(nameof(DeliveryStatus.Delivered), nameof(DeliveryStatus.Sent), nameof(DeliveryStatus.Delivered))]
    [InlineData(nameof(DeliveryStatus.Sent), nameof(DeliveryStatus.Undelivered), nameof(DeliveryStatus.Undelivered))]
    [InlineData(nameof(DeliveryStatus.Undelivered), nameof(DeliveryStatus.Sent), nameof(DeliveryStatus.Undelivered))]
    [InlineData(nameof(DeliveryStatus.Failed), nameof(DeliveryStatus.Sending), nameof(DeliveryStatus.Failed))]
    [InlineData(nameof(DeliveryStatus.Failed), nameof(DeliveryStatus.Delivered), nameof(DeliveryStatus.Delivered))]
    [InlineData(nameof(DeliveryStatus.Delivered), nameof(DeliveryStatus.Undelivered), nameof(DeliveryStatus.Delivered))]
    [InlineData(nameof(DeliveryStatus.Delivered), nameof(DeliveryStatus.Read), nameof(DeliveryStatus.Read))]
    [InlineData(nameof(DeliveryStatus.MaybeSent), nameof(DeliveryStatus.Sent), nameof(DeliveryStatus.Sent))]
    [InlineData(nameof(DeliveryStatus.Received), nameof(DeliveryStatus.Delivered), nameof(DeliveryStatus.Received))]
    public void Later_news_wins(string current, string incoming, string status) =>
        Assert.Equal(Enum.Parse<DeliveryStatus>(status), Delivery.Advance(Enum.Parse<DeliveryStatus>(current), Enum.Parse<DeliveryStatus>(incoming)));

    [Fact]
    public void In_whatever_order_callbacks_come_the_outcome_is_the_same() =>
        Prop.ForAll(Gen.Elements(Outbound).ArrayOf().ToArbitrary(), Gen.Elements(Outbound).ToArbitrary(), (news, start) =>
        {
            var forward = news.Aggregate(start, Delivery.Advance);
            Assert.Equal(forward, news.Reverse().Aggregate(start, Delivery.Advance));
            Assert.Equal(forward, news.Concat(news).Aggregate(start, Delivery.Advance));
            Assert.True(forward >= start);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_final_cannot_go_back_to_being_under_way()
    {
        foreach (var current in All.Where(Delivery.IsFinal))
            Assert.All(All, incoming => Assert.True(Delivery.IsFinal(Delivery.Advance(current, incoming))));
    }
}
