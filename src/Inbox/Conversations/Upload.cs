using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using PromoEngine.Inbox.Files;

namespace PromoEngine.Inbox.Conversations;

/// <summary>A file that somebody put into the composer; it becomes an attachment when the message goes out, and is swept away when none does.</summary>
internal sealed class Upload
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid ConversationId { get; init; }

    public required string Name { get; init; }

    public required string ContentType { get; init; }

    public required string Sha256 { get; init; }

    public required long Size { get; init; }

    public int? Width { get; init; }

    public int? Height { get; init; }

    public string? Author { get; init; }

    public required DateTime CreatedAt { get; init; }
}

internal sealed class UploadTable : IEntityTypeConfiguration<Upload>
{
    public void Configure(EntityTypeBuilder<Upload> b)
    {
        b.ToTable("inbox_uploads");
        b.Property(u => u.Name).HasMaxLength(Attachment.LongestName);
        b.Property(u => u.ContentType).HasMaxLength(100);
        b.Property(u => u.Sha256).HasMaxLength(64);
        b.Property(u => u.Author).HasMaxLength(80);
        b.HasIndex(u => u.ConversationId);
        b.HasIndex("WorkspaceId", nameof(Upload.CreatedAt));
    }
}

/// <param name="Size">Bytes.</param>
/// <param name="Width">Of a picture, in pixels.</param>
internal sealed record UploadView(Guid Id, string Name, string ContentType, long Size, int? Width, int? Height);

/// <summary>Takes a file for a message that is being written.</summary>
internal sealed class UploadFile(IInboxDb db, FileStore files, TimeProvider clock)
{
    /// <summary>One person writes one message at a time.</summary>
    private const int MostWaiting = 100;

    /// <summary>Outside the unit: streams the body to the disk. Null: there is no such conversation.</summary>
    public async Task<StoredFile?> Prepare(Guid conversationId, Stream body, string? contentType, CancellationToken ct)
    {
        if (!await db.Conversations.AnyAsync(c => c.Id == conversationId, ct))
            return null;
        return await files.Put(db.Workspace, body, contentType, ct) switch
        {
            StoreResult.Kept kept => kept.File,
            StoreResult.Refused refused => throw new RefusedException(refused.Code, refused.Reason),
            var other => throw new InvalidOperationException($"Unknown result {other.GetType().Name}."),
        };
    }

    public async Task<UploadView> Write(Guid conversationId, string name, StoredFile file, CancellationToken ct)
    {
        if (await db.Uploads.CountAsync(u => u.ConversationId == conversationId, ct) >= MostWaiting)
            throw new RefusedException("upload.too_many", "So many files wait in this conversation already; send or remove them first.");
        var upload = new Upload
        {
            ConversationId = conversationId,
            Name = FileName(name),
            ContentType = file.ContentType,
            Sha256 = file.Sha256,
            Size = file.Size,
            Width = file.Width,
            Height = file.Height,
            Author = db.Actor,
            CreatedAt = clock.GetUtcNow().UtcDateTime,
        };
        db.Uploads.Add(upload);
        db.Audit("file.uploaded", "conversation", conversationId, null, new { upload.Id, upload.ContentType, upload.Size });
        await db.SaveChangesAsync(ct);
        return new(upload.Id, upload.Name, upload.ContentType, upload.Size, upload.Width, upload.Height);
    }

    /// <summary>False: there is no such upload.</summary>
    public async Task<bool> Remove(Guid id, CancellationToken ct)
    {
        if (await db.Uploads.FirstOrDefaultAsync(u => u.Id == id, ct) is not { } upload)
            return false;
        db.Uploads.Remove(upload);
        db.Audit("file.removed", "conversation", upload.ConversationId, new { upload.Id }, null);
        await db.SaveChangesAsync(ct);
        return true;
    }

    /// <summary>What is left of a name without its path and whatever no file system takes.</summary>
    private static string FileName(string name)
    {
        var last = name.Split('/', '\\')[^1];
        var clean = string.Concat(Channels.WellFormed.Text(last).Where(letter => !char.IsControl(letter) && letter is not ('"' or '<' or '>' or '|' or ':' or '*' or '?'))).Trim(' ', '.');
        return clean.Length == 0 ? "file" : clean.Length <= Attachment.LongestName ? clean : clean[^Attachment.LongestName..];
    }
}
