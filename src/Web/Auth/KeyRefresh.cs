using Microsoft.AspNetCore.DataProtection.KeyManagement;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth;

/// <summary>
/// Loads the ring anew every hour, and renews it a month before its last key ends. A new key counts two days later (<see cref="ProtectionKeys.Renew"/>), so
/// that every node knows it by the time the first cookie is made with it.
/// </summary>
internal sealed class KeyRefresh(IServiceProvider services, ProtectionKeys keys, IKeyManager manager, Startup startup, TimeProvider clock, ILogger<KeyRefresh> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>One node after the other, so that the second one finds what the first one made.</summary>
    public static async Task LoadAndRenew(IServiceProvider services, ProtectionKeys keys, IKeyManager manager, DateTimeOffset now, CancellationToken ct)
    {
        await using var turn = await services.GetRequiredService<INodeTurn>().Take(ct);
        await keys.Load(ct);
        await keys.Renew(manager, now, ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await startup.Finished.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Every, clock, stoppingToken);
            try
            {
                await LoadAndRenew(services, keys, manager, clock.GetUtcNow(), stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "The keys could not be loaded; it comes again in an hour");
            }
        }
    }
}
