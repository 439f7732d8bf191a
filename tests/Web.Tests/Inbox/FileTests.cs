using System.Net;
using System.Text;
using System.Text.Json;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

using PromoEngine.Inbox.Files;
using PromoEngine.Testing;
using PromoEngine.Web.Privacy;

namespace PromoEngine.Web.Tests.Inbox;

/// <summary>Files that come with messages and go out with them.</summary>
public abstract class FileTests(App app) : AppTests(app)
{
    private const string Customer = "+13125550171";

    /// <summary>A PNG of 3 by 2 pixels, as far as anybody looks who only wants its size.</summary>
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 3, 0, 0, 0, 2, 8, 6, 0, 0, 0];

    [Fact]
    public async Task A_picture_in_a_text_is_fetched_kept_and_shown_to_whoever_may_read()
    {
        var shop = await App.NewShop();
        await Receive(shop, "here is our logo", App.Twilio.Keep(Png, "image/png"));

        var attachment = await Attachment(shop);
        Assert.Equal(("stored", "image/png", Png.Length, 3, 2),
            (attachment.Text("state"), attachment.Text("contentType"), attachment.Number("size"), attachment.Number("width"), attachment.Number("height")));

        using var file = await shop.Get(attachment.Text("url"));
        Assert.Equal(Png, await file.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal(("image/png", "nosniff"), (file.Content.Headers.ContentType!.MediaType, file.Headers.GetValues("X-Content-Type-Options").Single()));
        Assert.Contains("sandbox", file.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await App.Http.GetAsync(new Uri(App.Address, attachment.Text("url")), Ct)).StatusCode);
    }

    [Fact]
    public async Task A_page_that_calls_itself_a_picture_is_only_ever_downloaded()
    {
        var shop = await App.NewShop();
        await Receive(shop, "look", App.Twilio.Keep("<html><script>alert(1)</script></html>"u8.ToArray(), "image/png"));

        var attachment = await Attachment(shop);
        Assert.Equal("text/html", attachment.Text("contentType"));
        using var file = await shop.Get(attachment.Text("url"));
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
    }

    [Fact]
    public async Task The_text_is_there_while_its_picture_cannot_be_fetched_and_the_picture_follows()
    {
        var shop = await App.NewShop();
        App.Twilio.NextLookUp(StubAnswer.Refuse(503, 20503, "busy"), StubAnswer.Refuse(429, 20429, "slow down"));
        await Receive(shop, "12 mugs with this", App.Twilio.Keep(Png, "image/png"), patience: TimeSpan.FromSeconds(5));

        Assert.Equal(("12 mugs with this", "waiting"), ((await Message(shop)).Text("text"), (await Attachment(shop)).Text("state")));

        await shop.Drain(patience: TimeSpan.FromMinutes(5));
        Assert.Equal("stored", (await Attachment(shop)).Text("state"));
    }

    [Fact]
    public async Task A_picture_that_the_provider_no_longer_has_says_so_and_can_be_asked_for_again()
    {
        var shop = await App.NewShop();
        App.Twilio.NextLookUp(StubAnswer.Refuse(404, 20404, "gone"));
        await Receive(shop, "logo", App.Twilio.Keep(Png, "image/png"));

        var failed = await Attachment(shop);
        Assert.Equal(("failed", JsonValueKind.Null), (failed.Text("state"), failed.GetProperty("url").ValueKind));
        Assert.NotEmpty(failed.Text("problem"));

        await (await shop.Post($"/api/attachments/{failed.Id()}/retry")).Expect(HttpStatusCode.NoContent, App);
        await shop.Drain();
        Assert.Equal("stored", (await Attachment(shop)).Text("state"));
        await (await shop.Post($"/api/attachments/{failed.Id()}/retry")).Refused(HttpStatusCode.Conflict, "attachment.not_failed");
    }

    [Fact]
    public async Task An_order_in_a_spreadsheet_of_text_becomes_a_draft_that_cites_the_file()
    {
        var shop = await App.NewShop();
        var product = await shop.Look(db => db.Products.OrderBy(p => p.Name).Select(p => p.Name).FirstAsync(Ct));
        await Receive(shop, "our order is in the file", App.Twilio.Keep(Encoding.UTF8.GetBytes($"qty,item\n24,{product}\n"), "text/csv"));

        var conversation = await shop.Read($"/api/conversations/{await shop.ConversationOf(Customer)}");
        var line = Assert.Single(Assert.Single(conversation.List("drafts")).List("lines"));
        Assert.Equal(24, line.Number("quantity"));
        var quantity = line.List("evidence").First(e => e.Text("field") == "quantity");
        Assert.Equal((await Attachment(shop)).Id(), quantity.Id("attachmentId"));
    }

    [Fact]
    public async Task A_file_put_into_the_composer_goes_out_where_the_provider_can_fetch_it()
    {
        var shop = await App.NewShop();
        var conversation = await shop.GivenConversation(Customer, "hello");
        var upload = await Upload(shop, conversation, "../../etc/proof 1.png", Png);
        Assert.Equal("proof 1.png", upload.Text("name"));

        await shop.Do($"/api/conversations/{conversation}/messages", new { text = "your proof", files = new[] { upload.Id() } });
        await shop.Drain();

        var request = App.Twilio.Requests.Last(r => r.Field("Body") == "your proof");
        using var file = await App.Http.GetAsync(new Uri(request.Field("MediaUrl")), Ct);
        Assert.Equal(Png, await file.Content.ReadAsByteArrayAsync(Ct));
        using var guessed = await App.Http.GetAsync(new Uri(request.Field("MediaUrl") + "x"), Ct);
        Assert.Equal(HttpStatusCode.NotFound, guessed.StatusCode);
    }

    [Fact]
    public async Task More_than_the_channel_takes_is_refused_before_anything_is_queued()
    {
        var shop = await App.NewShop();
        var conversation = await shop.GivenConversation(Customer, "hello");
        var large = await Upload(shop, conversation, "large.bin", new byte[(5 * 1024 * 1024) + 1]);

        await (await shop.Post($"/api/conversations/{conversation}/messages", new { text = "", files = new[] { large.Id() } })).Refused(HttpStatusCode.Conflict, "message.file_size");
        await (await shop.Post($"/api/conversations/{conversation}/messages", new { text = "" })).Refused(HttpStatusCode.Conflict, "message.empty");
        await (await shop.Post($"/api/conversations/{conversation}/messages", new { text = new string('a', 1601) })).Refused(HttpStatusCode.Conflict, "message.too_long");
        await (await shop.Post($"/api/conversations/{conversation}/messages", new { text = "x", files = new[] { Guid.CreateVersion7() } })).Refused(HttpStatusCode.Conflict, "upload.missing");
        Assert.Equal(0, await shop.Look(db => db.Jobs.CountAsync(Ct)));
    }

    [Fact]
    public async Task Erasing_a_person_takes_their_files_from_the_disk_and_nobody_elses()
    {
        var shop = await App.NewShop();
        byte[] shared = [.. Png, 1], own = [.. Png, 2];
        await Receive(shop, "one", App.Twilio.Keep(shared, "image/png"), App.Twilio.Keep(own, "image/png"));
        await Receive(shop, "two", [App.Twilio.Keep(shared, "image/png")], from: "+13125550172");
        var (sharedHash, ownHash) = (Hash(shared), Hash(own));

        var contact = await shop.Look(db => db.Contacts.Where(c => c.Address == Customer).Select(c => c.Id).SingleAsync(Ct));
        await (await shop.Post($"/api/contacts/{contact}/erase", new { reason = "asked by letter" })).Expect(HttpStatusCode.OK, App);

        var store = App.Services.GetRequiredService<FileStore>();
        Assert.Null(store.Open(shop.Workspace, ownHash));
        using var kept = store.Open(shop.Workspace, sharedHash);
        Assert.NotNull(kept);
    }

    [Fact]
    public async Task What_was_put_in_and_never_sent_is_swept_away()
    {
        var shop = await App.NewShop();
        var conversation = await shop.GivenConversation(Customer, "hello");
        byte[] bytes = [.. Png, 3];
        await Upload(shop, conversation, "a.png", bytes);

        await shop.Unit((services, _) =>
        {
            App.Clock.TurnTo(App.Clock.Now.AddDays(2));
            return services.GetRequiredService<ForgottenFiles>().RemoveUnsent(Ct);
        });
        // The file's own age is the disk's clock, which no test turns.
        await shop.In(services => services.GetRequiredService<ForgottenFiles>().Remove([Hash(bytes)], Ct));

        Assert.Null(App.Services.GetRequiredService<FileStore>().Open(shop.Workspace, Hash(bytes)));
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));

    private static Task Receive(Shop shop, string text, params Uri[] files) => Receive(shop, text, files, Customer);

    private static Task Receive(Shop shop, string text, Uri file, TimeSpan patience) => Receive(shop, text, [file], Customer, patience);

    private static async Task Receive(Shop shop, string text, Uri[] files, string from, TimeSpan? patience = null)
    {
        await shop.TextWith(from, text, files);
        await shop.Drain(patience: patience);
    }

    private static Task<JsonElement> Upload(Shop shop, Guid conversation, string name, byte[] bytes) => shop.Upload(conversation, name, bytes);

    private static async Task<JsonElement> Message(Shop shop) =>
        (await shop.Read($"/api/conversations/{await shop.ConversationOf(Customer)}")).List("messages")[0];

    private static async Task<JsonElement> Attachment(Shop shop) => Assert.Single((await Message(shop)).List("attachments"));
}

[Collection(SqliteApp.Collection)]
public sealed class FilesOnSqlite(SqliteApp app) : FileTests(app);

[Collection(PostgresApp.Collection)]
public sealed class FilesOnPostgres(PostgresApp app) : FileTests(app);
