using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PromoEngine.Orders.Inventory;
using PromoEngine.Orders.Quotes;
using PromoEngine.Orders.SalesOrders;

namespace PromoEngine.Orders;

/// <summary>The system of record: catalogue, prices, stock, customers, quotes and orders.</summary>
public static class OrdersModule
{
    /// <summary>Registers the module. The host registers its database context as the module's own view of it, and the hand-written SQL of that database.</summary>
    /// <param name="services">The host's services.</param>
    public static IServiceCollection AddOrders(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);

        // What other modules may call. The factories are here because the constructors are internal.
        services.AddScoped(s => new ProductCatalog(s.GetRequiredService<IOrdersDb>()));
        services.AddScoped(s => new ProductSearch(s.GetRequiredService<IOrdersDb>()));
        services.AddScoped(s => new LinePricing(s.GetRequiredService<IOrdersDb>()));
        services.AddScoped(s => new StockLookup(s.GetRequiredService<IOrdersDb>()));
        services.AddScoped(s => new CustomerDirectory(s.GetRequiredService<IOrdersDb>(), s.GetRequiredService<TimeProvider>()));
        services.AddScoped(s => new QuoteIntake(s.GetRequiredService<IOrdersDb>(), s.GetRequiredService<LinePricing>()));
        services.AddScoped(s => new QuoteReplies(s.GetRequiredService<IOrdersDb>(), s.GetRequiredService<TimeProvider>()));
        services.AddScoped(s => new QuoteItems(s.GetRequiredService<IOrdersDb>(), s.GetRequiredService<TimeProvider>()));
        services.AddScoped(s => new OrderItems(s.GetRequiredService<IOrdersDb>()));
        services.AddScoped(s => new CustomerTexts(s.GetRequiredService<IOrdersDb>()));
        services.AddScoped(s => new AcceptQuote(
            s.GetRequiredService<IOrdersDb>(), s.GetRequiredService<Reserve>(), s.GetRequiredService<TimeProvider>()));

        services.AddScoped<Reserve>();
        services.AddScoped<ReceiveStock>();
        services.AddScoped<GetQuote>();
        services.AddScoped<SendQuote>();
        services.AddScoped<ExpireQuotes>();
        services.AddScoped<AcceptQuoteByStaff>();
        services.AddScoped<GetOrder>();
        services.AddScoped<ListOrders>();
        return services;
    }
}
