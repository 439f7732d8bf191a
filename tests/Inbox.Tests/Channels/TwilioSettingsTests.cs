using Microsoft.Extensions.Options;
using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Channels.Twilio;

namespace PromoEngine.Inbox.Tests.Channels;

public sealed class TwilioSettingsTests
{
    [Theory]
    [InlineData("accountSid", "SK123", "accountSid")]
    [InlineData("accountSid", "", "accountSid")]
    [InlineData("accountSid", "AC1/../AC2", "accountSid")]
    [InlineData("authToken", "", "authToken")]
    [InlineData("authToken", "two words", "authToken")]
    [InlineData("apiBaseUrl", "api.twilio.com", "apiBaseUrl")]
    [InlineData("apiBaseUrl", "https://10.0.0.1", "apiBaseUrl")]
    [InlineData("apiBaseUrl", "https://api.twilio.com?x=1", "apiBaseUrl")]
    [InlineData("messagingServiceSid", "AC1", "messagingServiceSid")]
    public void Settings_are_checked_before_they_are_saved(string field, string value, string wrong) =>
        Assert.Equal([wrong], Check((field, value)).Keys);

    [Fact]
    public void Settings_that_are_right_have_nothing_wrong()
    {
        Assert.Empty(Check());
        Assert.Empty(Check(("apiBaseUrl", "http://127.0.0.1:4010"), ("messagingServiceSid", "MG1")));
    }

    [Fact]
    public void The_number_is_written_with_its_country()
    {
        Assert.Empty(Check("+1 555 010 0123"));
        Assert.Equal(["address"], Check("555-0100").Keys);
    }

    [Fact]
    public void A_base_address_may_have_a_path()
    {
        var settings = new TwilioSettings("AC1", "t", new("http://127.0.0.1:5080/simulator/"), null);
        Assert.Equal("http://127.0.0.1:5080/simulator/2010-04-01/Accounts/AC1/Messages.json", settings.Resource("/Messages.json").AbsoluteUri);
    }

    [Fact]
    public void A_secret_does_not_come_out_through_a_log()
    {
        Assert.DoesNotContain("secret", new TwilioSettings("AC1", "secret", null, null).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", Account("+15550100").ToString(), StringComparison.Ordinal);
    }

    private static IReadOnlyDictionary<string, string> Check(params (string Name, string Value)[] changed) => Check("+15550100", changed);

    private static IReadOnlyDictionary<string, string> Check(string address, params (string Name, string Value)[] changed)
    {
        var options = new OutboundOptions();
        options.AllowHosts.Add("127.0.0.1");
        using var http = new OutboundHttp(Options.Create(options));
        return new TwilioChannel(http, TimeProvider.System).Check(Account(address, changed)).Errors;
    }

    private static ChannelAccount Account(string address, params (string Name, string Value)[] changed)
    {
        var settings = new Dictionary<string, string> { ["accountSid"] = "AC1", ["authToken"] = "secret" };
        foreach (var (name, value) in changed)
            settings[name] = value;
        return new(Guid.CreateVersion7(), ChannelKind.Sms, address, settings);
    }
}
