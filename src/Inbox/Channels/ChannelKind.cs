namespace PromoEngine.Inbox.Channels;

/// <summary>What a customer uses to write to us. A provider may carry several kinds (Twilio: text messages and WhatsApp).</summary>
internal enum ChannelKind
{
    Sms,
    Whatsapp,
    Email,
    Messenger,
    Call,
    /// <summary>What a bot connector carries: Teams, a chat on the web site, and others.</summary>
    Chat,
}
