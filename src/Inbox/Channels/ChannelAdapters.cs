using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PromoEngine.Inbox.Channels.Bot;
using PromoEngine.Inbox.Channels.Meta;
using PromoEngine.Inbox.Channels.Twilio;

namespace PromoEngine.Inbox.Channels;

/// <summary>Every provider that this installation speaks to, by the name that a channel is saved with.</summary>
internal sealed class ChannelAdapters(IEnumerable<IMessageChannel> channels, IEnumerable<IWebhookChannel> webhooks)
{
    private readonly Dictionary<string, IMessageChannel> channels = channels.ToDictionary(channel => channel.Provider);
    private readonly Dictionary<string, IWebhookChannel> webhooks = webhooks.ToDictionary(webhook => webhook.Provider);

    /// <summary>All of them, in the order in which they are offered.</summary>
    public IEnumerable<IMessageChannel> Channels => channels.Values;

    public IMessageChannel? Channel(string provider) => channels.GetValueOrDefault(provider);

    public IWebhookChannel? Webhook(string provider) => webhooks.GetValueOrDefault(provider);
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
        services.AddSingleton<IWebhookChannel, TwilioWebhook>();
        services.AddSingleton<PublishedKeys>();
        services.AddSingleton<BotSignIn>();
        services.AddSingleton<IMessageChannel, BotChannel>();
        services.AddSingleton<IWebhookChannel, BotWebhook>();
        services.AddSingleton<IMessageChannel, MetaChannel>();
        services.AddSingleton<IWebhookChannel, MetaWebhook>();
        return services.AddSingleton<ChannelAdapters>();
    }

    private sealed class ValidOutbound : IValidateOptions<OutboundOptions>
    {
        public ValidateOptionsResult Validate(string? name, OutboundOptions options) =>
            options.Wrong() is { } wrong ? ValidateOptionsResult.Fail(wrong) : ValidateOptionsResult.Success;
    }
}
