using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PromoEngine.Bench;

/// <summary>One client of the API: a plain socket that is kept, one call at a time, as little of the machine as can be.</summary>
internal sealed class ApiCaller : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] answer = new byte[64 * 1024];

    public ApiCaller(IPEndPoint server) => socket.Connect(server);

    /// <summary>A POST without a body; its status, and what was answered.</summary>
    public async Task<(int Status, string Answer)> Post(string path, string token, CancellationToken ct)
    {
        await socket.SendAsync(Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\nContent-Length: 0\r\n\r\n"), ct);
        for (var length = 0; ;)
        {
            var read = await socket.ReceiveAsync(answer.AsMemory(length), ct);
            if (read == 0)
                throw new IOException("The server hung up.");
            length += read;
            if (IsWhole(answer.AsSpan(0, length)))
                return ((answer[9] - '0') * 100 + (answer[10] - '0') * 10 + answer[11] - '0', Encoding.UTF8.GetString(answer, 0, length));
        }
    }

    public void Dispose() => socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> text)
    {
        var head = text.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return false;
        var at = text[..head].IndexOf("Content-Length: "u8);
        if (at >= 0)
            return Utf8Parser.TryParse(text[(at + 16)..], out int body, out _) && text.Length >= head + 4 + body;
        return text.EndsWith("0\r\n\r\n"u8);
    }
}
