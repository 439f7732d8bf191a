using System.Net.Http.Json;
using System.Text.Json;

namespace PromoEngine.Inbox.Channels.Meta;

/// <summary>Meta's Graph API, and what its answers mean for a send.</summary>
internal sealed class MetaGraph(OutboundHttp http, TimeProvider clock)
{
    private readonly RestClient rest = new(http, clock, "Meta");

    public Task<RestAnswer> Get(MetaSettings settings, string path, CancellationToken ct) => rest.Call(HttpMethod.Get, settings.Resource(path), settings.AccessToken, null, ct);

    public Task<RestAnswer> Post(MetaSettings settings, string path, object body, CancellationToken ct) =>
        rest.Call(HttpMethod.Post, settings.Resource(path), settings.AccessToken, JsonContent.Create(body, options: JsonSerializerOptions.Web), ct);

    /// <summary>Lays a file down at Meta; its id comes back under <paramref name="name"/>, or why there is none. Nothing is sent by it.</summary>
    public async Task<(string? Id, SendResult? Failed)> Upload(MetaSettings settings, string path, IEnumerable<(string Name, string Value)> fields, string fileField, OutboundFile file, string name, CancellationToken ct)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (field, value) in fields)
            form.Add(new StringContent(value), field);
        var content = new StreamContent(file.Open());
        content.Headers.ContentType = new(file.ContentType);
        form.Add(content, fileField, file.Name);
        return await rest.Call(HttpMethod.Post, settings.Resource(path), settings.AccessToken, form, ct) switch
        {
            RestAnswer.Ok { Body: var body } when LooseJson.Text(body, name) is { Length: > 0 } id => (id, null),
            RestAnswer.Ok => (null, new SendResult.TryLater(TimeSpan.FromSeconds(10), "Meta took the file without naming it.")),
            RestAnswer.Lost lost => (null, new SendResult.TryLater(TimeSpan.FromSeconds(10), lost.Reason)),
            RestAnswer.Error { Status: >= 500 } error => (null, new SendResult.TryLater(error.After ?? TimeSpan.FromSeconds(10), $"Meta answered with an error ({error.Status}).")),
            var answer => (null, Sent(answer, _ => "")),
        };
    }

    /// <param name="answer">To a call that sends.</param>
    /// <param name="id">Where the message's id stands in it.</param>
    public static SendResult Sent(RestAnswer answer, Func<JsonElement, string> id) => answer switch
    {
        // A yes without an id is as good as no answer: Meta may have it, and we could not tell which it is.
        RestAnswer.Ok { Body: var body } => id(body) is { Length: > 0 and <= 256 } given ? new SendResult.Accepted(given, DeliveryStatus.Sent) : new SendResult.Unsure("Meta answered without a message id."),
        RestAnswer.Unreached { Refused: true } refused => new SendResult.Rejected(new("address", refused.Reason, false)),
        RestAnswer.Unreached away => new SendResult.TryLater(RestClient.Unreachable, away.Reason),
        RestAnswer.Lost lost => new SendResult.Unsure(lost.Reason),
        RestAnswer.Error error => Failed(error),
        _ => throw new InvalidOperationException($"Unknown answer {answer.GetType().Name}."),
    };

    private static SendResult Failed(RestAnswer.Error error)
    {
        var said = MetaErrors.Read(error.Body, error.Status);
        if (error.Status == 429)
            return new SendResult.TryLater(error.After ?? MetaErrors.Wait(said.Code) ?? TimeSpan.FromMinutes(1), said.Text);
        // A server that broke down says nothing about how far it had got, unless it names one of the errors that mean "not sent".
        if (error.Status >= 500 && !(MetaErrors.IsTemporary(said.Code) && said.Code is not ("1" or "2")))
            return new SendResult.Unsure($"Meta answered with an error ({error.Status}).");
        return MetaErrors.Wait(said.Code) is { } wait ? new SendResult.TryLater(error.After ?? wait, said.Text) : new SendResult.Rejected(said);
    }

    /// <summary>An answer that is no yes, as a sentence.</summary>
    public static string Why(RestAnswer answer) => answer switch
    {
        RestAnswer.Error error => MetaErrors.Read(error.Body, error.Status).Text,
        RestAnswer.Unreached away => away.Reason,
        RestAnswer.Lost lost => lost.Reason,
        _ => "Meta's answer could not be read.",
    };
}
