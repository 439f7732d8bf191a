using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

using PromoEngine.Extraction.Drafts;
using PromoEngine.Web.Jobs;

namespace PromoEngine.Web.Tests.Drafts;

/// <summary>A newer text makes a draft stale, and nothing a person does meanwhile leaves it so, or loses the text.</summary>
public abstract class StaleDraftTests(App app) : AppTests(app)
{
    private const string Customer = "+13125550188";

    [Fact]
    public async Task A_conversation_closed_before_its_last_text_was_read_leaves_no_draft_stale()
    {
        var shop = await App.NewShop();
        var draft = await shop.GivenDraft(Customer, "24 mugs please");
        await TextUnread(shop, "and 10 more");
        Assert.Equal("stale", (await shop.Read($"/api/drafts/{draft.Id()}")).Text("status"));

        var conversation = await shop.ConversationOf(Customer);
        var version = (await shop.Read($"/api/conversations/{conversation}")).Number("version");
        await shop.Do($"/api/conversations/{conversation}/close", new { version });
        await shop.Drain();

        var after = await shop.Read($"/api/drafts/{draft.Id()}");
        Assert.Equal(("open", draft.Number("version") + 1), (after.Text("status"), after.Number("version")));
        Assert.Equal(0, await shop.Look(db => db.Jobs.CountAsync(Ct)));
    }

    [Fact]
    public async Task A_text_that_is_being_read_while_its_draft_is_dismissed_begins_a_new_one()
    {
        var shop = await App.NewShop();
        var draft = await shop.GivenDraft(Customer, "24 mugs please");
        await TextUnread(shop, "actually 50 mugs");

        // Between the reading and its writing a person puts the draft away.
        var contact = draft.Id("contactId");
        await shop.In(async services =>
        {
            var read = services.GetRequiredService<ReadContact>();
            var prepared = await read.Prepare(contact, Ct);
            await shop.Do($"/api/drafts/{draft.Id()}/dismiss", new { version = draft.Number("version"), reason = "changed" });
            var written = await services.GetRequiredService<Web.Data.IUnitOfWork>().Run(services.GetRequiredService<Web.Data.AppDb>(), () => read.Write(prepared!, Ct));
            Assert.False(written);
            return true;
        });
        await shop.Drain();

        var next = await shop.OpenDraft(Customer);
        Assert.NotEqual(draft.Id(), next.Id());
        Assert.Equal(50, Assert.Single(next.List("lines")).Number("quantity"));
    }

    /// <summary>The text is in its conversation; the quiet moment before reading has not passed.</summary>
    private async Task TextUnread(Shop shop, string text)
    {
        await shop.Text(Customer, text);
        await App.Services.GetRequiredService<JobRunner>().RunDue(shop.Workspace, Ct);
    }
}

[Collection(SqliteApp.Collection)]
public sealed class StaleDraftsOnSqlite(SqliteApp app) : StaleDraftTests(app);

[Collection(PostgresApp.Collection)]
public sealed class StaleDraftsOnPostgres(PostgresApp app) : StaleDraftTests(app);
