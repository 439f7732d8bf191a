using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace PromoEngine.Web.Tests.Mail;

/// <summary>The whole program with its workers: a mailbox is followed by itself, and let go of when the program stops.</summary>
public sealed class MailboxWatchTests(MailServers servers) : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("promoengine-test-").FullName;
    private readonly HttpClient http = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mailbox_is_followed_from_its_saving_on_through_a_wrong_password_and_a_restart()
    {
        await servers.Need();
        var user = $"watched{Environment.ProcessId}@acme.test";
        servers.Dovecot.Deliver(user, "From: ann@customer.test\nSubject: Before\nMessage-ID: <w0@customer.test>\n\nCaps please");
        await using (var first = Start())
        {
            var channel = await Send(first, HttpMethod.Post, "/api/channels", ShopMailbox.New(servers, user));
            await Until(first, "Before");

            // Changed to a wrong password: it says so; and back again.
            var wrong = await Send(first, HttpMethod.Put, $"/api/channels/{channel.Id()}", new { version = channel.Number("version"), name = "Mail", address = user, settings = new { password = "wrong" } });
            await Until(async () => (await Send(first, HttpMethod.Get, "/api/channels")).List()[0].List("mailboxes").Exists(m => m.GetProperty("error").ValueKind == JsonValueKind.String));
            await Send(first, HttpMethod.Put, $"/api/channels/{channel.Id()}", new { version = wrong.Number("version"), name = "Mail", address = user, settings = new { password = Testing.Dovecot.Password } });
            servers.Dovecot.Deliver(user, "From: ann@customer.test\nSubject: During\nMessage-ID: <w1@customer.test>\n\nMugs please");
            await Until(first, "During");
            Assert.All((await Send(first, HttpMethod.Get, "/api/channels")).List()[0].List("mailboxes"), m => Assert.Equal(JsonValueKind.Null, m.GetProperty("error").ValueKind));

            var watch = Stopwatch.StartNew();
            await first.DisposeAsync();
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(8), $"Stopping took {watch.Elapsed.TotalSeconds:0.0} s.");
        }

        servers.Dovecot.Deliver(user, "From: ann@customer.test\nSubject: Meanwhile\nMessage-ID: <w2@customer.test>\n\nPens please", read: true);
        await using var second = Start();
        await Until(second, "Meanwhile");
        Assert.Equal(3, (await Send(second, HttpMethod.Get, "/api/conversations")).List("items").Count);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Task.CompletedTask;
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private TestHost Start() => new TestHost(new Dictionary<string, string?>
    {
        ["DataFolder"] = folder,
        ["Demo:Enabled"] = "false",
        ["Jobs:Workers"] = "2",
        ["Outbound:AllowHosts"] = "127.0.0.1",
        ["Bootstrap:AdminEmail"] = "first@example.test",
        ["Bootstrap:AdminPassword"] = App.Password,
        ["Bootstrap:ApiToken"] = "watch-token-of-twenty-letters",
    }, new TestClock()).Start();

    private Task Until(TestHost host, string subject) => Until(async () => (await Send(host, HttpMethod.Get, "/api/conversations")).List("items").Exists(c => c.Text("subject") == subject));

    private static async Task Until(Func<Task<bool>> isSo)
    {
        var watch = Stopwatch.StartNew();
        while (!await isSo())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(40), "It did not happen in forty seconds.");
            await Task.Delay(100, Ct);
        }
    }

    private async Task<JsonElement> Send(TestHost host, HttpMethod method, string path, object? body = null)
    {
        for (var tries = 0; ; tries++)
        {
            using var request = new HttpRequestMessage(method, new Uri(host.Address, path)) { Content = body is null ? null : JsonContent.Create(body, options: JsonSerializerOptions.Web) };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "watch-token-of-twenty-letters");
            using var answer = await http.SendAsync(request, Ct);
            if ((int)answer.StatusCode == 503 && tries < 200)
            {
                await Task.Delay(100, Ct);
                continue;
            }

            return await answer.Json();
        }
    }
}
