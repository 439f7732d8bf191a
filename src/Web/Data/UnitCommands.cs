using System.Data;
using System.Data.Common;

using Microsoft.Data.SqlClient;

namespace PromoEngine.Web.Data;

/// <summary>Hand-written SQL on the unit's connection.</summary>
internal static class UnitCommands
{
    public static DbCommand Command(this DbTransaction unit, string sql, params IEnumerable<(string Name, object Value)> values)
    {
        var command = unit.Connection!.CreateCommand();
        command.Transaction = unit;
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            // For SQL Server an instant is of its old type, which rounds to 3 ms, unless it is told.
            if (value is DateTime && parameter is SqlParameter instant)
                instant.SqlDbType = SqlDbType.DateTime2;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
