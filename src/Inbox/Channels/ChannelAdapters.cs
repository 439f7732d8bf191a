using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PromoEngine.Inbox.Channels.Bot;
using PromoEngine.Inbox.Channels.Email;
using PromoEngine.Inbox.Channels.Email.Webhooks;
using PromoEngine.Inbox.Channels.Email.Wire;
using PromoEngine.Inbox.Channels.Meta;
using PromoEngine.Inbox.Channels.Twilio;

namespace PromoEngine.Inbox.Channels;

/// <summary>Every provider that this installation speaks to, by the name that a channel is saved with.</summary>
internal sealed class ChannelAdapters(IEnumerable<IMessageChannel> channels, IEnumerable<IEventReader> readers)
{
    private readonly Dictionary<string, IMessageChannel> channels = channels.ToDictionary(channel => channel.Provider);
    private readonly Dictionary<string, IEventReader> readers = readers.ToDictionary(reader => reader.Provider);

    /// <summary>All of them, in the order in which they are offered.</summary>
    public IEnumerable<IMessageChannel> Channels => channels.Values;

    public IMessageChannel? Channel(string provider) => channels.GetValueOrDefault(provider);

    /// <summary>Null: nothing comes in through it.</summary>
    public IEventReader? Reader(string provider) => readers.GetValueOrDefault(provider);

    /// <summary>Null: it never calls us.</summary>
    public IWebhookChannel? Webhook(string provider) => Reader(provider) as IWebhookChannel;
}

internal static class ChannelServices
{
    public static IServiceCollection AddChannelAdapters(this IServiceCollection services)
    {
        services.AddOptions<OutboundOptions>()
            .Configure<IConfiguration>((options, configuration) => options.Read(configuration.GetSection(OutboundOptions.Section)))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<OutboundOptions>, ValidOutbound>();
        services.AddSingleton<OutboundHttp>();
        services.AddSingleton<IMessageChannel, TwilioChannel>();
        services.AddSingleton<IEventReader, TwilioWebhook>();
        services.AddSingleton<PublishedKeys>();
        services.AddSingleton<BotSignIn>();
        services.AddSingleton<IMessageChannel, BotChannel>();
        services.AddSingleton<IEventReader, BotWebhook>();
        services.AddSingleton<IMessageChannel, MetaChannel>();
        services.AddSingleton<IEventReader, MetaWebhook>();
        services.AddSingleton<OAuthTokens>();
        services.AddSingleton<MailSender>();
        services.AddSingleton<ImapChannel>();
        services.AddSingleton<IMessageChannel>(s => s.GetRequiredService<ImapChannel>());
        services.AddSingleton<IEventReader>(s => s.GetRequiredService<ImapChannel>());
        AddMailService<SendGridChannel>(services);
        AddMailService<MailgunChannel>(services);
        AddMailService<PostmarkChannel>(services);
        return services.AddSingleton<ChannelAdapters>();
    }

    private static void AddMailService<T>(IServiceCollection services)
        where T : MailServiceChannel
    {
        services.AddSingleton<T>();
        services.AddSingleton<IMessageChannel>(s => s.GetRequiredService<T>());
        services.AddSingleton<IEventReader>(s => s.GetRequiredService<T>());
    }

    private sealed class ValidOutbound : IValidateOptions<OutboundOptions>
    {
        public ValidateOptionsResult Validate(string? name, OutboundOptions options) =>
            options.Wrong() is { } wrong ? ValidateOptionsResult.Fail(wrong) : ValidateOptionsResult.Success;
    }
}
