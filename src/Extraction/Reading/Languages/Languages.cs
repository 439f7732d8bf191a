using System.Collections.Frozen;

namespace PromoEngine.Extraction.Reading;

/// <summary>The languages the reader speaks, and which of them a text is in: word by word, so that a sentence may change its language halfway.</summary>
internal static class Languages
{
    /// <summary>What changing the language costs in known words: inside a sentence a foreign word alone is only a foreign word.</summary>
    private const float Switch = 2.5f, SwitchBetweenSentences = 2.2f, SwitchBetweenLines = 0.6f;

    /// <summary>What the caller said of the language weighs as much as a word and a half.</summary>
    private const float Hint = 1.5f, Home = 0.4f;

    public static readonly Language English = Load("en", "english");

    public static readonly IReadOnlyList<Language> All =
    [
        English, Load("es", "spanish"), Load("de", "german"), Load("fr", "french"), Load("pt", "portuguese"), Load("it", "italian"), Load("nl", "dutch"),
    ];

    private static readonly FrozenDictionary<string, float[]> Votes = Count();

    public static Language? Of(string? locale) => locale is { Length: >= 2 } ? All.FirstOrDefault(l => locale.StartsWith(l.Code, StringComparison.OrdinalIgnoreCase)) : null;

    /// <summary>Gives every token its language and its part in the grammar; decimal commas become numbers where the language writes them.</summary>
    public static List<Token> Understand(List<Token> tokens, string text, Language? hint = null)
    {
        var tags = Tag(tokens, text, hint);
        for (var i = 0; i < tokens.Count; i++)
            tokens[i] = tokens[i] with { Language = All[tags[i]] };
        Translate(tokens);
        return DecimalCommas.Join(tokens);
    }

