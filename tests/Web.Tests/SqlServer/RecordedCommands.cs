using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

using Microsoft.Data.SqlClient;

namespace PromoEngine.Web.Tests.SqlServer;

/// <summary>A statement as it would have gone to the server.</summary>
internal sealed record RecordedCommand(string Sql, IReadOnlyDictionary<string, SqlDbType> Parameters);

/// <summary>A transaction on no server: what is run in it is kept, one row is changed and none found.</summary>
internal sealed class RecordedUnit : DbTransaction
{
    // The module's initialiser answers for the driver's assemblies.
    static RecordedUnit() => System.Runtime.CompilerServices.RuntimeHelpers.RunModuleConstructor(typeof(Web.Data.AppDb).Module.ModuleHandle);

    private readonly NoServer connection = new();

    public List<RecordedCommand> Commands => connection.Commands;

    public override IsolationLevel IsolationLevel => IsolationLevel.ReadCommitted;

    protected override DbConnection DbConnection => connection;

    public override void Commit()
    {
    }

    public override void Rollback()
    {
    }

    private sealed class NoServer : DbConnection
    {
        public List<RecordedCommand> Commands { get; } = [];

        [AllowNull]
        public override string ConnectionString { get; set; } = "";

        public override string Database => "";

        public override string DataSource => "";

        public override string ServerVersion => "";

        public override ConnectionState State => ConnectionState.Open;

        public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

        public override void Close()
        {
        }

        public override void Open()
        {
        }

        protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw new NotSupportedException();

        protected override DbCommand CreateDbCommand() => new Command(Commands);
    }

    /// <summary>With the driver's own parameters, so that their types are those that it would send.</summary>
    private sealed class Command(List<RecordedCommand> recorded) : DbCommand
    {
        private readonly SqlCommand real = new();

        [AllowNull]
        public override string CommandText { get; set; } = "";

        public override int CommandTimeout { get; set; }

        public override CommandType CommandType { get; set; }

        public override bool DesignTimeVisible { get; set; }

        public override UpdateRowSource UpdatedRowSource { get; set; }

        protected override DbConnection? DbConnection { get; set; }

        protected override DbTransaction? DbTransaction { get; set; }

        protected override DbParameterCollection DbParameterCollection => real.Parameters;

        public override void Cancel()
        {
        }

        public override void Prepare()
        {
        }

        public override int ExecuteNonQuery()
        {
            Keep();
            return 1;
        }

        public override object? ExecuteScalar()
        {
            Keep();
            return null;
        }

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
        {
            Keep();
            return new DataTable().CreateDataReader();
        }

        protected override DbParameter CreateDbParameter() => real.CreateParameter();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                real.Dispose();
            base.Dispose(disposing);
        }

        private void Keep() => recorded.Add(new(CommandText, real.Parameters.Cast<SqlParameter>().ToDictionary(p => p.ParameterName, p => p.SqlDbType)));
    }
}
