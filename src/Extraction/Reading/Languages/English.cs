using System.Collections.Frozen;
using System.Globalization;

namespace PromoEngine.Extraction.Reading;

/// <summary>The grammar's parts under their English names, as <c>Languages/english.txt</c> lists them. Words of other languages arrive here already translated.</summary>
internal static partial class English
{
    private static readonly Language Words = Languages.English;

    public static readonly FrozenDictionary<string, int> SmallNumbers = Numbers("numbers");

    public static readonly FrozenDictionary<string, int> Ordinals = Numbers("ordinals");

    public static readonly FrozenDictionary<string, int> Months = Numbers("months");

    public static readonly FrozenDictionary<string, int> Weekdays = Numbers("weekdays");

    /// <summary>Pieces: the number already is the quantity.</summary>
    public static readonly FrozenSet<string> Pieces = Words.Set("pieces");

    /// <summary>Containers that hold an unsaid number of pieces unless the product says how many.</summary>
    public static readonly FrozenSet<string> Packs = Words.Set("packs");

    public static readonly FrozenDictionary<string, string> ShortUnits = Words.Names("shortunits");

    /// <summary>Portions: two cups of it are two.</summary>
    public static readonly FrozenSet<string> Portions = Words.Set("portions");

    /// <summary>What a number measures rather than counts. The value is the canonical spelling.</summary>
    public static readonly FrozenDictionary<string, string> Measures = Words.Names("measures");

    /// <summary>Numbers with these are about people and time, not goods.</summary>
    public static readonly FrozenSet<string> NotGoods = Words.Set("notgoods");

    /// <summary>A number after one of these names something.</summary>
    public static readonly FrozenSet<string> Labels = Words.Set("labels");

    /// <summary>Describes without choosing between products.</summary>
    public static readonly FrozenSet<string> Neutral = Words.Set("neutral");

    /// <summary>Words of grammar; never a product or a value on their own.</summary>
    public static readonly FrozenSet<string> Function = Words.Set("function");

    /// <summary>What is put on a thing: its colour is not the thing's.</summary>
    public static readonly FrozenSet<string> Decoration = Words.Set("decoration");

    /// <summary>Labels of a form: "Qty: 60".</summary>
    public static readonly FrozenSet<string> FormLabels = Words.Set("formlabels");

    /// <summary>What may stand before a message's own first word.</summary>
    public static readonly FrozenSet<string> Greetings = Words.Set("greetings");

    /// <summary>Somebody is talking: a text with one of these is no bare list.</summary>
    public static readonly FrozenSet<string> Talk = Words.Set("talk");

    /// <summary>A point behind one of these ends no sentence.</summary>
    public static readonly FrozenSet<string> Abbreviations = Words.Set("abbreviations");

    /// <summary>All a message may hold beside things, numbers and values to be a plain list.</summary>
    public static readonly FrozenSet<string> Plain = Words.Set("plain");

    /// <summary>Say that something is not wanted.</summary>
    public static readonly FrozenSet<string> Negations = Words.Set("negations");

    /// <summary>What people meet for: a day near one of these is the event's.</summary>
    public static readonly FrozenSet<string> Events = Words.Set("events");

    /// <summary>What was done on a day that is over.</summary>
    public static readonly FrozenSet<string> PastVerbs = Words.Set("past");

    public static readonly FrozenSet<string> Limits = Words.Set("limits");

    public static readonly FrozenSet<string> Abouts = Words.Set("abouts");

    public static readonly FrozenSet<string> Budgets = Words.Set("budgets");

    /// <summary>An amount near one of these is somebody else's, or over.</summary>
    public static readonly FrozenSet<string> Prices = Words.Set("prices");

    public static readonly FrozenDictionary<string, string> Currencies = Words.Names("currencies");

    /// <summary>Sizes of clothes and drinks said in other ways; used only where the catalogue offers the size.</summary>
    public static readonly IReadOnlyList<string[]> SizeWords = [.. Words.Lines("sizes").Select(l => l.Words.Select(w => w.Replace('_', ' ')).ToArray())];

    private static FrozenDictionary<string, int> Numbers(string section) =>
        Words.Names(section).ToFrozenDictionary(p => p.Key, p => int.Parse(p.Value, CultureInfo.InvariantCulture), StringComparer.Ordinal);
}
