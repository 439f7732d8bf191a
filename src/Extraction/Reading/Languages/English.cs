using System.Collections.Frozen;

namespace PromoEngine.Extraction.Reading;

/// <summary>The words of the language, none of any trade. Another language is another table of the same kind.</summary>
internal static partial class English
{
    public static readonly FrozenDictionary<string, int> SmallNumbers = Map("""
        zero 0 one 1 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 ten 10 eleven 11 twelve 12 thirteen 13 fourteen 14
        fifteen 15 sixteen 16 seventeen 17 eighteen 18 nineteen 19 twenty 20 thirty 30 forty 40 fourty 40 fifty 50 sixty 60 seventy 70 eighty 80 ninety 90
        """);

    public static readonly FrozenDictionary<string, int> Scales = Map("hundred 100 hundreds 100 thousand 1000 thousands 1000 k 1000 million 1000000 mil 1000000");

    /// <summary>Counting words: so many pieces each.</summary>
    public static readonly FrozenDictionary<string, int> Counts = Map("""
        dozen 12 dozens 12 doz 12 dz 12 gross 144 score 20 couple 2 pair 2 pairs 2
        docena 12 docenas 12 douzaine 12 douzaines 12 dutzend 12 dozzina 12 dozzine 12 duzia 12 duzias 12 dozijn 12
        """);

    public static readonly FrozenDictionary<string, int> Ordinals = Map("""
        first 1 second 2 third 3 fourth 4 fifth 5 sixth 6 seventh 7 eighth 8 ninth 9 tenth 10 eleventh 11 twelfth 12 thirteenth 13 fourteenth 14 fifteenth 15
        sixteenth 16 seventeenth 17 eighteenth 18 nineteenth 19 twentieth 20 thirtieth 30
        """);

    public static readonly FrozenDictionary<string, int> Months = Map("""
        january 1 jan 1 february 2 feb 2 march 3 mar 3 april 4 apr 4 may 5 june 6 jun 6 july 7 jul 7 august 8 aug 8 september 9 sep 9 sept 9 october 10 oct 10
        november 11 nov 11 december 12 dec 12
        """);

    public static readonly FrozenDictionary<string, int> Weekdays = Map("""
        sunday 0 sun 0 monday 1 mon 1 tuesday 2 tue 2 tues 2 wednesday 3 wed 3 weds 3 thursday 4 thu 4 thur 4 thurs 4 friday 5 fri 5 saturday 6 sat 6
        """);

    /// <summary>Pieces: the number already is the quantity.</summary>
    public static readonly FrozenSet<string> Pieces = Set("pc pcs piece pieces unit units ea each item items ct count qty pces off no");

    /// <summary>Containers that hold an unsaid number of pieces unless the product says how many.</summary>
    public static readonly FrozenSet<string> Packs = Set("""
        box boxes case cases carton cartons pack packs packet packets package packages pk pks crate crates pallet pallets bundle bundles sleeve sleeves
        ream reams tray trays cs bx bxs ctn ctns pkt pkts plt sack sacks bale bales drum drums
        """);

    public static readonly FrozenDictionary<string, string> ShortUnits = Words("cs=case bx=box bxs=box ctn=carton ctns=carton pk=pack pks=pack pkt=packet pkts=packet plt=pallet");

    /// <summary>Portions: two cups of it are two.</summary>
    public static readonly FrozenSet<string> Portions = Set("cup cups glass glasses bottle bottles can cans slice slices portion portions serving servings order orders plate plates bowl bowls jar jars roll rolls bag bags tin tins tub tubs set sets kit kits sheet sheets stick sticks loaf loaves");

    /// <summary>What a number measures rather than counts. The value is the canonical spelling.</summary>
    public static readonly FrozenDictionary<string, string> Measures = Words("""
        oz=oz ounce=oz ounces=oz ml=ml millilitre=ml milliliter=ml millilitres=ml milliliters=ml cl=cl litre=ltr liter=ltr litres=ltr liters=ltr ltr=ltr
        inch=inch inches=inch in=inch mm=mm cm=cm metre=mtr meter=mtr metres=mtr meters=mtr mtr=mtr ft=ft foot=ft feet=ft yd=yd yard=yd yards=yd
        lb=lb lbs=lb pound=lb pounds=lb kg=kg kilo=kg kilos=kg gram=g grams=g g=g gsm=gsm mg=mg gal=gal gallon=gal gallons=gal pint=pt pints=pt pt=pt quart=qt quarts=qt qt=qt
        gb=gb tb=tb mb=mb mah=mah watt=w watts=w w=w volt=v volts=v v=v amp=amp amps=amp px=px dpi=dpi percent=% pct=% degrees=° hz=hz psi=psi ply=ply
        """);

    /// <summary>Numbers with these are about people and time, not goods.</summary>
    public static readonly FrozenSet<string> NotGoods = Set("""
        people person persons guests guest attendees attendee employees employee staff kids children adults students student members member players player friends folks
        guys volunteers runners participants heads teams team times time minute minutes min mins hour hours hr hrs second seconds day days night nights week weeks month months
        year years yr yrs business working questions question things thing options option reasons ways colors colours color colour sided side sides percent am pm oclock
        stars star emails email messages calls locations location addresses address offices office meetings meeting weeks pages page miles mile km blocks steps step
        """);

