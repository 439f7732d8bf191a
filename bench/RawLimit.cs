using System.Buffers;
using System.Net;
using System.Threading.Channels;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

using PromoEngine.Inbox.Channels.Twilio;

namespace PromoEngine.Bench;

/// <summary>
/// What this machine could acknowledge at best: Kestrel without routes or middleware, the same calls, the same form and signature code, one row with a
/// unique key, one writer that commits whatever waits (WAL, synchronous=FULL), 200 after the commit. `bench ingest` starts it as a process of its own.
/// </summary>
internal static class RawLimit
{
    private static readonly byte[] Twiml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>"u8.ToArray();

    private sealed record Row(string Key, byte[] Body)
    {
        public TaskCompletionSource Stored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public static async Task<int> Run(Arguments options, CancellationToken ct)
    {
        var (port, token, path) = (options.Number("port", 0), options.Required("token"), options.Required("file"));
        var rows = Channel.CreateUnbounded<Row>(new() { SingleReader = true });
        var writer = Task.Factory.StartNew(() => Write(path, rows.Reader, ct), ct, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        await using var app = builder.Build();
        app.Run(http => Receive(http, token, rows.Writer));
        await app.StartAsync(ct);
        Console.WriteLine("ready");
        await writer;
        return 0;
    }

    private static async Task Receive(HttpContext http, string token, ChannelWriter<Row> rows)
    {
        var read = await http.Request.BodyReader.ReadAtLeastAsync((int)http.Request.ContentLength!, http.RequestAborted);
        var body = read.Buffer.ToArray();
        http.Request.BodyReader.AdvanceTo(read.Buffer.End);

        var url = string.Concat("http://", http.Request.Host.Value, http.Request.Path.Value);
        if (TwilioForm.Parse(body) is not { } form || !TwilioSignature.IsValid(token, url, form, http.Request.Headers["X-Twilio-Signature"].ToString()))
        {
            http.Response.StatusCode = 403;
            return;
        }

        var row = new Row(TwilioPayload.EventKey(form, body), body);
        rows.TryWrite(row);
        await row.Stored.Task;
        http.Response.ContentType = "text/xml; charset=utf-8";
        http.Response.ContentLength = Twiml.Length;
        await http.Response.Body.WriteAsync(Twiml);
    }

    private static async Task Write(string path, ChannelReader<Row> rows, CancellationToken ct)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE events (id INTEGER PRIMARY KEY, event_key TEXT NOT NULL UNIQUE, body BLOB NOT NULL)");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO events (event_key, body) VALUES (@key, @body) ON CONFLICT DO NOTHING";
        var key = insert.Parameters.Add("@key", SqliteType.Text);
        var body = insert.Parameters.Add("@body", SqliteType.Blob);
        var batch = new List<Row>();
        while (await rows.WaitToReadAsync(ct))
        {
            batch.Clear();
            using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            while (batch.Count < 256 && rows.TryRead(out var row))
            {
                (key.Value, body.Value) = (row.Key, row.Body);
                insert.ExecuteNonQuery();
                batch.Add(row);
            }

            transaction.Commit();
            foreach (var row in batch)
                row.Stored.SetResult();
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
