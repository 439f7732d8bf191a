namespace PromoEngine.Orders;

/// <summary>Where a quote's revision is in its life. The moves are in <c>QuoteRevision.Allows</c>.</summary>
public enum QuoteState
{
    /// <summary>Being prepared; the customer has not seen it.</summary>
    Draft,

    /// <summary>Issued: its content is fixed and it waits for an answer.</summary>
    Sent,

    /// <summary>The customer said yes.</summary>
    Accepted,

    /// <summary>It became an order.</summary>
    Converted,

    /// <summary>The customer said no.</summary>
    Declined,

    /// <summary>Its validity ended without an answer.</summary>
    Expired,

    /// <summary>A newer revision was sent.</summary>
    Superseded,
}
