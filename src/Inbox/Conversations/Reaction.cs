using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PromoEngine.Inbox.Conversations;

/// <summary>An emoji that somebody put under a message. One each; taken back, it stays as an empty one, so that an older piece of news does not bring it back.</summary>
internal sealed class Reaction
{
    public const string Us = "";
    public const int LongestEmoji = 40;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid MessageId { get; init; }

    public required Guid ConversationId { get; init; }

    /// <summary>The customer's address; <see cref="Us"/> when it was our side.</summary>
    public required string Person { get; init; }

    /// <summary>Empty: taken back.</summary>
    public string Emoji { get; private set; } = "";

    public DateTime At { get; private set; }

    /// <summary>Two pieces of news at once: the second one finds the first.</summary>
    public int Version { get; private set; }

    /// <summary>The latest wins, whichever is heard of first; of two in the same moment the one that sorts last.</summary>
    public void Put(string emoji, DateTime at)
    {
        if (At < at || (At == at && string.CompareOrdinal(Emoji, emoji) < 0))
            (Emoji, At) = (emoji, at);
    }
}

internal sealed class ReactionTable : IEntityTypeConfiguration<Reaction>
{
    public void Configure(EntityTypeBuilder<Reaction> b)
    {
        b.ToTable("inbox_reactions").HasAnnotation("Announces", "conversations:ConversationId");
        b.Property(r => r.Person).HasMaxLength(200);
        b.Property(r => r.Emoji).HasMaxLength(Reaction.LongestEmoji);
        b.HasIndex("WorkspaceId", nameof(Reaction.MessageId), nameof(Reaction.Person)).IsUnique();
    }
}
