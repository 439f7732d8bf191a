using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace PromoEngine.Web.Data;

/// <summary>
/// EF's SQLite provider asks for a newer SQLitePCLRaw than the package feed holds. The older one has all members that the provider uses but
/// extension loading, so its assemblies are handed over by name whatever version is asked for. Its bundled SQLite is 3.35; the system's library
/// is preferred where there is one. `SqliteShimTests` checks both.
/// </summary>
internal static class SqliteShim
{
#pragma warning disable CA2255 // The resolver must stand before the first SQLite type is touched, in the host as in tests and tools.
    [ModuleInitializer]
    internal static void Install()
#pragma warning restore CA2255
    {
        AssemblyLoadContext.Default.Resolving += (context, name) => name.Name switch
        {
            "SQLitePCLRaw.core" or "SQLitePCLRaw.batteries_v2" => Load(context, name.Name),
            _ => null,
        };

        var provider = AssemblyLoadContext.Default.LoadFromAssemblyName(new AssemblyName("SQLitePCLRaw.provider.e_sqlite3"));
        NativeLibrary.SetDllImportResolver(provider, (library, assembly, search) =>
            library == "e_sqlite3" && NativeLibrary.TryLoad("libsqlite3.so.0", assembly, search, out var system)
                ? system
                : NativeLibrary.Load(library, assembly, search));
    }

    private static Assembly? Load(AssemblyLoadContext context, string name)
    {
        var file = Path.Combine(AppContext.BaseDirectory, name + ".dll");
        return File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
    }
}
