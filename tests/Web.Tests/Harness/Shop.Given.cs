using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

using PromoEngine.Orders;

namespace PromoEngine.Web.Tests;

/// <summary>The ladder: each step stands on the one before.</summary>
public sealed partial class Shop
{
    /// <summary>A customer has texted, and their texts are in a conversation.</summary>
    public async Task<Guid> GivenConversation(string from, params string[] texts)
    {
        foreach (var text in texts)
            await Text(from, text);
        await Drain();
        return await ConversationOf(from);
    }

    public Task<Guid> ConversationOf(string from) => Look(db => db.Conversations.Where(c => c.ThreadKey == from).OrderByDescending(c => c.CreatedAt).Select(c => c.Id).FirstAsync());

    /// <summary>A text has been read into a draft; the draft as the API shows it.</summary>
    public async Task<System.Text.Json.JsonElement> GivenDraft(string from, params string[] texts)
    {
        await GivenConversation(from, texts);
        return await OpenDraft(from);
    }

    public async Task<System.Text.Json.JsonElement> OpenDraft(string from)
    {
        var conversation = await Read($"/api/conversations/{await ConversationOf(from)}");
        return conversation.List("drafts").First(d => d.Text("status") is "open" or "stale");
    }

    /// <summary>A quote for these lines, sent unless told otherwise, as a person's confirmation makes it.</summary>
    internal async Task<QuoteSummary> GivenQuote(string from, IReadOnlyList<(string Sku, long Quantity)> lines, bool send = true)
    {
        var conversation = await Look(db => db.Conversations.AnyAsync(c => c.ThreadKey == from)) ? await ConversationOf(from) : await GivenConversation(from, "hello");
        var variants = await Look(db => db.Variants.ToDictionaryAsync(v => v.Sku, v => new { v.ProductId, v.Id }));
        var wanted = lines.Select(l => new NewQuoteLine(variants[l.Sku].ProductId, variants[l.Sku].Id, "", new OrderedDictionary<string, IReadOnlyList<string>>(), l.Quantity)).ToList();
        var number = await In(services => services.GetRequiredService<QuoteIntake>().NextNumber(default));
        return await Unit(async (services, db) =>
        {
            var customer = await services.GetRequiredService<CustomerDirectory>().FindOrAdd(null, from, from, default);
            var quote = await services.GetRequiredService<QuoteIntake>().Add(new(conversation, customer, null, null, null, wanted), number, send, App.Clock.Now, default);
            await db.SaveChangesAsync(default);
            return quote;
        });
    }

    /// <summary>A member of staff accepts, as the API does.</summary>
    internal Task<AcceptedOrder> Accept(Guid quote) => In(async services =>
    {
        var accept = services.GetRequiredService<AcceptQuote>();
        var prepared = await accept.Prepare(quote, default) ?? throw new InvalidOperationException("There is no such quote.");
        var db = services.GetRequiredService<Web.Data.AppDb>();
        return await services.GetRequiredService<Web.Data.IUnitOfWork>().Run(db, async () =>
        {
            var order = await accept.Write(prepared, null, default);
            await db.SaveChangesAsync(default);
            return order;
        });
    });
}
