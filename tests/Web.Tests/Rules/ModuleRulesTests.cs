using System.Reflection;
using System.Xml.Linq;

using PromoEngine.Extraction;
using PromoEngine.Inbox;
using PromoEngine.Orders;

namespace PromoEngine.Web.Tests.Rules;

/// <summary>Who may see whom. The references of the projects are the rule; these hold what the compiler does not.</summary>
public sealed class ModuleRulesTests
{
    private static readonly Assembly[] Modules = [typeof(OrdersModule).Assembly, typeof(Outbox).Assembly, typeof(IExtractionDb).Assembly];

    /// <summary>The reader is used alone, on files, by the bench: its own formats are its public face.</summary>
    private const string ReaderNamespace = "PromoEngine.Extraction.Reading";

    [Fact]
    public void Outside_a_modules_root_only_requests_are_public()
    {
        var wrong = from module in Modules
                    let root = module.GetName().Name
                    from type in module.GetExportedTypes()
                    where type.Namespace != root && !type.Name.EndsWith("Request", StringComparison.Ordinal) && type.Namespace != ReaderNamespace
                    select type.FullName;

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_root_class_is_made_by_its_module_alone()
    {
        var wrong = from module in Modules
                    let root = module.GetName().Name
                    from type in module.GetExportedTypes()
                    where type.Namespace == root && type is { IsClass: true, IsAbstract: false } && !typeof(Exception).IsAssignableFrom(type) && type.GetMethod("<Clone>$") is null
                    from constructor in type.GetConstructors()
                    select type.FullName;

        Assert.Empty(wrong);
    }

    [Fact]
    public void Entities_and_handlers_are_sealed()
    {
        var wrong = from type in Modules.SelectMany(module => module.GetTypes())
                    where type is { IsClass: true, IsSealed: false, IsAbstract: false, IsNested: false } && !type.Name.StartsWith('<')
                    where type.GetCustomAttribute<System.Runtime.CompilerServices.CompilerGeneratedAttribute>() is null
                    select type.FullName;

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("src/Orders/Orders.csproj", "")]
    [InlineData("src/Inbox/Inbox.csproj", "")]
    [InlineData("src/Extraction/Extraction.csproj", "Inbox Orders")]
    [InlineData("src/Web/Web.csproj", "Extraction Inbox Orders")]
    [InlineData("bench/Bench.csproj", "Extraction Inbox Orders Testing")]
    public void Projects_reference_only_what_the_house_allows(string project, string allowed)
    {
        var references = XDocument.Load(Path.Combine(Repository.Root, project)).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')));

        Assert.Empty(references.Except(allowed.Split(' ')));
    }

    [Fact]
    public void Files_stay_under_three_hundred_lines()
    {
        var wrong = from file in new DirectoryInfo(Path.Combine(Repository.Root, "src")).EnumerateFiles("*.cs", SearchOption.AllDirectories)
                    let path = Path.GetRelativePath(Repository.Root, file.FullName)
                    where !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/Migrations/", StringComparison.Ordinal)
                    let lines = File.ReadLines(file.FullName).Count()
                    where lines > 300
                    select $"{path}: {lines}";

        Assert.Empty(wrong);
    }
}
