using System.Globalization;

using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Contacts;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Simulator;

/// <summary>The provider's side of a send: the text reaches the phone at its number, and jobs report how.</summary>
internal sealed class AcceptSend(AppDb db, IUnitOfWork unit, SimulatorPhones phones, TimeProvider clock)
{
    public async Task<IResult> Handle(SimulatorAccount account, IFormCollection form, CancellationToken ct)
    {
        if (Wrong(account, form) is { } error)
            return TwilioAnswers.Refuse(error);

        var message = await unit.Run(db, async () =>
        {
            var phone = (await phones.At(form["To"].ToString(), ct))!;
            var message = new SimulatorMessage
            {
                PhoneId = phone.Id,
                FromCustomer = false,
                Number = phone.Number,
                Text = WellFormed.Text(form["Body"].ToString()),
                At = clock.GetUtcNow().UtcDateTime,
                StatusUrl = form["StatusCallback"] is [{ Length: > 0 and <= 2000 } url] ? url : null,
            };
            db.Add(message);
            db.Raise(new SimulatedSendAccepted(message.Sid));
            await db.SaveChangesAsync(ct);
            return message;
        });
        return TwilioAnswers.Ok(TwilioMessage.Of(message, account), StatusCodes.Status201Created);
    }

    private static TwilioError? Wrong(SimulatorAccount account, IFormCollection form)
    {
        string to = form["To"].ToString(), from = form["From"].ToString(), body = form["Body"].ToString();
        if (to.Length == 0)
            return TwilioError.NoTo;
        if (!PhoneNumber.Normalise(to).IsTextable)
            return TwilioError.BadTo;
        if (from.Length == 0 && form["MessagingServiceSid"].Count == 0)
            return TwilioError.NoFrom;
        if (from.Length > 0 && PhoneNumber.Normalise(from).Value != account.Channel.Address)
            return TwilioError.BadFrom;
        if (body.Length == 0)
            return TwilioError.NoBody;
        return body.Length > SimulatorMessage.LongestStored || new StringInfo(body).LengthInTextElements > SimulatorMessage.LongestText ? TwilioError.LongBody : null;
    }
}
