using System.Buffers;
using System.Security.Cryptography;

using Microsoft.Extensions.Options;

namespace PromoEngine.Inbox.Files;

/// <summary>A file that is kept.</summary>
/// <param name="Sha256">Its name in the folder, in hexadecimal.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ContentType">What its bytes are, whatever anybody called it.</param>
/// <param name="Width">Of a picture, in pixels.</param>
internal sealed record StoredFile(string Sha256, long Size, string ContentType, int? Width = null, int? Height = null);

/// <summary>What became of a file that was to be kept.</summary>
internal abstract record StoreResult
{
    private StoreResult() { }

    internal sealed record Kept(StoredFile File) : StoreResult;

    /// <summary>It is not taken, now or later; nothing of it is left.</summary>
    /// <param name="Reason">A sentence for whoever looks at the message.</param>
    internal sealed record Refused(string Code, string Reason) : StoreResult;
}

/// <summary>
/// Customers' files, each under the hash of its bytes in its workspace's folder. No name from outside becomes part of a path, and a file that is there
/// is never written again.
/// </summary>
internal sealed class FileStore(string folder, IOptions<FileSettings> options, VirusScan scan, FileText words)
{
    private readonly string root = options.Value.Folder is { Length: > 0 } configured ? configured : folder;

    /// <summary>Streams a file in; it counts as kept once it is on the disk under its hash.</summary>
    /// <param name="workspace">Whose it is.</param>
    /// <param name="content">Its bytes; their number is not believed but counted.</param>
    /// <param name="saidType">What the sender calls it; decides only between kinds of text.</param>
    /// <param name="ct">Ends with the job or the request.</param>
    public async Task<StoreResult> Put(Guid workspace, Stream content, string? saidType, CancellationToken ct)
    {
        var folder = Path.Combine(root, workspace.ToString("N"));
        Directory.CreateDirectory(folder);
        var part = Path.Combine(folder, $"{Guid.CreateVersion7():N}.part");
        try
        {
            await using var file = new FileStream(part, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, useAsync: true);
            if (await Copy(content, file, ct) is not { } hash)
                return new StoreResult.Refused("file.too_large", $"This file is larger than {options.Value.LargestFile >> 20} MB and was not kept.");
            if (file.Length == 0)
                return new StoreResult.Refused("file.empty", "This file is empty.");
            file.Position = 0;
            if (await scan.Look(file, ct) is { } virus)
                return new StoreResult.Refused("file.infected", $"The virus scanner found {virus}; the file was not kept.");

            var stored = Look(file, hash, saidType);
            file.Flush(flushToDisk: true);
            var target = PathOf(workspace, hash);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Move(part, target, overwrite: true); // the same bytes, at once there as a whole
            return new StoreResult.Kept(stored);
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>The file's bytes; null when it is not there.</summary>
    public FileStream? Open(Guid workspace, string sha256)
    {
        try
        {
            return new(PathOf(workspace, sha256), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, useAsync: true);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The words in what was kept; null when it has none.</summary>
    public async Task<string?> Words(Guid workspace, StoreResult result, CancellationToken ct)
    {
        if (result is not StoreResult.Kept { File: var kept } || Open(workspace, kept.Sha256) is not { } file)
            return null;
        await using (file)
            return await words.Of(file, kept.ContentType, ct);
    }

    public void Delete(Guid workspace, string sha256) => File.Delete(PathOf(workspace, sha256));

    /// <summary>Whatever a workspace keeps and has not touched since.</summary>
    public IEnumerable<string> Older(Guid workspace, DateTime than)
    {
        var folder = new DirectoryInfo(Path.Combine(root, workspace.ToString("N")));
        return folder.Exists ? folder.EnumerateFiles("*", SearchOption.AllDirectories).Where(f => f.LastWriteTimeUtc < than).Select(f => f.Name) : [];
    }

    private string PathOf(Guid workspace, string sha256) => IsHash(sha256)
        ? Path.Combine(root, workspace.ToString("N"), sha256[..2], sha256)
        : throw new ArgumentException("This is no file's hash.", nameof(sha256));

    private static bool IsHash(string text) => text.Length == 64 && !text.AsSpan().ContainsAnyExcept(Hexadecimal);

    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");

    private async Task<string?> Copy(Stream from, FileStream to, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            for (int read; (read = await from.ReadAsync(buffer, ct)) > 0;)
            {
                if (to.Length + read > options.Value.LargestFile)
                    return null;
                hash.AppendData(buffer, 0, read);
                await to.WriteAsync(buffer.AsMemory(0, read), ct);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static StoredFile Look(FileStream file, string hash, string? saidType)
    {
        var type = FileType.Of(file, saidType);
        var size = PictureSize.Of(file, type);
        return new(hash, file.Length, type, size?.Width, size?.Height);
    }
}
