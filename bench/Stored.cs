using Microsoft.Data.Sqlite;

namespace PromoEngine.Bench;

/// <summary>The product's SQLite file, opened for reading only and without the product's code: what is really there.</summary>
internal sealed class Stored : IDisposable
{
    private readonly SqliteConnection connection;

    public Stored(string dataFolder)
    {
        connection = new($"Data Source={Path.Combine(dataFolder, "promoengine.db")};Mode=ReadOnly;Pooling=False;Default Timeout=30");
        connection.Open();
    }

    public long Count(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)(command.ExecuteScalar() ?? 0L);
    }

    public IEnumerable<string> Texts(string sql) => Rows(sql, row => row.GetString(0));

    public IEnumerable<T> Rows<T>(string sql, Func<SqliteDataReader, T> read)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        while (rows.Read())
            yield return read(rows);
    }

    /// <summary>Waits until the workers have nothing left to do.</summary>
    public static async Task WaitUntilFinished(string dataFolder, CancellationToken ct)
    {
        using var stored = new Stored(dataFolder);
        while (stored.Count("SELECT EXISTS (SELECT 1 FROM jobs WHERE state = 'Waiting')") > 0)
            await Task.Delay(50, ct);
    }

    public long Unfinished => Count("SELECT COUNT(*) FROM jobs WHERE state = 'Waiting'");

    public long Dead => Count("SELECT COUNT(*) FROM jobs WHERE state = 'Dead'");

    /// <summary>
    /// What is wrong with the inbox after this load, in sentences; empty: every acknowledged message is an event once and, as far as the workers have
    /// come (<paramref name="finished"/>: to the end), a message once.
    /// </summary>
    public List<string> Faults(TextRequests requests, IReadOnlyCollection<long> acknowledged, IReadOnlyCollection<long> unanswered, bool finished)
    {
        var faults = new List<string>();
        var events = Once("event", $"SELECT substr(event_key, 4) FROM inbox_inbound_events WHERE event_key LIKE 'in:%{requests.Suffix}'", faults);
        var messages = Once("message", $"SELECT external_id FROM inbox_messages WHERE direction = 'Inbound' AND external_id LIKE '%{requests.Suffix}'", faults);
        var sent = acknowledged.Concat(unanswered).Select(requests.SidOf).ToHashSet(StringComparer.Ordinal);

        Compare(faults, acknowledged.Count(n => !events.Contains(requests.SidOf(n))), "acknowledged messages are no event");
        Compare(faults, events.Count(sid => !sent.Contains(sid)), "events were never sent");
        Compare(faults, messages.Count(sid => !events.Contains(sid)), "messages have no event");
        Compare(faults, Count($"SELECT COUNT(*) FROM inbox_inbound_events WHERE event_key LIKE 'in:%{requests.Suffix}' AND state = 'Done'") - messages.Count, "events are done without a message");
        Compare(faults, Dead, "jobs are dead");
        if (finished)
            Compare(faults, events.Count - messages.Count, "events are no message");
        return faults;
    }

    private HashSet<string> Once(string what, string sql, List<string> faults)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var sid in Texts(sql))
        {
            if (!seen.Add(sid))
                faults.Add($"{sid} is twice a {what}");
        }

        return seen;
    }

    private static void Compare(List<string> faults, long count, string sentence)
    {
        if (count != 0)
            faults.Add($"{count} {sentence}");
    }

    public void Dispose() => connection.Dispose();
}
