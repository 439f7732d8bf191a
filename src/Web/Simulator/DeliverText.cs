using System.Net;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Simulator;

/// <summary>
/// Does with a simulated text what Twilio does: signs the form with the account's token and posts it to the channel's public webhook, over HTTP, into
/// the front door that every other message comes through.
/// </summary>
internal sealed class DeliverText(AppDb db, SimulatorAccounts accounts, SimulatorCalls calls)
{
    public async Task<Func<Task>?> Prepare(string sid, CancellationToken ct)
    {
        var message = await db.Set<SimulatorMessage>().AsNoTracking().FirstOrDefaultAsync(m => m.Sid == sid, ct);
        if (message is not { Status: SimulatorStatus.Queued } || await accounts.Find(ct) is not { } account)
            return null;

        var name = await db.Set<SimulatorPhone>().Where(p => p.Id == message.PhoneId).Select(p => p.Name).SingleAsync(ct);
        var answer = await calls.Post(account, Form(message, name, account), ct);
        // An answer that says no will not become a yes; everything else (a restart, a full queue) is tried again, under the same id.
        var refused = answer is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError;
        if (!refused && answer >= HttpStatusCode.InternalServerError)
            throw new HttpRequestException($"The webhook answered {(int)answer}.");
        return async () =>
        {
            var now = await db.Set<SimulatorMessage>().SingleAsync(m => m.Sid == sid, ct);
            now.MoveTo(refused ? SimulatorStatus.Failed : SimulatorStatus.Delivered);
            await db.SaveChangesAsync(ct);
        };
    }

    // The fields of a text message, of those that Twilio sends with one (https://www.twilio.com/docs/messaging/guides/webhook-request). Carriers name
    // nobody, WhatsApp does; here everybody is named, so that the inbox of the demo shows people.
    private static List<KeyValuePair<string, string>> Form(SimulatorMessage message, string name, SimulatorAccount account) =>
    [
        new("ToCountry", "US"),
        new("SmsMessageSid", message.Sid),
        new("NumMedia", "0"),
        new("SmsSid", message.Sid),
        new("SmsStatus", "received"),
        new("FromCountry", "US"),
        new("Body", message.Text),
        new("To", account.Channel.Address),
        new("NumSegments", "1"),
        new("MessageSid", message.Sid),
        new("AccountSid", account.Sid),
        new("From", message.Number),
        new("ProfileName", name),
        new("ApiVersion", "2010-04-01"),
    ];
}
