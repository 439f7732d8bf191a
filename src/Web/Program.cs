using PromoEngine.Extraction;
using PromoEngine.Inbox;
using PromoEngine.Orders;
using PromoEngine.Web;
using PromoEngine.Web.Api;
using PromoEngine.Web.Audit;
using PromoEngine.Web.Auth;
using PromoEngine.Web.Data;
using PromoEngine.Web.Jobs;
using PromoEngine.Web.Live;
using PromoEngine.Web.Mail;
using PromoEngine.Web.Mailboxes;
using PromoEngine.Web.Operations;
using PromoEngine.Web.Pages;
using PromoEngine.Web.Privacy;
using PromoEngine.Web.Roles;
using PromoEngine.Web.Simulator;
using PromoEngine.Web.Webhooks;

var builder = WebApplication.CreateBuilder(args);
var services = builder.Services;
builder.AddTelemetry();

services.AddSingleton(TimeProvider.System);
services.AddDatabase(builder.Configuration);
services.AddInbox(s => s.GetRequiredService<DataFolder>().File("attachments"));
services.AddOrders();
services.AddExtraction();
services.AddPages();
services.AddJobs();
services.AddOperations();
services.AddPeople();
services.AddRoles();
services.AddKeys(builder.Configuration);
services.AddMail();
services.AddMailboxes();
services.AddLive();
services.AddAudit();
services.AddPrivacy();
services.AddHttpRules();
builder.WebHost.ConfigureKestrel(HttpSizes.Set);
services.AddSimulator();
services.AddSetup();

var app = builder.Build();
if (Commands.IsMeant(args))
    return await Commands.Run(app.Services, args, Console.Out, CancellationToken.None);

app.UseTrustedProxies();
app.UseExceptionHandler();
app.UseStatusCodePages();
app.UseMiddleware<BrowserRules>();
app.UseWebapp();
app.UseRouting();
app.UseAuthentication();
app.UseRateLimiter();
app.UseMiddleware<EnterWorkspace>();
app.Use(RequestKey.KeepBody);
app.UseMiddleware<AddressCheck>();
app.UseAuthorization();

app.MapWebhooks();
app.MapFileLinks();
app.MapTwilioHost();
app.MapHealth();
app.MapOpenApi().AllowAnonymous();
app.MapHub<LiveHub>("/live").Needs(Permission.Member);
app.MapApi();
app.MapWebapp();

app.Run();
return 0;
