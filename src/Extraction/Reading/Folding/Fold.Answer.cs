namespace PromoEngine.Extraction.Reading;

internal sealed partial class Fold
{
    /// <summary>What the shop asked just before: a proposal counts when the customer says yes to it, and an asked attribute says what a bare answer means.</summary>
    private void Answer(TurnReading turn)
    {
        if (turn.Proposal is not { } proposal)
            return;
        if (turn.Agrees)
        {
            foreach (var group in proposal.Groups.Where(g => !g.Removed && (g.Quantity is { Quantity.Article: false } || proposal.AsksBack) && !Alternatives(g)))
                Propose(group);
        }

        var asked = AskedOf(proposal);
        foreach (var group in turn.Groups)
        {
            for (var i = 0; i < group.Traits.Count; i++)
            {
                if (group.Traits[i].Match.Entry.Meanings.FirstOrDefault(v => asked.Contains(v.Name)) is { Name: { } name })
                    group.Traits[i] = group.Traits[i] with { Asked = name };
            }

            if (group is { HasThing: false, Traits.Count: 0, Names.Count: 0, Quantity: { Quantity.Unit: null } bare } && Choice(asked, bare.Quantity.Number) is { } choice)
            {
                group.Traits.Add(new(group.Source, new(choice, bare.From, bare.To), null));
                group.Quantity = null;
            }
        }
    }

    private void Propose(Group group)
    {
        group.Told = false;
        group.Wanted = true;
        group.Change = !group.HasThing && group.Quantity is not null;
        Apply(group, wanted: true);
    }

    // "red or black?" cannot be answered with yes.
    private static bool Alternatives(Group group) => group.Traits.Exists(t => group.Traits.Exists(o => o != t && o.SharesName(t) && Or(group, t, o)));

    private static bool Or(Group group, Trait a, Trait b) => Enumerable.Range(Math.Min(a.Match.To, b.Match.To), Math.Abs(a.Match.From - b.Match.From)).Any(i => i < group.Source.Tokens.Count && group.Source.Tokens[i].Is("or"));

    private HashSet<string> AskedOf(TurnReading proposal)
    {
        var asked = new HashSet<string>(StringComparer.Ordinal);
        if (!proposal.AsksBack)
            return asked;
        asked.UnionWith(proposal.Items.SelectMany(i => i.Values).SelectMany(v => v.Entry.Meanings).Select(v => v.Name));
        asked.UnionWith(proposal.Source.Tokens.SelectMany(t => catalog.AttributesCalled(t.Norm)));
        return asked;
    }

    /// <summary>"8 or 12 port?" "12": the one value of what was asked that holds the number.</summary>
    private Entry? Choice(HashSet<string> asked, decimal number)
    {
        if (asked.Count == 0 || _lines.Count == 0 || LinkOf(_lines[^1]).Product is not { } product)
            return null;
        var said = number.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);
        var fitting = catalog.Products[product].Attributes.Where(a => asked.Contains(a.Key)).SelectMany(a => a.Value)
            .Where(v => Tokenizer.Cut(v).Exists(t => t.Kind == TokenKind.Number && t.Is(said))).Distinct(StringComparer.Ordinal).ToList();
        return fitting.Count == 1 ? catalog.EntryOf(fitting[0]) : null;
    }
}
