using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PromoEngine.Inbox.Channels.Twilio;

namespace PromoEngine.Inbox.Tests.Channels;

public sealed class TwilioFormTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("&&&", "")]
    [InlineData("=", "[=]")]
    [InlineData("a", "[a=]")]
    [InlineData("a=", "[a=]")]
    [InlineData("a=b=c", "[a=b=c]")]
    [InlineData("a=1&&a=2&", "[a=1][a=2]")]
    [InlineData("a+b=c+d", "[a b=c d]")]
    [InlineData("a%3Db=%26%2B%25", "[a=b=&+%]")]
    [InlineData("a=%", "[a=%]")]
    [InlineData("a=%4", "[a=%4]")]
    [InlineData("a=%zz%4g%41", "[a=%zz%4gA]")]
    [InlineData("a=%E2%82%AC%f0%9f%8e%89", "[a=€🎉]")]
    [InlineData("a=%00", "[a=\uFFFD]")]
    [InlineData("a=%ED%A0%80", "[a=\uFFFD\uFFFD\uFFFD]")]
    [InlineData("a=%FF", "[a=\uFFFD]")]
    public void A_body_becomes_its_fields(string body, string fields) =>
        Assert.Equal(fields, Written(TwilioForm.Parse(Encoding.UTF8.GetBytes(body))!));

    [Fact]
    public void More_than_the_limits_is_refused()
    {
        Assert.Null(TwilioForm.Parse(new byte[TwilioForm.LargestBody + 1]));
        Assert.NotNull(TwilioForm.Parse(new byte[TwilioForm.LargestBody]));
        Assert.Null(TwilioForm.Parse(Fields(TwilioForm.MostFields + 1)));
        Assert.Equal(TwilioForm.MostFields, TwilioForm.Parse(Fields(TwilioForm.MostFields))!.Count);
    }

    [Fact]
    public void Any_bytes_can_be_read_signed_and_named() => Prop.ForAll<byte[]>(body =>
    {
        var form = TwilioForm.Parse(body)!;
        var payload = TwilioPayload.Read(form);
        Assert.NotEmpty(TwilioPayload.EventKey(form, body));
        Assert.False(TwilioSignature.IsValid("t", "http://a", form, Convert.ToBase64String(new byte[20])));
        Assert.All(payload.Messages, message => Assert.DoesNotContain('\0', message.Text));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_the_framework_encodes_comes_back() => Prop.ForAll<string[], string[]>((names, values) =>
    {
        var pairs = names.Zip(values, (name, value) => KeyValuePair.Create(Clean(name), Clean(value))).Where(pair => pair.Key + pair.Value != "").ToList();
        var body = string.Join('&', pairs.Select(pair => Uri.EscapeDataString(pair.Key) + "=" + Uri.EscapeDataString(pair.Value)));
        var parsed = TwilioForm.Parse(Encoding.UTF8.GetBytes(body))!;

        Assert.Equal(Written(TwilioForm.Of(pairs)), Written(parsed));
        Assert.Equal(TwilioSignature.Sign("t", "https://a/b", TwilioForm.Of(pairs)), TwilioSignature.Sign("t", "https://a/b", parsed));
    }).QuickCheckThrowOnFailure();

    private static string Clean(string? text) => PromoEngine.Inbox.Channels.WellFormed.Text(text ?? "");

    private static byte[] Fields(int count) => Encoding.UTF8.GetBytes(string.Join('&', Enumerable.Range(0, count)));

    private static string Written(TwilioForm form)
    {
        var text = new StringBuilder();
        for (var i = 0; i < form.Count; i++)
            text.Append('[').Append(Encoding.UTF8.GetString(form.Name(i))).Append('=').Append(Encoding.UTF8.GetString(form.Value(i))).Append(']');
        return PromoEngine.Inbox.Channels.WellFormed.Text(text.ToString());
    }
}
