using System.Data;
using System.Data.Common;

namespace PromoEngine.Orders;

/// <summary>Hand-written SQL on the unit's connection.</summary>
internal static class SqlCommands
{
    private const int MaxRows = 50;

    public static DbCommand Command(this DbTransaction unit, string sql)
    {
        var command = unit.Connection!.CreateCommand();
        command.Transaction = unit;
#pragma warning disable CA2100 // every statement is a constant of this module; values travel as parameters
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    public static DbCommand With(this DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        // For SQL Server an instant is of its old type, which rounds to 3 ms, unless it is told. Only the host knows its driver; here it is known by name.
        if (value is DateTime && parameter.GetType().Name == "SqlParameter")
            parameter.DbType = DbType.DateTime2;
        command.Parameters.Add(parameter);
        return command;
    }

    /// <summary>Inserts rows of the workspace, many to a statement; the columns are the names of the first row's values.</summary>
    public static async Task Insert(this DbTransaction unit, Guid workspace, string table, IReadOnlyList<(string Column, object? Value)[]> rows, CancellationToken ct)
    {
        foreach (var chunk in rows.Chunk(MaxRows))
        {
            await using var command = unit.Command("");
            command.With("@workspace", workspace);
            var values = chunk.Select((row, r) => $"(@workspace, {string.Join(", ", row.Select((value, c) => command.Parameter($"@p{r}_{c}", value.Value)))})");
            var columns = string.Join(", ", rows[0].Select(value => value.Column));
#pragma warning disable CA2100 // table and columns are constants of this module; values travel as parameters
            command.CommandText = $"INSERT INTO {table} (workspace_id, {columns}) VALUES {string.Join(", ", values)}";
#pragma warning restore CA2100
            if (await command.ExecuteNonQueryAsync(ct) != chunk.Length)
                throw new InvalidOperationException($"Not every row went into {table}.");
        }
    }

    private static string Parameter(this DbCommand command, string name, object? value)
    {
        command.With(name, value);
        return name;
    }
}
