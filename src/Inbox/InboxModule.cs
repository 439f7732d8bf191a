using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Conversations;
using PromoEngine.Inbox.Files;

namespace PromoEngine.Inbox;

/// <summary>Messages in and out. See README.md beside this file for its words and decisions. The host chooses its database's <see cref="StoreEvent"/>.</summary>
internal static class InboxModule
{
    /// <param name="services">Where to register.</param>
    /// <param name="files">The folder of the customers' files, unless the settings name another.</param>
    public static IServiceCollection AddInbox(this IServiceCollection services, Func<IServiceProvider, string> files)
    {
        services.AddChannelAdapters();
        services.AddOptions<FileSettings>().BindConfiguration(FileSettings.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<VirusScan>();
        services.AddSingleton<PdfText>();
        services.AddSingleton<FileText>();
        services.AddSingleton<FileLinks>();
        services.AddSingleton(s => new FileStore(files(s), s.GetRequiredService<IOptions<FileSettings>>(), s.GetRequiredService<VirusScan>(), s.GetRequiredService<FileText>()));
        services.AddSingleton<ChannelSecrets>();
        services.AddSingleton<ReachableAt>();
        services.AddSingleton<RejectedCalls>();

        services.AddScoped<FetchAttachment>();
        services.AddScoped<UploadFile>();
        services.AddScoped<NormaliseEvent>();
        services.AddScoped<ApplyNews>();
        services.AddScoped<ReceiveMessage>();
        services.AddScoped<MailThread>();
        services.AddScoped<ReadOriginal>();
        services.AddScoped<SendMessage>();
        services.AddSingleton<Templates>();
        services.AddScoped<ListTemplates>();
        services.AddScoped<SendTemplate>();
        services.AddScoped<Elsewhere>();
        services.AddScoped<Reply>();
        services.AddScoped<RetryMessage>();
        services.AddScoped<ChangeConversation>();
        services.AddScoped<SaveChannel>();
        services.AddScoped<ReadChannels>();

        services.AddScoped(s => new Outbox(s.GetRequiredService<IInboxDb>(), s.GetRequiredService<MailThread>(), s.GetRequiredService<TimeProvider>()));
        services.AddScoped(s => new ConversationHistory(s.GetRequiredService<IInboxDb>()));
        services.AddScoped(s => new ContactBook(s.GetRequiredService<IInboxDb>()));
        services.AddScoped(s => new Attention(s.GetRequiredService<IInboxDb>()));
        return services;
    }
}
