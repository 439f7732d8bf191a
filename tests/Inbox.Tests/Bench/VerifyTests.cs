using System.Text.Json;
using PromoEngine.Bench;

namespace PromoEngine.Inbox.Tests.Bench;

/// <summary>The signatures are those of TwilioSignatureTests, made with openssl.</summary>
public sealed class VerifyTests
{
    private const string Url = "https://mycompany.com/myapp.php?foo=1&bar=2";
    private const string Hashed = Url + "&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";

    [Theory]
    [InlineData(Url, """[["SidAccount","AC123"],["Digits","5678"],["Digits","1234"],["Sid","CA123"]]""", null, "IK+Dwps556ElfBT0I3Rgjkr1wJU=", true)]
    [InlineData(Url, """[["Digits","5678"],["Sid","CA123"]]""", null, "IK+Dwps556ElfBT0I3Rgjkr1wJU=", false)]
    [InlineData(Url, null, "Sid=CA123&SidAccount=AC123&Digits=5678&Digits=1234", "IK+Dwps556ElfBT0I3Rgjkr1wJU=", true)]
    [InlineData(Hashed, null, """{"property": "value", "boolean": true}""", "a9nBmqA0ju/hNViExpshrM61xv4=", true)]
    [InlineData(Hashed, "[]", """{"property": "other", "boolean": true}""", "a9nBmqA0ju/hNViExpshrM61xv4=", false)]
    public void A_signature_is_valid_or_not(string url, string? fields, string? body, string signature, bool valid)
    {
        var line = JsonSerializer.Serialize(new
        {
            id = "1", provider = "twilio", secret = "12345", url, signature,
            @params = fields is null ? (JsonElement?)null : JsonDocument.Parse(fields).RootElement,
            body = body is null ? null : Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(body)),
        });

        Assert.Equal($$"""{"id":"1","valid":{{(valid ? "true" : "false")}}}""", Verify.Answer(line));
    }

    /// <summary>Made with openssl dgst -sha256 -hmac secret; the body is {"a":1}.</summary>
    [Theory]
    [InlineData("""{"id":"1","provider":"meta","secret":"secret","body":"eyJhIjoxfQ==","signature":"sha256=aa9e2e3575f5d7098b6caccd790888c36d5fdb63342a73bada2d6a51747a8494"}""", true)]
    [InlineData("""{"id":"1","provider":"meta","secret":"secret","body":"eyJhIjoyfQ==","signature":"sha256=aa9e2e3575f5d7098b6caccd790888c36d5fdb63342a73bada2d6a51747a8494"}""", false)]
    [InlineData("""{"id":"1","provider":"mailgun","secret":"secret","params":[["timestamp","1793696701"],["token","tok"]],"signature":"c9e96e97c48abfc5dbf294284e72eac3bd45436d1818f87f37dbf9ca9899c690"}""", true)]
    [InlineData("""{"id":"1","provider":"mailgun","secret":"secret","timestamp":"1793696701","token":"tok","signature":"c9e96e97c48abfc5dbf294284e72eac3bd45436d1818f87f37dbf9ca9899c690"}""", true)]
    [InlineData("""{"id":"1","provider":"mailgun","secret":"secret","timestamp":"1793696702","token":"tok","signature":"c9e96e97c48abfc5dbf294284e72eac3bd45436d1818f87f37dbf9ca9899c690"}""", false)]
    public void Every_signing_provider_is_checked_its_own_way(string line, bool valid) => Assert.Equal($$"""{"id":"1","valid":{{(valid ? "true" : "false")}}}""", Verify.Answer(line));

    [Theory]
    [InlineData("""{"id":"1","provider":"twilio","secret":"12345","url":"http://a"}""", """{"id":"1","valid":false}""")]
    [InlineData("""{"id":[1],"provider":"twilio","secret":"","url":"","signature":""}""", """{"id":[1],"valid":false}""")]
    public void What_carries_no_signature_is_not_valid(string line, string answer) => Assert.Equal(answer, Verify.Answer(line));

    [Theory]
    [InlineData("", "null")]
    [InlineData("junk", "null")]
    [InlineData("[1]", "null")]
    [InlineData("null", "null")]
    [InlineData("{}", "null")]
    [InlineData("""{"id":7,"provider":"acme","secret":"s","body":"e30=","signature":"sha256=00"}""", "7")]
    [InlineData("""{"id":"\ud800","provider":"twilio"}""", "\"\\ud800\"")]
    [InlineData("""{"id":1,"provider":"twilio","secret":"\ud800","url":"http://a"}""", "1")]
    [InlineData("""{"id":1,"provider":"twilio","secret":5,"url":"http://a"}""", "1")]
    [InlineData("""{"id":1,"provider":"twilio","secret":"s","url":"http://a","params":{"a":"b"}}""", "1")]
    [InlineData("""{"id":1,"provider":"twilio","secret":"s","url":"http://a","params":[["a"]]}""", "1")]
    [InlineData("""{"id":1,"provider":"twilio","secret":"s","url":"http://a","params":[["a",1]]}""", "1")]
    [InlineData("""{"id":1,"provider":"twilio","secret":"s","url":"http://a","body":"*"}""", "1")]
    public void A_line_that_cannot_be_read_says_why(string line, string id)
    {
        var answer = Verify.Answer(line);
        Assert.StartsWith($$"""{"id":{{id}},"error":""", answer, StringComparison.Ordinal);
        Assert.NotEmpty(JsonDocument.Parse(answer).RootElement.GetProperty("error").GetString()!);
    }

    [Fact]
    public async Task A_file_is_answered_line_by_line_in_its_order()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var (input, output) = (Path.Combine(folder.FullName, "in.jsonl"), Path.Combine(folder.FullName, "out.jsonl"));
            await File.WriteAllLinesAsync(input, ["""{"id":2}""", "junk", "", """{"id":1}""", ""], TestContext.Current.CancellationToken);

            await Verify.Run(input, output, TestContext.Current.CancellationToken);

            Assert.Equal(["2", "null", "1"], (await File.ReadAllLinesAsync(output, TestContext.Current.CancellationToken))
                .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetRawText()));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
