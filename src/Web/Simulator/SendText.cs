using System.ComponentModel.DataAnnotations;

using PromoEngine.Inbox.Channels;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Simulator;

public sealed record PhoneTextRequest([property: Required(AllowEmptyStrings = true), StringLength(SimulatorMessage.LongestStored)] string Text);

/// <summary>Somebody holds a simulated phone and presses send. A job carries the text to the shop, phone by phone in order.</summary>
internal sealed class SendText(AppDb db, SimulatorPhones phones, TimeProvider clock)
{
    /// <summary>Null: that is no number.</summary>
    public async Task<PhoneMessageView?> Handle(string number, PhoneTextRequest request, CancellationToken ct)
    {
        if (await phones.At(number, ct) is not { } phone)
            return null;
        await phones.SeeAll(phone, ct); // who answers has read
        var message = Write(phone, request.Text);
        await db.SaveChangesAsync(ct);
        return PhoneMessageView.Of(message);
    }

    /// <summary>Does not save.</summary>
    public SimulatorMessage Write(SimulatorPhone phone, string text)
    {
        var message = new SimulatorMessage { PhoneId = phone.Id, FromCustomer = true, Number = phone.Number, Text = WellFormed.Text(text), At = clock.GetUtcNow().UtcDateTime };
        db.Add(message);
        db.Raise(new SimulatedTextWritten(message.Sid, phone.Id));
        return message;
    }
}
