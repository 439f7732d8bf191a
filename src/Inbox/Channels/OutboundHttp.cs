using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace PromoEngine.Inbox.Channels;

/// <summary>
/// The one way out. Where we call is partly typed in by people (an account's API address) and partly sent by strangers
/// (the address of a picture), so every connection is checked after DNS, at the moment it is made: a name that is public
/// when it is saved and private when it is called gets nowhere. Redirects are not followed, proxies of the machine's
/// environment not used, and an answer has a largest size.
/// </summary>
internal sealed class OutboundHttp : IDisposable
{
    public const int LargestAnswer = 2 * 1024 * 1024;

    private const int MostRedirects = 5;

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Names that mean something on this machine or this network only (RFC 6761, 6762, 8375, and ICANN's reserved .internal).</summary>
    private static readonly string[] PrivateEndings = [".localhost", ".local", ".internal", ".lan", ".home.arpa", ".localdomain"];

    private readonly AllowedHost[] configured;
    private readonly ConcurrentDictionary<AllowedHost, bool> added = new();

    public OutboundHttp(IOptions<OutboundOptions> options)
    {
        configured = [.. options.Value.AllowHosts.Select(AllowedHost.Parse).OfType<AllowedHost>()];
        Client = new(new SocketsHttpHandler
        {
            ConnectCallback = Connect,
            AllowAutoRedirect = false, // a redirect is an answer like any other, and none of our providers needs one
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None, // its size could not be bounded before it is unpacked
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5), // so that DNS is asked and checked again
            MaxResponseHeadersLength = 64,
        })
        {
            Timeout = options.Value.Timeout,
            MaxResponseContentBufferSize = LargestAnswer,
        };
        Client.DefaultRequestHeaders.UserAgent.ParseAdd("PromoEngine/1.0");
    }

    /// <summary>Throws <see cref="HttpRequestException"/> around an <see cref="OutboundRefusedException"/> for a refused address.</summary>
    public HttpClient Client { get; }

    /// <summary>Lets calls through to an address of our own, known only once we listen: the demo's simulator.</summary>
    public void Allow(Uri address) => added[AllowedHost.Of(address.IdnHost, address.Port)] = true;

    /// <summary>Whether an address may be saved; a name is looked up only when it is called.</summary>
    public bool Allows(Uri address) => Refuses(address) is null;

    /// <summary>Why an address may not be saved, as a sentence; null when it may.</summary>
    public string? Refuses(Uri address)
    {
        if (!address.IsAbsoluteUri || address.Scheme is not ("https" or "http"))
            return "The address must begin with https://.";
        if (address.UserInfo.Length > 0)
            return "Leave the user name and password out of the address.";
        if (IsListed(address.IdnHost, address.Port))
            return null;
        if (address.HostNameType == UriHostNameType.Unknown || IsPrivateName(address.IdnHost)
            || (IPAddress.TryParse(address.IdnHost, out var ip) && !PublicAddress.Is(ip)))
            return $"{address.Host} is a private address. Whoever runs this server can allow it with {OutboundOptions.Section}:{nameof(OutboundOptions.AllowHosts)}.";
        return address.Scheme == "https" ? null : "The address must begin with https://, because the account's password is sent there.";
    }

    /// <summary>Why a server of another protocol may not be saved, as a sentence; null when it may.</summary>
    public string? RefusesHost(string host, int port) =>
        Uri.CheckHostName(host) is UriHostNameType.Unknown or UriHostNameType.Basic ? "Write the server's name: mail.example.com."
        : IsListed(host, port) ? null
        : IsPrivateName(host) || (IPAddress.TryParse(host, out var ip) && !PublicAddress.Is(ip))
            ? $"{host} is a private address. Whoever runs this server can allow it with {OutboundOptions.Section}:{nameof(OutboundOptions.AllowHosts)}."
            : null;

