namespace PromoEngine.Extraction.Reading;

/// <summary>One customer turn after lexing and grouping.</summary>
internal sealed record TurnReading(Source Source, List<Item> Items, List<CueAt> Cues, List<Group> Groups)
{
    /// <summary>What the shop said directly before.</summary>
    public TurnReading? Proposal { get; init; }

    /// <summary>A sentence of it begins with a yes: "Hi there, hope you are well! Yes please".</summary>
    public bool Agrees => !Has(Cue.Cancel) && Cues.Exists(c => c.Cue == Cue.Confirm && Begins(c.From));

    private bool Begins(int at)
    {
        while (at > 0 && Source.Tokens[at - 1] is var before && (before.IsMark(',') || English.Greetings.Contains(before.Norm)))
            at--;
        return at == 0 || Source.Tokens[at - 1].Kind == TokenKind.Break || Source.Tokens[at - 1].Norm is "." or "!";
    }

    public bool Has(params ReadOnlySpan<Cue> cues)
    {
        foreach (var cue in Cues)
        {
            if (cues.Contains(cue.Cue))
                return true;
        }

        return false;
    }

    /// <summary>Asks for something, in any sentence.</summary>
    public bool Wants => Has(Cue.Request, Cue.Firm, Cue.Quote, Cue.Ask, Cue.Reorder);

    /// <summary>Nothing but things, numbers and values: "navy caps", "mugs 50, pens 20".</summary>
    public bool IsBare(Catalog catalog) => Groups.Count > 0 && !AsksBack && Items.TrueForAll(i => i.Kind != ItemKind.Word || English.Plain.Contains(i.Norm) || English.Neutral.Contains(i.Norm) || catalog.IsAttributeName(i.Norm)) && !Groups.Exists(g => g.Removed) && !Has(Cue.Status, Cue.Complaint, Cue.Past, Cue.Cancel);

    public bool AsksBack => Source.Tokens.Exists(t => t.IsMark('?'));

    /// <summary>Words without marks, for messages that are one word.</summary>
    public int Words => Source.Tokens.Count(t => t.Kind == TokenKind.Word);
}
