using System.Data.Common;

using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

using Npgsql;

namespace PromoEngine.Web.Data;

/// <summary>
/// What the databases' own words mean here; the one place that knows their codes. A unit of work that another one stood in the way of is tried again
/// (on SQLite nobody ever stands in the way: there is one writer).
/// </summary>
internal static class DatabaseErrors
{
    private const int Tries = 5;

    /// <summary>Runs a unit on a server, and again when another one was in its way.</summary>
    public static async Task<T> Again<T>(Func<Task<T>> unit)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await unit();
            }
            catch (Exception e) when (attempt < Tries && IsInTheWay(e))
            {
                WebTelemetry.UnitsAgain.Add(1);
                await StepAside(attempt);
            }
        }
    }

    /// <summary>
    /// A deadlock, a serialisation failure, a row that somebody else has changed since it was read here, or a unique violation: whoever came second finds
    /// the first one's row on the next try, and a real duplicate fails all the same.
    /// </summary>
    public static bool IsInTheWay(Exception error) => error is DbUpdateConcurrencyException || Word(error) switch
    {
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.UniqueViolation,
        SqlException server => server.Number is Deadlock or SnapshotConflict or SnapshotConflictOfSchema or SqlServerDialect.LockRefused or UniqueIndex or UniqueKey,
        _ => false,
    };

    /// <summary>A statement that writes on a connection for reading.</summary>
    public static bool IsReadOnly(Exception error) => error is SqliteException { SqliteErrorCode: 8 } or PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction };

    /// <summary>What was to be written exists already, and did so on every try.</summary>
    public static bool IsDuplicate(Exception error) =>
        Word(error) is SqliteException { SqliteExtendedErrorCode: 2067 or 1555 } or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } or SqlException { Number: UniqueIndex or UniqueKey };

    /// <summary>A text with U+0000 in it.</summary>
    public static bool IsUnstorableText(Exception error) =>
        Word(error) is PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter };

    /// <summary>Another node has made the database in the same moment.</summary>
    public static bool IsMadeMeanwhile(Exception error) =>
        error is PostgresException { SqlState: PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation } or SqlException { Number: DatabaseExists };

    /// <summary>A short wait, longer after each try and never the same for two.</summary>
    private static Task StepAside(int attempt) => Task.Delay(Random.Shared.Next(5, 20 * attempt));

    // SQL Server's words have numbers only: sys.messages says what they mean.
    private const int Deadlock = 1205;
    private const int SnapshotConflict = 3960;
    private const int SnapshotConflictOfSchema = 3961;
    private const int UniqueIndex = 2601;
    private const int UniqueKey = 2627;
    private const int DatabaseExists = 1801;

    // A save wraps the server's word once; a bulk update's execution strategy wraps it as "likely due to a transient failure".
    private static DbException? Word(Exception error) => error switch
    {
        DbException word => word,
        DbUpdateConcurrencyException => null,
        DbUpdateException or InvalidOperationException => error.InnerException is { } inner ? Word(inner) : null,
        _ => null,
    };
}
