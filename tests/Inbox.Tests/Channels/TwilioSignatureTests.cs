using System.Text;
using PromoEngine.Inbox.Channels.Twilio;

namespace PromoEngine.Inbox.Tests.Channels;

/// <summary>
/// Every expected signature was computed outside this code:
/// <c>printf '%s' "$URL$FIELDS" | openssl dgst -sha1 -hmac "$TOKEN" -binary | base64</c>,
/// FIELDS being name and value of each field, sorted, without anything between them.
/// </summary>
public sealed class TwilioSignatureTests
{
    private const string Token = "12345";
    private const string Url = "https://mycompany.com/myapp.php?foo=1&bar=2";

    private static readonly KeyValuePair<string, string>[] Call =
    [
        new("CallSid", "CA1234567890ABCDE"), new("Digits", "1234"), new("From", "+14158675309"),
        new("To", "+18005551212"), new("Caller", "+14158675309"),
    ];

    [Theory]
    [InlineData("RSOYDt4T1cUTdK1PDd93/VVr8B8=", Url)]
    [InlineData("kvajT1Ptam85bY51eRf/AJRuM3w=", "https://mycompany.com:443/myapp.php?foo=1&bar=2")]
    [InlineData("OyGYPqTF6ztdbRNCvuQO/oPvqQ4=", "http://mycompany.com/myapp.php?foo=1&bar=2")]
    [InlineData("0ZXoZLH/DfblKGATFgpif+LLRf4=", "http://mycompany.com:80/myapp.php?foo=1&bar=2")]
    [InlineData("ZOaJEsozlsUyzk5k5fpaCxTxXDA=", "https://mycompany.com:8443/myapp.php?foo=1&bar=2")]
    public void The_signature_is_the_hmac_of_url_and_sorted_fields(string signature, string url)
    {
        Assert.Equal(signature, TwilioSignature.Sign(Token, url, TwilioForm.Of(Call)));
        Assert.True(TwilioSignature.IsValid(Token, url, TwilioForm.Of(Call), signature));
    }

    [Theory]
    [InlineData("kvajT1Ptam85bY51eRf/AJRuM3w=", Url)] // signed with :443
    [InlineData("RSOYDt4T1cUTdK1PDd93/VVr8B8=", "https://mycompany.com:443/myapp.php?foo=1&bar=2")]
    [InlineData("RSOYDt4T1cUTdK1PDd93/VVr8B8=", "https://mycompany.com:1234/myapp.php?foo=1&bar=2")]
    [InlineData("0ZXoZLH/DfblKGATFgpif+LLRf4=", "http://mycompany.com/myapp.php?foo=1&bar=2")] // signed with :80
    [InlineData("OyGYPqTF6ztdbRNCvuQO/oPvqQ4=", "http://mycompany.com:80/myapp.php?foo=1&bar=2")]
    public void A_url_may_have_been_signed_with_its_port_or_without(string signature, string url) =>
        Assert.True(TwilioSignature.IsValid(Token, url, TwilioForm.Of(Call), signature));

    [Theory]
    [InlineData("https://mycompany.com/myapp.php?foo=1&bar=3")]
    [InlineData("https://mycompany.com/myapp.php?bar=2&foo=1")]
    [InlineData("https://mycompany.com/myapp.php")]
    [InlineData("http://mycompany.com/myapp.php?foo=1&bar=2")]
    [InlineData("https://MyCompany.com/myapp.php?foo=1&bar=2")]
    [InlineData("https://mycompany.com/myapp.php?foo=1&bar=2#x")]
    [InlineData("https://other.com/myapp.php?foo=1&bar=2")]
    [InlineData("")]
    [InlineData("no url")]
    public void Another_url_is_not_signed(string url) =>
        Assert.False(TwilioSignature.IsValid(Token, url, TwilioForm.Of(Call), "RSOYDt4T1cUTdK1PDd93/VVr8B8="));

    [Theory]
    [InlineData("")]
    [InlineData("RSOYDt4T1cUTdK1PDd93/VVr8B9=")]
    [InlineData("RSOYDt4T1cUTdK1PDd93/VVr8B8")]
    [InlineData("RSOYDt4T1cUTdK1PDd93/VVr8B8= ")]
    [InlineData("rsoydt4t1cutdk1pdd93/vvr8b8=")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("not base64 but 28 characters")]
    [InlineData("\u00e9RSOYDt4T1cUTdK1PDd93/VVr8B8")]
    public void A_wrong_or_broken_signature_is_refused(string signature) =>
        Assert.False(TwilioSignature.IsValid(Token, Url, TwilioForm.Of(Call), signature));

