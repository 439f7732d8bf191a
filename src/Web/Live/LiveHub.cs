using Microsoft.AspNetCore.SignalR;

namespace PromoEngine.Web.Live;

/// <summary>
/// The socket every open screen holds. "at" {seq} says behind which number it begins, "changed" {seq, topic, id} what changed, "changed" {seq} that something
/// did which this person may not see. It is only the fast way: a client that sees a gap reads /api/events.
/// </summary>
internal sealed class LiveHub(LivePush push) : Hub
{
    public override async Task OnConnectedAsync()
    {
        await push.Enter(Context);
        await base.OnConnectedAsync();
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        push.Leave(Context);
        return base.OnDisconnectedAsync(exception);
    }
}
