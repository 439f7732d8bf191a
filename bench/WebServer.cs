using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace PromoEngine.Bench;

/// <summary>The built product as a process of its own, started the way that shared scripts start it, on a data folder of the bench.</summary>
internal sealed class WebServer : IAsyncDisposable
{
    public const string Token = "bench-token-0123456789abcdef";
    private const int LinesKept = 200;

    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();

    private WebServer(Process process, int port)
    {
        this.process = process;
        Address = new($"http://127.0.0.1:{port}");
        Http = new HttpClient { BaseAddress = Address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Token) } };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
    }

    public Uri Address { get; }

    public IPEndPoint EndPoint => new(IPAddress.Loopback, Address.Port);

    /// <summary>Acts as the administrator.</summary>
    public HttpClient Http { get; }

    public Process Process => process;

    public string Output => string.Join('\n', output);

    /// <summary>Starts without waiting for anything.</summary>
    /// <param name="program">PromoEngine.Web.dll as built.</param>
    /// <param name="port">Zero: a free one.</param>
    public static WebServer Launch(string program, string dataFolder, int port = 0, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetDirectoryName(program)! };
        port = port == 0 ? FreePort() : port;
        start.ArgumentList.Add(program);
        start.ArgumentList.Add("--urls");
        start.ArgumentList.Add($"http://127.0.0.1:{port}");
        start.Environment["DataFolder"] = dataFolder;
        start.Environment["Outbound__AllowHosts"] = "127.0.0.1";
        start.Environment["Bootstrap__AdminEmail"] = "bench@example.test";
        start.Environment["Bootstrap__AdminPassword"] = "bench-password-1";
        start.Environment["Bootstrap__ApiToken"] = Token;
        start.Environment["Demo__Enabled"] = "true";
        // Everything comes from one caller here: the limits are asked, and never reached.
        start.Environment["RateLimits__PerToken"] = "1000000";
        start.Environment["RateLimits__PerChannel"] = "1000000";
        start.Environment["RateLimits__TriesPerMinute"] = "1000000";
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var server = new WebServer(Process.Start(start)!, port);
        server.process.BeginOutputReadLine();
        server.process.BeginErrorReadLine();
        return server;
    }

    /// <summary>Starts and waits until it is ready.</summary>
    public static async Task<WebServer> Start(string program, string dataFolder, int port, CancellationToken ct, params (string Name, string Value)[] settings)
    {
        var server = Launch(program, dataFolder, port, settings);
        await server.Ready(ct);
        return server;
    }

    public async Task Ready(CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                using var answer = await Http.GetAsync("/readyz", ct);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            if (process.HasExited || Stopwatch.GetElapsedTime(started) > TimeSpan.FromMinutes(2))
                throw new InvalidOperationException($"The server did not become ready:\n{Output}");
            await Task.Delay(20, ct);
        }
    }

    /// <summary>Makes a Twilio channel over the API; returns the address that Twilio would call.</summary>
    public async Task<Uri> AddChannel(string authToken, Uri? provider, CancellationToken ct)
    {
        var settings = new Dictionary<string, string> { ["accountSid"] = "AC00000000000000000000000000000001", ["authToken"] = authToken };
        if (provider is not null)
            settings["apiBaseUrl"] = provider.ToString();
        using var answer = await Http.PostAsJsonAsync("/api/channels", new { kind = "sms", provider = "twilio", name = "Bench", address = "+15550100", settings }, ct);
        var body = await answer.Content.ReadAsStringAsync(ct);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"The channel was refused: {body}");
        using var channel = JsonDocument.Parse(body);
        return new(Address, $"/webhooks/twilio/{channel.RootElement.GetProperty("id").GetString()}");
    }

    /// <summary>kill -9.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Asks it to stop, as a service manager does.</summary>
    public async Task Stop()
    {
        if (process.HasExited)
            return;
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
            await kill.WaitForExitAsync(CancellationToken.None);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            await Kill();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        Http.Dispose();
        process.Dispose();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        output.Enqueue(line);
        while (output.Count > LinesKept)
            output.TryDequeue(out _);
    }
}
