using PromoEngine.Web.Reactions;

namespace PromoEngine.Web.Pages;

internal static class PageServices
{
    /// <summary>What joins several modules: for a screen, or in reaction to something.</summary>
    public static void AddPages(this IServiceCollection services)
    {
        services.AddScoped<ListConversations>();
        services.AddScoped<ReadConversation>();
        services.AddScoped<ListDrafts>();
        services.AddScoped<ReadOrder>();
        services.AddScoped<AnswerQuote>();
    }
}
