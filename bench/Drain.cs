namespace PromoEngine.Bench;

internal static class Drain
{
    public static async Task WaitUntilFinished(string folder, TimeSpan patience, CancellationToken ct)
    {
        using var stored = new Stored(folder);
        while (stored.Unfinished > 0)
            await Task.Delay(100, ct);
    }
}
