using System.Net;

namespace PromoEngine.Web.Auth;

/// <summary>
/// From where administrators (who may manage the workspace) may come: networks such as 203.0.113.0/24, or single addresses. An empty list means from anywhere.
/// </summary>
internal static class AdminAddresses
{
    public const int Most = 50;

    public static bool Allow(string list, string? ip)
    {
        if (list.Length == 0)
            return true;
        return IPAddress.TryParse(ip, out var address) && list.Split(' ').Any(entry => Read(entry) is { } network && network.Contains(address));
    }

    /// <summary>Null for what is neither a network nor an address.</summary>
    public static IPNetwork? Read(string entry)
    {
        if (IPNetwork.TryParse(entry, out var network))
            return network;
        return IPAddress.TryParse(entry, out var address) && entry.IndexOfAny(['.', ':']) >= 0
            ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : null;
    }
}

/// <summary>`SignIn:*`.</summary>
internal sealed class SignInOptions
{
    /// <summary>The way back in for whoever has locked all administrators out by their own list: start once with true, and mend the list.</summary>
    public bool IgnoreAdminAddresses { get; set; }
}

/// <summary>Keeps an administrator out who comes from elsewhere, at each request. Signing out stays possible.</summary>
internal sealed class AddressCheck(RequestDelegate next, Microsoft.Extensions.Options.IOptions<SignInOptions> options)
{
    public const string Code = "signin.address";
    public const string Sentence = "Administrators of this workspace may sign in from certain networks only, and this is none of them.";

    public async Task InvokeAsync(HttpContext http, CameIn cameIn, CurrentPerson person)
    {
        if (options.Value.IgnoreAdminAddresses || !person.May.Contains(Permission.SettingsManage)
            || AdminAddresses.Allow(cameIn.AdminAddresses, Sessions.Caller.Of(http).Ip) || http.GetEndpoint()?.Metadata.GetMetadata<NeedsPermission>() is null)
        {
            await next(http);
            return;
        }

        await Refusals.Problem(StatusCodes.Status403Forbidden, Code, Sentence).ExecuteAsync(http);
    }
}
