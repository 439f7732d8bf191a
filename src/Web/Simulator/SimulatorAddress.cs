using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Channels.Twilio;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Simulator;

/// <summary>
/// The simulated provider lives at the server's own address, which another port changes: once the server listens, the demo shops' channels are
/// pointed there. Only the simulator's own accounts are touched.
/// </summary>
internal sealed class SimulatorAddress(IServiceScopeFactory scopes)
{
    private const int MostShops = 100;

    public async Task Follow(Uri server, CancellationToken ct)
    {
        foreach (var workspace in await DemoShops(ct))
            await Follow(workspace, server, ct);
    }

    private async Task<List<Guid>> DemoShops(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AppDb>().Workspaces
            .Where(w => w.IsDemo).OrderBy(w => w.Id).Take(MostShops).Select(w => w.Id).ToListAsync(ct);
    }

    private async Task Follow(Guid workspace, Uri server, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        services.GetRequiredService<CurrentWorkspace>().Enter(workspace, "simulator");
        if (await services.GetRequiredService<SimulatorAccounts>().Find(ct) is not { } account)
            return;

        var secrets = services.GetRequiredService<ChannelSecrets>();
        var wanted = SimulatorAccount.Settings(workspace, account.AuthToken, server);
        if (secrets.Open(account.Channel)[TwilioSettings.ApiBaseUrlField] == wanted[TwilioSettings.ApiBaseUrlField])
            return;

        var settings = secrets.Seal(wanted);
        var db = services.GetRequiredService<AppDb>();
        await services.GetRequiredService<IUnitOfWork>().Run(db, async () =>
        {
            var channel = await db.Channels.SingleAsync(c => c.Id == account.Channel.Id, ct);
            channel.Settings = settings;
            await db.SaveChangesAsync(ct);
        });
    }
}
