using System.Text.Json;
using System.Text.Json.Nodes;

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Api;

/// <summary>
/// What the description at /openapi/v1.json says besides what the routes say themselves: who may call, what every refusal looks like, an example of each
/// body, and the doors for providers, which are no ordinary endpoints.
/// </summary>
internal static class Description
{
    private const string Token = "token";
    private const string Session = "session";
    private const string TwilioSignature = "twilioSignature";
    private const string ProblemJson = "application/problem+json";
    private const string ProblemSchema = "ProblemDetails";

    private const string About = """
        Quotes, orders, stock and the inbox of a shop.

        **Signing in.** Scripts send `Authorization: Bearer TOKEN`; the screens hold a session cookie. Each operation needs one permission of the person behind it.

        **Versions.** This is version 1. It grows by additions only: new operations, new optional fields in requests, new fields and new enum words in answers; ignore what you do not know. What would break you comes as
        `/api/v2` beside this one, and the operations that it replaces then answer with `Deprecation`, `Sunset` (at least six months later) and a `Link` to their successor.

        **Refusals** are `application/problem+json` with a stable `code` and a sentence in `detail`: 400 the request is not well-formed, 401 nobody is signed in, 403 not allowed, 404 not there or not yours, 409 a rule of the shop says no,
        413 too large, 429 too much at once (wait as `Retry-After` says).

        **Repeats.** A POST with an `Idempotency-Key` is done once; a repeat within 24 hours gets the first answer again.

        **Lists** come in pages: `next` is the `cursor` of the following page, null at the end. Totals are in minor units of their currency, unit prices in millionths of the unit, instants in UTC.
        """;

    public static void Complete(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, context, _) =>
        {
            document.Info = new() { Title = "PromoEngine", Version = "1", Description = About };
            document.Components ??= new();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [Token] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API token of a person, made on the settings screen." },
                [Session] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "promoengine", Description = "The cookie that signing in sets." },
                [TwilioSignature] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "X-Twilio-Signature",
                    Description = "HMAC-SHA1 over the address and the sorted fields, with the account's auth token: https://www.twilio.com/docs/usage/security.",
                },
            };
            document.Paths["/webhooks/twilio/{channelId}"] = Twilio(document);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            var anonymous = metadata.OfType<IAllowAnonymous>().Any();
            AddRefusals(operation, context.Document!, anonymous ? ["429"] : ["401", "403", "429"]);
            if (!anonymous)
                operation.Security = [Requires(context.Document!, Token), Requires(context.Document!, Session)];

            // What a handler leaves to be written is no answer of the endpoint.
            if (context.Description.SupportedResponseTypes.Any(response => response.StatusCode == StatusCodes.Status200OK && response.Type == typeof(Prepared)))
                operation.Responses?.Remove("200");

            var body = context.Description.ParameterDescriptions.FirstOrDefault(p => p.Source == BindingSource.Body)?.Type;
            var parameters = context.Description.ParameterDescriptions.Count > 0;
            AddRefusals(operation, context.Document!, body is not null ? ["400", "413"] : parameters ? ["400"] : []);
            if (body is not null && Examples.Of(body) is { } example && operation.RequestBody?.Content?.TryGetValue("application/json", out var json) == true)
                json.Example = JsonSerializer.SerializeToNode(example, body, context.ApplicationServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions);
            return Task.CompletedTask;
        });
    }

    private static readonly Dictionary<string, string> Meanings = new()
    {
        ["400"] = "Not well-formed; `errors` names the fields",
        ["401"] = "Nobody is signed in",
        ["403"] = "Not allowed",
        ["404"] = "No such channel",
        ["413"] = "Too large",
        ["429"] = "Too much at once; `Retry-After` says for how many seconds",
    };

    private static void AddRefusals(OpenApiOperation operation, OpenApiDocument document, params string[] statuses)
    {
        operation.Responses ??= [];
        foreach (var status in statuses)
        {
            operation.Responses.TryAdd(status, new OpenApiResponse
            {
                Description = Meanings[status],
                Content = new Dictionary<string, OpenApiMediaType> { [ProblemJson] = new() { Schema = new OpenApiSchemaReference(ProblemSchema, document) } },
            });
        }
    }

    private static OpenApiSecurityRequirement Requires(OpenApiDocument document, string scheme) => new() { [new OpenApiSecuritySchemeReference(scheme, document)] = [] };

    private static OpenApiPathItem Twilio(OpenApiDocument document)
    {
        var operation = new OpenApiOperation
        {
            OperationId = "ReceiveFromTwilio",
            Tags = new HashSet<OpenApiTagReference> { new("Webhooks", document) },
            Summary = "Texts and delivery callbacks from Twilio, as it sends and signs them.",
            Description = "The address stands in the channel's settings; enter it at Twilio as the messaging webhook. The call is answered as soon as it is stored, a repeat likewise: what is done with it comes later.",
            Security = [Requires(document, TwilioSignature)],
            Parameters = [new OpenApiParameter { Name = "channelId", In = ParameterLocation.Path, Required = true, Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" } }],
            RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/x-www-form-urlencoded"] = new()
                    {
                        Schema = new OpenApiSchema
                        {
                            Type = JsonSchemaType.Object,
                            Properties = Examples.TwilioText.ToDictionary(field => field.Key, _ => (IOpenApiSchema)new OpenApiSchema { Type = JsonSchemaType.String }),
                        },
                        Example = new JsonObject(Examples.TwilioText.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)field.Value))),
                    },
                },
            },
            Responses = new()
            {
                ["200"] = new OpenApiResponse
                {
                    Description = "Stored: an empty TwiML answer",
                    Content = new Dictionary<string, OpenApiMediaType> { ["text/xml"] = new() { Example = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>" } },
                },
            },
        };
        AddRefusals(operation, document, "400", "403", "404", "413", "429");
        return new() { Operations = new() { [HttpMethod.Post] = operation } };
    }
}
