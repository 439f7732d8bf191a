using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace PromoEngine.Web.Tests.Http;

/// <summary>An operation as the API's own description has it.</summary>
internal sealed record Operation(HttpMethod Method, string Path, JsonArray Parameters, string? BodyType, JsonNode? Example)
{
    public static List<Operation> Of(JsonNode description) =>
    [
        .. from path in description["paths"]!.AsObject()
           from operation in path.Value!.AsObject()
           let body = operation.Value!["requestBody"]?["content"]?.AsObject().FirstOrDefault()
           select new Operation(HttpMethod.Parse(operation.Key), path.Key, operation.Value["parameters"]?.AsArray() ?? [], body?.Key, body?.Value?["example"]),
    ];
}

/// <summary>A request as nobody should send it: what stands in its place and in its body, and the words for it when it goes wrong.</summary>
internal sealed record BadRequest(string Address, byte[]? Body, string? ContentType, string Words)
{
    public HttpRequestMessage Message(Uri server, HttpMethod method, string token)
    {
        var request = new HttpRequestMessage(method, new Uri(server, Address)) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        if (Body is null)
            return request;
        request.Content = new ByteArrayContent(Body);
        if (ContentType is not null)
            request.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        return request;
    }
}

/// <summary>
/// Makes bad requests from good ones: bodies that are no JSON at all, and the example of an operation with something wrong at a random place. The ids that
/// exist are among what it puts into addresses, so that handlers are reached as well as refusals. The same seed makes the same requests.
/// </summary>
internal sealed class BadRequests(int seed, IReadOnlyList<string> ids)
{
    private static readonly string Deep = string.Concat(Enumerable.Repeat("[", 20_000));
    private static readonly string DeepObject = string.Concat(Enumerable.Repeat("{\"a\":", 100)) + "1" + new string('}', 100);

    private static readonly byte[][] NoJson =
    [
        [], "null"u8.ToArray(), "[]"u8.ToArray(), "{}"u8.ToArray(), "true"u8.ToArray(), "\"text\""u8.ToArray(), "1e400"u8.ToArray(), "{\"a\":"u8.ToArray(), "{'a':1}"u8.ToArray(), "{} {}"u8.ToArray(),
        "[[[[]]]"u8.ToArray(), "NaN"u8.ToArray(), "\uFEFF{}"u8.ToArray(), "// no\n{}"u8.ToArray(), [0x00], [0xFF, 0xFE, 0x7B, 0x00], [.. "{\"text\":\""u8, 0xC3, 0x28, 0xED, 0xA0, 0x80, .. "\"}"u8],
        "{\"version\":\"\\ud83c\",\"text\":\"\\ud83c\"}"u8.ToArray(), "{\"$type\":\"System.Object\",\"__proto__\":{}}"u8.ToArray(), Encoding.ASCII.GetBytes(Deep), Encoding.ASCII.GetBytes(DeepObject),
        Encoding.ASCII.GetBytes($"{{\"text\":\"{new string('x', 300_000)}\"}}"),
    ];

    private static readonly string?[] ContentTypes =
        [null, "text/plain", "application/xml", "application/json; charset=utf-7", "application/json; charset=nothing", "application/json; charset=utf-16", "multipart/form-data", "application/x-www-form-urlencoded", "nonsense", "*/*"];

    private readonly Random random = new(seed);

    public BadRequest For(Operation operation)
    {
        var address = Address(operation);
        if (operation.BodyType is null)
            return new(address, null, null, address);
        var choice = random.Next(10);
        var type = operation.BodyType + (operation.BodyType == "application/json" && random.Next(4) == 0 ? "; charset=utf-8" : "");
        if (choice == 0)
            return Sent(address, NoJson[random.Next(NoJson.Length)], ContentTypes[random.Next(ContentTypes.Length)]);
        if (choice < 4 || operation.Example is null)
            return Sent(address, NoJson[random.Next(NoJson.Length)], type);
        var body = operation.Example.DeepClone();
        for (var wrong = random.Next(1, 4); wrong > 0; wrong--)
            body = Spoil(body);
        var text = body?.ToJsonString() ?? "null";
        // What a node cannot hold is written into the text.
        text = text.Replace("\"@huge\"", "123456789012345678901234567890", StringComparison.Ordinal).Replace("\"@most\"", "1e308", StringComparison.Ordinal).Replace("\"@half\"", "\"\\ud83c\"", StringComparison.Ordinal);
        return Sent(address, Encoding.UTF8.GetBytes(text), type);
    }

