using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Options;

using PromoEngine.Web.Auth;

namespace PromoEngine.Web.Data;

/// <summary>The first answer to a request that carried an `Idempotency-Key`, kept for 24 hours.</summary>
internal sealed class IdempotencyKey
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid UserId { get; init; }

    public required string Key { get; init; }

    /// <summary>SHA-256 over method, path and body: the same key for another request is a mistake of the caller.</summary>
    public required string RequestHash { get; init; }

    public required int Status { get; init; }

    public string? Body { get; init; }

    public required DateTime At { get; init; }
}

internal sealed class IdempotencyKeyTable : IEntityTypeConfiguration<IdempotencyKey>
{
    public void Configure(EntityTypeBuilder<IdempotencyKey> b)
    {
        b.ToTable("idempotency_keys");
        b.Property(k => k.Key).HasMaxLength(RequestKey.Longest);
        b.Property(k => k.RequestHash).HasMaxLength(64);
        b.HasIndex(AppDb.WorkspaceId, nameof(IdempotencyKey.UserId), nameof(IdempotencyKey.Key)).IsUnique();
        b.HasIndex(AppDb.WorkspaceId, nameof(IdempotencyKey.At));
    }
}

/// <summary>The key of the running request.</summary>
internal sealed class RequestKey(string key, string hash, Guid user, JsonSerializerOptions json, TimeProvider clock)
{
    public const int Longest = 200;
    private const string Header = "Idempotency-Key";

    /// <summary>Keeps the body of a request with a key, so that it can be compared after it was bound.</summary>
    public static Task KeepBody(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Headers.ContainsKey(Header))
            http.Request.EnableBuffering();
        return next(http);
    }

    /// <summary>Null: the request carries none, or nobody is signed in.</summary>
    public static async Task<RequestKey?> Of(HttpContext http)
    {
        var key = http.Request.Headers[Header].ToString();
        if (!HttpMethods.IsPost(http.Request.Method) || key.Length == 0 || http.RequestServices.GetRequiredService<CurrentPerson>().Id is not { } user)
            return null;
        if (key.Length > Longest)
            throw new BadHttpRequestException($"An Idempotency-Key has at most {Longest} characters.");

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{http.Request.Method} {http.Request.Path}\n"));
        http.Request.Body.Position = 0;
        var buffer = new byte[8192];
        for (int read; (read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0;)
            hash.AppendData(buffer, 0, read);

        var services = http.RequestServices;
        return new(key, Convert.ToHexString(hash.GetHashAndReset()), user,
            services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions, services.GetRequiredService<TimeProvider>());
    }

    /// <summary>A server runs two requests with one key at the same time: the second waits here until the first one's answer is kept.</summary>
    public Task WaitForTurn(AppDb db, CancellationToken ct) => db.Dialect.Lock(db.Sql, $"{db.Workspace}:{user}:{key}", ct);

    public async Task<IResult?> Answered(AppDb db, CancellationToken ct)
    {
        var first = await db.IdempotencyKeys.AsNoTracking().FirstOrDefaultAsync(k => k.UserId == user && k.Key == key, ct);
        if (first is null)
            return null;
        return first.RequestHash == hash
            ? new KeptAnswer(first.Status, first.Body)
            : Refusals.Problem(StatusCodes.Status409Conflict, "idempotency.reused", "This Idempotency-Key was used for another request; use a new one.");
    }

    public async Task Keep(AppDb db, object? result, CancellationToken ct)
    {
        while (result is INestedHttpResult union)
            result = union.Result;
        var value = result is IValueHttpResult { Value: var inner } ? inner : null;
        db.IdempotencyKeys.Add(new()
        {
            UserId = user,
            Key = key,
            RequestHash = hash,
            Status = (result as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK,
            Body = value is null ? null : JsonSerializer.Serialize(value, value.GetType(), json),
            At = clock.GetUtcNow().UtcDateTime,
        });
        await db.SaveChangesAsync(ct);
    }

    private sealed class KeptAnswer(int status, string? body) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = status;
            if (body is null)
                return Task.CompletedTask;
            httpContext.Response.ContentType = status >= 400 ? "application/problem+json" : "application/json";
            return httpContext.Response.WriteAsync(body, httpContext.RequestAborted);
        }
    }
}