    /// <summary>A number after one of these names something.</summary>
    public static readonly FrozenSet<string> Labels = Set("""
        table room rm suite ste apt apartment floor gate dock ext extension line page option version style model step phase class grade year chapter area route hwy
        highway exit zone part number no nr account acct id ref reference ticket case# unit# zip box# building bldg block lot bay aisle chapter channel
        """);

    /// <summary>Describes without choosing between products.</summary>
    public static readonly FrozenSet<string> Neutral = Set("""
        nice good great best cheap cheaper cheapest inexpensive affordable basic plain simple regular standard normal usual same new more another other extra additional
        custom customized customised branded printed personalized personalised promotional promo quality premium high low nicer pretty cute cool awesome lovely beautiful
        whole single individual separate different various assorted few some several couple total just only about around approx exactly roughly maybe fresh quick really very
        big bigger little own those these both all each every any such following item items sku code product products sample samples kind kinds type types sort sorts style styles
        """);

    /// <summary>Words of grammar; never a product or a value on their own.</summary>
    public static readonly FrozenSet<string> Function = Set("""
        a an the this that these those my our your his her their its it i we you he she they them us me im ive id ill were weve wed well youre youve youd youll theyre
        to of in on at for from by with w without and n or but nor so if as than then there here is are was be been being am do does did done doing has have had having
        will would can could may might shall should must not no yes yeah yep yup ok okay please pls plz thanks thank thx ty hi hello hey dear up out off over under into
        onto about around before after until till during per via also too just really very now today tonight tomorrow when where what which who how why whats wheres hows
        lets let get got give gimme need want wants needs like order ordering ordered orders send ship deliver make making take takes put add go going come any some all both each every
        either neither much many few more most less least other another same such only own again back still even ever never always sure maybe perhaps possible possibly
        instead rather actually sorry wait oh um uh uhm er hmm well like yes nope nah dont doesnt didnt cant cannot couldnt wont wouldnt shouldnt isnt arent wasnt werent havent hasnt hadnt
        know think see look looking say said tell ask asap soon quick quickly half total altogether apiece plus minus equals re fyi btw etc be think total qty quantity
        quote price prices pricing cost costs budget much help question thing things one ones asking place placing buy buying purchase purchasing guys everyone team sir madam
        """);

    /// <summary>What is put on a thing: its colour is not the thing's.</summary>
    public static readonly FrozenSet<string> Decoration = Set("logo logos print printing imprint text lettering letters design designs artwork writing ink embroidery");

    /// <summary>Labels of a form: "Qty: 60".</summary>
    public static readonly FrozenSet<string> FormLabels = Set("qty quantity item product description desc sku style colour color size amount count name model");

    /// <summary>What may stand before a message's own first word.</summary>
    public static readonly FrozenSet<string> Greetings = Set("hi hello hey heya hiya yo there good morning afternoon evening day all team guys everyone folks dear greetings um uh ok okay so well and also");

    /// <summary>Somebody is talking: a text with one of these is no bare list.</summary>
    public static readonly FrozenSet<string> Talk = Set("""
        i we you he she they it my our your his her their its is are was were am be been do does did done have has had can could will would should may might what when where who why how which
        im ive ill were weve well youre youve theyre thats its lets if because this these those there that
        """);

    /// <summary>A point behind one of these ends no sentence.</summary>
    public static readonly FrozenSet<string> Abbreviations = Set("doz dz pcs pc ea approx qty no oz lb lbs ft in vs st mr mrs ms dr nr incl w att attn ext max min pk ct cs bx");

    /// <summary>All a message may hold beside things, numbers and values to be a plain list.</summary>
    public static readonly FrozenSet<string> Plain = Set("""
        a an the and n or with w without in of for by on to from no not plus also x hi hello hey please pls plz thanks thank you thx ty more another each ea both all one ones some few
        me us my our today tomorrow asap just maybe about around cheers morning good
        """);

    /// <summary>Sizes of clothes and drinks said in other ways; used only where the catalogue offers the size.</summary>
    public static readonly IReadOnlyList<string[]> SizeWords =
    [
        ["xs", "x small", "extra small"], ["s", "small", "sm", "sml"], ["m", "medium", "med"], ["l", "large", "lg", "lrg"], ["xl", "x large", "extra large", "xlarge"],
        ["xxl", "2xl", "xx large", "double xl"], ["xxxl", "3xl", "triple xl"], ["4xl", "xxxxl"], ["5xl", "xxxxxl"],
    ];

    /// <summary>Say that something is not wanted.</summary>
    public static readonly FrozenSet<string> Negations = Set("no not without w/o minus except excluding skip nope hold omit dont sans");

    private static FrozenSet<string> Set(string words) =>
        words.Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private static FrozenDictionary<string, int> Map(string pairs)
    {
        var parts = pairs.Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return Enumerable.Range(0, parts.Length / 2)
            .ToFrozenDictionary(i => parts[i * 2], i => int.Parse(parts[(i * 2) + 1], System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal);
    }

    private static FrozenDictionary<string, string> Words(string pairs) => pairs.Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=')).ToFrozenDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
}
