using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox.Channels;
using PromoEngine.Web.Auth;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Mail;

/// <summary>
/// The job behind a <see cref="LinkWanted"/>. The secret is made here and goes into the mail alone; another try makes another secret, so that nothing in the
/// database opens anything.
/// </summary>
internal sealed class MailLink(AppDb db, IUnitOfWork unit, Mailer mailer, ReachableAt reachable, TimeProvider clock)
{
    public async Task<Func<Task>?> Prepare(LinkWanted wanted, CancellationToken ct)
    {
        var secret = ApiToken.New("link");
        if (!await unit.Run(db, () => Carry(wanted.LinkId, secret, ct)))
            return null;

        var link = await db.MailedLinks.AsNoTracking().SingleAsync(l => l.Id == wanted.LinkId, ct);
        var user = await db.Users.AsNoTracking().SingleAsync(u => u.Id == link.UserId, ct);
        var workspace = await db.Workspaces.AsNoTracking().Where(w => w.Id == db.Workspace).Select(w => w.Name).SingleAsync(ct);
        return await mailer.Send(link.Purpose == LinkPurpose.Reset ? Reset(user, Address("reset-password", secret)) : Invitation(user, workspace, Address("accept-invite", secret)), ct);
    }

    /// <summary>False: used or over meanwhile.</summary>
    private async Task<bool> Carry(Guid id, string secret, CancellationToken ct)
    {
        if (await db.MailedLinks.FirstOrDefaultAsync(l => l.Id == id, ct) is not { } link || !link.IsOpen(clock.GetUtcNow().UtcDateTime))
            return false;
        link.Carry(secret);
        await db.SaveChangesAsync(ct);
        return true;
    }

    /// <summary>The secret stands behind the #: browsers do not send that part, so no log on the way has it.</summary>
    private string Address(string page, string secret) => $"{(reachable.PublicUrl ?? reachable.Listening)?.AbsoluteUri.TrimEnd('/')}/{page}#{secret}";

    private static OutgoingMail Reset(User user, string address) => new(user.Email!, "Choose a new password", $"""
        Hello {user.DisplayName},

        somebody, hopefully you, asked for a new password at PromoEngine. This link lets you choose one, once, within the next hour:

        {address}

        If it was not you, there is nothing to do: your password stays as it is.
        """);

    private static OutgoingMail Invitation(User user, string workspace, string address) => new(user.Email!, $"You are invited to {workspace}", $"""
        Hello,

        you are invited to work in {workspace} with PromoEngine. This link takes you in, once, within the next seven days:

        {address}

        If you do not know who invites you, there is nothing to do.
        """);
}
