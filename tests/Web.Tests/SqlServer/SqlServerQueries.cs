using System.Collections;
using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Linq.Expressions;
using System.Reflection;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;


namespace PromoEngine.Web.Tests.SqlServer;

/// <summary>
/// Hears every query that the suite asks on SQLite and asks a SQL Server that is not there the same: what cannot be translated for it is found, and what can
/// is read as text.
/// </summary>
internal sealed class SqlServerQueries : IQueryExpressionInterceptor
{
    private readonly ConcurrentQueue<Expression> heard = [];

    public ConcurrentQueue<string> Translated { get; } = [];

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData)
    {
        heard.Enqueue(queryExpression);
        return queryExpression;
    }

    /// <summary>What is wrong with the queries since the last time; null when nothing is.</summary>
    public string? TranslateNew()
    {
        var complaints = new List<string>();
        while (heard.TryDequeue(out var query))
        {
            try
            {
                var statements = Statements(query);
                complaints.AddRange(statements.SelectMany(ForeignWords.In));
                statements.ForEach(Translated.Enqueue);
            }
            catch (InvalidOperationException e) when (e.Message.Contains("could not be translated", StringComparison.Ordinal))
            {
                complaints.Add(e.Message);
            }
        }

        return complaints.Count == 0 ? null : $"SQL Server would not understand (SqlServerQueries.cs):\n{string.Join("\n", complaints)}";
    }

    /// <summary>The statements that a query becomes.</summary>
    public static List<string> Statements(Expression query)
    {
        var recorder = new Recorder();
        using var db = SqlServerModel.Open(options => options.AddInterceptors(recorder, new NoConnection()));
        var provider = db.GetService<IAsyncQueryProvider>();
        var asked = new Moved(db.Model, provider).Visit(query);
        try
        {
            Ask.MakeGenericMethod(asked.Type.IsAssignableTo(typeof(IQueryable)) ? typeof(IEnumerable<>).MakeGenericType(Element(asked.Type)) : asked.Type).Invoke(null, [provider, asked]);
        }
        catch (TargetInvocationException e) when (recorder.Statements.Count > 0 && e.InnerException is InvalidOperationException)
        {
            // Nothing is found, and this query wanted one.
        }
        catch (TargetInvocationException e) when (e.InnerException is InvalidOperationException refused)
        {
            throw new InvalidOperationException(refused.Message, refused);
        }

        return recorder.Statements;
    }

    private static readonly MethodInfo Ask = typeof(SqlServerQueries).GetMethod(nameof(AskCore), BindingFlags.Static | BindingFlags.NonPublic)!;

    private static void AskCore<T>(IQueryProvider provider, Expression query)
    {
        var answer = provider.Execute<T>(query);
        if (answer is IEnumerable rows and not string)
        {
            foreach (var _ in rows)
            {
            }
        }
    }

    private static Type Element(Type type) =>
        type.GetInterfaces().Append(type).First(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>)).GetGenericArguments()[0];

    /// <summary>The same query over the other model, with a value of its type in the place of each parameter.</summary>
    private sealed class Moved(Microsoft.EntityFrameworkCore.Metadata.IModel model, IAsyncQueryProvider provider) : ExpressionVisitor
    {
        protected override Expression VisitExtension(Expression node) => node switch
        {
            EntityQueryRootExpression root => new EntityQueryRootExpression(provider, model.FindEntityType(root.EntityType.Name)!),
            QueryParameterExpression { Type: var type } when type == typeof(DbFunctions) => Expression.Constant(EF.Functions),
            QueryParameterExpression { Type: var type } => Given(type),
            _ => base.VisitExtension(node),
        };

        private static MemberExpression Given(Type type)
        {
            var value = Value(type);
            var box = Activator.CreateInstance(typeof(Box<>).MakeGenericType(type.IsInstanceOfType(value) || Nullable.GetUnderlyingType(type) is not null ? type : value.GetType()), value)!;
            return Expression.Field(Expression.Constant(box), nameof(Box<>.Value));
        }

        private static object Value(Type type)
        {
            type = Nullable.GetUnderlyingType(type) ?? type;
            if (type == typeof(string))
                return "a";
            if (type == typeof(byte[]))
                return new byte[] { 1 };
            if (type == typeof(DateTime))
                return new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
            if (type != typeof(string) && type.IsAssignableTo(typeof(IEnumerable)))
                return Collection(type);
            return type.IsEnum ? Enum.GetValues(type).GetValue(0)! : Activator.CreateInstance(type)!;
        }

        /// <summary>Two values, in a list as it was asked for or in an array; the keys of a dictionary without any.</summary>
        private static object Collection(Type type)
        {
            var element = Element(type);
            var values = Array.CreateInstance(element, 2);
            values.SetValue(Value(element), 0);
            values.SetValue(Value(element), 1);
            if (type.IsNested && type.DeclaringType == typeof(Dictionary<,>))
                return Activator.CreateInstance(type, Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(type.GetGenericArguments())))!;
            return type.IsInstanceOfType(values) || type.GetConstructor([typeof(IEnumerable<>).MakeGenericType(element)]) is null ? values : Activator.CreateInstance(type, values)!;
        }
    }

    private sealed class Box<T>(T value)
    {
        public readonly T Value = value;
    }

    private sealed class Recorder : DbCommandInterceptor
    {
        public List<string> Statements { get; } = [];

        public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
        {
            Statements.Add(command.CommandText);
            return InterceptionResult<DbDataReader>.SuppressWithResult(new DataTable().CreateDataReader());
        }

        public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
        {
            Statements.Add(command.CommandText);
            return InterceptionResult<int>.SuppressWithResult(0);
        }
    }

    private sealed class NoConnection : DbConnectionInterceptor
    {
        public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) => InterceptionResult.Suppress();
    }
}
