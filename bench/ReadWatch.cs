using System.Diagnostics;

namespace PromoEngine.Bench;

/// <summary>
/// Sees, from outside, when a text is in its conversation and read: its message is there, and no reading of its contact waits any more (message and
/// reading are written in one transaction). It looks twenty times a second, and what it sees late counts as late.
/// </summary>
internal sealed class ReadWatch(string dataFolder, TextRequests requests)
{
    private long allReadUpTo;

    /// <summary>By MessageSid, when it was first seen as read, by the stopwatch.</summary>
    public Dictionary<string, long> ReadAt { get; } = new(StringComparer.Ordinal);

    public async Task Run(CancellationToken ct)
    {
        using var stored = new Stored(dataFolder);
        while (!ct.IsCancellationRequested)
        {
            Look(stored);
            await Task.Delay(50, CancellationToken.None);
        }

        Look(stored);
    }

    private void Look(Stored stored)
    {
        var rows = stored.Rows($"""
            SELECT m.position, m.external_id, EXISTS (SELECT 1 FROM jobs WHERE workspace_id = m.workspace_id AND unique_key = 'read:' || lower(m.contact_id) AND unique_key IS NOT NULL AND state = 'Waiting')
            FROM inbox_messages m WHERE m.position > {allReadUpTo} ORDER BY m.position
            """, row => (Position: row.GetInt64(0), Sid: row.IsDBNull(1) ? "" : row.GetString(1), Waits: row.GetBoolean(2))).ToList();
        var now = Stopwatch.GetTimestamp();
        var gap = false;
        foreach (var (position, sid, waits) in rows)
        {
            gap |= waits;
            if (!waits && sid.EndsWith(requests.Suffix, StringComparison.Ordinal))
                ReadAt.TryAdd(sid, now);
            if (!gap)
                allReadUpTo = position;
        }
    }
}
