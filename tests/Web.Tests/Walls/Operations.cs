using System.Text;
using System.Text.Json;

namespace PromoEngine.Web.Tests.Walls;

/// <summary>A parameter or field of the API that the walk must fill. What it does not know fails the test, so that nothing new goes untried.</summary>
internal sealed record Slot(string Path, string Name, string Kind);

/// <summary>One operation of the OpenAPI document.</summary>
internal sealed record Operation(HttpMethod Method, string Path, JsonElement Description)
{
    public string Name => $"{Method} {Path}";

    public IEnumerable<(string In, string Name, JsonElement Schema)> Parameters =>
        Description.TryGetProperty("parameters", out var parameters)
            ? parameters.List().Select(p => (p.Text("in"), p.Text("name"), p.GetProperty("schema")))
            : [];

    /// <summary>The schema of the JSON body; null without one. Another kind of body is named instead.</summary>
    public (JsonElement? Json, string? Other) Body()
    {
        if (!Description.TryGetProperty("requestBody", out var body))
            return (null, null);
        var content = body.GetProperty("content").EnumerateObject().ToList();
        var json = content.Where(c => c.Name == "application/json").Select(c => (JsonElement?)c.Value.GetProperty("schema")).FirstOrDefault();
        return json is null ? (null, content[0].Name) : (json, null);
    }
}

/// <summary>Everything the API offers, as its own description says.</summary>
internal sealed class ApiDescription(JsonElement document)
{
    public static async Task<ApiDescription> Of(App app) =>
        new(JsonDocument.Parse(await app.Http.GetStringAsync(new Uri(app.Address, "/openapi/v1.json"), TestContext.Current.CancellationToken)).RootElement);

    public IEnumerable<Operation> Operations =>
        from path in document.GetProperty("paths").EnumerateObject()
        where path.Name.StartsWith("/api/", StringComparison.Ordinal)
        from method in path.Value.EnumerateObject()
        where method.Name is "get" or "post" or "put" or "patch" or "delete"
        select new Operation(new(method.Name.ToUpperInvariant()), path.Name, method.Value);

    /// <summary>A body as its schema wants it, each value from <paramref name="fill"/>.</summary>
    public string Sample(JsonElement schema, string path, Func<Slot, object?> fill)
    {
        var text = new StringBuilder();
        using (var stream = new MemoryStream())
        {
            using (var json = new Utf8JsonWriter(stream))
                Write(json, schema, path, "", fill, depth: 0);
            text.Append(Encoding.UTF8.GetString(stream.ToArray()));
        }

        return text.ToString();
    }

    private void Write(Utf8JsonWriter json, JsonElement given, string path, string name, Func<Slot, object?> fill, int depth)
    {
        var schema = Resolve(given);
        var kind = KindOf(schema);
        if (depth > 6)
        {
            json.WriteNullValue();
        }
        else if (kind == "object")
        {
            json.WriteStartObject();
            foreach (var property in schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject() : default)
            {
                json.WritePropertyName(property.Name);
                Write(json, property.Value, path, property.Name, fill, depth + 1);
            }

            json.WriteEndObject();
        }
        else if (kind == "array")
        {
            json.WriteStartArray();
            Write(json, schema.GetProperty("items"), path, name, fill, depth + 1);
            json.WriteEndArray();
        }
        else
        {
            JsonSerializer.Serialize(json, fill(new(path, name, kind)));
        }
    }

    /// <summary>uuid, date, string, integer, number, boolean, enum, object or array.</summary>
    public static string KindOf(JsonElement schema)
    {
        if (schema.TryGetProperty("enum", out _))
            return "enum";
        var type = !schema.TryGetProperty("type", out var named) ? "object"
            : named.ValueKind == JsonValueKind.String ? named.GetString()!
            : named.EnumerateArray().Select(t => t.GetString()!).First(t => t != "null");
        return type == "string" && schema.TryGetProperty("format", out var format) && format.GetString() is "uuid" or "date" or "date-time"
            ? schema.GetProperty("format").GetString()!
            : type;
    }

    private JsonElement Resolve(JsonElement schema)
    {
        while (true)
        {
            if (schema.TryGetProperty("$ref", out var reference))
                schema = document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
            else if (schema.TryGetProperty("oneOf", out var choices) || schema.TryGetProperty("anyOf", out choices))
                schema = choices.EnumerateArray().First(c => !(c.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() == "null"));
            else
                return schema;
        }
    }
}
