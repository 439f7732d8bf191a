using System.Text.Json.Serialization;

namespace PromoEngine.Web.Live;

/// <summary>What clients are told: this entity of this topic changed; fetch it if you show it. The number alone: something changed that is not yours to see.</summary>
internal sealed record NumberedEvent(
    long Seq,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Topic,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? Id);
