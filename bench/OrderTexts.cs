using System.Globalization;

namespace PromoEngine.Bench;

/// <summary>What customers write to the demo shop. Every message gets its own quantities, so that no two bodies are alike.</summary>
internal static class OrderTexts
{
    private static readonly string[] Patterns =
    [
        "hi! can we get {0} of the 11oz white mugs and 2 dozen navy caps by next friday? around $1,200 total",
        "Need {0} ballpoint pens, blue ink, for a trade show on the 14th",
        "how much for {0} cotton t-shirts in black, sizes M and L?",
        "{0} tote bags please, natural",
        "Hello, this is Dana from Oak Street Books. We'd like {0} tote bags and {1} pens.",
        "can you do {0} steel bottles by Friday?",
        "hey, same as last time but make it {0} mugs",
        "thanks! and add {1} navy caps",
        "We have a budget of $2,500 for {0} t-shirts, white, is that possible?",
        "{0} white mugs, {1} black pens, need by next monday",
        "Do you have {0} navy caps in stock?",
        "actually make that {0}",
        "What's your lead time for {0} bottles? The event is in three weeks.",
        "two dozen caps and {0} totes for our summer picnic 🎉",
        "please quote {0} 11 oz mugs, white ceramic, one color print",
        "Good morning. Price for {0} ballpoint pens and {1} cotton t-shirts?",
    ];

    public static string Of(long number) =>
        string.Format(CultureInfo.InvariantCulture, Patterns[number % Patterns.Length], 24 + number % 977, 12 + number % 311);
}
