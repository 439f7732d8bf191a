using System.Globalization;
using System.Text;

namespace PromoEngine.Extraction.Reading;

/// <summary>Cuts text into tokens. Linear, and at ease with anything: lone surrogates, NUL, scripts without spaces.</summary>
internal static class Tokenizer
{
    public static List<Token> Cut(string text, bool decimalComma = false)
    {
        var tokens = new List<Token>(text.Length / 4 + 4);
        var at = 0;
        while (at < text.Length)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
            var category = Rune.GetUnicodeCategory(rune);
            var glued = tokens.Count > 0 && tokens[^1].End == at && tokens[^1].Kind != TokenKind.Break;
            if (rune.Value is '\n' or '\r' or 0x2028 or 0x2029)
            {
                if (tokens.Count == 0 || tokens[^1].Kind != TokenKind.Break)
                    tokens.Add(new(TokenKind.Break, at, at + length, "\n", false, false));
                at += length;
            }
            else if (Rune.IsWhiteSpace(rune) || category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.NonSpacingMark)
                at += length;
            else if (category == UnicodeCategory.DecimalDigitNumber)
                at = Number(text, at, decimalComma, glued, tokens);
            else if (Rune.IsLetter(rune))
                at = Word(text, at, glued, tokens);
            else
            {
                tokens.Add(Mark(text, at, length, rune, category, glued));
                at += length;
            }
        }

