using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

using PromoEngine.Inbox.Channels;
using PromoEngine.Web.Auth.Passkeys;
using PromoEngine.Web.Auth.Passwords;
using PromoEngine.Web.Auth.Sessions;
using PromoEngine.Web.Auth.Tokens;
using PromoEngine.Web.Auth.TwoStep;
using PromoEngine.Web.Data;
using PromoEngine.Web.People;

namespace PromoEngine.Web.Auth;

/// <summary>Who may come in: cookie for people, token for scripts; denied unless a permission allows.</summary>
internal static class PeopleSetup
{
    private const string Either = "Cookie or token";

    public static void AddPeople(this IServiceCollection services)
    {
        // Of the framework's part, the store, the hash and the normalising of addresses are used. Its lockout looks at the real clock and saves by itself.
        services.AddIdentityCore<User>(identity => identity.User.RequireUniqueEmail = true);
        // Handlers save once, last; the store must not save on its own in between.
        services.AddScoped<IUserStore<User>>(s => new UserOnlyStore<User, AppDb, Guid, IdentityUserClaim<Guid>, IdentityUserLogin<Guid>, IdentityUserToken<Guid>, Passkey>(
            s.GetRequiredService<AppDb>()) { AutoSaveChanges = false });

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
        services.AddScoped<ReadSession>();
        services.AddScoped<SwitchWorkspace>();
        services.AddScoped<ActorNames>();
        AddSigningIn(services);
        AddOwnAccount(services);
        AddPeopleOfWorkspace(services);
    }

    private static void AddSigningIn(IServiceCollection services)
    {
        services.AddOptions<SignInOptions>().BindConfiguration("SignIn").ValidateOnStart();
        services.AddScoped<CameIn>();
        services.AddScoped<SessionCookie>();
        services.AddSingleton<LastSeen>();
        services.AddHostedService(s => s.GetRequiredService<LastSeen>());
        services.AddScoped<OpenSession>();
        services.AddScoped<SignIn>();
        services.AddOptions<IdentityPasskeyOptions>().Configure<ReachableAt>(PasskeySite.Configure);
        services.AddScoped<IPasskeyHandler<User>, PasskeyHandler<User>>();
        services.AddSingleton<PasskeyCeremony>();
        services.AddScoped<SignInWithPasskey>();
        services.AddScoped<SignOut>();
        services.AddSingleton<TwoStepSecrets>();
        services.AddScoped<ForgotPassword>();
        services.AddScoped<ResetPassword>();
    }

    private static void AddOwnAccount(IServiceCollection services)
    {
        services.AddScoped<ReadProfile>();
        services.AddScoped<ChangeName>();
        services.AddScoped<EndSession>();
        services.AddScoped<OwnPassword>();
        services.AddScoped<ChangePassword>();
        services.AddScoped<BeginTwoStep>();
        services.AddScoped<ConfirmTwoStep>();
        services.AddScoped<RenewRecoveryCodes>();
        services.AddScoped<TurnOffTwoStep>();
        services.AddScoped<AddPasskey>();
        services.AddScoped<ChangePasskey>();
        services.AddScoped<CreateToken>();
        services.AddScoped<ListTokens>();
        services.AddScoped<RevokeToken>();
    }

    private static void AddPeopleOfWorkspace(IServiceCollection services)
    {
        services.AddScoped<ListPeople>();
        services.AddScoped<InvitePerson>();
        services.AddScoped<WithdrawInvite>();
        services.AddScoped<AcceptInvite>();
        services.AddScoped<DeactivatePerson>();
        services.AddScoped<Impersonate>();
        services.AddScoped<ChangeAdminAddresses>();
    }

    private static void Cookie(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "promoengine";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        // When a session ends stands in its row; the cookie only must not end before it.
        cookie.ExpireTimeSpan = UserSession.Longest;
        cookie.SlidingExpiration = false;
        cookie.EventsType = typeof(SessionCookie);
    }
}
