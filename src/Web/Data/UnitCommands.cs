using System.Data.Common;

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
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
