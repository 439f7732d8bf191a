using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PromoEngine.Inbox.Channels;
using PromoEngine.Testing;

namespace PromoEngine.Inbox.Tests.Channels;

public sealed class OutboundHttpTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.9.9.9")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("100.100.100.200")]
    [InlineData("192.0.0.192")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("ff02::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::10.0.0.1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001:db8::1")]
    [InlineData("2001::1")]
    public void An_address_that_is_not_of_the_open_internet_is_not_public(string address) =>
        Assert.False(PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("54.172.60.0")]
    [InlineData("172.32.0.1")]
    [InlineData("172.15.255.255")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("64:ff9b::808:808")]
    [InlineData("::ffff:8.8.8.8")]
    public void Others_are(string address) => Assert.True(PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://api.twilio.com", true)]
    [InlineData("https://api.dublin.ie1.twilio.com/", true)]
    [InlineData("https://8.8.8.8:8443/base", true)]
    [InlineData("http://127.0.0.1:4010", true)] // on the list
    [InlineData("http://127.1:4010", true)] // the same address
    [InlineData("https://stub.internal:8080", true)]
    [InlineData("https://stub.internal:8081", false)]
    [InlineData("http://api.twilio.com", false)]
    [InlineData("http://127.0.0.2", false)]
    [InlineData("http://localhost:4010", false)]
    [InlineData("https://localhost", false)]
    [InlineData("https://localhost.", false)]
    [InlineData("https://db.localhost", false)]
    [InlineData("https://printer.local", false)]
    [InlineData("https://intranet", false)]
    [InlineData("https://10.0.0.5", false)]
    [InlineData("https://0x0a000005", false)]
    [InlineData("https://167772165", false)]
    [InlineData("https://[::1]", false)]
    [InlineData("https://[::ffff:7f00:1]", false)]
    [InlineData("https://169.254.169.254/latest/meta-data", false)]
    [InlineData("https://metadata.google.internal", false)]
    [InlineData("https://user:secret@api.twilio.com", false)]
    [InlineData("http://user@127.0.0.1:4010", false)]
    [InlineData("ftp://127.0.0.1", false)]
    [InlineData("file:///etc/passwd", false)]
    public void An_address_is_checked_before_it_is_saved(string address, bool allowed)
    {
        using var http = Http("127.0.0.1", "stub.internal:8080");
        Assert.Equal(allowed, http.Allows(new(address)));
        Assert.Equal(allowed, http.Refuses(new(address)) is null);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    public async Task A_call_to_a_private_address_never_connects(string host)
    {
        await using var stub = await StubTwilio.Start();
        using var http = Http();

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => http.Client.GetAsync(new Uri($"http://{host}:{stub.Address.Port}/"), Ct));

        Assert.IsType<OutboundRefusedException>(refused.InnerException);
        Assert.Empty(stub.Requests);
    }

    [Fact]
    public async Task A_listed_host_and_one_added_later_can_be_called()
    {
        await using var stub = await StubTwilio.Start();
        await using var other = await StubTwilio.Start();
        using var http = Http($"127.0.0.1:{stub.Address.Port}");

        await http.Client.GetAsync(stub.Address, Ct);
        await Assert.ThrowsAsync<HttpRequestException>(() => http.Client.GetAsync(other.Address, Ct));
        http.Allow(other.Address);
        await http.Client.GetAsync(other.Address, Ct);

        Assert.Single(stub.Requests);
        Assert.Single(other.Requests);
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("127.0.0.1, twilio.internal:8080", "127.0.0.1 twilio.internal:8080")]
    public void One_string_from_the_environment_is_read_as_a_list(string written, string hosts) =>
        Assert.Equal(hosts.Split(' '), Options(new() { ["Outbound:AllowHosts"] = written }).Value.AllowHosts);

    [Fact]
    public void A_list_from_a_file_is_read_too() =>
        Assert.Equal(["a.test", "b.test"], Options(new() { ["Outbound:AllowHosts:0"] = "a.test", ["Outbound:AllowHosts:1"] = "b.test" }).Value.AllowHosts);

    [Theory]
    [InlineData("Outbound:AllowHosts", "http://127.0.0.1")]
    [InlineData("Outbound:AllowHosts", "*")]
    [InlineData("Outbound:AllowHosts", "a.test/path")]
    [InlineData("Outbound:Timeout", "soon")]
    public void A_wrong_value_names_its_key(string key, string value) =>
        Assert.Contains(key, Assert.Throws<OptionsValidationException>(() => Options(new() { [key] = value }).Value).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1", null)]
    [InlineData("Stub.Test", "stub.test", null)]
    [InlineData("stub.test:80", "stub.test", 80)]
    [InlineData("::1", "::1", null)]
    [InlineData("[::1]:8080", "::1", 8080)]
    public void A_listed_host_may_carry_a_port(string written, string host, int? port) =>
        Assert.Equal(new AllowedHost(host, port), AllowedHost.Parse(written));

    private static OutboundHttp Http(params string[] allow)
    {
        var options = new OutboundOptions();
        options.AllowHosts.AddRange(allow);
        return new(Microsoft.Extensions.Options.Options.Create(options));
    }

    private static IOptions<OutboundOptions> Options(Dictionary<string, string?> configured) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(configured).Build())
        .AddChannelAdapters().BuildServiceProvider().GetRequiredService<IOptions<OutboundOptions>>();
}
