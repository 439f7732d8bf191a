using System.Net;

using PromoEngine.Inbox;
using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Channels.Twilio;

namespace PromoEngine.Web.Simulator;

/// <summary>The simulated provider's calls to the shop: signed as Twilio signs, over the network like any provider's.</summary>
internal sealed class SimulatorCalls(OutboundHttp http, ReachableAt reachable)
{
    public async Task<HttpStatusCode> Post(SimulatorAccount account, IReadOnlyList<KeyValuePair<string, string>> form, CancellationToken ct)
    {
        if (reachable.Listening is not { } server)
            throw new NotYetException("The server does not listen yet.", TimeSpan.FromMilliseconds(200));

        // Signed is the address that the shop gives out; called is the door behind it, since the public name may not lead back here from this machine.
        var signed = reachable.WebhookUrl(account.Channel);
        var called = new Uri(server, $"/webhooks/{account.Channel.Provider}/{account.Channel.Id}");
        using var request = new HttpRequestMessage(HttpMethod.Post, called) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add("X-Twilio-Signature", TwilioSignature.Sign(account.AuthToken, signed, TwilioForm.Of(form)));
        using var response = await http.Client.SendAsync(request, ct);
        return response.StatusCode;
    }
}
