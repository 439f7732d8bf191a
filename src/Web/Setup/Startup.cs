using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

using PromoEngine.Web.Auth;
using PromoEngine.Web.Data;
using PromoEngine.Web.Jobs;
using PromoEngine.Web.Privacy;
using PromoEngine.Web.Roles;

namespace PromoEngine.Web;

/// <summary>
/// What stands before the first request: the folder's lock, the schema, the key ring, the system roles, the first workspace. The server listens afterwards, then the
/// road is warmed up (<see cref="WarmUp"/>), and only then the workers begin: at the same time they would take the first requests' processors.
/// </summary>
internal sealed class Startup(IServiceProvider services, IOptions<DatabaseOptions> database, TimeProvider clock, ILogger<Startup> log) : IHostedService
{
    private readonly TaskCompletionSource finished = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Everything stands and is warm.</summary>
    public Task Finished => finished.Task;

    /// <summary>The road is warm.</summary>
    public void Finish() => finished.TrySetResult();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (database.Value.Provider == DatabaseProvider.SqlServer)
            log.LogWarning("Database:Provider is SqlServer, which is experimental: no release of PromoEngine has been tested against a SQL Server. Use PostgreSQL for a shop");
        if (database.Value.Provider == DatabaseProvider.Sqlite)
            services.GetRequiredService<DataFolder>().Lock();
        await using (var scope = services.CreateAsyncScope())
            await ActivatorUtilities.CreateInstance<Migrator>(scope.ServiceProvider).Run(cancellationToken);

        await KeyRefresh.LoadAndRenew(services, services.GetRequiredService<ProtectionKeys>(), services.GetRequiredService<IKeyManager>(), clock.GetUtcNow(), cancellationToken);

        // Nobody else can use this file, so whoever held a lease is gone.
        if (database.Value.Provider == DatabaseProvider.Sqlite)
            await services.GetRequiredService<JobRunner>().ReleaseLeases(everyone: true, cancellationToken);

        // One node after the other: what must be there once is made once.
        await using (await services.GetRequiredService<INodeTurn>().Take(cancellationToken))
        {
            await services.GetRequiredService<SeedRoles>().Run(cancellationToken);
            await services.GetRequiredService<FirstStart>().Run(cancellationToken);
            // A backup may have brought back whom the shop has forgotten: not one request may see them.
            await services.GetRequiredService<ErasureLog>().Reconcile(cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
