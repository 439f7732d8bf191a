using PromoEngine.Inbox.Contacts;

namespace PromoEngine.Inbox.Tests.Contacts;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("+15550100123", "+15550100123")]
    [InlineData(" +1 (555) 010-0123 ", "+15550100123")]
    [InlineData("+49 30 / 901820", "+4930901820")]
    [InlineData("+44.20.7946.0958", "+442079460958")]
    [InlineData("\u202A+15550100123\u202C", "+15550100123")] // as copied from a phone's address book
    [InlineData("+1\u00A0555\u2011010\u20110123", "+15550100123")]
    [InlineData("+15550100", "+15550100")]
    [InlineData("+123456789012345", "+123456789012345")]
    public void A_number_with_its_country_has_one_way_to_be_written(string written, string number)
    {
        Assert.Equal(new(number, AddressKind.Phone), PhoneNumber.Normalise(written));
        Assert.True(PhoneNumber.Normalise(written).IsTextable);
        Assert.Equal(number, PhoneNumber.Normalise(number).Value);
    }

    [Theory]
    [InlineData("12345", nameof(AddressKind.ShortCode))]
    [InlineData("898989", nameof(AddressKind.ShortCode))]
    [InlineData("MYSHOP", nameof(AddressKind.Alphanumeric))]
    [InlineData("My Shop 24", nameof(AddressKind.Alphanumeric))]
    [InlineData("555-010-0123", nameof(AddressKind.Unknown))] // whose country?
    [InlineData("5550100123", nameof(AddressKind.Unknown))]
    [InlineData("+0555010012", nameof(AddressKind.Unknown))]
    [InlineData("+123456", nameof(AddressKind.Unknown))]
    [InlineData("+1234567890123456", nameof(AddressKind.Unknown))]
    [InlineData("+1555010O123", nameof(AddressKind.Unknown))]
    [InlineData("++15550100123", nameof(AddressKind.Unknown))]
    [InlineData("+", nameof(AddressKind.Unknown))]
    [InlineData("12", nameof(AddressKind.Unknown))]
    [InlineData("\u0661\u0662\u0663\u0664\u0665", nameof(AddressKind.Unknown))] // Arabic digits
    [InlineData("a name that is too long for a sender", nameof(AddressKind.Unknown))]
    [InlineData("ann@example.test", nameof(AddressKind.Unknown))]
    [InlineData("", nameof(AddressKind.Unknown))]
    public void Anything_else_is_kept_as_it_came_and_cannot_be_texted(string written, string kind)
    {
        Assert.Equal(new(written, Enum.Parse<AddressKind>(kind)), PhoneNumber.Normalise(written));
        Assert.False(PhoneNumber.Normalise(written).IsTextable);
    }

    [Fact]
    public void No_address_is_too_long_to_be_stored() =>
        Assert.Equal(PhoneNumber.LongestAddress, PhoneNumber.Normalise(new string('x', 5000)).Value.Length);

    [Fact]
    public void An_address_cut_inside_an_emoji_can_still_be_stored()
    {
        var value = PhoneNumber.Normalise("x" + string.Concat(Enumerable.Repeat("🎉", 100))).Value;
        Assert.Equal((PhoneNumber.LongestAddress, '\uFFFD'), (value.Length, value[^1]));
    }
}
