using System.Buffers;
using System.Text;

namespace PromoEngine.Inbox.Channels.Twilio;

/// <summary>
/// The fields of an application/x-www-form-urlencoded body, decoded once into one buffer. Names and values stay bytes,
/// because the signature is over bytes and this runs for every webhook before anything is known about its sender.
/// </summary>
internal sealed class TwilioForm
{
    /// <summary>A text of 1,600 emoji is 19 KB here and the longest WhatsApp text 49 KB; the rest is room for add-on results.</summary>
    public const int LargestBody = 256 * 1024;

    /// <summary>Twilio sends 20 to 40.</summary>
    public const int MostFields = 512;

    private readonly byte[] bytes;
    private readonly Field[] fields;

    private TwilioForm(byte[] bytes, Field[] fields)
    {
        this.bytes = bytes;
        this.fields = fields;
    }

    public static readonly TwilioForm Empty = new([], []);

    public int Count => fields.Length;

    public ReadOnlySpan<byte> Name(int index) => bytes.AsSpan(fields[index].Start, fields[index].NameLength);

    public ReadOnlySpan<byte> Value(int index) =>
        bytes.AsSpan(fields[index].Start + fields[index].NameLength, fields[index].ValueLength);

    /// <summary>Null when the body is beyond the limits; anything else can be read, however odd.</summary>
    public static TwilioForm? Parse(ReadOnlySpan<byte> body)
    {
        if (body.Length > LargestBody)
            return null;

        var count = CountFields(body);
        if (count > MostFields)
            return null;

        var bytes = new byte[body.Length]; // decoding never makes it longer
        var fields = new Field[count];
        int end = 0, index = 0;
        foreach (var range in body.Split((byte)'&'))
        {
            var part = body[range];
            if (part.IsEmpty)
                continue;

            var equals = part.IndexOf((byte)'=');
            var name = equals < 0 ? part : part[..equals];
            var value = equals < 0 ? [] : part[(equals + 1)..];
            var nameLength = Decode(name, bytes.AsSpan(end));
            var valueLength = Decode(value, bytes.AsSpan(end + nameLength));
            fields[index++] = new(end, nameLength, valueLength);
            end += nameLength + valueLength;
        }
        return new(bytes, fields);
    }

    /// <summary>Fields that were never encoded: what our own simulator signs, or what a file holds.</summary>
    public static TwilioForm Of(IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var fields = new Field[pairs.Count];
        for (var i = 0; i < fields.Length; i++)
        {
            var start = bytes.WrittenCount;
            var nameLength = (int)Encoding.UTF8.GetBytes(pairs[i].Key, bytes);
            var valueLength = (int)Encoding.UTF8.GetBytes(pairs[i].Value, bytes);
            fields[i] = new(start, nameLength, valueLength);
        }
        return new(bytes.WrittenSpan.ToArray(), fields);
    }

    /// <summary>The first field of that name as text, or empty; bytes that are no UTF-8 become U+FFFD, and so does NUL.</summary>
    public string Text(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            if (Name(i).SequenceEqual(name))
                return WellFormed.Text(Encoding.UTF8.GetString(Value(i)));
        }
        return "";
    }

    private static int CountFields(ReadOnlySpan<byte> body)
    {
        var count = 0;
        foreach (var range in body.Split((byte)'&'))
        {
            if (!body[range].IsEmpty)
                count++;
        }
        return count;
    }

    private static int Decode(ReadOnlySpan<byte> from, Span<byte> to)
    {
        var length = 0;
        for (var i = 0; i < from.Length; i++)
        {
            if (from[i] == '%' && i + 2 < from.Length && char.IsAsciiHexDigit((char)from[i + 1]) && char.IsAsciiHexDigit((char)from[i + 2]))
            {
                to[length++] = (byte)(Nibble(from[i + 1]) << 4 | Nibble(from[i + 2]));
                i += 2;
            }
            else
            {
                to[length++] = from[i] == '+' ? (byte)' ' : from[i]; // a percent sign that starts nothing stands for itself
            }
        }
        return length;
    }

    private static int Nibble(byte hex) => hex <= '9' ? hex - '0' : (hex | 0x20) - 'a' + 10;

    private readonly record struct Field(int Start, int NameLength, int ValueLength);
}
