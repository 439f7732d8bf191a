using System.Globalization;
using System.Text;

namespace PromoEngine.Inbox.Channels.Email.Imap;

/// <summary>One value of a response: an atom or a string, a literal, a list, or NIL.</summary>
internal sealed class ImapValue
{
    public static readonly ImapValue Nil = new();

    /// <summary>Of an atom, a string, or a literal that is read as text.</summary>
    public string Text { get; private init; } = "";

    /// <summary>Of a literal; null otherwise.</summary>
    public byte[]? Bytes { get; private init; }

    public List<ImapValue>? Items { get; private init; }

    public static ImapValue Of(string text) => new() { Text = text };

    public static ImapValue Of(byte[] literal) => new() { Bytes = literal, Text = literal.Length <= 8192 ? Encoding.UTF8.GetString(literal) : "" };

    public static ImapValue Of(List<ImapValue> items) => new() { Items = items };

    public bool Is(string word) => Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    public uint? Number => uint.TryParse(Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The value behind a name in a list of pairs, such as a FETCH answer.</summary>
    public ImapValue? After(string name)
    {
        for (var i = 0; Items is not null && i + 1 < Items.Count; i += 2)
        {
            if (Items[i].Is(name))
                return Items[i + 1];
        }

        return null;
    }
}
