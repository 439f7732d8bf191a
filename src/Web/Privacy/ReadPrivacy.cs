using System.ComponentModel.DataAnnotations;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Auth;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Privacy;

/// <summary>How long one kind is kept.</summary>
/// <param name="Kind">raw_events, live_events, idempotency_keys or closed_conversations.</param>
/// <param name="Days">Null keeps for ever, where that is allowed.</param>
public sealed record RetentionRuleRequest([property: Required] string Kind, [property: Range(1, 3650)] int? Days);

/// <summary>How long each kind is kept; a kind that is left out stays as it is.</summary>
public sealed record SetRetentionRequest([property: Required, MaxLength(20)] IReadOnlyList<RetentionRuleRequest> Rules);

internal sealed record RetentionRuleView(RetentionKind Kind, int? Days, int? Default, int Least, int Most, bool MayKeep);

internal sealed record RetentionRunView(long Id, DateTime At, RetentionKind Kind, DateTime Before, int Removed);

/// <summary>What the privacy section shows: the rules, what the schedule did with them, and who was erased.</summary>
internal sealed record PrivacyView(IReadOnlyList<RetentionRuleView> Rules, IReadOnlyList<RetentionRunView> Runs, IReadOnlyList<ErasureView> Erasures);

internal sealed class ReadPrivacy(AppDb db, ActorNames names)
{
    private const int Shown = 50;

    public async Task<PrivacyView> Handle(CancellationToken ct)
    {
        var days = await Retention.Days(db, ct);
        var runs = await db.RetentionRuns.AsNoTracking().OrderByDescending(r => r.Id).Take(Shown).Select(r => new RetentionRunView(r.Id, r.At, r.Kind, r.Before, r.Removed)).ToListAsync(ct);
        var erasures = await db.Erasures.AsNoTracking().OrderByDescending(e => e.At).Take(Shown).ToListAsync(ct);
        return new(
            [.. RetentionLimits.Of.Select(l => new RetentionRuleView(l.Key, days[l.Key], l.Value.Default, l.Value.Least, l.Value.Most, l.Value.MayKeep))],
            runs, await Views(erasures, ct));
    }

    public async Task<IReadOnlyList<ErasureView>> Views(IReadOnlyList<Erasure> erasures, CancellationToken ct)
    {
        var people = await names.Of(erasures.Select(e => e.Actor), ct);
        return [.. erasures.Select(e => new ErasureView(e.Id, e.ContactId, e.At, e.Reason, e.Actor, e.Actor is { } actor ? people.GetValueOrDefault(actor) : null, e.AfterRestore))];
    }
}

internal sealed class SetRetention(AppDb db)
{
    public async Task Handle(SetRetentionRequest request, CancellationToken ct)
    {
        foreach (var wanted in request.Rules)
        {
            var kind = Api.Words.Read<RetentionKind>("kind", wanted.Kind) ?? throw new BadHttpRequestException("\"kind\" is missing.");
            var limits = RetentionLimits.Of[kind];
            if (wanted.Days is { } days ? days < limits.Least || days > limits.Most : !limits.MayKeep)
                throw new Orders.RefusedException("retention.days", $"This is kept for {limits.Least} to {limits.Most} days{(limits.MayKeep ? ", or for ever" : "")}.");
            var rule = await db.RetentionRules.FirstOrDefaultAsync(r => r.Kind == kind, ct);
            if (rule is null)
                db.RetentionRules.Add(rule = new() { Kind = kind, Days = wanted.Days });
            rule.Days = wanted.Days;
        }

        await db.SaveChangesAsync(ct);
    }
}
