namespace PromoEngine.Extraction.Reading;

/// <summary>Builds the vocabulary. Nothing here knows a trade: thing-words come from where a word stands in a name.</summary>
internal sealed class CatalogIndex(IReadOnlyList<CatalogProduct> products, CatalogWords words)
{
    private const int LongestPhrase = 12;

    private readonly Dictionary<string, string> _roots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private int _longest = 1;

    public Catalog Build()
    {
        Roots();
        Values();
        for (var i = 0; i < products.Count; i++)
        {
            Whole(products[i].Sku, e => Entry.Add(e.Skus, i));
            Name(i, products[i].Name, e => Entry.Add(e.Names, i));
            foreach (var alias in products[i].Aliases)
                Name(i, alias, e => Entry.Add(e.Aliases, i));
            foreach (var unit in products[i].Units.Keys)
                Whole(unit, e => e.Unit ??= unit);
        }

        foreach (var (modifier, spoken) in words.ModifierAliases)
            foreach (var word in spoken.Append(modifier))
                Whole(word, e => e.Modifier ??= modifier);
        foreach (var (modifier, phrases) in English.Modifiers)
            foreach (var phrase in phrases.Split(" | "))
                Whole(phrase, e => (e.Modifier, e.ByLanguage) = e.Modifier is null && !e.Negation ? (modifier, true) : (e.Modifier, e.ByLanguage));
        foreach (var word in words.NegationAliases)
            Whole(word, e => e.Negation = true);
        foreach (var unit in words.Units)
            Whole(unit, e => e.Unit ??= unit);
        BorrowThings();
        return new(products, words, _roots, _entries, Math.Min(LongestPhrase, _longest + 2));
    }

    /// <summary>Gives every form of every word its root. Shorter words first, so that the singular is the root; sorted, so that order does not matter.</summary>
    private void Roots()
    {
        var phrases = products.SelectMany(p => p.Aliases.Append(p.Name).Append(p.Sku).Concat(p.Units.Keys).Concat(p.Attributes.Values.SelectMany(v => v)))
            .Concat(words.AttributeAliases.Values.SelectMany(a => a.SelectMany(v => v.Value.Append(v.Key))))
            .Concat(words.ModifierAliases.SelectMany(m => m.Value.Append(m.Key))).Concat(words.NegationAliases).Concat(words.Units)
            .Distinct(StringComparer.Ordinal).Select(phrase => Tokenizer.Cut(phrase)).ToList();

        foreach (var word in phrases.SelectMany(p => p).Where(t => t.Kind == TokenKind.Word).Select(t => t.Norm)
            .Distinct(StringComparer.Ordinal).OrderBy(w => w.Length).ThenBy(w => w, StringComparer.Ordinal))
            Root(word);
        foreach (var word in English.SizeWords.SelectMany(g => g).Where(w => !w.Contains(' ')))
            Root(word);

        // "water bottle" may be written "waterbottles".
        var joined = phrases.Select(p => p.Where(t => t.Kind != TokenKind.Mark).ToList())
            .SelectMany(p => Enumerable.Range(0, Math.Max(0, p.Count - 1)).Select(i => p[i].Kind == TokenKind.Word && p[i + 1].Kind == TokenKind.Word
                ? _roots[p[i].Norm] + _roots[p[i + 1].Norm] : null))
            .OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        foreach (var word in joined)
        {
            foreach (var form in Morphology.Plurals(word).Concat(Morphology.Singulars(word)))
                _roots.TryAdd(form, word);
        }
    }

    private void Root(string word)
    {
        if (!_roots.TryGetValue(word, out var root))
            _roots[word] = root = word;
        foreach (var form in Morphology.Plurals(word).Concat(Morphology.Singulars(word)))
            _roots.TryAdd(form, root);
    }

    private void Values()
    {
        var offered = products.SelectMany(p => p.Attributes.SelectMany(a => a.Value.Select(v => new AttributeValue(a.Key, v))))
            .Concat(words.AttributeAliases.SelectMany(a => a.Value.Keys.Select(v => new AttributeValue(a.Key, v))))
            .Distinct().OrderBy(v => v.Name, StringComparer.Ordinal).ThenBy(v => v.Value, StringComparer.Ordinal).ToList();
        foreach (var value in offered)
        {
            Whole(value.Value, e => AddValue(e.Values, value));
            if (words.AttributeAliases.TryGetValue(value.Name, out var aliases) && aliases.TryGetValue(value.Value, out var spoken))
                foreach (var word in spoken)
                    Whole(word, e => AddValue(e.Values, value));
        }

        // Other words for a value are its other words wherever it is offered, after what each attribute says itself.
        var shared = words.AttributeAliases.Values.SelectMany(a => a).GroupBy(a => a.Key, StringComparer.Ordinal)
            .ToDictionary(a => a.Key, a => a.SelectMany(v => v.Value).Distinct(StringComparer.Ordinal).ToList(), StringComparer.Ordinal);
        foreach (var value in offered.Where(v => shared.ContainsKey(v.Value)))
            foreach (var word in shared[value.Value])
                Whole(word, e => AddValue(e.Synonyms, value));

        foreach (var value in offered)
        {
            SizeWords(value);
            Parts(value);
            foreach (var word in Glossary.Of(Plain(value.Value)))
                Borrow(word, e => AddValue(e.Synonyms, value));
        }
    }

