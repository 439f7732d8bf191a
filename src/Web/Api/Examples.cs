using System.Text.Json;

using PromoEngine.Extraction.Drafts;
using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Conversations;
using PromoEngine.Web.Auth;
using PromoEngine.Web.Auth.Passkeys;
using PromoEngine.Web.Auth.Passwords;
using PromoEngine.Web.Auth.Sessions;
using PromoEngine.Web.Auth.Tokens;
using PromoEngine.Web.Auth.TwoStep;
using PromoEngine.Web.Operations;
using PromoEngine.Web.People;
using PromoEngine.Web.Privacy;
using PromoEngine.Web.Roles;
using PromoEngine.Web.Settings;
using PromoEngine.Web.Simulator;

namespace PromoEngine.Web.Api;

/// <summary>One good body for each kind of request: shown in the API's description, and the ground of the tests that send bad ones.</summary>
internal static class Examples
{
    private static readonly Guid Something = Guid.Parse("0198d2f0-5b7a-7c31-9c1e-2f6d8a4b0c11");

    private static readonly Dictionary<Type, object> ByType = new object[]
    {
        new SignInRequest("ada@example.test", "correct horse battery"),
        new ReplyRequest("We can do that by Friday."),
        new SendTemplateRequest("order_update/en_US", new Dictionary<string, string> { ["1"] = "Ann" }),
        new ElsewhereRequest(Something),
        new ChangeConversationRequest(3),
        new EditDraftRequest(2,
            [new(null, Something, "11 oz mug, one color print", 144, new Dictionary<string, IReadOnlyList<string>> { ["color"] = ["white"] })],
            new DateOnly(2026, 12, 4), new(1200.00m, "USD", "total"), "12 Oak Street, Springfield", ["needed_by", "budget", "ship_to"]),
        new DismissDraftRequest(2, "Only a question about opening hours"),
        new ConfirmDraftRequest(Version: 2),
        new AddChannelRequest("sms", "twilio", "Texts", "+13125550100", new Dictionary<string, string?> { ["accountSid"] = "AC00000000000000000000000000000001", ["authToken"] = "0123456789abcdef0123456789abcdef" }),
        new ChangeChannelRequest(1, "Texts", "+13125550100", new Dictionary<string, string?> { ["accountSid"] = "AC00000000000000000000000000000001" }),
        new ReasonRequest("The customer has called; it is settled."),
        new ForgotPasswordRequest("ada@example.test"),
        new ResetPasswordRequest("link_Zx3kT9wq7bLr2nVd8sYc5mHf1gPj4aKe6uQi0oRtXzB", "a brand new day 7"),
        new ChangePasswordRequest("correct horse battery", "a brand new day 7"),
        new OwnPasswordRequest("correct horse battery"),
        new ConfirmTwoStepRequest("492039"),
        new ChangeNameRequest("Ada Lovelace"),
        new PasskeySignInRequest(JsonElement.Parse("""
            {"id":"q83vASNFZ4k","rawId":"q83vASNFZ4k","type":"public-key","clientExtensionResults":{},
             "response":{"clientDataJSON":"eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0","authenticatorData":"SZYN5YgO","signature":"MEUCIQ","userHandle":"MDE5OGQyZjA"}}
            """)),
        new AddPasskeyRequest(JsonElement.Parse("""
            {"id":"q83vASNFZ4k","rawId":"q83vASNFZ4k","type":"public-key","clientExtensionResults":{},
             "response":{"clientDataJSON":"eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIn0","attestationObject":"o2NmbXRkbm9uZQ","transports":["internal"]}}
            """)),
        new RenamePasskeyRequest("Ada's phone"),
        new CreateTokenRequest("Till in the shop", ["orders_read"]),
        new InvitePersonRequest("grace@example.test", [Something]),
        new InviteLinkRequest("link_Zx3kT9wq7bLr2nVd8sYc5mHf1gPj4aKe6uQi0oRtXzB"),
        new AcceptInviteRequest("link_Zx3kT9wq7bLr2nVd8sYc5mHf1gPj4aKe6uQi0oRtXzB", "Grace Hopper", "a brand new day 7"),
        new ImpersonateRequest("They cannot see a quote"),
        new AdminAddressesRequest(["203.0.113.0/24", "198.51.100.7"]),
        new EraseContactRequest("Asked by letter of 1 June"),
        new SetRetentionRequest([new("raw_events", 14), new("closed_conversations", null)]),
        new SwitchWorkspaceRequest(Something),
        new RoleRequest("Night desk", ["inbox_reply", "orders_read"], "team", "all", Version: 2),
        new PersonRolesRequest([Something], TeamId: Something),
        new TeamRequest("East", 1),
        new WorkspaceRequest("Acme Promo", "America/New_York", "USD", [new("quote", "Q-", 4), new("order", "SO-", 4)], 3),
        new PhoneTextRequest("Hi! Can we get 144 white mugs by next Friday?"),
    }.ToDictionary(example => example.GetType());

    /// <summary>Null: there is none yet, and a test says so.</summary>
    public static object? Of(Type request) => ByType.GetValueOrDefault(request);

    public static readonly IReadOnlyList<KeyValuePair<string, string>> TwilioText =
    [
        new("MessageSid", "SM00000000000000000000000000000001"),
        new("AccountSid", "AC00000000000000000000000000000001"),
        new("From", "+13125550142"),
        new("To", "+13125550100"),
        new("Body", "Hi! Can we get 144 white mugs by next Friday?"),
        new("NumMedia", "0"),
    ];
}
