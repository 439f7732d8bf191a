using System.Data.Common;

namespace PromoEngine.Orders;

/// <summary>Hand-written SQL on the unit's connection.</summary>
internal static class SqlCommands
{
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
        command.Parameters.Add(parameter);
        return command;
    }
}
