using System.Net;

using PromoEngine.Testing;

namespace PromoEngine.Web.Tests;

/// <summary>A WhatsApp number and a page of a shop, at a stub of Meta's that is the test's own.</summary>
public sealed partial class Shop
{
    /// <summary>Connects a WhatsApp number; answers the channel's id.</summary>
    public Task<Guid> GivenWhatsApp(StubMeta meta) => GivenMeta(meta, "whatsapp", "+" + StubMeta.DisplayNumber);

    public Task<Guid> GivenPage(StubMeta meta, string page) => GivenMeta(meta, "messenger", page);

    /// <summary>A batch of Meta's, signed and posted; nothing is done with it until <see cref="Drain"/>.</summary>
    public async Task Meta(Guid channel, object batch)
    {
        using var answer = await Call(StubMetaWebhook.Request(new(App.Address, $"/webhooks/meta/{channel}"), batch));
        await answer.Expect(HttpStatusCode.OK, App);
    }

    private async Task<Guid> GivenMeta(StubMeta meta, string kind, string address) => (await Do("/api/channels", new
    {
        kind,
        provider = "meta",
        name = kind,
        address,
        settings = new
        {
            phoneNumberId = StubMeta.PhoneNumberId,
            businessAccountId = StubMeta.Business,
            appSecret = StubMeta.AppSecret,
            accessToken = StubMeta.Token,
            verifyToken = StubMeta.VerifyToken,
            apiBaseUrl = meta.Address.ToString(),
        },
    })).GetProperty("id").GetGuid();
}
