using Microsoft.AspNetCore.Http;

namespace PromoEngine.Orders.Tests;

public sealed class PageTests
{
    [Fact]
    public void A_cursor_gives_back_its_keys() => Assert.Equal(["Ä mug", "1/2"], PageCursor.Read(PageCursor.Write("Ä mug", "1/2"), 2));

    [Fact]
    public void No_cursor_is_the_first_page() => Assert.Empty(PageCursor.Read(null, 2));

    [Theory]
    [InlineData("not a cursor")]
    [InlineData("AAAA")]
    [InlineData("WyJvbmUiXQ")] // one key
    [InlineData("bnVsbA")] // null
    public void A_made_up_cursor_is_refused(string cursor) =>
        Assert.Throws<BadHttpRequestException>(() => PageCursor.Read(cursor, 2));

    [Fact]
    public void The_item_too_many_becomes_the_next_page()
    {
        var page = Page<int>.Of([1, 2, 3], 2, last => $"after {last}");

        Assert.Equal([1, 2], page.Items);
        Assert.Equal("after 2", page.Next);
        Assert.Null(Page<int>.Of([1, 2], 2, last => $"after {last}").Next);
    }

    [Fact]
    public void What_people_type_is_taken_literally() => Assert.Equal(@"%50\%\_\\%", LikePattern.Containing(@"50%_\"));
}
