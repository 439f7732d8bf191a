using System.Security.Cryptography.X509Certificates;

using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace PromoEngine.Web.Auth;

/// <summary>The keys of cookies and channel credentials: in the database, the same for every node, locked by what <see cref="KeyOptions"/> names.</summary>
internal static class KeySetup
{
    public static void AddKeys(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<KeyOptions>().BindConfiguration("Keys").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ProtectionKeys>();
        services.AddSingleton<KeyRingLock>();
        services.AddHostedService<KeyRefresh>();
        var protection = services.AddDataProtection().SetApplicationName("PromoEngine").DisableAutomaticKeyGeneration();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(s => new ConfigureOptions<KeyManagementOptions>(keys =>
        {
            keys.XmlRepository = s.GetRequiredService<ProtectionKeys>();
            keys.XmlEncryptor ??= new KeyRingEncryptor(s.GetRequiredService<KeyRingLock>());
        }));
        // A missing file is said by the options' own check at start.
        if (configuration["Keys:Certificate"] is { Length: > 0 } path && File.Exists(path))
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(path, configuration["Keys:CertificatePassword"]);
            protection.ProtectKeysWithCertificate(certificate).UnprotectKeysWithAnyCertificate(certificate);
        }
    }
}
