using System.Security.Cryptography;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Simulator;

/// <summary>How far a simulated text has come.</summary>
internal enum SimulatorStatus { Queued, Sent, Delivered, Failed }

/// <summary>
/// A text between a simulated phone and the shop, as the provider has it. The shop's own messages are another table: the simulator knows only what
/// came over its interface.
/// </summary>
internal sealed class SimulatorMessage
{
    /// <summary>A carrier's limit, and Twilio's: ten segments.</summary>
    public const int LongestText = 1600;

    /// <summary>One letter on a screen may be several in a database: a family emoji is eleven.</summary>
    public const int LongestStored = LongestText * 8;

    /// <summary>The order in which the provider heard of them.</summary>
    public long Id { get; init; }

    public string Sid { get; init; } = "SM" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public required Guid PhoneId { get; init; }

    public required bool FromCustomer { get; init; }

    /// <summary>The phone's number.</summary>
    public required string Number { get; init; }

    public required string Text { get; init; }

    public required DateTime At { get; init; }

    /// <summary>Where the sender wants to hear what becomes of it.</summary>
    public string? StatusUrl { get; init; }

    public SimulatorStatus Status { get; private set; }

    // The whole life of a simulated text. Nothing is taken back: a report that comes late changes nothing.
    internal static bool Allows(SimulatorStatus from, SimulatorStatus to) => (from, to) is
        (SimulatorStatus.Queued, SimulatorStatus.Sent or SimulatorStatus.Delivered or SimulatorStatus.Failed) or
        (SimulatorStatus.Sent, SimulatorStatus.Delivered or SimulatorStatus.Failed);

    public void MoveTo(SimulatorStatus next) => Status = Allows(Status, next) ? next : Status;
}

internal sealed class SimulatorMessageTable : IEntityTypeConfiguration<SimulatorMessage>
{
    public void Configure(EntityTypeBuilder<SimulatorMessage> b)
    {
        b.ToTable("simulator_messages");
        b.Property(m => m.Id).ValueGeneratedOnAdd();
        b.Property(m => m.Sid).HasMaxLength(34);
        b.Property(m => m.Number).HasMaxLength(32);
        b.Property(m => m.Text).HasMaxLength(SimulatorMessage.LongestStored);
        b.Property(m => m.StatusUrl).HasMaxLength(2000);
        b.HasOne<SimulatorPhone>().WithMany().HasForeignKey(m => m.PhoneId).OnDelete(DeleteBehavior.Cascade);
        b.HasIndex(AppDb.WorkspaceId, nameof(SimulatorMessage.Sid)).IsUnique();
        b.HasIndex(AppDb.WorkspaceId, nameof(SimulatorMessage.PhoneId), nameof(SimulatorMessage.Id));
        b.HasAnnotation("Announces", "simulator:PhoneId");
    }
}
