using PromoEngine.Web.Settings;

namespace PromoEngine.Web.Roles;

internal static class RolesSetup
{
    public static void AddRoles(this IServiceCollection services)
    {
        services.AddSingleton<SeedRoles>();
        services.AddScoped<RoleKeepers>();
        services.AddScoped<ReadRoles>();
        services.AddScoped<SaveRole>();
        services.AddScoped<AssignRoles>();
        services.AddScoped<Teams>();
        services.AddScoped<WorkspaceSettings>();
        services.AddScoped<SaveLogo>();
    }
}
