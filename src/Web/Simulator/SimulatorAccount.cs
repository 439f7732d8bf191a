using System.Security.Cryptography;
using System.Text;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Channels.Twilio;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Simulator;

/// <summary>A demo shop's account at the simulated provider: its channel, and the credentials with which both sides know each other.</summary>
internal sealed record SimulatorAccount(Channel Channel, string Sid, string AuthToken)
{
    public const string Path = "/simulator";

    /// <summary>The account is named after the workspace, so that a call tells by its path whose it is, without a search through all shops.</summary>
    public static string SidOf(Guid workspace) => $"AC{workspace:N}";

    public static Guid? WorkspaceOf(string sid) =>
        sid.Length == 34 && sid.StartsWith("AC", StringComparison.Ordinal) && Guid.TryParseExact(sid.AsSpan(2), "N", out var workspace) ? workspace : null;

    public bool IsToken(string token) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(AuthToken));

    public static Dictionary<string, string> Settings(Guid workspace, string authToken, Uri? server) => new()
    {
        [TwilioSettings.AccountSidField] = SidOf(workspace),
        [TwilioSettings.AuthTokenField] = authToken,
        [TwilioSettings.ApiBaseUrlField] = server is null ? $"http://localhost{Path}" : new Uri(server, Path).AbsoluteUri,
    };
}

/// <summary>Finds the simulated account of the current workspace; null when it has none, or when its channel was given to a real provider.</summary>
internal sealed class SimulatorAccounts(AppDb db, ChannelSecrets secrets)
{
    private const int MostChannels = 50;

    public async Task<SimulatorAccount?> Find(CancellationToken ct)
    {
        var channels = await db.Channels.AsNoTracking()
            .Where(c => c.Provider == TwilioSettings.Provider && c.AnswersNearby)
            .OrderBy(c => c.CreatedAt)
            .Take(MostChannels)
            .ToListAsync(ct);
        var sid = SimulatorAccount.SidOf(db.Workspace);
        return channels
            .Select(channel => (Channel: channel, Settings: secrets.Open(channel)))
            .Where(c => c.Settings.GetValueOrDefault(TwilioSettings.AccountSidField) == sid)
            .Select(c => new SimulatorAccount(c.Channel, sid, c.Settings[TwilioSettings.AuthTokenField]))
            .FirstOrDefault();
    }
}
