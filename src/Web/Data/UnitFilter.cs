namespace PromoEngine.Web.Data;

/// <summary>Marks an endpoint whose lambda returns <see cref="Prepared"/>: its first part runs before the unit.</summary>
internal sealed record PreparesFirst;

/// <summary>Marks an endpoint whose body or answer holds a secret: no `Idempotency-Key` keeps either in the database.</summary>
internal sealed record KeepsNoAnswer;

/// <summary>
/// Every request under /api that changes something runs inside one unit of work: after binding and authorisation, before the result is written. What
/// returns commits, whatever its status; only an exception rolls back. With an `Idempotency-Key` the answer is kept in the same transaction, and a
/// repeat gets it again.
/// </summary>
internal sealed class UnitFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
            return await next(context);

        var services = http.RequestServices;
        var db = services.GetRequiredService<AppDb>();
        var unit = services.GetRequiredService<IUnitOfWork>();
        var key = http.GetEndpoint()?.Metadata.GetMetadata<KeepsNoAnswer>() is null ? await RequestKey.Of(http) : null;

        if (!PreparesFirst(http))
            return await unit.Run(db, () => Once(db, key, async () => await next(context), http.RequestAborted));

        if (key is not null && await key.Answered(db, http.RequestAborted) is { } answered)
            return answered;
        return await next(context) switch
        {
            Prepared prepared => await unit.Run(db, () => Once(db, key, async () => await prepared.Write(), http.RequestAborted)),
            var early => early,
        };
    }

    private static bool PreparesFirst(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<PreparesFirst>() is not null;

    private static async Task<object?> Once(AppDb db, RequestKey? key, Func<Task<object?>> body, CancellationToken ct)
    {
        if (key is null)
            return await body();
        await key.WaitForTurn(db, ct);
        if (await key.Answered(db, ct) is { } answered)
            return answered;
        var result = await body();
        await key.Keep(db, result, ct);
        return result;
    }
}
