using System.Data;

using Microsoft.Data.Sqlite;

namespace PromoEngine.Web.Data;

/// <summary>
/// The write lane's connection. It lives as long as the process and hears the same few hundred statements again and again, from EF as from hand, so
/// it keeps them compiled: compiling took more of the lane's time than running them.
/// </summary>
internal sealed class LaneConnection(string connectionString) : SqliteConnection(connectionString)
{
    /// <summary>Far more than the product has; statements with lists of values in them could be any number.</summary>
    private const int Most = 1000;

    private readonly Dictionary<string, Compiled> compiled = new(StringComparer.Ordinal);

    public override SqliteCommand CreateCommand() => new LaneCommand(this) { Connection = this, CommandTimeout = DefaultTimeout, Transaction = Transaction };

    private SqliteDataReader Execute(LaneCommand command, CommandBehavior behavior)
    {
        if (!compiled.TryGetValue(command.CommandText, out var known))
        {
            if (compiled.Count >= Most)
                Forget();
            known = new(new SqliteCommand(command.CommandText, this));
            compiled.Add(command.CommandText, known);
        }

        // A statement inside the loop over its own rows needs a second copy.
        return known.IsBusy ? command.ExecuteUncompiled(behavior) : known.Execute(command, behavior);
    }

    private void Forget()
    {
        foreach (var (text, known) in compiled.Where(pair => !pair.Value.IsBusy).ToList())
        {
            known.Command.Dispose();
            compiled.Remove(text);
        }
    }

    private sealed class Compiled(SqliteCommand command)
    {
        private SqliteDataReader? rows;

        public SqliteCommand Command => command;

        public bool IsBusy => rows is { IsClosed: false };

        public SqliteDataReader Execute(LaneCommand asked, CommandBehavior behavior)
        {
            command.Transaction = asked.Transaction;
            command.CommandTimeout = asked.CommandTimeout;
            command.Parameters.Clear();
            foreach (SqliteParameter parameter in asked.Parameters)
                command.Parameters.Add(parameter);
            return rows = command.ExecuteReader(behavior);
        }
    }

    /// <summary>Everything that executes a command comes through its reader.</summary>
    private sealed class LaneCommand(LaneConnection lane) : SqliteCommand
    {
        public override SqliteDataReader ExecuteReader(CommandBehavior behavior) => lane.Execute(this, behavior);

        public SqliteDataReader ExecuteUncompiled(CommandBehavior behavior) => base.ExecuteReader(behavior);
    }
}
