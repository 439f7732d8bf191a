using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace PromoEngine.Web.Data;

/// <summary>
/// SQL Server's driver looks at four types of an assembly that the package feed does not hold (`Microsoft.SqlServer.Server`: types that users define in a
/// database) whenever a parameter's type is left to it. We have no such types, so four empty ones are made when they are asked for.
/// </summary>
internal static class SqlServerShim
{
    private const string Name = "Microsoft.SqlServer.Server";

#pragma warning disable CA2255 // The resolver must stand before the driver makes its first parameter, in the host as in tests and tools.
    [ModuleInitializer]
    internal static void Install()
#pragma warning restore CA2255
    {
        var made = new Lazy<Assembly>(Make);
        AssemblyLoadContext.Default.Resolving += (_, name) => name.Name == Name ? made.Value : null;
    }

    private static Assembly Make()
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName(Name) { Version = new(1, 0, 0, 0) }, typeof(object).Assembly);
        var module = assembly.DefineDynamicModule(Name);
        var format = module.DefineEnum($"{Name}.Format", TypeAttributes.Public, typeof(int)).CreateTypeInfo();
        module.DefineType($"{Name}.InvalidUdtException", TypeAttributes.Public | TypeAttributes.Sealed, typeof(SystemException)).CreateTypeInfo();
        module.DefineType($"{Name}.IBinarySerialize", TypeAttributes.Public | TypeAttributes.Interface | TypeAttributes.Abstract).CreateTypeInfo();
        var userDefined = module.DefineType($"{Name}.SqlUserDefinedTypeAttribute", TypeAttributes.Public | TypeAttributes.Sealed, typeof(Attribute));
        foreach (var (property, type) in new (string, Type)[]
            { ("Format", format), ("IsByteOrdered", typeof(bool)), ("IsFixedLength", typeof(bool)), ("MaxByteSize", typeof(int)), ("Name", typeof(string)), ("ValidationMethodName", typeof(string)) })
        {
            var get = userDefined.DefineMethod($"get_{property}", MethodAttributes.Public, type, null).GetILGenerator();
            get.Emit(type == typeof(string) ? OpCodes.Ldnull : OpCodes.Ldc_I4_0);
            get.Emit(OpCodes.Ret);
        }

        userDefined.CreateTypeInfo();
        using var image = new MemoryStream();
        assembly.Save(image);
        image.Position = 0;
        return AssemblyLoadContext.Default.LoadFromStream(image);
    }
}
