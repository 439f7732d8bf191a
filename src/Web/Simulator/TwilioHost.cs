using System.Text;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Simulator;

/// <summary>The part of Twilio's REST API that the shop uses, at <c>/simulator</c>: the demo channel's apiBaseUrl points here.</summary>
internal static class TwilioHost
{
    public static void MapTwilioHost(this IEndpointRouteBuilder app)
    {
        var account = app.MapGroup(SimulatorAccount.Path + "/2010-04-01/Accounts/{sid}")
            .AllowAnonymous() // the account's own credentials are checked instead
            .DisableAntiforgery()
            .ExcludeFromDescription();
        account.MapPost("/Messages.json", (string sid, HttpContext http, AcceptSend accept, CancellationToken ct) =>
            As(http, sid, async account => await accept.Handle(account, await http.Request.ReadFormAsync(ct), ct)));
        account.MapGet("/Messages.json", (string sid, HttpContext http, ListSends list, CancellationToken ct) =>
            As(http, sid, account => list.Handle(account, http.Request, ct)));
        app.MapGet(SimulatorAccount.Path + "/2010-04-01/Accounts/{sid}.json", (string sid, HttpContext http) =>
            As(http, sid, account => Task.FromResult(TwilioAnswers.Ok(new TwilioAccount(account.Sid, account.Channel.Name, "active", "Full", http.Request.Path)))))
            .AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>Opens the workspace that the path names when the caller knows its token.</summary>
    private static async Task<IResult> As(HttpContext http, string sid, Func<SimulatorAccount, Task<IResult>> answer)
    {
        var services = http.RequestServices;
        var workspace = SimulatorAccount.WorkspaceOf(sid);
        if (!await services.GetRequiredService<SimulatorGate>().IsOpen(workspace, http.RequestAborted))
            return TwilioAnswers.Refuse(TwilioError.NotFound);

        services.GetRequiredService<CurrentWorkspace>().Enter(workspace!.Value, "simulator");
        var account = await services.GetRequiredService<SimulatorAccounts>().Find(http.RequestAborted);
        return account is not null && Credentials(http.Request) is var (user, token) && user == account.Sid && account.IsToken(token)
            ? await answer(account)
            : TwilioAnswers.Refuse(TwilioError.Unauthenticated);
    }

    private static (string User, string Password)? Credentials(HttpRequest request)
    {
        const string scheme = "Basic ";
        var header = request.Headers.Authorization.ToString();
        var bytes = new byte[1024];
        if (!header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) || !Convert.TryFromBase64String(header[scheme.Length..].Trim(), bytes, out var length))
            return null;
        return Encoding.UTF8.GetString(bytes.AsSpan(0, length)).Split(':', 2) is [var user, var password] ? (user, password) : null;
    }
}
