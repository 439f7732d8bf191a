namespace PromoEngine.Orders;

/// <summary>A quote was issued; the customer has not been told yet.</summary>
public sealed record QuoteSent(Guid QuoteId, Guid ConversationId);

/// <summary>A quote became an order, with its stock reserved; the customer has not been told yet.</summary>
public sealed record OrderConfirmed(Guid OrderId, Guid? ConversationId);
