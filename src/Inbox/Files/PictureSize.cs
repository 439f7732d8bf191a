using System.Buffers.Binary;

namespace PromoEngine.Inbox.Files;

/// <summary>How large a picture is, by its head; no pixel is decoded.</summary>
internal static class PictureSize
{
    private const int Head = 256 * 1024; // a JPEG's size may come after a large block of camera data

    public static (int Width, int Height)? Of(Stream file, string type)
    {
        if (type is not ("image/png" or "image/jpeg" or "image/gif" or "image/webp"))
            return null;
        var head = new byte[(int)Math.Min(Head, file.Length)];
        file.Position = 0;
        file.ReadExactly(head);
        var size = type switch
        {
            "image/png" => Png(head),
            "image/gif" => head.Length < 10 ? default : (BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(6)), BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(8))),
            "image/webp" => WebP(head),
            _ => Jpeg(head),
        };
        return size is { Width: > 0 and < 100_000, Height: > 0 and < 100_000 } ? size : null;
    }

    private static (int Width, int Height) Png(ReadOnlySpan<byte> head) =>
        head.Length < 24 ? default : (BinaryPrimitives.ReadInt32BigEndian(head[16..]), BinaryPrimitives.ReadInt32BigEndian(head[20..]));

    /// <summary>The first frame header (SOF) among the segments.</summary>
    private static (int Width, int Height) Jpeg(ReadOnlySpan<byte> head)
    {
        for (var at = 2; at + 9 < head.Length;)
        {
            if (head[at] != 0xFF)
                return default;
            var marker = head[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return (BinaryPrimitives.ReadUInt16BigEndian(head[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(head[(at + 5)..]));
            at += marker == 0xFF ? 1 : 2 + BinaryPrimitives.ReadUInt16BigEndian(head[(at + 2)..]);
        }

        return default;
    }

    /// <summary>Three forms: lossy, lossless, extended (https://developers.google.com/speed/webp/docs/riff_container).</summary>
    private static (int Width, int Height) WebP(ReadOnlySpan<byte> head)
    {
        if (head.Length < 30)
            return default;
        return head[15] switch
        {
            (byte)' ' => (BinaryPrimitives.ReadUInt16LittleEndian(head[26..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(head[28..]) & 0x3FFF),
            (byte)'L' => BinaryPrimitives.ReadUInt32LittleEndian(head[21..]) is var bits ? ((int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1) : default,
            (byte)'X' => (1 + (head[24] | head[25] << 8 | head[26] << 16), 1 + (head[27] | head[28] << 8 | head[29] << 16)),
            _ => default,
        };
    }
}
