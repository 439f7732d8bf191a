using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Simulator;

/// <summary>
/// Shuts the simulator off where it has no business: 404, as if it were not there, when the demo is off or the workspace is a real one.
/// </summary>
internal sealed class SimulatorGate(AppDb db, DemoMode demo)
{
    public async Task<bool> IsOpen(Guid? workspace, CancellationToken ct) =>
        demo.Allowed && workspace is { } id && await db.Workspaces.AnyAsync(w => w.Id == id && w.IsDemo, ct);

    /// <summary>For groups of endpoints of a signed-in person.</summary>
    public static async ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var services = context.HttpContext.RequestServices;
        var gate = services.GetRequiredService<SimulatorGate>();
        var open = await gate.IsOpen(services.GetRequiredService<CurrentWorkspace>().Id, context.HttpContext.RequestAborted);
        return open ? await next(context) : TypedResults.NotFound();
    }
}
