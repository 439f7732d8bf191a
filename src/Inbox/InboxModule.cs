using Microsoft.Extensions.DependencyInjection;

using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Conversations;

namespace PromoEngine.Inbox;

/// <summary>Messages in and out. See README.md beside this file for its words and decisions. The host chooses its database's <see cref="StoreEvent"/>.</summary>
internal static class InboxModule
{
    /// <param name="services">Where to register.</param>
    public static IServiceCollection AddInbox(this IServiceCollection services)
    {
        services.AddChannelAdapters();
        services.AddSingleton<ChannelSecrets>();
        services.AddSingleton<ReachableAt>();
        services.AddSingleton<RejectedCalls>();

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
