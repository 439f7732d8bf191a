namespace PromoEngine.Testing;

/// <summary>How the stub meets one call.</summary>
public sealed record StubAnswer
{
    public bool Accepts { get; private init; }
    public bool HangsUp { get; private init; }
    public bool IsSilent { get; private init; }
    public int Status { get; private init; } = 200;
    public int Code { get; private init; }
    public string Message { get; private init; } = "";

    /// <summary>Meta's errors have one beside the code.</summary>
    public int Subcode { get; init; }
    public string? Body { get; private init; }
    public int? RetryAfter { get; private init; }

    /// <summary>Waits first, by the stub's clock.</summary>
    public TimeSpan Delay { get; init; }

    public static StubAnswer Accept { get; } = new() { Accepts = true };

    /// <summary>Takes the message and breaks the connection before saying so: the case that a sender must look up.</summary>
    public static StubAnswer AcceptAndHangUp { get; } = new() { Accepts = true, HangsUp = true };

    /// <summary>Takes the message and never answers.</summary>
    public static StubAnswer AcceptAndFallSilent { get; } = new() { Accepts = true, IsSilent = true };

    /// <summary>Takes the message and answers that something broke.</summary>
    public static StubAnswer AcceptAndFail { get; } = new() { Accepts = true, Status = 500, Code = 20500, Message = "Internal server error" };

    /// <summary>Breaks the connection without taking the message.</summary>
    public static StubAnswer HangUp { get; } = new() { HangsUp = true };

    public static StubAnswer FallSilent { get; } = new() { IsSilent = true };

    public static StubAnswer Fail { get; } = new() { Status = 503, Code = 20503, Message = "Service unavailable" };

    public static StubAnswer Refuse(int status, int code, string message) => new() { Status = status, Code = code, Message = message };

    public static StubAnswer TooMany(int? retryAfter = null) =>
        new() { Status = 429, Code = 20429, Message = "Too Many Requests", RetryAfter = retryAfter };

    /// <summary>Takes the message and answers with this instead of what Twilio would.</summary>
    public static StubAnswer AcceptSaying(string body, int status = 200) => new() { Accepts = true, Body = body, Status = status };
}

/// <param name="Path">Path and query, as called.</param>
public sealed record StubRequest(
    string Method, string Path, string Authorization, string Signature, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    public string Field(string name) => Fields.FirstOrDefault(field => field.Key == name).Value ?? "";
}

public sealed record StubMessage(
    string Sid, string From, string To, string Body, string? StatusCallback, string Status, string? ErrorCode, string Direction,
    DateTimeOffset CreatedAt, DateTimeOffset? SentAt);
