using Microsoft.Extensions.DependencyInjection;

using PromoEngine.Extraction.Drafts;

namespace PromoEngine.Extraction;

/// <summary>Reads orders out of messages and keeps them as drafts until a person confirms. See README.md beside this file.</summary>
internal static class ExtractionModule
{
    public static IServiceCollection AddExtraction(this IServiceCollection services)
    {
        services.AddSingleton<ShopReaders>();
        services.AddScoped<ReadContact>();
        services.AddScoped<StaleDrafts>();
        services.AddScoped<ReadDrafts>();
        services.AddScoped<EditDraft>();
        services.AddScoped<ConfirmDraft>();
        services.AddScoped<DismissDraft>();
        return services;
    }
}
