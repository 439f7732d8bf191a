using System.ComponentModel.DataAnnotations;

namespace PromoEngine.Web.Jobs;

/// <summary>`Jobs:*`: how this process works on jobs.</summary>
internal sealed class JobOptions : IValidatableObject
{
    /// <summary>0 is for measuring what the webhooks alone can take.</summary>
    [Range(0, 32)]
    public int Workers { get; set; } = 2;

    /// <summary>How long a job stays with a process that has died: others take it over after this time. A living one renews its leases.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a stopping process lets the jobs finish that it has begun; the others go back at once.</summary>
    public TimeSpan StopWithin { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>By workspace id: a workspace of weight 3 gets three times the turns of one of weight 1, which is what is not listed.</summary>
    public Dictionary<string, int> Weights { get; set; } = [];

    public IReadOnlyDictionary<Guid, int> WeightsById() => Weights.ToDictionary(weight => Guid.Parse(weight.Key), weight => weight.Value);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Lease < TimeSpan.FromSeconds(1) || Lease > TimeSpan.FromMinutes(10))
            yield return new("Jobs:Lease is a time between one second and ten minutes, such as 00:00:20.", [nameof(Lease)]);
        if (StopWithin < TimeSpan.Zero || StopWithin > TimeSpan.FromMinutes(1))
            yield return new("Jobs:StopWithin is a time of at most one minute, such as 00:00:10.", [nameof(StopWithin)]);
        if (Weights.Any(weight => !Guid.TryParse(weight.Key, out _) || weight.Value is < 1 or > 100))
            yield return new("Jobs:Weights:<id of a workspace> is a number from 1 to 100.", [nameof(Weights)]);
    }
}
