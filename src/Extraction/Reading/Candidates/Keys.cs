using System.Text;

namespace PromoEngine.Extraction.Reading;

/// <summary>
/// How phrases are compared: the roots of their words written together, so that "T-shirts", "t shirt" and "tshirt", or "11oz" and "11 oz", are one key.
/// A bar keeps two numbers apart.
/// </summary>
internal sealed class Keys(Func<string, string> root)
{
    private readonly StringBuilder _key = new();
    private bool _number;

    public int Length => _key.Length;

    public static bool IsNumber(in Token token) => token.Kind == TokenKind.Number || (token.Kind == TokenKind.Word && English.SmallNumbers.ContainsKey(token.Norm));

    public void Clear()
    {
        _key.Clear();
        _number = false;
    }

    public override string ToString() => _key.ToString();

    private bool Number(string digits)
    {
        if (_number)
            _key.Append('|');
        _key.Append(digits);
        return _number = true;
    }

    /// <summary>False when the token cannot be inside a phrase.</summary>
    public bool Append(in Token token, bool anyMark)
    {
        switch (token.Kind)
        {
            case TokenKind.Number:
                return Number(token.Norm);
            // "sixteen ounce" is 16oz.
            case TokenKind.Word when English.SmallNumbers.TryGetValue(token.Norm, out var spoken):
                return Number(spoken.ToString(System.Globalization.CultureInfo.InvariantCulture));
            case TokenKind.Word:
                _key.Append(_number && English.Measures.TryGetValue(token.Norm, out var unit) ? unit : token.Norm == "n" ? "and" : root(token.Raw));
                _number = false;
                return true;
            case TokenKind.Mark when token.IsMark('&'):
                _key.Append("and");
                _number = false;
                return true;
            case TokenKind.Mark when token.IsMark('"') && _number:
                _key.Append("inch");
                _number = false;
                return true;
            case TokenKind.Mark when token.IsMark('%') && _number:
                _key.Append('%');
                _number = false;
                return true;
            case TokenKind.Mark when anyMark || (token.Glued && token.Norm is "-" or "/" or "." or "'" or "_"):
                return true;
            case TokenKind.Mark when char.IsSurrogate(token.Norm[0]) || token.Norm[0] > '\u2190':
                // An emoji can be somebody's alias.
                _key.Append(token.Norm);
                _number = false;
                return true;
            default:
                return false;
        }
    }
}
