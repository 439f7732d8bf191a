namespace PromoEngine.Orders;

/// <summary>Where an order is in its life. The moves are in <c>SalesOrder.Allows</c>.</summary>
public enum OrderLifecycle
{
    /// <summary>Agreed, stock reserved.</summary>
    Confirmed,

    /// <summary>The warehouse works on it.</summary>
    InFulfilment,

    /// <summary>Everything is done.</summary>
    Completed,

    /// <summary>Called off.</summary>
    Cancelled,
}

/// <summary>How far the goods have come; derived from the lines' quantities, never set.</summary>
public enum FulfilmentStatus
{
    /// <summary>Nothing is reserved.</summary>
    Unallocated,

    /// <summary>Something is missing from stock.</summary>
    Backordered,

    /// <summary>Everything is reserved.</summary>
    Allocated,

    /// <summary>Some of it is on its way.</summary>
    PartShipped,

    /// <summary>All of it is on its way.</summary>
    Shipped,

    /// <summary>Some of it has arrived.</summary>
    PartDelivered,

    /// <summary>All of it has arrived.</summary>
    Delivered,
}
