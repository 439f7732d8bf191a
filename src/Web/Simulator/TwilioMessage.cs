using System.Globalization;
using System.Text.Json;

namespace PromoEngine.Web.Simulator;

/// <summary>A message as Twilio's API writes it (https://www.twilio.com/docs/messaging/api/message-resource).</summary>
internal sealed record TwilioMessage(
    string Sid,
    string AccountSid,
    string ApiVersion,
    string From,
    string To,
    string Body,
    string Direction,
    string Status,
    string DateCreated,
    string? DateSent,
    string DateUpdated,
    int? ErrorCode,
    string? ErrorMessage,
    string NumMedia,
    string NumSegments,
    string? MessagingServiceSid,
    string? Price,
    string PriceUnit,
    string Uri)
{
    public static TwilioMessage Of(SimulatorMessage message, SimulatorAccount account)
    {
        var at = message.At.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);
        var waits = message.Status == SimulatorStatus.Queued;
        return new(
            message.Sid, account.Sid, "2010-04-01",
            message.FromCustomer ? message.Number : account.Channel.Address,
            message.FromCustomer ? account.Channel.Address : message.Number,
            message.Text,
            message.FromCustomer ? "inbound" : "outbound-api",
            message.FromCustomer ? "received" : Word(message.Status),
            at, waits ? null : at, at, null, null, "0", "1", null, null, "USD",
            $"/2010-04-01/Accounts/{account.Sid}/Messages/{message.Sid}.json");
    }

    public static string Word(SimulatorStatus status) => status switch
    {
        SimulatorStatus.Sent => "sent",
        SimulatorStatus.Delivered => "delivered",
        SimulatorStatus.Failed => "failed",
        _ => "queued",
    };
}

internal sealed record TwilioPage(
    IReadOnlyList<TwilioMessage> Messages, int Page, int PageSize, int Start, int End, string Uri, string FirstPageUri, string? NextPageUri, string? PreviousPageUri);

internal sealed record TwilioAccount(string Sid, string FriendlyName, string Status, string Type, string Uri);

/// <summary>An error as Twilio's API writes it; the codes are Twilio's.</summary>
internal sealed record TwilioError(int Code, string Message, string MoreInfo, int Status)
{
    public static readonly TwilioError NotFound = New(20404, 404, "The requested resource was not found");
    public static readonly TwilioError Unauthenticated = New(20003, 401, "Authenticate");
    public static readonly TwilioError NoTo = New(21604, 400, "A 'To' phone number is required.");
    public static readonly TwilioError BadTo = New(21211, 400, "The 'To' number is not a valid phone number.");
    public static readonly TwilioError NoFrom = New(21603, 400, "A 'From' phone number is required.");
    public static readonly TwilioError BadFrom = New(21606, 400, "The 'From' phone number is not a number of this account.");
    public static readonly TwilioError NoBody = New(21602, 400, "Message body is required.");
    public static readonly TwilioError LongBody = New(21617, 400, "The concatenated message body exceeds the 1600 character limit.");

    private static TwilioError New(int code, int status, string message) => new(code, message, $"https://www.twilio.com/docs/errors/{code}", status);
}

internal static class TwilioAnswers
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static IResult Ok<T>(T body, int status = StatusCodes.Status200OK) => Results.Json(body, Json, "application/json", status);

    public static IResult Refuse(TwilioError error) => Ok(error, error.Status);
}