    /// <summary>
    /// Opens a file somewhere out there. Providers of files redirect to where they keep them: each address is checked like the first, and what proves who we
    /// are stays with the host it is for.
    /// </summary>
    /// <param name="url">Checked at connecting, as everything is.</param>
    /// <param name="authorization">For the first host only; null: none is needed.</param>
    /// <param name="ct">Ends with the job.</param>
    public async Task<MediaResult> Download(Uri url, System.Net.Http.Headers.AuthenticationHeaderValue? authorization, CancellationToken ct)
    {
        var host = url.Authority;
        try
        {
            for (var hops = 0; hops < MostRedirects; hops++)
            {
                if (Refuses(url) is { } refusal)
                    return new MediaResult.Gone(refusal);
                using var request = new HttpRequestMessage(HttpMethod.Get, url);
                request.Headers.Authorization = url.Authority == host ? authorization : null;
                var response = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
                if (response.IsSuccessStatusCode)
                    return new MediaResult.Found(new ResponseStream(response, await response.Content.ReadAsStreamAsync(ct)), response.Content.Headers.ContentType?.MediaType);
                using (response)
                {
                    if (response.Headers.Location is { } next && (int)response.StatusCode is >= 300 and < 400)
                        url = new(url, next);
                    else
                        return Refused(response);
                }
            }

            return new MediaResult.Gone("The file's address leads from one to the next without end.");
        }
        catch (HttpRequestException e) when (e.InnerException is OutboundRefusedException refused)
        {
            return new MediaResult.Gone(refused.Message);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            return new MediaResult.TryLater(TimeSpan.FromSeconds(30), "The file could not be fetched.");
        }
    }

    private static MediaResult Refused(HttpResponseMessage response) => (int)response.StatusCode switch
    {
        429 or >= 500 or 408 => new MediaResult.TryLater(response.Headers.RetryAfter?.Delta is { } delay && delay < TimeSpan.FromHours(1) ? delay : TimeSpan.FromSeconds(30), $"The provider answered {(int)response.StatusCode}."),
        401 or 403 => new MediaResult.Gone("The provider does not let us have this file; check the channel's credentials."),
        404 or 410 => new MediaResult.Gone("The provider does not have this file any more."),
        _ => new MediaResult.Gone($"The provider answered {(int)response.StatusCode}."),
    };

    public void Dispose() => Client.Dispose();

    /// <summary>Whether whoever runs this server has named the host: it stands in our own network.</summary>
    public bool IsListed(string host, int port) =>
        Array.Exists(configured, allowed => allowed.Covers(host, port)) || added.Keys.Any(allowed => allowed.Covers(host, port));

    private static bool IsPrivateName(string host)
    {
        host = host.TrimEnd('.').ToLowerInvariant();
        return Uri.CheckHostName(host) == UriHostNameType.Dns
            && (!host.Contains('.') || Array.Exists(PrivateEndings, ending => host.EndsWith(ending, StringComparison.Ordinal)));
    }

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken ct) => await Open(context.DnsEndPoint.Host, context.DnsEndPoint.Port, ct);

    /// <summary>A bare connection under the same rules, for protocols that are not HTTP.</summary>
    public async Task<Stream> Open(string host, int port, CancellationToken ct)
    {
        var addresses = await Dns.GetHostAddressesAsync(host, ct);
        if (!IsListed(host, port))
        {
            // One private address among public ones is no oversight of theirs that we have to live with.
            if (Array.Find(addresses, address => !PublicAddress.Is(address)) is { } refused)
                throw new OutboundRefusedException($"{host} leads to {refused}, which is a private address.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, ct); // to the very addresses that were checked, not to the name again
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A name led to an address that we do not call.</summary>
internal sealed class OutboundRefusedException(string message) : IOException(message);

/// <summary>An answer's body that ends its connection with itself.</summary>
internal sealed class ResponseStream(HttpResponseMessage response, Stream body) : Stream
{
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => body.Read(buffer, offset, count);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => body.ReadAsync(buffer, cancellationToken);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            response.Dispose();
        base.Dispose(disposing);
    }
}
