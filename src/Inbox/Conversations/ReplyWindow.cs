using PromoEngine.Inbox.Channels;

namespace PromoEngine.Inbox.Conversations;

/// <summary>How long the customer can still be answered in words of our own, where the provider limits that.</summary>
/// <param name="Until">When free text ends.</param>
/// <param name="AgentUntil">Until when a person may still answer, told to the provider as such; null: not here.</param>
/// <param name="Templates">Whether an approved text goes out at any time.</param>
internal sealed record ReplyWindow(DateTime Until, DateTime? AgentUntil, bool Templates)
{
    /// <summary>Null: this kind of channel has none. Somebody who never wrote has no time left.</summary>
    public static ReplyWindow? Of(ChannelCapabilities channel, Conversation conversation)
    {
        if (channel.ReplyWindow is not { } window)
            return null;
        var heard = conversation.HeardAt ?? conversation.CreatedAt - window - (channel.AgentWindow ?? TimeSpan.Zero);
        return new(heard + window, heard + channel.AgentWindow, channel.Templates);
    }

    /// <summary>Whether words of our own may go out now, and whether as a late answer of a person.</summary>
    /// <exception cref="RefusedException"><c>conversation.window_closed</c>.</exception>
    public bool Admits(bool byAgent, DateTime now)
    {
        if (now < Until)
            return false;
        if (byAgent && now < AgentUntil)
            return true;
        throw new RefusedException("conversation.window_closed", AgentUntil > now
            ? "The time for an ordinary answer is over. A person may still answer: say that this is a person's own answer."
            : Templates ? "The customer has not written for more than 24 hours, so only an approved template may be sent here; or write to them on another channel."
            : "The customer has not written for too long to be answered here; write to them on another channel.");
    }
}