    private static BadRequest Sent(string address, byte[] body, string? type) =>
        new(address, body, type, $"{address} {type ?? "without a type"} {Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 600)))}");

    private string Address(Operation operation)
    {
        var address = operation.Path;
        var query = new List<string>();
        foreach (var parameter in operation.Parameters.OfType<JsonObject>())
        {
            var name = parameter["name"]!.GetValue<string>();
            switch (parameter["in"]!.GetValue<string>())
            {
                case "path":
                    address = address.Replace($"{{{name}}}", random.Next(3) > 0 && ids.Count > 0 ? Uri.EscapeDataString(Pick(ids)) : Word(), StringComparison.Ordinal);
                    break;
                case "query" when random.Next(3) > 0:
                    query.Add($"{name}={(random.Next(6) == 0 && ids.Count > 0 ? Uri.EscapeDataString(Pick(ids)) : Word())}");
                    break;
            }
        }

        return query.Count == 0 ? address : $"{address}?{string.Join('&', query)}";
    }

    /// <summary>Something strange, ready for an address.</summary>
    private string Word() => Pick([
        Guid.CreateVersion7().ToString(), "0", "-1", "1", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "1e10", "NaN", "null", "undefined", "%F0%9F%8E%89", "%ED%A0%80", "%FF%FE", "%C0%AE", "a%00b",
        "%27%20OR%201%3D1--", "%25%5F%5C", "%2B13125550142", "..%2F..%2Fetc", "true", "2026-02-30", "9999-12-31T23:59:59Z", "0001-01-01", "%20", new string('x', 3000), Convert.ToBase64String("999|x"u8).TrimEnd('='),
        Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{random.NextInt64()}|{Guid.CreateVersion7()}"))).TrimEnd('='), "W251bGwsbnVsbF0", "00000000-0000-0000-0000-000000000000", "open", "%0d%0aX-Injected%3a1",
    ]);

    /// <summary>The same body with one thing wrong, anywhere in it.</summary>
    private JsonNode? Spoil(JsonNode? body)
    {
        var places = new List<JsonNode>();
        Collect(body, places);
        if (places.Count == 0)
            return Strange();
        switch (places[random.Next(places.Count)])
        {
            case JsonObject { Count: > 0 } inside:
                var key = Pick([.. inside.Select(p => p.Key)]);
                if (random.Next(8) == 0)
                    inside.Remove(key);
                else if (random.Next(10) == 0)
                    inside["unknown\0field"] = Strange();
                else
                    inside[key] = Strange();
                break;
            case JsonObject empty:
                empty[Pick(["", "a", "id", "\ud83c\udf89", new string('k', 500)])] = Strange();
                break;
            case JsonArray list:
                for (var i = random.Next(4) == 0 ? 1000 : 1; i > 0; i--)
                    list.Add(list.Count > 0 && random.Next(2) == 0 ? list[0]?.DeepClone() : Strange());
                break;
        }

        return random.Next(30) == 0 ? new JsonArray(body) : body;
    }

    private static void Collect(JsonNode? node, List<JsonNode> places)
    {
        if (node is JsonObject or JsonArray)
            places.Add(node);
        foreach (var child in node switch { JsonObject inside => inside.Select(p => p.Value), JsonArray list => list, _ => [] })
            Collect(child, places);
    }

    private JsonNode? Strange() => random.Next(26) switch
    {
        0 => null,
        1 => "",
        2 => "   ",
        3 => "a\0b",
        4 => "@half",
        5 => new string('x', 5000),
        6 => "\ud83c\udf89\u202e\u0007",
        7 => -1,
        8 => 0,
        9 => 1.5,
        10 => "@most",
        11 => "@huge",
        12 => long.MaxValue,
        13 => long.MinValue,
        14 => int.MaxValue,
        15 => true,
        16 => new JsonArray(),
        17 => new JsonObject(),
        18 => new JsonArray(new JsonArray(new JsonArray())),
        19 => Guid.CreateVersion7().ToString(),
        20 => "00000000-0000-0000-0000-000000000000",
        21 => "'; DROP TABLE users; --",
        22 => "2026-02-30",
        23 => "9999-12-31",
        24 => ids.Count > 0 ? Pick(ids) : "x",
        _ => JsonNode.Parse("{\"a\":{\"a\":{\"a\":{\"a\":[{\"a\":1}]}}}}"),
    };

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
