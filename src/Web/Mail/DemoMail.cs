using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Mail;

/// <summary>A mail that a demo would have sent; shown beside the simulated phones.</summary>
internal sealed class DemoMail
{
    public long Id { get; init; }

    public required string To { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    public required DateTime At { get; init; }
}

internal sealed class DemoMailTable : IEntityTypeConfiguration<DemoMail>
{
    public void Configure(EntityTypeBuilder<DemoMail> b)
    {
        b.ToTable("demo_mails");
        b.Property(m => m.To).HasMaxLength(256);
        b.Property(m => m.Subject).HasMaxLength(300);
        b.Property(m => m.Text).HasMaxLength(4000);
        b.HasIndex(AppDb.WorkspaceId, nameof(DemoMail.Id));
    }
}

internal sealed record DemoMailView(long Id, string To, string Subject, string Text, DateTime At);

/// <summary>The demo's mails, newest first.</summary>
internal sealed class ListDemoMails(AppDb db)
{
    private const int Most = 50;

    public Task<List<DemoMailView>> Handle(CancellationToken ct) =>
        db.DemoMails.AsNoTracking().OrderByDescending(m => m.Id).Take(Most).Select(m => new DemoMailView(m.Id, m.To, m.Subject, m.Text, m.At)).ToListAsync(ct);
}
