using System.Net;
using System.Net.Sockets;
using System.Text;

using Microsoft.Extensions.Options;

using PromoEngine.Inbox.Files;

namespace PromoEngine.Inbox.Tests.Files;

public sealed class FileStoreTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("files").FullName;
    private readonly FileSettings settings = new() { LargestFile = 1000 };
    private readonly Guid shop = Guid.CreateVersion7();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_same_bytes_are_kept_once_and_one_workspace_does_not_see_anothers()
    {
        var store = Store();
        var first = await Put(store, "hello");
        var second = await Put(store, "hello");

        Assert.Equal(first, second);
        Assert.Single(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
        Assert.Null(store.Open(Guid.CreateVersion7(), first.Sha256));
        using var read = new StreamReader(store.Open(shop, first.Sha256)!);
        Assert.Equal("hello", await read.ReadToEndAsync(Ct));
    }

    [Fact]
    public async Task What_is_too_large_or_empty_is_refused_and_leaves_nothing()
    {
        var store = Store();

        Assert.Equal(["file.too_large", "file.empty"], new[] { await Refused(store, new string('a', 1001)), await Refused(store, "") });
        Assert.Empty(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("../../../../etc/passwd")]
    [InlineData("")]
    [InlineData("ABCDEF")]
    public void A_name_from_outside_is_no_path(string name) => Assert.Throws<ArgumentException>(() => Store().Open(shop, name));

    [Fact]
    public async Task The_virus_scanner_sees_every_byte_and_its_word_counts()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        settings.ClamAv = $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        var seen = Clamd(listener, "stream: Eicar-Signature FOUND\0");

        Assert.Equal("file.infected", await Refused(Store(), "not harmless"));
        Assert.Equal("not harmless", await seen);
        Assert.Empty(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task While_the_virus_scanner_is_away_files_wait()
    {
        settings.ClamAv = "127.0.0.1:1";

        await Assert.ThrowsAsync<NotYetException>(() => Refused(Store(), "who knows"));
    }

    private FileStore Store() => new(folder, Options.Create(settings), new(Options.Create(settings)), new(new(Options.Create(settings))));

    private async Task<StoredFile> Put(FileStore store, string text) => Assert.IsType<StoreResult.Kept>(await Store(store, text)).File;

    private async Task<string> Refused(FileStore store, string text) => Assert.IsType<StoreResult.Refused>(await Store(store, text)).Code;

    private async Task<StoreResult> Store(FileStore store, string text)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await store.Put(shop, content, null, Ct);
    }

    /// <summary>Takes one INSTREAM and answers it; what was in it.</summary>
    private static async Task<string> Clamd(TcpListener listener, string answer)
    {
        using var client = await listener.AcceptTcpClientAsync(Ct);
        await using var stream = client.GetStream();
        var command = new byte["zINSTREAM\0".Length];
        await stream.ReadExactlyAsync(command, Ct);
        Assert.Equal("zINSTREAM\0", Encoding.ASCII.GetString(command));
        using var content = new MemoryStream();
        var length = new byte[4];
        while (true)
        {
            await stream.ReadExactlyAsync(length, Ct);
            var size = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(length);
            if (size == 0)
                break;
            var chunk = new byte[size];
            await stream.ReadExactlyAsync(chunk, Ct);
            content.Write(chunk);
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), Ct);
        return Encoding.UTF8.GetString(content.ToArray());
    }
}
