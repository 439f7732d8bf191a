using Microsoft.EntityFrameworkCore;

namespace PromoEngine.Inbox;

/// <summary>Things in a conversation that a person must decide.</summary>
public sealed class Attention
{
    private readonly IInboxDb db;

    internal Attention(IInboxDb db) => this.db = db;

    /// <summary>Marks a conversation with a code and a sentence. Does not save.</summary>
    public async Task Ask(Guid conversationId, string code, string text, CancellationToken ct) =>
        (await db.Conversations.SingleAsync(c => c.Id == conversationId, ct)).NeedsAttention(code, text);
}
