using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

using PromoEngine.Web.Auth;

namespace PromoEngine.Web.Tests.Auth;

/// <summary>Who may come in where, read from the running host's own routes.</summary>
[Collection(SqliteApp.Collection)]
public sealed class PermissionTests(SqliteApp app) : AppTests(app)
{
    /// <summary>What needs nobody to be signed in, and why.</summary>
    private static readonly Dictionary<string, string> Anonymous = new()
    {
        ["POST /api/session"] = "it signs in",
        ["DELETE /api/session"] = "signing out twice is no mistake",
        ["POST /api/passwords/forgotten"] = "whoever forgot it cannot sign in; the answer says nothing",
        ["POST /api/passwords/reset"] = "the mailed link says who it is",
        ["POST /api/session/passkey/begin"] = "a challenge for whoever wants to sign in",
        ["POST /api/session/passkey"] = "the passkey says who it is",
        ["POST /api/invites/look"] = "the mailed link says who it is",
        ["POST /api/invites/accept"] = "the mailed link says who it is",
        ["POST /webhooks/{provider}/{channelId}"] = "the signature says who calls",
        ["GET /webhooks/{provider}/{channelId}"] = "a provider's question whether we are there; the token in it says who asks",
        ["GET /files/{token}"] = "the sealed address is the key",
        ["GET /"] = "the webapp, which asks to sign in",
        ["HEAD /"] = "the webapp, which asks to sign in",
        ["GET /healthz"] = "for whoever watches the process",
        ["GET /readyz"] = "for the load balancer",
        ["POST /simulator/2010-04-01/Accounts/{sid}/Messages.json"] = "the demo's Twilio: its own credentials",
        ["GET /simulator/2010-04-01/Accounts/{sid}/Messages.json"] = "the demo's Twilio: its own credentials",
        ["GET /simulator/2010-04-01/Accounts/{sid}.json"] = "the demo's Twilio: its own credentials",
    };

    [Fact]
    public void Every_endpoint_names_exactly_one_permission_or_is_listed_as_open()
    {
        var wrong = new List<string>();
        foreach (var (name, endpoint) in Endpoints())
        {
            var permissions = endpoint.Metadata.OfType<NeedsPermission>().Count();
            var open = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
            if (open ? !Anonymous.ContainsKey(name) || permissions > 0 : permissions != 1)
                wrong.Add($"{name}: {permissions} permissions, {(open ? "open" : "closed")}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Whatever_is_listed_as_open_exists()
    {
        Assert.Empty(Anonymous.Keys.Except(Endpoints().Select(e => e.Name)));
    }

    [Fact]
    public void What_changes_something_under_api_is_named_for_the_webapps_types()
    {
        var nameless = Endpoints().Where(e => e.Name.Contains("/api/", StringComparison.Ordinal) && e.Endpoint.Metadata.GetMetadata<IEndpointNameMetadata>() is null).Select(e => e.Name);

        Assert.Empty(nameless);
    }

    [Fact]
    public void Every_permission_is_explained_and_needs_only_what_exists()
    {
        Assert.Equal(Enum.GetValues<Permission>().Except([Permission.Member]).Order(), Permissions.All.Select(p => p.Permission).Order());
        Assert.Empty(Permissions.All.Where(p => Permissions.WithNeeds(p.DependsOn).Contains(p.Permission)).Select(p => $"{p.Permission} needs itself"));
        Assert.Empty(Permissions.All.Where(p => !p.Later && p.DependsOn.Any(needed => needed.Info().Later)).Select(p => $"{p.Permission} needs something that comes later"));
    }

    [Fact]
    public void What_comes_later_is_asked_for_by_no_endpoint_and_everything_else_by_one()
    {
        var asked = Endpoints().SelectMany(e => e.Endpoint.Metadata.OfType<NeedsPermission>()).Select(n => n.Permission).ToHashSet();
        var later = Permissions.All.Where(p => p.Later).Select(p => p.Permission).ToList();
        TestContext.Current.TestOutputHelper!.WriteLine($"Still later: {string.Join(", ", later)}");

        Assert.DoesNotContain(later, asked.Contains);
        Assert.Empty(Permissions.All.Where(p => !p.Later && !asked.Contains(p.Permission)).Select(p => $"{p.Permission} is on the screens, and nothing asks for it"));
    }

    private IEnumerable<(string Name, RouteEndpoint Endpoint)> Endpoints() =>
        from endpoint in App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let path = "/" + endpoint.RoutePattern.RawText!.Trim('/')
        // The webapp's files and the description of this API are for anyone; they say nothing of any shop.
        where !path.StartsWith("/{**path", StringComparison.Ordinal) && !path.StartsWith("/openapi/", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["ANY"]
        select ($"{method} {path}", endpoint);
}
