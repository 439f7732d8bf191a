using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PromoEngine.Bench;

/// <summary>
/// Webhook calls as Twilio makes them: twenty fields, signed. Each has its own MessageSid, body and signature, made while the load runs: what does
/// not change is laid out beforehand, the rest costs a few microseconds, so that the sender is never what is measured.
/// </summary>
internal sealed class TextRequests
{
    public const int Largest = 4096;
    private const string Account = "AC00000000000000000000000000000001";

    private readonly byte[] key;
    private readonly byte[] head;
    private readonly byte[] signedUrl;
    private readonly Field[] fields;
    private readonly Field[] sorted;
    private readonly string run;
    private readonly int senders;
    private readonly Func<long, string> textOf;
    private readonly byte[] body = new byte[Largest];
    private readonly byte[] signed = new byte[Largest];

    /// <param name="run">Eight hex digits: messages of two runs on the same data must differ.</param>
    /// <param name="textOf">What a message says; by default an order to the demo shop.</param>
    public TextRequests(Uri webhook, string token, int senders, string run, Func<long, string>? textOf = null)
    {
        (this.senders, this.run, this.textOf) = (senders, run, textOf ?? OrderTexts.Of);
        key = Encoding.UTF8.GetBytes(token);
        signedUrl = Encoding.UTF8.GetBytes(webhook.AbsoluteUri);
        head = Encoding.ASCII.GetBytes(
            $"POST {webhook.PathAndQuery} HTTP/1.1\r\nHost: {webhook.Authority}\r\nContent-Type: application/x-www-form-urlencoded; charset=UTF-8\r\n"
            + "User-Agent: TwilioProxy/1.1\r\nAccept: */*\r\nI-Twilio-Idempotency-Token: 5e8f3a52-1111-4b1f-9a55-7a1d0c0de001\r\nX-Twilio-Signature: ");
        fields =
        [
            new("ToCountry", "US"), new("ToState", "WA"), new("SmsMessageSid", Sid), new("NumMedia", "0"), new("ToCity", "SEATTLE"),
            new("FromZip", "98101"), new("SmsSid", Sid), new("FromState", "WA"), new("SmsStatus", "received"), new("FromCity", "SEATTLE"),
            new("Body", Text), new("FromCountry", "US"), new("To", "+15550100"), new("ToZip", "98104"), new("NumSegments", "1"),
            new("MessageSid", Sid), new("AccountSid", Account), new("From", From), new("ApiVersion", "2010-04-01"), new("MessagingServiceSid", "MG00000000000000000000000000000001"),
        ];
        sorted = [.. fields.OrderBy(field => field.Name, StringComparer.Ordinal)];
    }

    private const string Sid = "{sid}";
    private const string From = "{from}";
    private const string Text = "{text}";

    /// <summary>Tells the messages of one run from another's.</summary>
    public static string NewRun() => Random.Shared.Next().ToString("x8", CultureInfo.InvariantCulture);

    /// <summary>What the MessageSids of this run end with; the demo shop has messages of its own.</summary>
    public string Suffix => run;

    /// <summary>The MessageSid of a message of this run: like Twilio's, in no order that an index could profit from.</summary>
    public string SidOf(long number) => string.Create(CultureInfo.InvariantCulture, $"SM{(ulong)number * 0x9E3779B97F4A7C15:x16}00000000{run}");

    public static string SenderOf(int sender) => string.Create(CultureInfo.InvariantCulture, $"+1{206 + sender / 10_000}555{sender % 10_000:0000}");

    /// <summary>Writes the whole call; returns its length.</summary>
    public int Write(long number, Span<byte> to)
    {
        var (sid, from, text) = (SidOf(number), SenderOf((int)(number % senders)), textOf(number));
        var bodyLength = 0;
        foreach (var field in fields)
        {
            if (bodyLength > 0)
                body[bodyLength++] = (byte)'&';
            bodyLength += Copy(field.Raw, body.AsSpan(bodyLength));
            body[bodyLength++] = (byte)'=';
            bodyLength += field.Value switch
            {
                Sid => Encoding.ASCII.GetBytes(sid, body.AsSpan(bodyLength)),
                From => Encode(from, body.AsSpan(bodyLength)),
                Text => Encode(text, body.AsSpan(bodyLength)),
                _ => Copy(field.Encoded, body.AsSpan(bodyLength)),
            };
        }

        var length = Copy(head, to);
        length += Sign(sid, from, text, to[length..]);
        length += Copy("\r\nContent-Length: "u8, to[length..]);
        bodyLength.TryFormat(to[length..], out var digits, default, CultureInfo.InvariantCulture);
        length += digits;
        length += Copy("\r\n\r\n"u8, to[length..]);
        return length + Copy(body.AsSpan(0, bodyLength), to[length..]);
    }

    private int Sign(string sid, string from, string text, Span<byte> to)
    {
        var length = Copy(signedUrl, signed);
        foreach (var field in sorted)
        {
            length += Copy(field.Raw, signed.AsSpan(length));
            length += Encoding.UTF8.GetBytes(field.Value switch { Sid => sid, From => from, Text => text, var constant => constant }, signed.AsSpan(length));
        }

        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // The algorithm is Twilio's choice.
        HMACSHA1.HashData(key, signed.AsSpan(0, length), mac);
#pragma warning restore CA5350
        System.Buffers.Text.Base64.EncodeToUtf8(mac, to, out _, out var written);
        return written;
    }

    private static int Copy(ReadOnlySpan<byte> from, Span<byte> to)
    {
        from.CopyTo(to);
        return from.Length;
    }

    private static int Encode(string text, Span<byte> to)
    {
        Span<byte> raw = stackalloc byte[1024];
        var rawLength = Encoding.UTF8.GetBytes(text, raw);
        var length = 0;
        foreach (var b in raw[..rawLength])
        {
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'_' or (byte)'.' or (byte)'*')
            {
                to[length++] = b;
            }
            else if (b == ' ')
            {
                to[length++] = (byte)'+';
            }
            else
            {
                to[length++] = (byte)'%';
                to[length++] = (byte)"0123456789ABCDEF"[b >> 4];
                to[length++] = (byte)"0123456789ABCDEF"[b & 15];
            }
        }

        return length;
    }

    private sealed record Field(string Name, string Value)
    {
        public byte[] Raw { get; } = Encoding.ASCII.GetBytes(Name);
        public byte[] Encoded { get; } = Escape(Value);

        private static byte[] Escape(string value)
        {
            var bytes = new byte[value.Length * 3];
            return bytes[..Encode(value, bytes)];
        }
    }
}
