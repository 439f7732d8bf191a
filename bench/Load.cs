using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PromoEngine.Bench;

/// <summary>How a load runs: for a time, or for a number of messages; as fast as it is answered, or at a pace.</summary>
internal sealed record LoadPlan(int Connections, TimeSpan WarmUp, TimeSpan Time)
{
    public long Messages { get; init; } = long.MaxValue;

    public long FirstNumber { get; init; }

    public double? PerSecond { get; init; }
}

/// <summary>What became of it.</summary>
/// <param name="Acknowledged">The number of every message that got a 200, also during the warm-up.</param>
/// <param name="AcknowledgedAt">When, by the stopwatch.</param>
/// <param name="Latencies">Of the measured time, sorted, in ticks of the stopwatch.</param>
/// <param name="Unanswered">Sent, and the connection broke before an answer.</param>
internal sealed record LoadResult(
    IReadOnlyList<long> Acknowledged, IReadOnlyList<long> AcknowledgedAt, IReadOnlyList<long> Latencies, TimeSpan Measured, IReadOnlyList<long> Unanswered, IReadOnlyDictionary<string, int> Refused)
{
    public double PerSecond => Latencies.Count / Measured.TotalSeconds;

    public TimeSpan Percentile(double part) => Percentile(Latencies, part);

    /// <summary>Of sorted ticks.</summary>
    public static TimeSpan Percentile(IReadOnlyList<long> sorted, double part) => sorted.Count == 0 ? TimeSpan.Zero
        : Stopwatch.GetElapsedTime(0, sorted[Math.Max((int)Math.Ceiling(part * sorted.Count) - 1, 0)]);
}

/// <summary>
/// The sender: one thread, plain sockets, keep-alive, one call under way on each connection. It waits for all of them at once, so that it takes little
/// of the machine, which it shares with the server. Time in its own queue counts as the server's.
/// </summary>
internal sealed class Load(IPEndPoint server, TextRequests requests, LoadPlan plan)
{
    private readonly List<long> acknowledged = new(1 << 20);
    private readonly List<long> acknowledgedAt = new(1 << 20);
    private readonly List<long> latencies = new(1 << 20);
    private readonly List<long> unanswered = [];
    private readonly Dictionary<string, int> refused = [];
    private readonly Dictionary<Socket, Connection> busy = [];
    private readonly Stack<Connection> idle = new();
    private readonly byte[] call = new byte[TextRequests.Largest];
    private long next = plan.FirstNumber;
    private long measureFrom;

    /// <summary>Called at the start of the measured time, after the warm-up.</summary>
    public Action? Warm { get; init; }

    public Task<LoadResult> Run(CancellationToken ct) => Task.Factory.StartNew(() => RunHere(ct), ct, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private LoadResult RunHere(CancellationToken ct)
    {
        for (var i = 0; i < plan.Connections; i++)
            Connect();
        var started = Stopwatch.GetTimestamp();
        measureFrom = started + Ticks(plan.WarmUp);
        var until = measureFrom + Ticks(plan.Time);
        var warm = Warm;
        var ready = new List<Socket>(plan.Connections);
        while (true)
        {
            var now = Stopwatch.GetTimestamp();
            if (now >= measureFrom && warm is not null)
            {
                warm();
                warm = null;
            }

            var over = ct.IsCancellationRequested || now >= until || next - plan.FirstNumber >= plan.Messages || idle.Count + busy.Count == 0;
            while (!over && idle.Count > 0 && IsDue(started, now) && next - plan.FirstNumber < plan.Messages)
                Send(idle.Pop());
            if (busy.Count == 0 && over)
                break;
            Wait(ready, over ? until + Ticks(TimeSpan.FromSeconds(30)) : until, now);
        }

        var measured = Stopwatch.GetElapsedTime(measureFrom);
        foreach (var connection in idle)
            connection.Socket.Dispose();
        latencies.Sort();
        return new(acknowledged, acknowledgedAt, latencies, plan.Messages == long.MaxValue && measured > plan.Time ? plan.Time : measured, unanswered, refused);
    }

    private bool IsDue(long started, long now) => plan.PerSecond is not { } pace || (now - started) * pace >= (next - plan.FirstNumber) * (double)Stopwatch.Frequency;

    private void Wait(List<Socket> ready, long until, long now)
    {
        if (now > until)
            throw new TimeoutException("The server has not answered for half a minute.");
        if (busy.Count == 0)
        {
            // Only a paced load has nothing under way.
            Thread.SpinWait(1000);
            Thread.Yield();
            return;
        }

        ready.Clear();
        ready.AddRange(busy.Keys);
        Socket.Select(ready, null, null, plan.PerSecond is null ? 100_000 : 1_000);
        foreach (var socket in ready)
            Receive(busy[socket]);
    }

    private void Connect()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(server);
        idle.Push(new(socket));
    }

    private void Send(Connection connection)
    {
        var length = requests.Write(next, call);
        connection.Begin(next++);
        try
        {
            connection.Socket.Send(call.AsSpan(0, length));
            busy.Add(connection.Socket, connection);
        }
        catch (SocketException)
        {
            Lose(connection);
        }
    }

    private void Receive(Connection connection)
    {
        int? status;
        try
        {
            status = connection.Receive();
        }
        catch (SocketException)
        {
            busy.Remove(connection.Socket);
            Lose(connection);
            return;
        }

        if (status is null)
            return;
        var now = Stopwatch.GetTimestamp();
        busy.Remove(connection.Socket);
        if (status == 200)
        {
            idle.Push(connection);
            acknowledged.Add(connection.Number);
            acknowledgedAt.Add(now);
            if (connection.SentAt >= measureFrom)
                latencies.Add(now - connection.SentAt);
            return;
        }

        // Not expected: what is left of the answer is of no interest, so the connection is given up.
        var answer = connection.Answer;
        refused[answer] = refused.GetValueOrDefault(answer) + 1;
        connection.Socket.Dispose();
        Connect();
    }

    private void Lose(Connection connection)
    {
        unanswered.Add(connection.Number);
        connection.Socket.Dispose();
    }

    private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);

    private sealed class Connection(Socket socket)
    {
        private readonly byte[] answer = new byte[16 * 1024];
        private int length;

        public Socket Socket => socket;

        public long Number { get; private set; }

        public long SentAt { get; private set; }

        public string Answer => Encoding.UTF8.GetString(answer, 0, Math.Min(length, 400));

        public void Begin(long number)
        {
            Number = number;
            length = 0;
            SentAt = Stopwatch.GetTimestamp();
        }

        /// <summary>The status once the whole answer is here; null before.</summary>
        public int? Receive()
        {
            var read = socket.Receive(answer.AsSpan(length));
            if (read == 0)
                throw new SocketException((int)SocketError.ConnectionReset);
            length += read;
            var text = answer.AsSpan(0, length);
            var headEnd = text.IndexOf("\r\n\r\n"u8);
            if (headEnd < 0)
                return null;
            var status = (text[9] - '0') * 100 + (text[10] - '0') * 10 + text[11] - '0';
            return length >= headEnd + 4 + BodyLength(text[..headEnd]) ? status : null;
        }

        private static int BodyLength(ReadOnlySpan<byte> head)
        {
            var at = head.IndexOf("Content-Length: "u8);
            return at >= 0 && System.Buffers.Text.Utf8Parser.TryParse(head[(at + 16)..], out int value, out _) ? value : 0;
        }
    }
}
