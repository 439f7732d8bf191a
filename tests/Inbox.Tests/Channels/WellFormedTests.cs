using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PromoEngine.Inbox.Channels;

namespace PromoEngine.Inbox.Tests.Channels;

public sealed class WellFormedTests
{
    [Fact] // no theory: half a pair does not survive in an attribute
    public void What_cannot_be_stored_becomes_a_replacement_of_the_same_length()
    {
        (string Text, string Mended)[] rows =
        [
            ("plain", "plain"), ("🎉 whole", "🎉 whole"), ("a\0b", "a\uFFFDb"), ("\uD83C", "\uFFFD"), ("\uDF89x", "\uFFFDx"),
            ("\uD83C\uD83C\uDF89", "\uFFFD\uD83C\uDF89"), ("\uDF89\uD83C", "\uFFFD\uFFFD"),
        ];
        Assert.All(rows, row => Assert.Equal(row.Mended, WellFormed.Text(row.Text)));
    }

    [Fact]
    public void Any_text_can_be_written_as_utf8_afterwards() =>
        Prop.ForAll(Gen.Elements('\0', 'a', '\uD83C', '\uDF89', '\uFFFF').ArrayOf().ToArbitrary(), characters =>
        {
            var text = new string(characters);
            var mended = WellFormed.Text(text);
            Assert.Equal(text.Length, mended.Length);
            Assert.Equal(mended, Encoding.UTF8.GetString(new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(mended)));
            Assert.Same(mended, WellFormed.Text(mended));
        }).QuickCheckThrowOnFailure();
}
