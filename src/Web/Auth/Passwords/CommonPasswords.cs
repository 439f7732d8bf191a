namespace PromoEngine.Web.Auth.Passwords;

/// <summary>The commonest passwords of twelve characters and more; shorter ones are refused for their length.</summary>
internal static class CommonPasswords
{
    // Words and rows of keys, which people lengthen with digits and signs: what is left without those is looked up, too.
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "123456789012", "1234567890123", "12345678901234", "123456789123", "123123123123", "112233445566", "987654321098", "098765432109", "147258369147",
        "qwertyuiop", "qwertyuiopasdf", "qwertyuiopasdfghjkl", "qwertyqwerty", "qwerty", "qwertz", "qwertzuiop", "azertyuiop", "asdfghjkl", "asdfghjklzxcvbnm", "asdfasdfasdf",
        "zxcvbnm", "zxcvbnmasdfghjkl", "1qaz2wsx3edc", "1qaz2wsx3edc4rfv", "1q2w3e4r5t6y", "1q2w3e4r5t6y7u8i", "q1w2e3r4t5y6", "zaq12wsxcde3", "qazwsxedcrfv", "qazwsxedc",
        "password", "passwordpassword", "passw0rd", "passwort", "mypassword", "newpassword", "thisismypassword", "correcthorsebatterystaple", "password1password", "p@ssword", "p@ssw0rd",
        "administrator", "adminadminadmin", "administration", "letmeinletmein", "letmein", "letmeinplease", "changemechangeme", "changeme", "changemeplease", "welcome", "welcomewelcome", "welcometo",
        "iloveyou", "iloveyouforever", "iloveyousomuch", "iloveyoubaby", "iloveyouiloveyou", "iloveyoutoo", "trustno", "trustnoonetrustnoone", "princess", "princessprincess",
        "sunshine", "sunshinesunshine", "football", "footballfootball", "baseball", "basketball", "superman", "batmanbatman", "starwarsstarwars", "dragondragon", "monkeymonkey",
        "masterofpuppets", "michaeljackson", "manchesterunited", "liverpoolfootball", "christopher", "jesuschrist", "jesusislord", "godisgood", "spongebob", "harrypotter",
        "abcdefghijkl", "abcdefghijklm", "abcdefghijklmnop", "abcdefghijklmnopqrstuvwxyz", "abcabcabcabc", "abc123abc123", "a1b2c3d4e5f6", "aabbccddeeff", "testtesttest", "testpassword", "qwerty123456",
        "secretsecret", "topsecret", "computer", "internet", "whatever", "freedom", "promoengine", "promotional",
    };

    public static bool Has(string password) => Known.Contains(password) || Known.Contains(password.TrimEnd([.. "0123456789!?.*#$-_@+"]));
}
