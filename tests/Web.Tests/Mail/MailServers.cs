using PromoEngine.Testing;

[assembly: AssemblyFixture(typeof(PromoEngine.Web.Tests.Mail.MailServers))]

namespace PromoEngine.Web.Tests.Mail;

/// <summary>The mail servers of a run: a real Dovecot and an SMTP server, started by the first test that wants them.</summary>
public sealed class MailServers : IAsyncDisposable
{
    private readonly SemaphoreSlim starting = new(1);
    private Dovecot? dovecot;
    private StubSmtp? smtp;

    public Dovecot Dovecot => dovecot!;

    public StubSmtp Smtp => smtp!;

    /// <summary>Without Dovecot the test is skipped by name, and fails where it is promised.</summary>
    public async Task Need()
    {
        var promised = new[] { "CI", "PROMOENGINE_CI" }.Any(name => Environment.GetEnvironmentVariable(name) is "1" or "true");
        if (promised && Dovecot.WhyNot is { } missing)
            Assert.Fail(missing);
        Assert.SkipUnless(Dovecot.WhyNot is null, Dovecot.WhyNot ?? "");
        await starting.WaitAsync();
        try
        {
            dovecot ??= await Dovecot.Start();
            smtp ??= StubSmtp.Start();
        }
        finally
        {
            starting.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (dovecot is not null)
            await dovecot.DisposeAsync();
        if (smtp is not null)
            await smtp.DisposeAsync();
        starting.Dispose();
    }
}
