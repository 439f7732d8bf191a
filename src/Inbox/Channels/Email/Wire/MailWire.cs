using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;

namespace PromoEngine.Inbox.Channels.Email.Wire;

/// <summary>
/// A line to a mail server: lines and counted bytes, in the clear or under TLS. Shared by IMAP and SMTP. Whatever breaks comes out as
/// <see cref="MailLostException"/>, so that nobody above needs to know sockets.
/// </summary>
internal sealed class MailWire : IAsyncDisposable
{
    public static readonly TimeSpan UsualPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(15);

    private readonly MailServer server;
    private readonly byte[] buffer = new byte[32 * 1024];
    private Stream stream;
    private int start;
    private int end;

    private MailWire(MailServer server, Stream stream) => (this.server, this.stream) = (server, stream);

    /// <summary>How long the other side may be silent.</summary>
    public TimeSpan Patience { get; set; } = UsualPatience;

    public bool IsEncrypted => stream is SslStream;

    public static async Task<MailWire> Open(OutboundHttp outbound, MailServer server, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(ConnectPatience);
        try
        {
            var wire = new MailWire(server, await outbound.Open(server.Host, server.Port, limit.Token));
            if (server.Security == MailSecurity.Tls)
                await wire.Encrypt(limit.Token);
            return wire;
        }
        catch (OutboundRefusedException)
        {
            throw new MailRefusedException($"{server.Host} leads to a private address, which this installation does not call.");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new MailLostException($"{server.Host} does not answer on port {server.Port}.");
        }
        catch (SocketException e)
        {
            throw new MailLostException(e.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData
                ? $"There is no server called {server.Host}." : $"{server.Host} does not answer on port {server.Port}.", e);
        }
    }

    /// <summary>TLS on the open line. What came in the clear before it is not believed (RFC 9051 11.1, and what was done with its absence).</summary>
    public async Task Encrypt(CancellationToken ct)
    {
        if (start < end)
            throw new MailLostException("The server spoke on before TLS began; somebody may be in between.");
        var tls = new SslStream(stream, leaveInnerStreamOpen: false, server.Pin is null ? null : IsPinned);
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = server.Host, EnabledSslProtocols = SslProtocols.None }, ct);
            stream = tls;
        }
        catch (AuthenticationException e)
        {
            await tls.DisposeAsync();
            throw new MailRefusedException(server.Pin is null
                ? $"The certificate of {server.Host} is not to be trusted: {e.Message}"
                : $"{server.Host} has another certificate than the one whose fingerprint is in the settings.");
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            await tls.DisposeAsync();
            throw new MailLostException($"{server.Host} does not speak TLS on port {server.Port}.", e);
        }
    }

    private bool IsPinned(object sender, System.Security.Cryptography.X509Certificates.X509Certificate? certificate, System.Security.Cryptography.X509Certificates.X509Chain? chain, SslPolicyErrors errors) =>
        certificate is not null && Convert.ToHexString(SHA256.HashData(certificate.GetRawCertData())).Equals(server.Pin, StringComparison.OrdinalIgnoreCase);

    /// <summary>A line without its end.</summary>
    public async Task<string> ReadLine(int most, CancellationToken ct)
    {
        using var limit = Limited(ct);
        var line = new List<byte>(128);
        while (true)
        {
            var newline = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            line.AddRange(buffer.AsSpan(start, newline < 0 ? end - start : newline));
            if (line.Count > most)
                throw new MailLostException("The server sent a line that is too long.");
            start = newline < 0 ? end : start + newline + 1;
            if (newline >= 0)
                break;
            await Fill(limit.Token, ct);
        }

        if (line is [.., (byte)'\r'])
            line.RemoveAt(line.Count - 1);
        return Encoding.UTF8.GetString(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(line));
    }

    /// <summary>So many bytes, whatever they are. The patience begins anew with every piece, since a large mail over a thin line takes its time.</summary>
    public async Task<byte[]> ReadBytes(int count, CancellationToken ct)
    {
        // Not the whole at once: a server that announces much and sends little must not cost us the memory.
        var bytes = new byte[Math.Min(count, 64 * 1024)];
        for (var have = 0; have < count;)
        {
            if (start == end)
            {
                using var limit = Limited(ct);
                await Fill(limit.Token, ct);
            }

            var piece = Math.Min(end - start, count - have);
            if (have + piece > bytes.Length)
                Array.Resize(ref bytes, (int)Math.Min(count, Math.Max(bytes.Length * 2L, have + piece)));
            buffer.AsSpan(start, piece).CopyTo(bytes.AsSpan(have));
            (start, have) = (start + piece, have + piece);
        }

        return bytes;
    }

    public Task Write(string line, CancellationToken ct) => Write(Encoding.UTF8.GetBytes(line + "\r\n"), ct);

    public async Task Write(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        const int Piece = 64 * 1024;
        for (var sent = 0; sent < bytes.Length; sent += Piece)
        {
            using var limit = Limited(ct);
            try
            {
                await stream.WriteAsync(bytes.Slice(sent, Math.Min(Piece, bytes.Length - sent)), limit.Token);
                await stream.FlushAsync(limit.Token);
            }
            catch (Exception e) when (IsBroken(e, ct))
            {
                throw new MailLostException("The line to the mail server broke.", e);
            }
        }
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private async Task Fill(CancellationToken limited, CancellationToken ct)
    {
        try
        {
            (start, end) = (0, await stream.ReadAsync(buffer, limited));
        }
        catch (Exception e) when (IsBroken(e, ct))
        {
            throw new MailLostException(e is OperationCanceledException ? "The mail server does not answer any more." : "The line to the mail server broke.", e);
        }

        if (end == 0)
            throw new MailLostException("The mail server hung up.");
    }

    private CancellationTokenSource Limited(CancellationToken ct)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        return limit;
    }

    private static bool IsBroken(Exception e, CancellationToken ct) =>
        e is IOException or SocketException or ObjectDisposedException || (e is OperationCanceledException && !ct.IsCancellationRequested);
}
