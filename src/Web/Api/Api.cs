using PromoEngine.Web.Data;

namespace PromoEngine.Web.Api;

/// <summary>Everything under /api. One filter makes each changing request one unit of work; each endpoint names its permission.</summary>
internal static class Api
{
    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup("/api").AddEndpointFilter<UnitFilter>().LimitedByCaller();
        api.MapSession();
        api.MapWaysIn();
        api.MapProfile();
        api.MapTokens();
        api.MapPeople();
        api.MapEvents();
        api.MapChannels();
        api.MapFiles();
        api.MapProductImages();
        api.MapSimulator();
        api.MapConversations();
        api.MapDrafts();
        api.MapQuotes();
        api.MapOrders();
        api.MapCatalog();
        api.MapInventory();
        api.MapAudit();
        api.MapOperations();
        api.MapPrivacy();
        api.MapRoles();
        api.MapTeams();
        api.MapSettings();
    }

    /// <summary>The lambda returns <see cref="Prepared"/>: its first part runs before the unit.</summary>
    public static RouteHandlerBuilder PreparesFirst(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new PreparesFirst());

    /// <summary>The body or the answer holds a secret.</summary>
    public static RouteHandlerBuilder KeepsNoAnswer(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new KeepsNoAnswer());
}