    private static void Translate(List<Token> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (token.Kind != TokenKind.Word)
                continue;
            var language = Speaks(token.Language, token.Raw) ? token.Language : Lender(token);
            if (Phrase(language, tokens, i) is { } phrase)
            {
                tokens[i] = token.As(language, phrase.Meaning);
                for (i++; i < phrase.End; i++)
                    tokens[i] = tokens[i].As(language, tokens[i].Kind == TokenKind.Word ? "" : tokens[i].Norm);
                i--;
            }
            else
                tokens[i] = token.As(language, Numbers.EnglishName(language, token.Raw) ?? token.Raw);
        }
    }

    // Written with a capital, "ein Paar" is two, not a few.
    private static (string Meaning, int End)? Phrase(Language language, List<Token> tokens, int at)
    {
        // S, M and L are sizes; only with its apostrophe is l' an article.
        if (IsLetter(tokens[at].Raw) && tokens[at].End - tokens[at].Start == 1)
            return null;
        foreach (var phrase in language.Canonical.All(tokens, at, t => t.Raw))
        {
            var last = tokens[phrase.End - 1];
            if (!(last.Capital && language.Collectives.TryGetValue(last.Raw, out var pair) && pair.Capital))
                return phrase;
        }

        return null;
    }

    /// <summary>Is it an English word of the lexicon?</summary>
    public static bool IsEnglish(string word) => Votes.TryGetValue(word, out var votes) && votes[0] > 0;

    private static bool IsLetter(string word) => word.Length == 1 && word[0] is not ('a' or 'e' or 'i' or 'o' or 'u' or 'y');

    /// <summary>Is it a word of any of them?</summary>
    public static bool Knows(string word) => Votes.ContainsKey(word);

    private static bool Speaks(Language language, string word) => Votes.TryGetValue(word, out var votes) && votes[IndexOf(language)] > 0;

    // "2 docenas" inside an English sentence: a word that only one other language knows, and too long to be chance. English words lend themselves to every sentence.
    private static Language Lender(in Token token)
    {
        if (!Votes.TryGetValue(token.Raw, out var votes))
            return token.Language;
        if (votes[0] > 0)
            return English;
        var best = -1;
        for (var i = 1; i < votes.Length; i++)
        {
            if (votes[i] > 0)
                best = best < 0 ? i : int.MaxValue;
        }

        return best is > 0 and < int.MaxValue && token.Raw.Length > 3 ? All[best] : token.Language;
    }

    /// <summary>The likeliest run of languages (Viterbi): a known word is a vote, shared with the other languages that know it.</summary>
    private static int[] Tag(List<Token> tokens, string text, Language? hint)
    {
        var count = All.Count;
        var score = new float[count];
        score[0] = Home;
        if (hint is not null)
            score[IndexOf(hint)] += Hint;
        var came = new byte[tokens.Count * count];
        var next = new float[count];
        for (var t = 0; t < tokens.Count; t++)
        {
            var token = tokens[t];
            var best = Best(score);
            var cost = score[best] - (t == 0 || tokens[t - 1].Kind == TokenKind.Break ? SwitchBetweenLines : Ends(tokens[t - 1]) ? SwitchBetweenSentences : Switch);
            var votes = token.Kind == TokenKind.Word ? Votes.GetValueOrDefault(token.Raw) : null;
            for (var l = 0; l < count; l++)
            {
                var stays = score[l] >= cost || t == 0;
                came[(t * count) + l] = (byte)(stays ? l : best);
                next[l] = (stays ? score[l] : cost) + (votes?[l] ?? (token.Kind == TokenKind.Word ? Look(token, text, All[l]) : 0));
            }

            (score, next) = (next, score);
        }

        var tags = new int[tokens.Count];
        for (int t = tokens.Count - 1, at = Best(score); t >= 0; at = came[(t * count) + at], t--)
            tags[t] = at;
        return tags;
    }

    /// <summary>A word no lexicon has may still look like one of a language: its letters, or a number written together.</summary>
    private static float Look(in Token token, string text, Language language)
    {
        var vote = 0f;
        foreach (var c in text.AsSpan(token.Start, token.End - token.Start))
        {
            if (c > 127 && language.Letters.Contains(char.ToLowerInvariant(c)))
                vote = 0.8f;
        }

        return Numbers.IsCompound(token.Raw, language) ? vote + 2 : vote;
    }

    private static bool Ends(in Token token) => token.Norm is "." or "!" or "?";

    private static int Best(float[] score)
    {
        var best = 0;
        for (var i = 1; i < score.Length; i++)
        {
            if (score[i] > score[best])
                best = i;
        }

        return best;
    }

    private static int IndexOf(Language language)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (ReferenceEquals(All[i], language))
                return i;
        }

        return 0;
    }

    private static FrozenDictionary<string, float[]> Count()
    {
        var votes = new Dictionary<string, float[]>(StringComparer.Ordinal);
        void Vote(string word, int language, float weight)
        {
            if (!votes.TryGetValue(word, out var vote))
                votes[word] = vote = new float[All.Count];
            vote[language] = Math.Max(vote[language], weight);
        }

        for (var i = 0; i < All.Count; i++)
        {
            foreach (var word in All[i].Vocabulary().Where(w => !IsLetter(w)))
                Vote(word, i, 1);
            foreach (var (key, words) in All[i].Lines("glossary").Concat(All[i].Lines("colors")))
            {
                // Names of things and colours wander: a weaker sign.
                foreach (var word in words.SelectMany(Language.Split))
                    Vote(word, i, 0.3f);
                foreach (var word in Language.Split(key))
                    Vote(word, 0, 0.3f);
            }
        }

        foreach (var vote in votes.Values)
        {
            var share = 2 * vote.Max() / vote.Sum();
            for (var i = 0; i < vote.Length; i++)
                vote[i] *= share;
        }

        return votes.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public static Language Load(string code, string name)
    {
        var assembly = typeof(Languages).Assembly;
        using var file = assembly.GetManifestResourceStream($"PromoEngine.Extraction.Languages.{name}.txt") ?? throw new InvalidOperationException($"No lexicon {name}.");
        using var reader = new StreamReader(file);
        return Language.Parse(code, reader.ReadToEnd());
    }
}
