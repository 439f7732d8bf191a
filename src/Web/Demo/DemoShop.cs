using System.Text.Json;
using System.Text.Json.Serialization;

namespace PromoEngine.Web.Demo;

/// <summary>The invented shop of the demo, as <c>demo-shop.json</c> tells it.</summary>
internal sealed record DemoShop(
    string Name,
    string Currency,
    string TimeZone,
    DemoChannel Channel,
    IReadOnlyList<DemoWarehouse> Warehouses,
    IReadOnlyList<DemoPerson> Staff,
    IReadOnlyList<DemoCustomer> Customers,
    IReadOnlyList<DemoConversation> Conversations,
    IReadOnlyDictionary<string, DemoColor> Colors,
    IReadOnlyList<DemoProduct> Products)
{
    // A misspelt name in the file is an error at the first start, not a product without a price.
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private static readonly Lazy<DemoShop> Only = new(Load);

    public static DemoShop Instance => Only.Value;

    private static DemoShop Load()
    {
        using var file = DemoFiles.Open("demo-shop.json");
        return JsonSerializer.Deserialize<DemoShop>(file, Strict)!;
    }
}

internal sealed record DemoChannel(string Name, string Address);

internal sealed record DemoWarehouse(string Code, string Name);

/// <param name="Role">Code of a system role.</param>
internal sealed record DemoPerson(string Name, string Email, string Role);

internal sealed record DemoCustomer(string Name, string Phone);

/// <summary>What a customer texts at the first start, one message after the other.</summary>
internal sealed record DemoConversation(string From, IReadOnlyList<string> Texts);

/// <param name="Code">Its part in the SKU of a variant.</param>
/// <param name="Hex">How it is drawn.</param>
internal sealed record DemoColor(string Code, string Hex);
