namespace PromoEngine.Web.Roles;

internal static class RolesSetup
{
    public static void AddRoles(this IServiceCollection services)
    {
        services.AddSingleton<SeedRoles>();
        services.AddScoped<RoleKeepers>();
    }
}
