using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PromoEngine.Inbox.Channels.Meta;

/// <summary>
/// WhatsApp's approved texts (https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates). A place in the header or on a
/// button is named after it ("header.1", "button0.1"), so that what was chosen tells by itself where each value goes.
/// </summary>
internal static partial class MetaTemplates
{
    private const int PageSize = 100;
    private const int MostPages = 10;
    private const string Header = "header.";

    public static async Task<TemplatesResult> Read(MetaGraph graph, MetaSettings settings, CancellationToken ct)
    {
        if (settings.BusinessAccountId is not { } business)
            return new TemplatesResult.Failed("Enter the business account id in the channel's settings; the templates belong to it.");
        var found = new List<MessageTemplate>();
        string? after = null;
        for (var page = 0; page < MostPages; page++)
        {
            var path = $"{business}/message_templates?status=APPROVED&fields=name,language,status,category,parameter_format,components&limit={PageSize}" + (after is null ? "" : $"&after={Uri.EscapeDataString(after)}");
            var answer = await graph.Get(settings, path, ct);
            if (answer is not RestAnswer.Ok { Body: var body })
                return new TemplatesResult.Failed(MetaGraph.Why(answer));
            found.AddRange(LooseJson.Items(body, "data").Select(Template).OfType<MessageTemplate>());
            after = LooseJson.Text(LooseJson.At(body, "paging", "cursors"), "after");
            if (after.Length == 0 || !LooseJson.Has(LooseJson.At(body, "paging"), "next"))
                break;
        }

        return new TemplatesResult.Found([.. found.OrderBy(t => t.Name, StringComparer.Ordinal).ThenBy(t => t.Language, StringComparer.Ordinal)]);
    }

    /// <summary>A chosen template as the messages resource wants it.</summary>
    public static object Sent(TemplateChoice choice)
    {
        var at = choice.Id.LastIndexOf('/');
        var components = new List<object>();
        Component(components, choice.Values.Where(v => v.Key.StartsWith(Header, StringComparison.Ordinal)).Select(v => (v.Key[Header.Length..], v.Value)), parameters => new { type = "header", parameters });
        Component(components, choice.Values.Where(v => !v.Key.Contains('.')).Select(v => (v.Key, v.Value)), parameters => new { type = "body", parameters });
        foreach (var button in choice.Values.Where(v => v.Key.StartsWith("button", StringComparison.Ordinal) && v.Key.Contains('.')).OrderBy(v => v.Key, StringComparer.Ordinal))
            components.Add(new { type = "button", sub_type = "url", index = button.Key["button".Length..button.Key.IndexOf('.')], parameters = new[] { new { type = "text", text = button.Value } } });
        return new { name = at > 0 ? choice.Id[..at] : choice.Id, language = new { code = at > 0 ? choice.Id[(at + 1)..] : "en" }, components };
    }

    private static void Component(List<object> components, IEnumerable<(string Name, string Value)> values, Func<object[], object> component)
    {
        var parameters = values
            .OrderBy(v => int.TryParse(v.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : 0)
            .Select(v => char.IsAsciiDigit(v.Name[0]) ? (object)new { type = "text", text = v.Value } : new { type = "text", parameter_name = v.Name, text = v.Value }).ToArray();
        if (parameters.Length > 0)
            components.Add(component(parameters));
    }

    private static MessageTemplate? Template(JsonElement template)
    {
        var (name, language) = (LooseJson.Text(template, "name"), LooseJson.Text(template, "language"));
        if (name.Length == 0 || language.Length == 0)
            return null;
        var lines = new List<string>();
        string? unusable = null;
        foreach (var component in LooseJson.Items(template, "components"))
        {
            switch (LooseJson.Text(component, "type").ToUpperInvariant())
            {
                case "HEADER" when LooseJson.Text(component, "format") is not ("TEXT" or "text"):
                    unusable = "Its header needs a file or a place, which cannot be filled in here.";
                    break;
                case "HEADER":
                    lines.Add(Named(LooseJson.Text(component, "text"), Header));
                    break;
                case "BODY" or "FOOTER":
                    lines.Add(Named(LooseJson.Text(component, "text"), ""));
                    break;
                case "BUTTONS":
                    unusable = Buttons(component, lines) ?? unusable;
                    break;
                default:
                    unusable = "It has parts that cannot be filled in here.";
                    break;
            }
        }

        var text = string.Join('\n', lines.Where(line => line.Length > 0));
        return new($"{name}/{language}", name, language, LooseJson.Text(template, "category").ToLowerInvariant(), text, [.. Place().Matches(text).Select(m => m.Groups[1].Value).Distinct()], unusable);
    }

    private static string? Buttons(JsonElement component, List<string> lines)
    {
        string? unusable = null;
        foreach (var (button, index) in LooseJson.Items(component, "buttons").Select((button, index) => (button, index)))
        {
            var words = LooseJson.Text(button, "text");
            switch (LooseJson.Text(button, "type").ToUpperInvariant())
            {
                case "URL":
                    lines.Add($"[{words}: {Named(LooseJson.Text(button, "url"), $"button{index}.")}]");
                    break;
                case "QUICK_REPLY" or "PHONE_NUMBER":
                    lines.Add($"[{words}]");
                    break;
                default:
                    unusable = "It has a button that cannot be filled in here.";
                    break;
            }
        }

        return unusable;
    }

    private static string Named(string text, string prefix) => Place().Replace(text, m => $"{{{{{prefix}{m.Groups[1].Value}}}}}");

    [GeneratedRegex(@"\{\{\s*([A-Za-z0-9_.]{1,60})\s*\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
