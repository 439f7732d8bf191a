using PromoEngine.Inbox.Contacts;

namespace PromoEngine.Inbox.Channels.Twilio;

/// <summary>Twilio writes the channel before the address ("whatsapp:+15550100"); text messages have no such prefix.</summary>
internal static class TwilioAddress
{
    private const string Whatsapp = "whatsapp:";

    public static (ChannelKind Kind, string Address) Read(string written) =>
        written.StartsWith(Whatsapp, StringComparison.OrdinalIgnoreCase)
            ? (ChannelKind.Whatsapp, PhoneNumber.Normalise(written[Whatsapp.Length..]).Value)
            : (ChannelKind.Sms, PhoneNumber.Normalise(written).Value);

    public static string Write(ChannelKind kind, string address) =>
        kind == ChannelKind.Whatsapp ? Whatsapp + address : address;
}
