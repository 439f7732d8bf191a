using System.Net;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox.Channels;
using PromoEngine.Web.Data;
using PromoEngine.Web.Jobs;

namespace PromoEngine.Web.Simulator;

/// <summary>Moves a text of the shop one step on and tells the sender, as Twilio's status callbacks do: sent, and a moment later delivered.</summary>
internal sealed class ReportStatus(AppDb db, SimulatorAccounts accounts, SimulatorCalls calls, ReachableAt reachable, JobTurn turn)
{
    private static readonly TimeSpan OnTheAir = TimeSpan.FromMilliseconds(600);

    public async Task<Func<Task>?> Prepare(string sid, CancellationToken ct)
    {
        var message = await db.Set<SimulatorMessage>().AsNoTracking().FirstOrDefaultAsync(m => m.Sid == sid, ct);
        if (message is not { Status: SimulatorStatus.Queued or SimulatorStatus.Sent } || await accounts.Find(ct) is not { } account)
            return null;

        var next = message.Status == SimulatorStatus.Queued ? SimulatorStatus.Sent : SimulatorStatus.Delivered;
        // Only this shop's own address: the simulator is not a way to call other people's servers.
        if (message.StatusUrl is { } url && url == reachable.WebhookUrl(account.Channel))
        {
            var answer = await calls.Post(account, Form(message, account, next), ct);
            if (answer >= HttpStatusCode.InternalServerError)
                throw new HttpRequestException($"The webhook answered {(int)answer}.");
        }

        return async () =>
        {
            var now = await db.Set<SimulatorMessage>().SingleAsync(m => m.Sid == sid, ct);
            now.MoveTo(next);
            if (next == SimulatorStatus.Sent)
                turn.Again = OnTheAir;
            await db.SaveChangesAsync(ct);
        };
    }

    // https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks
    private static List<KeyValuePair<string, string>> Form(SimulatorMessage message, SimulatorAccount account, SimulatorStatus status)
    {
        var word = TwilioMessage.Word(status);
        return
        [
            new("SmsSid", message.Sid),
            new("SmsStatus", word),
            new("MessageStatus", word),
            new("To", message.Number),
            new("MessageSid", message.Sid),
            new("AccountSid", account.Sid),
            new("From", account.Channel.Address),
            new("ApiVersion", "2010-04-01"),
        ];
    }
}
