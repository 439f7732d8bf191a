using System.Net;
using System.Text.Json;

namespace PromoEngine.Web.Tests;

/// <summary>Reading what the API answers.</summary>
internal static class Answers
{
    /// <summary>Fails with the answer's own words, and the server's log behind a 500.</summary>
    public static async Task<HttpResponseMessage> Expect(this HttpResponseMessage answer, HttpStatusCode status, App? app = null)
    {
        if (answer.StatusCode != status)
        {
            var log = (int)answer.StatusCode >= 500 && app is not null ? string.Join('\n', app.Host.Log) : "";
            Assert.Fail($"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri?.PathAndQuery} answered {(int)answer.StatusCode}, not {(int)status}: {await answer.Content.ReadAsStringAsync()}\n{log}");
        }

        return answer;
    }

    /// <summary>The body of an answer that must be a success.</summary>
    public static async Task<JsonElement> Json(this HttpResponseMessage answer, App? app = null)
    {
        if (!answer.IsSuccessStatusCode)
            await answer.Expect(HttpStatusCode.OK, app);
        return await answer.Body();
    }

    public static async Task<JsonElement> Body(this HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    /// <summary>A refusal: this status, this code, and a sentence.</summary>
    public static async Task Refused(this HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        await answer.Expect(status);
        var problem = await answer.Body();
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(code, problem.Text("code"));
        Assert.False(string.IsNullOrWhiteSpace(problem.Text("detail")), $"{code} has no sentence.");
    }

    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString() ?? "";

    public static long Number(this JsonElement json, string name) => json.GetProperty(name).GetInt64();

    public static Guid Id(this JsonElement json, string name = "id") => json.GetProperty(name).GetGuid();

    public static List<JsonElement> List(this JsonElement json, string? name = null) => [.. (name is null ? json : json.GetProperty(name)).EnumerateArray()];
}
