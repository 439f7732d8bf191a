using System.ComponentModel.DataAnnotations;

using Microsoft.EntityFrameworkCore;

namespace PromoEngine.Inbox.Channels;

/// <summary>A new account at a provider.</summary>
/// <param name="Kind">"sms".</param>
/// <param name="Provider">"twilio".</param>
/// <param name="Name">As the shop calls it.</param>
/// <param name="Address">Our own address on it, for text messages the number.</param>
/// <param name="Settings">The adapter's settings; secrets go in and never come out again.</param>
public sealed record AddChannelRequest(
    [property: Required, StringLength(32)] string Kind,
    [property: Required, StringLength(32)] string Provider,
    [property: Required, StringLength(100, MinimumLength = 1)] string Name,
    [property: Required, StringLength(200, MinimumLength = 1)] string Address,
    [property: Required] IReadOnlyDictionary<string, string?> Settings);

/// <summary>A change of an account. Settings that are left out, or sent back masked, keep their value.</summary>
public sealed record ChangeChannelRequest(
    [property: Range(0, int.MaxValue)] int Version,
    [property: Required, StringLength(100, MinimumLength = 1)] string Name,
    [property: Required, StringLength(200, MinimumLength = 1)] string Address,
    [property: Required] IReadOnlyDictionary<string, string?> Settings);

/// <summary>What is wrong with an account as entered, by field.</summary>
internal sealed class ChannelInvalidException(IReadOnlyDictionary<string, string> errors) : Exception("The channel cannot be saved like this.")
{
    public IReadOnlyDictionary<string, string> Errors { get; } = errors;
}

/// <summary>Adds and changes accounts. Checking and encrypting happen before the unit.</summary>
internal sealed class SaveChannel(IInboxDb db, ChannelSecrets secrets, ChannelAdapters adapters, ReachableAt reachable, TimeProvider clock)
{
    private const int MostSettings = 32;
    private const int LongestSetting = 2000;

    internal sealed record Checked(ChannelAccount Account, string Name, string Sealed, bool AnswersNearby, int? Version);

    public Checked PrepareAdd(AddChannelRequest request)
    {
        if (!Enum.TryParse<ChannelKind>(request.Kind, ignoreCase: true, out var kind) || adapters.Channel(request.Provider) is not { } adapter || !adapter.Kinds.ContainsKey(kind))
            throw new ChannelInvalidException(new Dictionary<string, string> { ["provider"] = $"There is no {request.Kind} channel through {request.Provider}." });
        return Check(adapter, new(Guid.CreateVersion7(), kind, request.Address, Given(request.Settings)), request.Name, null);
    }

    public async Task<Checked?> PrepareChange(Guid id, ChangeChannelRequest request, CancellationToken ct)
    {
        var channel = await db.Channels.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, ct);
        if (channel is null)
            return null;
        var settings = new Dictionary<string, string>(secrets.Open(channel));
        foreach (var (name, value) in request.Settings)
        {
            if (value is null)
                settings.Remove(name);
            else if (!value.StartsWith(ChannelView.Mask, StringComparison.Ordinal))
                settings[name] = value;
        }

        return Check(adapters.Channel(channel.Provider)!, new(id, channel.Kind, request.Address, settings), request.Name, request.Version);
    }

    public async Task<ChannelView> WriteAdd(Checked good, string provider, CancellationToken ct)
    {
        var channel = new Channel
        {
            Id = good.Account.Id,
            Kind = good.Account.Kind,
            Provider = provider,
            Name = good.Name,
            Address = good.Account.Address,
            Settings = good.Sealed,
            AnswersNearby = good.AnswersNearby,
            CreatedAt = clock.GetUtcNow().UtcDateTime,
        };
        await RefuseSecond(channel.Kind, channel.Address, channel.Id, ct);
        db.Channels.Add(channel);
        await db.SaveChangesAsync(ct);
        return ChannelView.Of(channel, good.Account.Settings, adapters.Channel(channel.Provider)!.Form(channel.Kind), reachable);
    }

    public async Task<ChannelView> WriteChange(Checked good, CancellationToken ct)
    {
        var channel = await db.Channels.SingleAsync(c => c.Id == good.Account.Id, ct);
        if (channel.Version != good.Version)
            throw new RefusedException("channel.stale", "Someone changed this channel in the meantime; reload it.");
        await RefuseSecond(channel.Kind, good.Account.Address, channel.Id, ct);
        (channel.Name, channel.Address, channel.Settings, channel.AnswersNearby) = (good.Name, good.Account.Address, good.Sealed, good.AnswersNearby);
        await db.SaveChangesAsync(ct);
        return ChannelView.Of(channel, good.Account.Settings, adapters.Channel(channel.Provider)!.Form(channel.Kind), reachable);
    }

    private Checked Check(IMessageChannel adapter, ChannelAccount account, string name, int? version)
    {
        (account, var wrong) = adapter.Check(account);
        var errors = new Dictionary<string, string>(wrong);
        if (account.Settings.Count > MostSettings || account.Settings.Any(s => s.Value.Length > LongestSetting || s.Key.Length > 100))
            errors["settings"] = "These settings are too long.";
        if (errors.Count > 0)
            throw new ChannelInvalidException(errors);
        var nearby = Uri.TryCreate(account.Setting("apiBaseUrl"), UriKind.Absolute, out var url) && url.IsLoopback;
        return new(account, name.Trim(), secrets.Seal(account.Settings), nearby, version);
    }

    private async Task RefuseSecond(ChannelKind kind, string address, Guid except, CancellationToken ct)
    {
        if (await db.Channels.AnyAsync(c => c.Kind == kind && c.Address == address && c.Id != except, ct))
            throw new RefusedException("channel.address_taken", "There is a channel with this address already.");
    }

    private static Dictionary<string, string> Given(IReadOnlyDictionary<string, string?> settings) =>
        settings.Where(s => !string.IsNullOrEmpty(s.Value)).ToDictionary(s => s.Key, s => s.Value!);
}
