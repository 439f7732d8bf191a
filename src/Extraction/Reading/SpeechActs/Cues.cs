namespace PromoEngine.Extraction.Reading;

/// <summary>What a turn of phrase tells about its sentence.</summary>
internal enum Cue { Request, Firm, Quote, Ask, Status, Complaint, Past, Cancel, Remove, Change, Amend, Same, Reorder, Artwork, Confirm, Spam, NotDenial, More, Vague, SameQuantity }

internal readonly record struct CueAt(Cue Cue, int From, int To);

/// <summary>Finds the turns of phrase that the lexicons list, longest first; a word serves one of them only.</summary>
internal static class Cues
{
    public static List<CueAt> Find(IReadOnlyList<Token> tokens)
    {
        var found = new List<CueAt>();
        for (var at = 0; at < tokens.Count; at++)
        {
            if (tokens[at].Kind != TokenKind.Word)
                continue;
            // A foreign sentence has its own turns of phrase; its words that are translated may make an English one.
            var language = tokens[at].Language;
            var cues = language.Cues.All(tokens, at, t => t.Raw);
            if (!ReferenceEquals(language, Languages.English))
                cues = cues.Concat(Languages.English.Cues.All(tokens, at, t => t.Norm)).OrderByDescending(c => c.End);
            foreach (var (name, end) in cues)
            {
                var cue = Enum.Parse<Cue>(name);
                if (IsNoun(tokens, at, cue))
                    continue;
                found.Add(new(cue, at, end));
                at = end - 1;
                break;
            }
        }

        return found;
    }

    // "my order", "the quote you sent": things, not requests.
    private static bool IsNoun(IReadOnlyList<Token> tokens, int at, Cue cue) =>
        cue is Cue.Request or Cue.Quote or Cue.Firm && at > 0 && tokens[at].Norm is "order" or "quote"
        && tokens[at - 1].Norm is "my" or "our" or "the" or "your" or "this" or "that" or "last" or "previous" or "their" or "his" or "her" or "recent";
}
