using System.Globalization;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

using PromoEngine.Web.Auth;

namespace PromoEngine.Web.Tests;

/// <summary>The shop through the eyes of its people.</summary>
public sealed partial class Shop
{
    private static int lastPerson;

    /// <summary>Who makes the requests.</summary>
    public Guid Person { get; internal set; }

    /// <summary>Another person of this shop with these roles (codes of system roles, or names); what it returns makes its requests as that person.</summary>
    public async Task<Shop> GivenPerson(params string[] roles)
    {
        var email = string.Create(CultureInfo.InvariantCulture, $"person{Interlocked.Increment(ref lastPerson)}@example.test");
        var token = $"token-{Guid.CreateVersion7():N}";
        var user = await In(services => Task.FromResult(services.GetRequiredService<NewPerson>().Create(email, $"Person {lastPerson}", App.Password)));
        await Unit(async (_, db) =>
        {
            db.Users.Add(user);
            db.Memberships.Add(new() { UserId = user.Id, WorkspaceId = Workspace });
            var ids = await db.Roles.Where(r => roles.Contains(r.SystemCode) || roles.Contains(r.Name)).Select(r => r.Id).ToListAsync();
            Assert.Equal(roles.Length, ids.Count);
            db.MembershipRoles.AddRange(ids.Select(id => new Web.Roles.MembershipRole { UserId = user.Id, WorkspaceId = Workspace, RoleId = id }));
            db.ApiTokens.Add(new() { UserId = user.Id, WorkspaceId = Workspace, Name = "test", Hash = ApiToken.HashOf(token), CreatedAt = App.Clock.Now });
            await db.SaveChangesAsync();
        });
        return new(App, Workspace, Number, email, token) { Channel = Channel, Person = user.Id };
    }

    /// <summary>Gives the person of these requests other roles, as a person who manages roles does.</summary>
    public Task SetRoles(params string[] roles) => Unit(async (_, db) =>
    {
        await db.MembershipRoles.Where(r => r.UserId == Person && r.WorkspaceId == Workspace).ExecuteDeleteAsync();
        var ids = await db.Roles.Where(r => roles.Contains(r.SystemCode) || roles.Contains(r.Name)).Select(r => r.Id).ToListAsync();
        db.MembershipRoles.AddRange(ids.Select(id => new Web.Roles.MembershipRole { UserId = Person, WorkspaceId = Workspace, RoleId = id }));
        await db.SaveChangesAsync();
    });
}
