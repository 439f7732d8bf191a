using System.Data.Common;

using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

using PromoEngine.Extraction;
using PromoEngine.Extraction.Drafts;
using PromoEngine.Inbox;
using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Channels.Email.Mailboxes;
using PromoEngine.Inbox.Contacts;
using PromoEngine.Inbox.Conversations;
using PromoEngine.Orders;
using PromoEngine.Orders.Catalog;
using PromoEngine.Orders.Customers;
using PromoEngine.Orders.Inventory;
using PromoEngine.Orders.Quotes;
using PromoEngine.Orders.SalesOrders;
using PromoEngine.Web.Audit;
using PromoEngine.Web.Auth;
using PromoEngine.Web.Auth.Passkeys;
using PromoEngine.Web.Auth.Sessions;
using PromoEngine.Web.Auth.TwoStep;
using PromoEngine.Web.Jobs;
using PromoEngine.Web.Live;
using PromoEngine.Web.Mail;
using PromoEngine.Web.Privacy;
using PromoEngine.Web.Roles;
using PromoEngine.Web.Settings;

namespace PromoEngine.Web.Data;

/// <summary>
/// The one database context. Each module sees its own part through its own interface, so that one request is one transaction. Reads go over a
/// connection that cannot write; everything that writes runs inside <see cref="IUnitOfWork"/>. See AppDb.Model.cs for the rules every table
/// follows and AppDb.Saving.cs for what a save writes besides the rows.
/// </summary>
internal abstract partial class AppDb(DbContextOptions options, AppDbServices services)
    : IdentityUserContext<User, Guid, IdentityUserClaim<Guid>, IdentityUserLogin<Guid>, IdentityUserToken<Guid>, Passkey>(options), IInboxDb, IOrdersDb, IExtractionDb
{
    private DbTransaction? unit;

    public DbSet<Workspace> Workspaces => Set<Workspace>();
    public DbSet<Membership> Memberships => Set<Membership>();
    public DbSet<RoleRow> Roles => Set<RoleRow>();
    public DbSet<MembershipRole> MembershipRoles => Set<MembershipRole>();
    public DbSet<Team> Teams => Set<Team>();
    public DbSet<Logo> Logos => Set<Logo>();
    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();
    public DbSet<UserSession> UserSessions => Set<UserSession>();
    public DbSet<LoginAttempt> LoginAttempts => Set<LoginAttempt>();
    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();
    public DbSet<SpentChallenge> SpentChallenges => Set<SpentChallenge>();
    public DbSet<MailedLink> MailedLinks => Set<MailedLink>();
    public DbSet<DemoMail> DemoMails => Set<DemoMail>();
    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();
    public DbSet<Job> Jobs => Set<Job>();
    public DbSet<ScheduleTick> ScheduleTicks => Set<ScheduleTick>();
    public DbSet<LiveEvent> LiveEvents => Set<LiveEvent>();
    public DbSet<AuditRow> AuditRows => Set<AuditRow>();
    public DbSet<SubjectKey> SubjectKeys => Set<SubjectKey>();
    public DbSet<Erasure> Erasures => Set<Erasure>();
    public DbSet<RetentionRule> RetentionRules => Set<RetentionRule>();
    public DbSet<RetentionRun> RetentionRuns => Set<RetentionRun>();
    public DbSet<IdempotencyKey> IdempotencyKeys => Set<IdempotencyKey>();
    public DbSet<NumberSequence> NumberSequences => Set<NumberSequence>();

    public DbSet<Channel> Channels => Set<Channel>();
    public DbSet<InboundEvent> InboundEvents => Set<InboundEvent>();
    public DbSet<Contact> Contacts => Set<Contact>();
    public DbSet<Consent> Consents => Set<Consent>();
    public DbSet<Conversation> Conversations => Set<Conversation>();
    public DbSet<Message> Messages => Set<Message>();
    public DbSet<Attachment> Attachments => Set<Attachment>();
    public DbSet<Reaction> Reactions => Set<Reaction>();
    public DbSet<ThreadId> ThreadIds => Set<ThreadId>();
    public DbSet<MailboxState> MailboxStates => Set<MailboxState>();
    public DbSet<MailOriginal> MailOriginals => Set<MailOriginal>();
    public DbSet<AttachmentText> AttachmentTexts => Set<AttachmentText>();
    public DbSet<Upload> Uploads => Set<Upload>();

    public DbSet<Draft> Drafts => Set<Draft>();
    public DbSet<DraftLine> DraftLines => Set<DraftLine>();

    public DbSet<Product> Products => Set<Product>();
    public DbSet<Variant> Variants => Set<Variant>();
    public DbSet<PriceBreak> PriceBreaks => Set<PriceBreak>();
    public DbSet<Customer> Customers => Set<Customer>();
    public DbSet<Warehouse> Warehouses => Set<Warehouse>();
    public DbSet<StockLevel> StockLevels => Set<StockLevel>();
    public DbSet<StockMovement> StockMovements => Set<StockMovement>();
    public DbSet<Reservation> Reservations => Set<Reservation>();
    public DbSet<Quote> Quotes => Set<Quote>();
    public DbSet<QuoteRevision> QuoteRevisions => Set<QuoteRevision>();
    public DbSet<QuoteLine> QuoteLines => Set<QuoteLine>();
    public DbSet<SalesOrder> Orders => Set<SalesOrder>();
    public DbSet<OrderLine> OrderLines => Set<OrderLine>();
    public DbSet<OrderHistory> OrderHistory => Set<OrderHistory>();

    /// <summary>The workspace of this scope; every query on a workspace's rows is filtered by it and fails without one.</summary>
    public Guid Workspace => services.Current.Id
        ?? throw new InvalidOperationException("No workspace: this scope was opened without one, and rows of a workspace cannot be read or written.");

    public string? Actor => services.Current.Actor;

    public string? RequestId => services.Current.RequestId;

    /// <summary>The transaction of the running unit, for hand-written statements.</summary>
    public DbTransaction Sql => unit
        ?? throw new InvalidOperationException("Outside a unit of work there is nothing to write into; wrap this in IUnitOfWork.Run.");

    public bool InUnit => unit is not null;

    internal abstract Dialect Dialect { get; }

    public bool MasksPersonalData => services.Person is { Id: not null, MasksPersonalData: true };

    public IReadOnlyList<Guid>? SeenWarehouses => services.Person is { Id: not null, WarehouseIds: { } own } ? own : null;

    /// <summary>People without a team are one, so that a shop without teams is one team.</summary>
    public IQueryable<Guid>? SeenOwners
    {
        get
        {
            if (services.Person is not { Id: { } me, OrderScope: not OrderScope.All and var scope, TeamId: var team })
                return null;
            var workspace = Workspace;
            return scope == OrderScope.Own
                ? Memberships.Where(m => m.WorkspaceId == workspace && m.UserId == me).Select(m => m.UserId)
                : Memberships.Where(m => m.WorkspaceId == workspace && m.TeamId == team).Select(m => m.UserId);
        }
    }

    public async Task<ShopSettings> Shop(CancellationToken ct)
    {
        var shop = await Workspaces.AsNoTracking().SingleAsync(w => w.Id == Workspace, ct);
        return new(shop.Name, shop.Currency, TimeZoneInfo.FindSystemTimeZoneById(shop.TimeZone));
    }

    public async Task<(string Currency, TimeZoneInfo Zone)> ReadingPlace(CancellationToken ct)
    {
        var shop = await Shop(ct);
        return (shop.Currency, shop.TimeZone);
    }

    public async Task<(Guid Workspace, Channel Channel)?> ChannelInAnyWorkspace(Guid id, CancellationToken ct)
    {
        var found = await Channels.IgnoreQueryFilters().AsNoTracking().Where(c => c.Id == id)
            .Select(c => new { Channel = c, Workspace = EF.Property<Guid>(c, WorkspaceId) }).FirstOrDefaultAsync(ct);
        return found is null ? null : (found.Workspace, found.Channel);
    }

    /// <summary>The accounts that are fetched, for whoever follows them: a look across the walls between workspaces.</summary>
    public Task<List<Mailboxes.WatchedMailbox>> MailboxesOfAllWorkspaces(string provider, CancellationToken ct) =>
        Channels.IgnoreQueryFilters().AsNoTracking().Where(c => c.Provider == provider).OrderBy(c => c.Id).Take(5000)
            .Select(c => new Mailboxes.WatchedMailbox(EF.Property<Guid>(c, WorkspaceId), c.Id, c.Version)).ToListAsync(ct);

    public Task<string> NextNumber(string kind, CancellationToken ct) => services.Numbers.Next(this, kind, ct);

    /// <summary>Called by the unit of work alone: from here on the context writes, and reads its own writes, inside that transaction.</summary>
    internal void EnterUnit(DbTransaction transaction)
    {
        // What was read before the unit may be old by now: a unit decides on rows it has read itself.
        Forget();
        unit = transaction;
    }

    internal void LeaveUnit()
    {
        unit = null;
        Forget();
    }

    /// <summary>Drops everything tracked and collected, before a unit, after it and between two tries of it.</summary>
    internal void Forget()
    {
        ChangeTracker.Clear();
        pendingJobs.Clear();
        pendingPersonal.Clear();
        pendingAudit.Clear();
        pendingEvents.Clear();
        Enqueued = Announced = false;
    }
}

/// <summary>What the context needs from its scope.</summary>
internal sealed record AppDbServices(CurrentWorkspace Current, CurrentPerson Person, TimeProvider Clock, Numbers Numbers, Flows Flows, JobSql JobSql, SubjectKeys SubjectKeys);

internal sealed class SqliteAppDb(DbContextOptions<SqliteAppDb> options, AppDbServices services) : AppDb(options, services)
{
    internal override Dialect Dialect => SqliteDialect.Instance;
}

internal sealed class PostgresAppDb(DbContextOptions<PostgresAppDb> options, AppDbServices services) : AppDb(options, services)
{
    internal override Dialect Dialect => PostgresDialect.Instance;
}