    [Fact]
    public void Without_a_token_nothing_is_valid()
    {
        var form = TwilioForm.Of(Call);
        Assert.False(TwilioSignature.IsValid("", Url, form, TwilioSignature.Sign("", Url, form)));
    }

    [Theory] // FIELDS: Digits1234Digits5678SidCA123SidAccountAC123
    [InlineData("Sid=CA123&SidAccount=AC123&Digits=5678&Digits=1234")]
    [InlineData("Digits=1234&Digits=5678&SidAccount=AC123&Sid=CA123")]
    [InlineData("Digits=1234&Digits=5678&Digits=1234&SidAccount=AC123&Sid=CA123")]
    public void A_repeated_name_counts_once_per_distinct_value_in_order(string body) =>
        Assert.True(TwilioSignature.IsValid(Token, Url, Parsed(body), "IK+Dwps556ElfBT0I3Rgjkr1wJU="));

    [Fact] // FIELDS: Zz1Zz2aa0
    public void Capital_letters_sort_before_small_ones() =>
        Assert.Equal("R84+eam/gTCoPvqGxMDPfTg5AVg=", TwilioSignature.Sign("s3cr3t-token",
            "https://shop.example.test/webhooks/twilio/0198f000-0000-7000-8000-000000000001", Parsed("aa=0&Zz=2&Zz=1")));

    [Fact] // FIELDS: Body150 mugs — ¿cuándo? 🎉 100% & more=yesFrom+15550100123MessageSidSM000…1NumMedia0To+15550100
    public void Text_is_signed_decoded_and_as_utf8()
    {
        var form = Parsed("Body=150+mugs+%E2%80%94+%C2%BFcu%C3%A1ndo%3F+%F0%9F%8E%89+100%25+%26+more%3Dyes&From=%2B15550100123"
            + "&MessageSid=SM00000000000000000000000000000001&NumMedia=0&To=%2B15550100");

        Assert.True(TwilioSignature.IsValid("s3cr3t-token",
            "https://shop.example.test/webhooks/twilio/0198f000-0000-7000-8000-000000000001", form, "NwTbhepq7KDsdamngs4wAls7LGQ="));
    }

    [Theory] // FIELDS: Bodyx
    [InlineData("https://user:pa:ss@shop.example.test:8443/hook?a=%20b", "errdrG8/0j6cSkwY/4ve0YZMYdk=")]
    [InlineData("https://user:pa:ss@shop.example.test:8443/hook?a=%20b", "EYlk0V2naPQKByOLUhkwRsjCv/4=")] // signed without :8443
    [InlineData("http://[::1]/hook", "C9hudJeC3uHbZ5SM8QonSmHwN2s=")] // signed with :80
    [InlineData("http://[::1]:80/hook", "C9hudJeC3uHbZ5SM8QonSmHwN2s=")]
    public void Colons_that_are_no_port_stay_where_they_are(string url, string signature) =>
        Assert.True(TwilioSignature.IsValid("s3cr3t-token", url, Parsed("Body=x"), signature));

    [Fact]
    public void A_body_that_is_no_form_is_covered_by_its_hash_in_the_url()
    {
        const string url = Url + "&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";
        const string signature = "a9nBmqA0ju/hNViExpshrM61xv4=";
        var body = Encoding.UTF8.GetBytes("""{"property": "value", "boolean": true}""");

        Assert.True(TwilioSignature.IsValidBody(Token, url, body, signature));
        Assert.False(TwilioSignature.IsValidBody(Token, url, [.. body, (byte)' '], signature));
        Assert.False(TwilioSignature.IsValidBody("other", url, body, signature));
        Assert.False(TwilioSignature.IsValidBody(Token, Url, body, TwilioSignature.Sign(Token, Url, TwilioForm.Empty)));
    }

    private static TwilioForm Parsed(string body) => TwilioForm.Parse(Encoding.UTF8.GetBytes(body))!;
}
