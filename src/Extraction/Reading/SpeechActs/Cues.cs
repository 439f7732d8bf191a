namespace PromoEngine.Extraction.Reading;

/// <summary>What a turn of phrase tells about its sentence.</summary>
internal enum Cue { Request, Firm, Quote, Ask, Status, Complaint, Past, Cancel, Remove, Change, Amend, Same, Reorder, Artwork, Confirm, Spam, NotDenial, More, Vague, SameQuantity }

internal readonly record struct CueAt(Cue Cue, int From, int To);

/// <summary>Finds the turns of phrase of <see cref="English"/>, longest first; a word serves one of them only.</summary>
internal static class Cues
{
    private static readonly Dictionary<string, List<(string[] Words, Cue Cue)>> ByFirst = Index();

    public static List<CueAt> Find(IReadOnlyList<Token> tokens)
    {
        var found = new List<CueAt>();
        for (var at = 0; at < tokens.Count; at++)
        {
            if (tokens[at].Kind != TokenKind.Word || !ByFirst.TryGetValue(tokens[at].Norm, out var phrases))
                continue;
            foreach (var (words, cue) in phrases)
            {
                if (End(tokens, at, words) is not { } end || IsNoun(tokens, at, words, cue))
                    continue;
                found.Add(new(cue, at, end));
                at = end - 1;
                break;
            }
        }

        return found;
    }

    // "my order", "the quote you sent": things, not requests.
    private static bool IsNoun(IReadOnlyList<Token> tokens, int at, string[] words, Cue cue) =>
        cue is Cue.Request or Cue.Quote or Cue.Firm && at > 0 && words[0] is "order" or "quote"
        && tokens[at - 1].Norm is "my" or "our" or "the" or "your" or "this" or "that" or "last" or "previous" or "their" or "his" or "her" or "recent";

    private static int? End(IReadOnlyList<Token> tokens, int at, string[] words)
    {
        var i = at;
        foreach (var word in words)
        {
            while (i > at && i < tokens.Count && tokens[i].IsMark('-') && tokens[i].Glued)
                i++;
            if (i >= tokens.Count || !tokens[i].Is(word))
                return null;
            i++;
        }

        return i;
    }

    private static Dictionary<string, List<(string[] Words, Cue Cue)>> Index()
    {
        var index = new Dictionary<string, List<(string[] Words, Cue Cue)>>(StringComparer.Ordinal);
        foreach (var (cue, phrases) in English.Cues)
        {
            foreach (var phrase in phrases.Split(['|', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                var words = phrase.Split(' ');
                if (!index.TryGetValue(words[0], out var list))
                    index[words[0]] = list = [];
                list.Add((words, cue));
            }
        }

        foreach (var list in index.Values)
            list.Sort((a, b) => b.Words.Length.CompareTo(a.Words.Length));
        return index;
    }
}