    // "small" where the catalogue says S, and the other way round; what the catalogue itself says comes first.
    private void SizeWords(AttributeValue value)
    {
        var norm = string.Join(' ', Tokenizer.Cut(value.Value).Where(t => t.Kind != TokenKind.Mark).Select(t => t.Norm)).Replace(" xl", "xl", StringComparison.Ordinal);
        var sizes = English.SizeWords.FirstOrDefault(group => group.Contains(norm)) ?? [];
        foreach (var word in Glossary.OfSize(sizes))
            Borrow(word, e => AddValue(e.Synonyms, value));
        foreach (var word in sizes)
            Whole(word, e =>
            {
                if (!e.Values.Contains(value))
                    AddValue(e.Synonyms, value);
            });
    }

    private void Parts(AttributeValue value)
    {
        var tokens = Tokenizer.Cut(value.Value).Where(t => t.Kind == TokenKind.Word).ToList();
        if (tokens.Count < 2)
            return;
        foreach (var token in tokens.Where(t => t.Norm.Length > 2 && !English.Function.Contains(t.Norm) && !English.Measures.ContainsKey(t.Norm)))
            Whole(token.Norm, e => AddValue(e.PartValues, value));
    }

    /// <summary>The products' words in other languages.</summary>
    private void BorrowThings()
    {
        foreach (var english in Glossary.Keys)
        {
            var key = string.Concat(english.Split(' ').Select(w => _roots.GetValueOrDefault(w, w)));
            if (!_entries.TryGetValue(key, out var entry) || !entry.IsProduct)
                continue;
            var (heads, parts) = (entry.Heads.Concat(entry.Names).Concat(entry.Aliases).Distinct().Order().ToList(), entry.Words.ToList());
            foreach (var word in Glossary.Of(english))
                Borrow(word, e =>
                {
                    foreach (var product in heads.Where(p => !e.Heads.Contains(p)))
                        e.Heads.Add(product);
                    foreach (var product in parts.Where(p => !e.Words.Contains(p)))
                        e.Words.Add(product);
                });
        }
    }

    // A word that the catalogue has for something itself, or that is English too, is not borrowed.
    private void Borrow(string word, Action<Entry> add)
    {
        var tokens = Tokenizer.Cut(word.Replace('_', ' '));
        if (tokens.Count == 1 && (_roots.ContainsKey(tokens[0].Norm) || Languages.IsEnglish(tokens[0].Norm)))
            return;
        Put(tokens, add);
    }

    private static string Plain(string value) => string.Join(' ', Tokenizer.Cut(value).Where(t => t.Kind != TokenKind.Mark).Select(t => t.Norm));

    private static void AddValue(List<AttributeValue> list, AttributeValue value)
    {
        if (!list.Contains(value))
            list.Add(value);
    }

    private void Whole(string phrase, Action<Entry> add) => Put(Tokenizer.Cut(phrase), add);

    private void Put(IReadOnlyList<Token> tokens, Action<Entry> add)
    {
        var keys = new Keys(w => _roots.GetValueOrDefault(w, w));
        foreach (var token in tokens)
            keys.Append(token, anyMark: true);
        var key = keys.ToString();
        if (key.Length is 0 or > 120)
            return;

        if (!_entries.TryGetValue(key, out var entry))
            _entries[key] = entry = new();
        var written = tokens.Count(t => t.Kind != TokenKind.Mark);
        entry.Written = Math.Max(entry.Written, written);
        _longest = Math.Max(_longest, tokens.Count);
        add(entry);
    }

    private void Name(int product, string phrase, Action<Entry> add)
    {
        var tokens = Tokenizer.Cut(phrase);
        Put(tokens, add);
        var shape = NameShape.Of(tokens, (from, to) => IsValueOf(products[product], tokens, from, to));
        // "Classic Mug (11 oz)" is also called "Classic Mug".
        if (shape.Short is { } brief)
            Put(brief, add);

        for (var from = 0; from < tokens.Count; from++)
        {
            for (var to = from + 1; to <= Math.Min(tokens.Count, from + 5); to++)
            {
                if (!shape.IsWord(from) || !shape.IsWord(to - 1))
                    continue;
                // "4 coasters" are four of them even where "set of 4 coasters" is sold; "16 oz" is a name's part.
                if (Keys.IsNumber(tokens[from]) && (to - from == 1 || !(English.Measures.ContainsKey(tokens[from + 1].Norm) || tokens[from + 1].Glued)))
                    continue;
                // Long runs are kept for codes only (M8 x 30), a letter alone for none.
                var length = Enumerable.Range(from, to - from).Count(i => tokens[i].Kind != TokenKind.Mark);
                if ((length > 3 && !Enumerable.Range(from, to - from).Any(i => Keys.IsNumber(tokens[i]))) || (length == 1 && tokens[from].Norm.Length == 1))
                    continue;
                var head = shape.Head >= from && shape.Head < to;
                Put(tokens.GetRange(from, to - from), e => Entry.Add(head ? e.Heads : e.Words, product));
            }
        }
    }

    private bool IsValueOf(CatalogProduct product, List<Token> tokens, int from, int to)
    {
        var keys = new Keys(w => _roots.GetValueOrDefault(w, w));
        for (var i = from; i < to; i++)
            keys.Append(tokens[i], anyMark: true);
        return _entries.TryGetValue(keys.ToString(), out var entry)
            && entry.Values.Any(v => product.Attributes.Count == 0 || (product.Attributes.TryGetValue(v.Name, out var values) && values.Contains(v.Value)));
    }
}
