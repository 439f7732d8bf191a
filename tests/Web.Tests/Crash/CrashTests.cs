using System.Runtime.CompilerServices;

using PromoEngine.Bench;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Tests.Crash;

/// <summary>A short run of `bench crash`: the same rounds, the same books.</summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    [Fact]
    public async Task What_was_acknowledged_is_there_once_after_three_kills_under_load_and_one_during_the_first_start()
    {
        // The books are read from outside, but SQLite is loaded the product's way.
        RuntimeHelpers.RunModuleConstructor(typeof(SqliteFile).Module.ModuleHandle);
        var folder = Directory.CreateTempSubdirectory("promoengine-crash-").FullName;
        var program = Path.Combine(AppContext.BaseDirectory, "PromoEngine.Web.dll");
        var seed = Random.Shared.Next(1_000_000);
        output.WriteLine($"seed {seed}");

        var faults = await new CrashRun(program, folder, rounds: 3, seed, longestLife: 4_000, output.WriteLine).Run(TestContext.Current.CancellationToken);

        Assert.Empty(faults);
        Directory.Delete(folder, recursive: true);
    }
}
