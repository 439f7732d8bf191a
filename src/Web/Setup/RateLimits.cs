using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

using PromoEngine.Web.Auth;

namespace PromoEngine.Web;

/// <summary>`RateLimits:*`: how much one caller may ask of one process. 0 means without end.</summary>
internal sealed class RateLimitOptions
{
    private const int Most = 1_000_000;

    /// <summary>Requests a second of one API token that may go on for ever; four times as many at once.</summary>
    [Range(0, Most)]
    public int PerToken { get; set; } = 500;

    /// <summary>The same for one person's screens.</summary>
    [Range(0, Most)]
    public int PerSession { get; set; } = 100;

    /// <summary>Calls a second of one channel's provider; twice as many at once. More than one machine takes, unless it is a large one.</summary>
    [Range(0, Most)]
    public int PerChannel { get; set; } = 10_000;

    /// <summary>Passwords, invitations and unknown tokens that one address may try in a minute.</summary>
    [Range(0, Most)]
    public int TriesPerMinute { get; set; } = 60;
}

/// <summary>
/// One caller must not take the server from the others: an API token, a person's screens, whoever is not signed in (by address) and a channel's provider
/// have a bucket each, in each process. Beyond it the answer is 429 with Retry-After.
/// </summary>
internal static class RateLimits
{
    private const string Caller = "caller";
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    public static void AddRateLimits(this IServiceCollection services)
    {
        services.AddOptions<RateLimitOptions>().BindConfiguration("RateLimits").ValidateDataAnnotations().ValidateOnStart();
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<RateLimitOptions>>((limiter, limits) =>
        {
            limiter.AddPolicy(Caller, http => Of(http, limits.Value));
            limiter.OnRejected = (context, _) => new(Refuse(context.HttpContext, context.Lease));
        });
        services.AddSingleton<ChannelLimits>();
    }

    public static TBuilder LimitedByCaller<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.RequireRateLimiting(Caller);

    public static Task Refuse(HttpContext http, RateLimitLease lease)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : 1;
        http.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        return Refusals.Problem(StatusCodes.Status429TooManyRequests, "rate.limited", $"That was too much at once; try again in {wait} s.").ExecuteAsync(http);
    }

    /// <summary>A bucket that refills by `perSecond`.</summary>
    internal static RateLimitPartition<TKey> Bucket<TKey>(TKey key, double perSecond, int atOnce) => perSecond == 0
        ? RateLimitPartition.GetNoLimiter(key)
        : RateLimitPartition.GetTokenBucketLimiter(key, _ => new()
        {
            TokenLimit = atOnce,
            TokensPerPeriod = Math.Max(1, (int)(perSecond * Tick.TotalSeconds)),
            ReplenishmentPeriod = perSecond * Tick.TotalSeconds >= 1 ? Tick : TimeSpan.FromSeconds(1 / perSecond),
            QueueLimit = 0,
        });

    private static RateLimitPartition<string> Of(HttpContext http, RateLimitOptions limits)
    {
        var person = http.User.UserId();
        // Signing in is a try also for who is signed in already, as somebody else.
        if (HttpMethods.IsPost(http.Request.Method) && (person is null || http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null))
            return Bucket($"try {Address(http)}", limits.TriesPerMinute / 60.0, limits.TriesPerMinute);
        if (person is null)
            return Bucket($"from {Address(http)}", limits.PerSession, limits.PerSession * 4);
        return ApiTokenSignIn.IsMeant(http.Request)
            ? Bucket($"token {ApiToken.HashOf(http.Request.Headers.Authorization.ToString())}", limits.PerToken, limits.PerToken * 4)
            : Bucket($"person {person}", limits.PerSession, limits.PerSession * 4);
    }

    /// <summary>IPv6 by its network: a subscriber has billions of addresses.</summary>
    internal static string Address(HttpContext http) => http.Connection.RemoteIpAddress switch
    {
        null => "nowhere",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } six => new IPAddress([.. six.GetAddressBytes().AsSpan(0, 8), .. new byte[8]]).ToString(),
        var four => four.ToString(),
    };
}

/// <summary>What the provider of a channel may send; asked at the door, where no middleware comes by.</summary>
internal sealed class ChannelLimits(IOptions<RateLimitOptions> limits) : IDisposable
{
    private readonly PartitionedRateLimiter<Guid> channels =
        PartitionedRateLimiter.Create<Guid, Guid>(channel => RateLimits.Bucket(channel, limits.Value.PerChannel, limits.Value.PerChannel * 2));

    public RateLimitLease Enter(Guid channel) => channels.AttemptAcquire(channel);

    public void Dispose() => channels.Dispose();
}