        return tokens;
    }

    private static Token Mark(string text, int at, int length, Rune rune, UnicodeCategory category, bool glued)
    {
        // ½ and its kin are numbers; superscripts are footnotes and units.
        if (category == UnicodeCategory.OtherNumber && Rune.GetNumericValue(rune) is > 0 and < 1 and var part)
            return new(TokenKind.Number, at, at + length, Math.Round((decimal)part, 4).ToString("0.####", CultureInfo.InvariantCulture), glued, false);

        return new(TokenKind.Mark, at, at + length, rune.Value switch
        {
            '‐' or '‑' or '‒' or '–' or '—' or '−' => "-",
            '“' or '”' or '„' or '″' or '«' or '»' or '＂' => "\"",
            '‘' or '’' or '′' or '`' or '´' => "'",
            '，' or '、' or '،' => ",",
            '。' => ".",
            '×' or '✕' => "x",
            '：' => ":",
            '？' or '¿' or '؟' => "?",
            '！' or '¡' => "!",
            '•' or '·' or '▪' or '●' or '◦' or '‣' => "•",
            _ => text.Substring(at, length),
        }, glued, false);
    }

    private static int Word(string text, int start, bool glued, List<Token> tokens)
    {
        var at = start;
        while (at < text.Length)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
            var letter = Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
            if (!letter && !(IsApostrophe(rune.Value) && at > start && at + 1 < text.Length && char.IsLetter(text[at + 1])))
                break;

            at += length;
            // d'écharpes, l'unité, dell'ordine: the article or preposition is a word of its own.
            if (IsApostrophe(rune.Value) && IsElision(text.AsSpan(start, at - length - start)) && at + 1 < text.Length && char.IsLetter(text[at]) && char.IsLetter(text[at + 1]))
                break;
            // Scripts without spaces: a token per character; the catalogue's phrases join them again.
            if (IsUnspaced(rune.Value))
                break;
            if (at < text.Length && Rune.DecodeFromUtf16(text.AsSpan(at), out var next, out _) == System.Buffers.OperationStatus.Done && IsUnspaced(next.Value))
                break;
        }

        var raw = text[start..at];
        tokens.Add(new(TokenKind.Word, start, at, Fold(raw), glued, char.IsUpper(raw[0])));
        return at;
    }

    private static bool IsApostrophe(int c) => c is '\'' or '’' or 'ʼ' or '‘' or '`';

    private static bool IsElision(ReadOnlySpan<char> word) => word.Length switch
    {
        1 => char.ToLowerInvariant(word[0]) is 'd' or 'l' or 'j' or 'n' or 'c' or 's' or 'm' or 't',
        2 => word.Equals("qu", StringComparison.OrdinalIgnoreCase),
        <= 5 => word.Equals("dell", StringComparison.OrdinalIgnoreCase) || word.Equals("nell", StringComparison.OrdinalIgnoreCase) || word.Equals("dall", StringComparison.OrdinalIgnoreCase)
            || word.Equals("sull", StringComparison.OrdinalIgnoreCase) || word.Equals("jusqu", StringComparison.OrdinalIgnoreCase) || word.Equals("quest", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    private static bool IsUnspaced(int c) => c is (>= 0x0E00 and <= 0x0EFF) or (>= 0x3040 and <= 0x30FF) or (>= 0x3400 and <= 0x9FFF) or (>= 0x20000 and <= 0x2FA1F);

    /// <summary>Lower case, compatibility forms unfolded, accents and apostrophes gone.</summary>
    public static string Fold(string word)
    {
        if (Ascii.IsValid(word))
            return word.Contains('\'') || word.Contains('`') ? word.ToLowerInvariant().Replace("'", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal) : word.ToLowerInvariant();

        var plain = new StringBuilder(word.Length);
        foreach (var c in word.Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark || IsApostrophe(c))
                continue;
            plain.Append(char.ToLowerInvariant(c) switch
            {
                'ß' => "ss",
                'œ' => "oe",
                'æ' => "ae",
                'ø' => "o",
                'ł' => "l",
                'đ' => "d",
                'ı' => "i",
                var lower => lower.ToString(),
            });
        }

        return plain.ToString();
    }

    private static int Number(string text, int start, bool decimalComma, bool glued, List<Token> tokens)
    {
        var digits = new StringBuilder();
        var at = Digits(text, start, digits);
        var money = start > 0 && CharUnicodeInfo.GetUnicodeCategory(text[start - 1]) == UnicodeCategory.CurrencySymbol;
        var mark = decimalComma ? ',' : '.';
        // The month and year of 5.6.2026 are no decimals of each other.
        if (start > 1 && text[start - 1] == '.' && char.IsDigit(text[start - 2]))
        {
            tokens.Add(new(TokenKind.Number, start, at, digits.ToString(), glued, false));
            return at;
        }

        // 1.500 pieces is fifteen hundred in any country, but $1.125 is a price.
        if (digits.Length <= 3 && text[start] != '0' && at < text.Length && IsGroup(text[at], money, mark))
            at = Groups(text, at, text[at], digits, ref mark);

        if (at + 1 < text.Length && text[at] == mark)
        {
            var part = new StringBuilder();
            var end = Digits(text, at + 1, part);
            // 5.12.2026 and 1.2.3 are not decimals.
            var more = end + 1 < text.Length && text[end] is '.' or ',' && char.IsDigit(text[end + 1]);
            if (part.Length is > 0 and <= 6 && !more)
            {
                digits.Append('.').Append(part);
                at = end;
            }
        }

        tokens.Add(new(TokenKind.Number, start, at, Canonical(digits.ToString()), glued, false));
        return at;
    }

    private static int Groups(string text, int at, char separator, StringBuilder digits, ref char mark)
    {
        while (at + 3 < text.Length && text[at] == separator)
        {
            var group = new StringBuilder();
            var end = Digits(text, at + 1, group);
            if (group.Length != 3)
                break;
            digits.Append(group);
            at = end;
            mark = separator == '.' ? ',' : '.';
        }

        return at;
    }

    private static bool IsGroup(char c, bool money, char mark) => c is '\u00A0' or '\u202F' or '\'' or '’' || (c is '.' or ',' && !(money && c == mark));

    private static int Digits(string text, int at, StringBuilder digits)
    {
        while (at < text.Length && CharUnicodeInfo.GetDecimalDigitValue(text[at]) is >= 0 and var digit)
        {
            digits.Append((char)('0' + digit));
            at++;
        }

        return at;
    }

    // "007" is a code: leading zeros stay; 1.50 is 1.5.
    private static string Canonical(string digits) => digits.Contains('.') ? digits.TrimEnd('0').TrimEnd('.') : digits;
}
