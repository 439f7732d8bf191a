using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

using Microsoft.Extensions.Options;

namespace PromoEngine.Inbox.Files;

/// <summary>Asks a clamd about each file before it is kept, where one is configured (INSTREAM of clamd(8)); nobody's file is kept unseen while it is down.</summary>
internal sealed class VirusScan(IOptions<FileSettings> options)
{
    private const int Chunk = 1 << 16;

    /// <summary>The name of what was found; null: nothing, or nobody to ask.</summary>
    /// <exception cref="NotYetException">The scanner does not answer.</exception>
    public async Task<string?> Look(Stream file, CancellationToken ct)
    {
        if (options.Value.ClamAv is not { Length: > 0 } address)
            return null;
        var colon = address.LastIndexOf(':');
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(address[..colon], int.Parse(address.AsSpan(colon + 1), System.Globalization.CultureInfo.InvariantCulture), ct);
            await using var stream = client.GetStream();
            await Send(file, stream, ct);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return Answer((await reader.ReadToEndAsync(ct)).TrimEnd('\0', '\n'));
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            throw new NotYetException($"The virus scanner does not answer: {e.Message}", TimeSpan.FromMinutes(1));
        }
    }

    private static async Task Send(Stream file, NetworkStream to, CancellationToken ct)
    {
        await to.WriteAsync("zINSTREAM\0"u8.ToArray(), ct);
        var buffer = new byte[sizeof(int) + Chunk];
        for (int read; (read = await file.ReadAsync(buffer.AsMemory(sizeof(int)), ct)) > 0;)
        {
            BinaryPrimitives.WriteInt32BigEndian(buffer, read);
            await to.WriteAsync(buffer.AsMemory(0, sizeof(int) + read), ct);
        }

        await to.WriteAsync(new byte[sizeof(int)], ct);
    }

    private static string? Answer(string said) => said switch
    {
        _ when said.EndsWith(" FOUND", StringComparison.Ordinal) => said[(said.IndexOf(':', StringComparison.Ordinal) + 1)..^" FOUND".Length].Trim(),
        _ when said.EndsWith(" OK", StringComparison.Ordinal) => null,
        _ => throw new IOException(said.Length > 0 ? said : "it closed the line."),
    };
}
