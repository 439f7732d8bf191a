namespace PromoEngine.Web.Data;

/// <summary>
/// What an endpoint returns whose handler has two methods: everything slow or outside is done by then, and this is left to run inside the unit
/// (<see cref="UnitFilter"/>).
/// </summary>
internal sealed record Prepared(Func<Task<IResult>> Write);
