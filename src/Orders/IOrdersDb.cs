using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PromoEngine.Orders.Catalog;
using PromoEngine.Orders.Customers;
using PromoEngine.Orders.Inventory;
using PromoEngine.Orders.Quotes;
using PromoEngine.Orders.SalesOrders;

namespace PromoEngine.Orders;

/// <summary>What the module sees of the database. Every set shows the current workspace's rows only.</summary>
internal interface IOrdersDb
{
    DbSet<Product> Products { get; }
    DbSet<Variant> Variants { get; }
    DbSet<PriceBreak> PriceBreaks { get; }
    DbSet<Customer> Customers { get; }
    DbSet<Warehouse> Warehouses { get; }
    DbSet<StockLevel> StockLevels { get; }
    DbSet<StockMovement> StockMovements { get; }
    DbSet<Reservation> Reservations { get; }
    DbSet<Quote> Quotes { get; }
    DbSet<QuoteRevision> QuoteRevisions { get; }
    DbSet<QuoteLine> QuoteLines { get; }
    DbSet<SalesOrder> Orders { get; }
    DbSet<OrderLine> OrderLines { get; }
    DbSet<OrderHistory> OrderHistory { get; }

    /// <summary>The current workspace; throws without one.</summary>
    Guid Workspace { get; }

    /// <summary>The unit's transaction, for hand-written SQL; throws outside a unit.</summary>
    DbTransaction Sql { get; }

    /// <summary>Who acts: "user:…", "job:…", "channel:…".</summary>
    string? Actor { get; }

    /// <summary>Whose quotes and orders may be shown to whoever asks; null for everybody's. See <see cref="Sight"/>.</summary>
    IQueryable<Guid>? SeenOwners { get; }

    /// <summary>The warehouses that whoever asks works in; null for all.</summary>
    IReadOnlyList<Guid>? SeenWarehouses { get; }

    /// <summary>Whether phone numbers and addresses of customers are hidden from whoever asks.</summary>
    bool MasksPersonalData { get; }

    /// <summary>What the workspace decides about money and days.</summary>
    Task<ShopSettings> Shop(CancellationToken ct);

    /// <summary>Inserts the jobs of every reaction in the same save.</summary>
    void Raise(object happened);

    /// <summary>A live event for rows written by hand-written SQL.</summary>
    void Announce(string topic, Guid id);

    /// <summary>An audit row for hand-written SQL.</summary>
    void Audit(string action, string entity, Guid id, object? before, object? after);

    /// <summary>The next number people read. It commits on its own: call it in Prepare, outside a unit.</summary>
    Task<string> NextNumber(string kind, CancellationToken ct);

    Task<int> SaveChangesAsync(CancellationToken ct);
}

/// <summary>The workspace as the module needs it.</summary>
/// <param name="Name">The shop's name, as its customers read it.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="TimeZone">The zone in which a day of the shop begins and ends.</param>
internal sealed record ShopSettings(string Name, string Currency, TimeZoneInfo TimeZone);
