namespace PromoEngine.Web.Demo;

/// <summary>The files of the demo shop, embedded in the assembly beside the code that reads them.</summary>
internal static class DemoFiles
{
    public static Stream Open(string name) =>
        typeof(DemoFiles).Assembly.GetManifestResourceStream($"Demo/{name}")
        ?? throw new InvalidOperationException($"The demo file {name} is not in the assembly.");
}
