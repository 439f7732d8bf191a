using Microsoft.AspNetCore.SignalR;

using PromoEngine.Web.Auth;

namespace PromoEngine.Web.Live;

/// <summary>
/// The socket every open screen holds: "changed" {seq, topic, id}. It is only the fast way: a client that sees a gap reads /api/events.
/// </summary>
internal sealed class LiveHub : Hub
{
    public static string GroupOf(Guid workspace) => $"workspace:{workspace}";

    public override async Task OnConnectedAsync()
    {
        if (Context.User?.WorkspaceId() is { } workspace)
            await Groups.AddToGroupAsync(Context.ConnectionId, GroupOf(workspace), Context.ConnectionAborted);
        await base.OnConnectedAsync();
    }
}
