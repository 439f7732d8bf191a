using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace PromoEngine.EndToEnd.Running;

/// <summary>The built product with its demo shop, as a process of its own on a data folder of its own.</summary>
internal sealed class BuiltShop : IAsyncDisposable
{
    public const string Email = "alex@example.test";
    public const string Password = "journeys-only-1";
    private const string Token = "journeys-token-0123456789";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly string dataFolder;
    private readonly ConcurrentQueue<string> output = new();

    private BuiltShop(Process process, string dataFolder, Uri address)
    {
        this.process = process;
        this.dataFolder = dataFolder;
        Address = address;
        Http = new() { BaseAddress = address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Token) } };
        process.OutputDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
    }

    public Uri Address { get; }

    /// <summary>The API as the administrator, for what a journey needs beside the screens.</summary>
    public HttpClient Http { get; }

    /// <summary>What it printed.</summary>
    public string Output => string.Join('\n', output);

    public static async Task<BuiltShop> Start(CancellationToken ct)
    {
        var dataFolder = Directory.CreateTempSubdirectory("promoengine-journeys-").FullName;
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [Places.Program, "--urls", address.OriginalString])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Places.Web,
        };
        start.Environment["DataFolder"] = dataFolder;
        start.Environment["Demo__Enabled"] = "true";
        start.Environment["Outbound__AllowHosts"] = "127.0.0.1";
        start.Environment["Bootstrap__AdminEmail"] = "owner@example.test";
        start.Environment["Bootstrap__AdminPassword"] = Password;
        start.Environment["Bootstrap__ApiToken"] = Token;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        var shop = new BuiltShop(Process.Start(start)!, dataFolder, address);
        shop.process.BeginOutputReadLine();
        shop.process.BeginErrorReadLine();
        await shop.Ready(ct);
        return shop;
    }

    public async Task<JsonNode> Get(string path) =>
        await Http.GetFromJsonAsync<JsonNode>(path, TestContext.Current.CancellationToken) ?? throw new InvalidOperationException($"{path} answered nothing.");

    public async Task<JsonNode> Post(string path, object body)
    {
        using var answer = await Http.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{path} answered {(int)answer.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }

    /// <summary>On hand and reserved of one variant, over all warehouses.</summary>
    public async Task<(long OnHand, long Reserved, long Available)> Stock(string sku)
    {
        var levels = (await Get($"/api/inventory?sku={sku}")).AsArray();
        long Sum(string field) => levels.Sum(level => level![field]!.GetValue<long>());
        return (Sum("onHand"), Sum("reserved"), Sum("available"));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }

        process.Dispose();
        Directory.Delete(dataFolder, recursive: true);
    }

    private async Task Ready(CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await Answers(ct))
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(started) > Patience)
                throw new InvalidOperationException($"The server did not become ready:\n{Output}");
            await Task.Delay(100, ct);
        }
    }

    private async Task<bool> Answers(CancellationToken ct)
    {
        try
        {
            using var answer = await Http.GetAsync("/readyz", ct);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // It does not listen yet.
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
