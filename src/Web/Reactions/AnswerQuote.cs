using PromoEngine.Inbox;
using PromoEngine.Inbox.Conversations;
using PromoEngine.Orders;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Reactions;

/// <summary>
/// The customer's YES. It accepts when exactly one sent, unexpired quote of the conversation is open and nothing stands beside the yes; in any other
/// case nothing is accepted and the rep is asked.
/// </summary>
internal sealed class AnswerQuote(AppDb db, ConversationHistory history, QuoteReplies quotes, AcceptQuote accept, Attention attention)
{
    public async Task<Func<Task>?> Prepare(CustomerAnswered answered, CancellationToken ct)
    {
        if (await history.Message(answered.MessageId, ct) is not { Verified: true } message)
            return null;
        var open = await quotes.OpenOf(answered.ConversationId, ct);
        switch (AcceptanceChoice.Of(AcceptanceReply.Read(message.Text), [.. open.Select(q => q.Number)]))
        {
            case AcceptanceChoice.Quote chosen:
                return await Accept(open.Single(q => q.Number == chosen.Number), answered, ct);
            case AcceptanceChoice.AskRep ask:
                return () => Ask(answered, ask.Why, ct);
            default:
                return null;
        }
    }

    private async Task<Func<Task>?> Accept(OpenQuote quote, CustomerAnswered answered, CancellationToken ct)
    {
        try
        {
            if (await accept.Prepare(quote.QuoteId, ct) is not { } prepared)
                return null;
            return async () =>
            {
                await accept.Write(prepared, answered.MessageId, ct);
                await db.SaveChangesAsync(ct);
            };
        }
        catch (Orders.RefusedException refused)
        {
            return () => Ask(answered, $"The customer said yes to {quote.Number}: {refused.Message}", ct);
        }
    }

    private async Task Ask(CustomerAnswered answered, string why, CancellationToken ct)
    {
        await attention.Ask(answered.ConversationId, "reply.unclear", why, ct);
        await db.SaveChangesAsync(ct);
    }
}
