using System.Text;

namespace PromoEngine.Inbox.Channels.Email.Wire;

/// <summary>What is sent to sign in, the same in IMAP and SMTP: PLAIN (RFC 4616) and Google's and Microsoft's XOAUTH2.</summary>
internal static class Sasl
{
    public static string Plain(string user, string password) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{user}\0{password}"));

    public static string XOAuth2(string user, string token) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"user={user}\u0001auth=Bearer {token}\u0001\u0001"));

    public static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
