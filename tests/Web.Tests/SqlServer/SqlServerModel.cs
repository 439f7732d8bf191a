using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Tests.SqlServer;

/// <summary>The context of a database that is not there, in a workspace.</summary>
internal static class SqlServerModel
{
    // The module's initialiser answers for the driver's assemblies.
    static SqlServerModel() => System.Runtime.CompilerServices.RuntimeHelpers.RunModuleConstructor(typeof(AppDb).Module.ModuleHandle);

    public static SqlServerAppDb Open(Action<DbContextOptionsBuilder>? more = null)
    {
        var options = new DbContextOptionsBuilder<SqlServerAppDb>().UseSqlServer("Server=nowhere;Database=promoengine");
        more?.Invoke(options);
        var workspace = new CurrentWorkspace();
        workspace.Enter(Guid.CreateVersion7(), "job:test");
        return new(options.Options, new(workspace, new(), TimeProvider.System, null!, new(), null!, null!));
    }
}
