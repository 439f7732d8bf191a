using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth;

/// <summary>Who may come in: cookie for people, token for scripts; denied unless a permission allows.</summary>
internal static class PeopleSetup
{
    private const string Either = "Cookie or token";

    public static void AddPeople(this IServiceCollection services)
    {
        services.AddIdentityCore<User>(identity =>
        {
            identity.User.RequireUniqueEmail = true;
            identity.Lockout.MaxFailedAccessAttempts = 5;
            identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
        });
        // Handlers save once, last; the store must not save on its own in between.
        services.AddScoped<IUserStore<User>>(s => new UserOnlyStore<User, AppDb, Guid>(s.GetRequiredService<AppDb>()) { AutoSaveChanges = false });

        services.AddAuthentication(Either)
            .AddPolicyScheme(Either, Either, either => either.ForwardDefaultSelector = http =>
                ApiTokenSignIn.IsMeant(http.Request) ? ApiTokenSignIn.Name : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(Cookie)
            .AddScheme<AuthenticationSchemeOptions, ApiTokenSignIn>(ApiTokenSignIn.Name, null);
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddScoped<IAuthorizationHandler, PermissionHandler>();
        services.AddHttpContextAccessor();
        services.AddScoped<CurrentPerson>();
        services.AddScoped<ReadAccess>();
        services.AddScoped<NewPerson>();
        services.AddScoped<SignIn>();
        services.AddScoped<ReadSession>();
        services.AddScoped<ActorNames>();
    }

    private static void Cookie(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "promoengine";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
        cookie.SlidingExpiration = true;
        // An API answers with a status, not with a page to go to.
        cookie.Events.OnRedirectToLogin = context => Status(context.Response, StatusCodes.Status401Unauthorized);
        cookie.Events.OnRedirectToAccessDenied = context => Status(context.Response, StatusCodes.Status403Forbidden);
    }

    private static Task Status(HttpResponse response, int status)
    {
        response.StatusCode = status;
        return Task.CompletedTask;
    }
}
