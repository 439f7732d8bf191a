using System.Globalization;
using System.Text.Json;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Channels.Email;
using PromoEngine.Testing;
using PromoEngine.Web.Mailboxes;

namespace PromoEngine.Web.Tests.Mail;

/// <summary>A shop with a mailbox of its own.</summary>
internal sealed class ShopMailbox
{
    private static int last;
    private readonly MailServers servers;

    private ShopMailbox(Shop shop, MailServers servers, string user, Guid channel) => (Shop, this.servers, User, Channel) = (shop, servers, user, channel);

    public Shop Shop { get; }

    /// <summary>The user name in Dovecot, and our address.</summary>
    public string User { get; }

    public string Address => User;

    public Guid Channel { get; }

    /// <summary>What this shop handed over to be sent, oldest first.</summary>
    public IReadOnlyList<SinkMail> Sent => [.. servers.Smtp.Mails.Where(m => m.From == Address)];

    public static async Task<ShopMailbox> Open(App app, MailServers servers, params (string Name, string Value)[] more)
    {
        await servers.Need();
        var shop = await app.NewShop();
        var user = string.Create(CultureInfo.InvariantCulture, $"shop{Interlocked.Increment(ref last)}x{Environment.ProcessId}@acme.test");
        var channel = await shop.Do("/api/channels", New(servers, user, more));
        return new(shop, servers, user, channel.Id());
    }

    public static object New(MailServers servers, string user, params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string>
        {
            ["imapHost"] = "127.0.0.1",
            ["imapPort"] = servers.Dovecot.Imaps.ToString(CultureInfo.InvariantCulture),
            ["user"] = user,
            ["password"] = Dovecot.Password,
            ["smtpHost"] = "127.0.0.1",
            ["smtpPort"] = servers.Smtp.Port.ToString(CultureInfo.InvariantCulture),
            ["smtpSecurity"] = "starttls",
            ["smtpUser"] = user,
            ["smtpPassword"] = StubSmtp.Password,
            ["fromName"] = "Acme Promo",
            ["certificate"] = servers.Dovecot.Fingerprint,
            ["smtpCertificate"] = servers.Smtp.Fingerprint,
            ["keepsSent"] = "server",
            // Dovecot's clock is the real one; the tests' may have been turned by weeks.
            ["days"] = "3650",
        };
        foreach (var (name, value) in more)
            settings[name] = value;
        return new { kind = "email", provider = "imap", name = "Mail", address = user, settings };
    }

    public void Deliver(string mail, bool read = false, string folder = "") => servers.Dovecot.Deliver(User, mail, read, folder);

    /// <summary>A mail of a customer to this shop.</summary>
    public void Write(string from, string subject, string text, string? id = null, string headers = "") =>
        Deliver($"From: {from}\nTo: {Address}\nSubject: {subject}\n{(id is null ? "" : $"Message-ID: <{id}>\n")}{headers}{(headers.Length > 0 ? "\n" : "")}\n{text}\n");

    /// <summary>Reads the mailbox once, as the product does, and runs the jobs.</summary>
    public async Task Fetch(bool failing = false)
    {
        await Shop.In(async services =>
        {
            var db = services.GetRequiredService<Web.Data.AppDb>();
            var account = services.GetRequiredService<ChannelSecrets>().Account(await db.Channels.AsNoTracking().SingleAsync(c => c.Id == Channel));
            await services.GetRequiredService<FollowMailbox>().Once(Shop.Workspace, account, services.GetRequiredService<ImapChannel>().Settings(account)!.Mailbox!, TestContext.Current.CancellationToken);
            return true;
        });
        await Shop.Drain(failing);
    }

    public async Task<IReadOnlyList<JsonElement>> Conversations() =>
        [.. (await Shop.Read($"/api/conversations?channel={Channel}")).List("items").OrderBy(c => c.GetProperty("lastMessage").Text("at"))];

    public async Task<JsonElement> Only() => await Shop.Read($"/api/conversations/{Assert.Single(await Conversations()).Id()}");

    public async Task<JsonElement> With(string subject) => await Shop.Read($"/api/conversations/{(await Conversations()).Single(c => c.Text("subject") == subject).Id()}");

    public Task<JsonElement> Answer(JsonElement conversation, object body) => Shop.Do($"/api/conversations/{conversation.Id()}/messages", body);
}
