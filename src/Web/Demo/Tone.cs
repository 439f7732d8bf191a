using System.Globalization;

namespace PromoEngine.Web.Demo;

/// <summary>A colour of a drawing, and the lighter and darker ones that go with it.</summary>
internal readonly record struct Tone(byte R, byte G, byte B)
{
    private static readonly Tone White = new(255, 255, 255);
    private static readonly Tone Black = new(0, 0, 0);

    /// <summary>Reads <c>#rrggbb</c>.</summary>
    public static Tone Parse(string hex)
    {
        if (hex is not ['#', ..] || hex.Length != 7
            || !int.TryParse(hex.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb))
            throw new FormatException($"'{hex}' is not a colour like #1f2d4d.");
        return new((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);
    }

    public Tone Deeper => Mix(Black, 0.24);

    public Tone Paler => Mix(White, 0.38);

    // A dark thing gets a light outline and a light thing a dark one, so that each keeps its shape on a light and on a dark page.
    public Tone Outline => Luminance < 0.2 ? Mix(White, 0.36) : Mix(Black, 0.26);

    // Where a logo goes: tone on tone, readable but quiet.
    public Tone Mark => Luminance < 0.42 ? Mix(White, 0.62) : Mix(Black, 0.42);

    private double Luminance => ((0.299 * R) + (0.587 * G) + (0.114 * B)) / 255;

    private Tone Mix(Tone other, double share)
    {
        byte Of(byte mine, byte its) => (byte)Math.Round(mine + ((its - mine) * share));
        return new(Of(R, other.R), Of(G, other.G), Of(B, other.B));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{R:x2}{G:x2}{B:x2}");
}
