using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Auth;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Live;

internal sealed record EventsView(long Seq, IReadOnlyList<NumberedEvent> Events);

/// <summary>Catching up by number. Null: the number is older than what is kept (or not from this database), so the client must reload.</summary>
internal sealed class ReadEvents(AppDb db, CurrentPerson person)
{
    private const int Most = 1000;

    public async Task<EventsView?> Handle(long? since, CancellationToken ct)
    {
        var current = await db.NumberSequences.Where(n => n.Kind == Sequencer.Counter).Select(n => n.Next - 1).SingleAsync(ct);
        if (since is null || since == current)
            return new(current, []);
        if (since > current || since < 0)
            return null;

        var events = await db.LiveEvents.Where(e => e.Seq > since && e.Seq <= current).OrderBy(e => e.Seq).Take(Most)
            .Select(e => new NumberedEvent(e.Seq!.Value, e.Topic, e.EntityId)).ToListAsync(ct);
        var sight = Topics.SeenBy(person.May);
        return events.Count == 0 || events[0].Seq != since + 1 ? null : new(events[^1].Seq, [.. events.Select(sight.Of)]);
    }
}
