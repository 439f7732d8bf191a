using System.ComponentModel.DataAnnotations;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox.Channels;

namespace PromoEngine.Inbox.Conversations;

/// <summary>An approved text instead of words of one's own.</summary>
/// <param name="TemplateId">As in the list of the conversation's templates.</param>
/// <param name="Values">What stands in its places, by their names.</param>
public sealed record SendTemplateRequest(
    [property: Required, StringLength(200, MinimumLength = 1)] string TemplateId,
    [property: Required, MaxLength(50)] IReadOnlyDictionary<string, string> Values);

/// <summary>A person sends a template: it goes out whether or not the reply window is open.</summary>
internal sealed class SendTemplate(IInboxDb db, Templates templates, Outbox outbox)
{
    private const int LongestValue = 1000;

    internal sealed record Chosen(Guid ConversationId, string Text, TemplateChoice Choice, ChannelKind Kind);

    /// <summary>Outside any unit: the templates may have to be asked for.</summary>
    public async Task<Chosen?> Prepare(Guid conversationId, SendTemplateRequest request, CancellationToken ct)
    {
        var channel = await db.Conversations.Where(c => c.Id == conversationId).Join(db.Channels, c => c.ChannelId, c => c.Id, (_, found) => found).AsNoTracking().FirstOrDefaultAsync(ct);
        if (channel is null)
            return null;
        var template = (await templates.Of(channel, ct)).FirstOrDefault(t => t.Id == request.TemplateId)
            ?? throw new RefusedException("template.unknown", "This template does not exist any more; choose another one.");
        if (template.Unusable is { } why)
            throw new RefusedException("template.unusable", why);
        var values = new Dictionary<string, string>();
        foreach (var place in template.Placeholders)
        {
            // The provider refuses line breaks in a value, and would refuse the message for it.
            var value = string.Join(' ', (request.Values.GetValueOrDefault(place) ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            if (value.Length is 0 or > LongestValue)
                throw new RefusedException("template.incomplete", $"Fill in every place of the template, each with at most {LongestValue:n0} characters.");
            values[place] = WellFormed.Text(value);
        }

        return new(conversationId, Templates.Filled(template, values), new(template.Id, values), channel.Kind);
    }

    public async Task<MessageView> Write(Chosen chosen, CancellationToken ct)
    {
        var conversation = await db.Conversations.SingleAsync(c => c.Id == chosen.ConversationId, ct);
        await Reply.MayWrite(db, conversation, ct);
        var message = await outbox.Write(conversation.Id, chosen.Text, db.Actor, wishes: null, ct);
        message.Template = chosen.Choice;
        conversation.MarkRead();
        db.Audit("message.written", "conversation", conversation.Id, null, new { MessageId = message.Id, Template = chosen.Choice.Id });
        await db.SaveChangesAsync(ct);
        return MessageView.Of(message, chosen.Kind, [], message.Author);
    }
}
