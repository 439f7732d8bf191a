using System.Linq.Expressions;
using System.Reflection;
using System.Text;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

using PromoEngine.Extraction;
using PromoEngine.Inbox;
using PromoEngine.Orders;
using PromoEngine.Web.Auth.Passkeys;
using PromoEngine.Web.Auth.Sessions;
using PromoEngine.Web.Auth.TwoStep;

namespace PromoEngine.Web.Data;

internal abstract partial class AppDb
{
    /// <summary>The shadow column that every row of a workspace carries.</summary>
    public const string WorkspaceId = nameof(WorkspaceId);

    /// <summary>The tables without a workspace: people are global, and these rows say who may enter which workspace. A test holds this list.</summary>
    internal static readonly Type[] Unfiltered =
    [
        typeof(Workspace), typeof(Auth.User), typeof(Auth.Membership), typeof(Roles.MembershipRole), typeof(Auth.ApiToken), typeof(Auth.ProtectionKey), typeof(Jobs.ScheduleTick),
        typeof(UserSession), typeof(LoginAttempt), typeof(RecoveryCode), typeof(Passkey), typeof(SpentChallenge), typeof(Auth.MailedLink),
    ];

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<DateTime>().HaveConversion<UtcDateTime>();
        conventions.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        Assembly[] modules = [typeof(AppDb).Assembly, typeof(IInboxDb).Assembly, typeof(IOrdersDb).Assembly, typeof(IExtractionDb).Assembly];
        // The wall comes first: the tables' own indexes begin with its column.
        foreach (var row in modules.SelectMany(Configured).Except(Unfiltered))
            WallIn.MakeGenericMethod(row).Invoke(this, [builder]);
        foreach (var module in modules)
            builder.ApplyConfigurationsFromAssembly(module);
        Auth.UserTable.NameIdentityTables(builder);

        foreach (var entity in builder.Model.GetEntityTypes().ToList())
        {
            if (entity.IsMappedToJson())
                continue;
            // We make the ids. Were they the database's to make, a new child of a loaded row would count as one that exists and be updated.
            if (entity.FindPrimaryKey() is { Properties: [{ ClrType: var key } id] } && key == typeof(Guid))
                id.ValueGenerated = ValueGenerated.Never;
            if (entity.FindProperty("Version") is { ClrType: var type } version && type == typeof(int))
                version.IsConcurrencyToken = true;
            NameAsSnakeCase(entity);
        }
    }

    /// <summary>The entities that an assembly has a table class for.</summary>
    private static IEnumerable<Type> Configured(Assembly module) =>
        from table in module.GetTypes()
        from configures in table.GetInterfaces()
        where configures.IsGenericType && configures.GetGenericTypeDefinition() == typeof(IEntityTypeConfiguration<>)
        select configures.GetGenericArguments()[0];

    private static readonly MethodInfo WallIn = typeof(AppDb).GetMethod(nameof(WallInCore), BindingFlags.Instance | BindingFlags.NonPublic)!;

    /// <summary>Shadow column, filter, and the column in the WHERE of every UPDATE and DELETE: an attached foreign row changes nothing.</summary>
    private void WallInCore<T>(ModelBuilder builder)
        where T : class
    {
        var entity = builder.Entity<T>();
        entity.Property<Guid>(WorkspaceId).IsConcurrencyToken();
        Expression<Func<T, bool>> own = row => EF.Property<Guid>(row, WorkspaceId) == Workspace;
        entity.HasQueryFilter("workspace", own);
    }

    private static void NameAsSnakeCase(IMutableEntityType entity)
    {
        foreach (var property in entity.GetProperties())
            property.SetColumnName(Snake(property.GetColumnName()));
        foreach (var key in entity.GetKeys())
            key.SetName(Snake(key.GetName()!));
        foreach (var foreignKey in entity.GetForeignKeys())
            foreignKey.SetConstraintName(Snake(foreignKey.GetConstraintName()!));
        foreach (var index in entity.GetIndexes())
            index.SetDatabaseName(Snake(index.GetDatabaseName()!));
    }

    private static string Snake(string name)
    {
        var result = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && name[i - 1] != '_' && (char.IsLower(name[i - 1]) || char.IsDigit(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))))
                result.Append('_');
            result.Append(char.ToLowerInvariant(name[i]));
        }

        return result.ToString();
    }

    /// <summary>Instants are UTC; SQLite forgets the kind, so it is put back on reading.</summary>
    private sealed class UtcDateTime() : ValueConverter<DateTime, DateTime>(
        written => written.Kind == DateTimeKind.Utc ? written : DateTime.SpecifyKind(written, DateTimeKind.Utc),
        read => DateTime.SpecifyKind(read, DateTimeKind.Utc));
}
