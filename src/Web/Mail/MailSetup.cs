namespace PromoEngine.Web.Mail;

internal static class MailSetup
{
    public static void AddMail(this IServiceCollection services)
    {
        services.AddOptions<SmtpOptions>().BindConfiguration("Smtp").ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped<Mailer>();
        services.AddScoped<MailLink>();
        services.AddScoped<ListDemoMails>();
    }
}
