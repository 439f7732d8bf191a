using System.Data.Common;

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
    /// <summary>How often a unit is tried.</summary>
    public const int Tries = 5;

    /// <summary>
    /// A deadlock, a serialisation failure, or a unique violation: whoever came second finds the first one's row on the next try, and a real duplicate
    /// fails all the same.
    /// </summary>
    public static bool IsInTheWay(Exception error) => Word(error) switch
    {
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.UniqueViolation,
        _ => false,
    };

    /// <summary>A statement that writes on a connection for reading.</summary>
    public static bool IsReadOnly(Exception error) => error is SqliteException { SqliteErrorCode: 8 } or PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction };

    /// <summary>What was to be written exists already, and did so on every try.</summary>
    public static bool IsDuplicate(Exception error) =>
        Word(error) is SqliteException { SqliteExtendedErrorCode: 2067 or 1555 } or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    /// <summary>A text with U+0000 in it.</summary>
    public static bool IsUnstorableText(Exception error) =>
        Word(error) is PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter };

    /// <summary>A short wait, longer after each try and never the same for two.</summary>
    public static Task StepAside(int attempt) => Task.Delay(Random.Shared.Next(5, 20 * attempt));

    // A save wraps the server's word once; a bulk update's execution strategy wraps it as "likely due to a transient failure".
    private static DbException? Word(Exception error) => error switch
    {
        DbException word => word,
        DbUpdateConcurrencyException => null,
        DbUpdateException or InvalidOperationException => error.InnerException is { } inner ? Word(inner) : null,
        _ => null,
    };
}
