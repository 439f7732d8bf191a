namespace PromoEngine.Extraction.Reading;

/// <summary>What a date is for, from the words before it.</summary>
internal static class Bounds
{
    private static readonly HashSet<string> Fillers =
    [
        "the", "this", "that", "about", "around", "latest", "noon", "morning", "afternoon", "evening", "end", "of", "day", "close", "business", "like", "say", "maybe", "on", "early", "late", "-", "mid", "or", "next", "a", "is", "be", "", "are", "day",
    ];

    private static readonly string[] Denials = ["not", "dont", "cant", "never", "no", "cannot", "wont"];
    private static readonly string[] Waits = ["not", "dont", "cant", "never", "cannot", "wont", "hold", "wait", "closed", "away", "delay", "off", "postpone"];

    /// <summary>Does a word right before ask for a date?</summary>
    public static bool Asks(IReadOnlyList<Token> tokens, int at)
    {
        for (var i = at - 1; i >= Math.Max(0, at - 3); i--)
        {
            if (tokens[i].Norm is "by" or "before" or "on" or "until" or "till" or "due" or "for" or "next" or "this" or "of" or "after" or "til" or "date" or "deadline" or "hands" or "starting" or "within" or "to" or "between" or "from")
                return true;
            if (!Fillers.Contains(tokens[i].Norm))
                return false;
        }

        return false;
    }

    public static (DateBound Bound, int From) Of(IReadOnlyList<Token> tokens, int at, bool range = false)
    {
        var i = at - 1;
        while (i >= 0 && i > at - 6 && Fillers.Contains(tokens[i].Norm))
            i--;
        if (i < 0)
            return (DateBound.None, at);
        switch (tokens[i].Norm)
        {
            case "by" or "due" or "deadline":
                return (DateBound.By, i);
            // "hold it until", "we are closed until".
            case "until" or "till" or "til":
                return Any(tokens, i, 7, Waits) ? (DateBound.NotBefore, i) : (DateBound.By, i);
            case "than" when Any(tokens, i, 3, "later"):
                return (DateBound.By, i);
            case "than" when Any(tokens, i, 3, "earlier", "sooner"):
                return (DateBound.NotBefore, i);
            case "before" or "prior" or "to" when tokens[i].Norm != "to" || Any(tokens, i, 2, "prior"):
                return Any(tokens, i, 6, Denials) ? (DateBound.NotBefore, i) : (DateBound.Before, i);
            case "for" when tokens[i].Language.Code == "nl" && Any(tokens, i, 4, "not"):
                return (DateBound.NotBefore, i);
            case "after" or "starting":
                return (DateBound.NotBefore, i);
            case "from" or "since" when !range:
                return (DateBound.Past, i);
            case "last" or "past":
                return (DateBound.Past, i);
        }

        if (InClause(tokens, at, English.Events, 6) || IsSubject(tokens, at))
            return (DateBound.Event, at);
        var on = at > 0 && tokens[at - 1].Is("on") ? at - 1 : at;
        return InClause(tokens, at, English.PastVerbs, 8) || IsLike(tokens, at) ? (DateBound.Past, on) : (on < at ? DateBound.On : DateBound.None, on);
    }


    // "our anniversary is May 6": what happens on a day, unless it is the delivery that does.
    private static bool IsSubject(IReadOnlyList<Token> tokens, int at)
    {
        var verb = at - 1;
        while (verb >= 0 && verb > at - 4 && tokens[verb].Norm is "on" or "the" or "")
            verb--;
        if (verb < 2 || tokens[verb].Norm is not ("is" or "are"))
            return false;
        for (var i = verb - 1; i >= Math.Max(0, verb - 6) && tokens[i].Kind == TokenKind.Word; i--)
        {
            if (tokens[i].Norm is "deadline" or "due" or "date" or "delivery" or "need" or "needed" or "shipping" or "order" or "it" or "that" or "this" or "what" or "when" or "which" or "latest" or "day")
                return false;
            if (tokens[i].Norm is "our" or "my" or "the")
                return i < verb - 1;
        }

        return false;
    }

    // "like the ones of 12 March", "wie die vom 12. März".
    private static bool IsLike(IReadOnlyList<Token> tokens, int at)
    {
        for (var i = at - 2; i >= Math.Max(0, at - 6) && tokens[i].Kind == TokenKind.Word; i--)
        {
            if (tokens[i].Norm is "like" or "as" && tokens[i + 1].Norm is "the" or "those" or "that" or "these" or "last" or "what" or "our")
                return true;
        }

        return false;
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

    private static bool InClause(IReadOnlyList<Token> tokens, int at, System.Collections.Frozen.FrozenSet<string> words, int back)
    {
        for (var i = at - 1; i >= Math.Max(0, at - back) && tokens[i].Kind != TokenKind.Break && tokens[i].Norm is not ("." or "!" or "?" or ";" or "but"); i--)
        {
            if (words.Contains(tokens[i].Norm))
                return true;
        }

        return false;
    }
}
