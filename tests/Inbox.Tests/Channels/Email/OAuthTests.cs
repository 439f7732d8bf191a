using System.Net;
using System.Net.Sockets;
using System.Text;

using PromoEngine.Inbox.Channels.Email.Wire;

namespace PromoEngine.Inbox.Tests.Channels.Email;

/// <summary>Tokens from a real HTTP endpoint, shared by reading and sending.</summary>
public sealed class OAuthTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_is_asked_for_once_until_it_ends_or_is_refused()
    {
        await using var endpoint = new TokenEndpoint("""{"access_token":"one","expires_in":3600}""", """{"access_token":"two","expires_in":30}""", """{"access_token":"three","expires_in":3600}""");
        var tokens = new OAuthTokens(Outbound.Local(), TimeProvider.System);
        var client = Client(endpoint);

        var asked = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => tokens.Get(client, Ct)));
        Assert.Equal(["one"], asked.Distinct());
        tokens.Forget(client);
        Assert.Equal("two", await tokens.Get(client, Ct));
        Assert.Equal("three", await tokens.Get(client, Ct));
        Assert.Equal(3, endpoint.Asked.Count);
        Assert.All(endpoint.Asked, form => Assert.Equal("grant_type=refresh_token&client_id=id&refresh_token=refresh&client_secret=secret", form));
    }

    [Theory]
    [InlineData("""{"error":"invalid_grant","error_description":"Token has been expired or revoked."}""", "Sign in at the mail provider again")]
    [InlineData("""{"error":"invalid_client"}""", "does not know this client id")]
    [InlineData("nonsense", "gave no token")]
    public async Task A_refusal_is_a_sentence(string answer, string sentence)
    {
        await using var endpoint = new TokenEndpoint(answer);
        var tokens = new OAuthTokens(Outbound.Local(), TimeProvider.System);

        Assert.Contains(sentence, (await Assert.ThrowsAsync<MailRefusedException>(() => tokens.Get(Client(endpoint), Ct))).Message, StringComparison.Ordinal);
    }

    private static OAuthClient Client(TokenEndpoint endpoint) => new(new Uri($"http://127.0.0.1:{endpoint.Port}/token"), "id", "secret", "refresh");

    /// <summary>Answers one after the other, whoever asks.</summary>
    private sealed class TokenEndpoint : IAsyncDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly Task serving;

        public TokenEndpoint(params string[] answers)
        {
            listener.Start();
            serving = Serve(answers);
        }

        public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

        public List<string> Asked { get; } = [];

        public async ValueTask DisposeAsync()
        {
            listener.Stop();
            await serving.ContinueWith(_ => { }, TaskScheduler.Default);
        }

        private async Task Serve(string[] answers)
        {
            foreach (var answer in answers)
            {
                using var client = await listener.AcceptTcpClientAsync();
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.ASCII);
                var length = 0;
                while (await reader.ReadLineAsync() is { Length: > 0 } line)
                    length = line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase) ? int.Parse(line[15..]) : length;
                var form = new char[length];
                await reader.ReadBlockAsync(form);
                Asked.Add(new string(form));
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {answer.Length}\r\nConnection: close\r\n\r\n{answer}"));
            }
        }
    }
}
