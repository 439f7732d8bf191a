using System.Text;

using PromoEngine.Web.Auth.TwoStep;

namespace PromoEngine.Web.Tests.Auth;

public sealed class TotpTests
{
    // RFC 6238, appendix B, SHA-1.
    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void The_codes_are_those_of_the_rfc(long second, string code)
    {
        var secret = Encoding.ASCII.GetBytes("12345678901234567890");
        var step = Totp.StepAt(DateTime.UnixEpoch.AddSeconds(second));

        Assert.Equal(code, Totp.Code(secret, step, digits: 8));
        Assert.Equal(code[2..], Totp.Code(secret, step));
    }

    // RFC 4648, section 10.
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Secrets_are_written_in_base32(string text, string written) => Assert.Equal(written, Totp.Base32(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void A_code_counts_one_step_early_and_late_and_not_longer()
    {
        var secret = Totp.NewSecret();
        var now = new DateTime(2026, 6, 1, 12, 0, 0, DateTimeKind.Utc);
        var code = Totp.Code(secret, Totp.StepAt(now));

        Assert.Equal(Totp.StepAt(now), Totp.Match(secret, code, now));
        Assert.Equal(Totp.StepAt(now), Totp.Match(secret, code, now.AddSeconds(30)));
        Assert.Equal(Totp.StepAt(now), Totp.Match(secret, code, now.AddSeconds(-30)));
        Assert.Null(Totp.Match(secret, code, now.AddSeconds(60)));
        Assert.Null(Totp.Match(secret, "", now));
    }
}
