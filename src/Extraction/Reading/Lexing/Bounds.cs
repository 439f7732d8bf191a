namespace PromoEngine.Extraction.Reading;

/// <summary>What a date is for, from the words before it.</summary>
internal static class Bounds
{
    private static readonly HashSet<string> Fillers =
    [
        "the", "this", "that", "about", "around", "latest", "noon", "morning", "afternoon", "evening", "end", "of", "day", "close", "business", "like", "say", "maybe", "on", "early", "late", "-", "mid", "or", "next", "a", "is", "be",
    ];

    private static readonly HashSet<string> Events =
    [
        "event", "gala", "party", "wedding", "conference", "show", "tradeshow", "meeting", "launch", "race", "tournament", "reunion", "fair", "expo", "birthday", "ceremony", "festival",
        "game", "graduation", "picnic", "fundraiser", "opening", "anniversary", "convention", "retreat", "workshop", "concert", "shower", "parade", "camp", "banquet", "summit", "seminar",
    ];

    private static readonly HashSet<string> PastVerbs = ["ordered", "received", "bought", "placed", "was", "were", "came", "dated", "paid", "spoke", "talked"];

    /// <summary>Does a word right before ask for a date?</summary>
    public static bool Asks(IReadOnlyList<Token> tokens, int at)
    {
        for (var i = at - 1; i >= Math.Max(0, at - 3); i--)
        {
            if (tokens[i].Norm is "by" or "before" or "on" or "until" or "till" or "due" or "for" or "next" or "this" or "of" or "after" or "til" or "date" or "deadline" or "hands")
                return true;
            if (!Fillers.Contains(tokens[i].Norm))
                return false;
        }

        return false;
    }

    public static (DateBound Bound, int From) Of(IReadOnlyList<Token> tokens, int at)
    {
        var i = at - 1;
        while (i >= 0 && i > at - 6 && Fillers.Contains(tokens[i].Norm))
            i--;
        if (i < 0)
            return (DateBound.None, at);
        switch (tokens[i].Norm)
        {
            case "by" or "until" or "till" or "til" or "due" or "deadline":
                return (DateBound.By, i);
            case "than" when Any(tokens, i, 3, "later"):
                return (DateBound.By, i);
            case "before" or "prior" or "to" when tokens[i].Norm != "to" || Any(tokens, i, 2, "prior"):
                return Any(tokens, i, 6, "not", "dont", "cant", "never", "no", "cannot", "wont") ? (DateBound.NotBefore, i) : (DateBound.Before, i);
            case "after" or "starting":
                return (DateBound.NotBefore, i);
            case "from" or "since" or "last" or "past":
                return (DateBound.Past, i);
        }

        if (InClause(tokens, at, Events, 6))
            return (DateBound.Event, at);
        var on = at > 0 && tokens[at - 1].Is("on") ? at - 1 : at;
        return InClause(tokens, at, PastVerbs, 8) ? (DateBound.Past, on) : (on < at ? DateBound.On : DateBound.None, on);
    }

    private static bool Any(IReadOnlyList<Token> tokens, int at, int back, params ReadOnlySpan<string> words)
    {
        for (var i = at - 1; i >= Math.Max(0, at - back) && tokens[i].Kind != TokenKind.Break; i--)
        {
            if (words.Contains(tokens[i].Norm))
                return true;
        }

        return false;
    }

    private static bool InClause(IReadOnlyList<Token> tokens, int at, HashSet<string> words, int back)
    {
        for (var i = at - 1; i >= Math.Max(0, at - back) && tokens[i].Kind != TokenKind.Break && tokens[i].Norm is not ("." or "!" or "?" or ";" or "but"); i--)
        {
            if (words.Contains(tokens[i].Norm))
                return true;
        }

        return false;
    }
}
