using System.Text.Json;
using System.Text.Json.Nodes;
using PromoEngine.Extraction.Reading;

namespace PromoEngine.Bench;

/// <summary>Reads rows of the corpus the way <c>extract</c> does, through its file formats, and scores what comes out.</summary>
internal sealed class CorpusReading(CorpusFolder folder, Action<JsonObject>? change = null)
{
    private readonly Dictionary<string, Reader> _readers = CorpusFolder.Catalogs.ToDictionary(name => name, name => new Reader(folder.Catalog(name, change)));

    public RowScore Score(CorpusRow row)
    {
        using var answer = JsonDocument.Parse(Answer(row));
        return RowScore.Of(row, answer.RootElement);
    }

    /// <summary>The output line; without a time, so that it is always the same.</summary>
    public string Answer(CorpusRow row)
    {
        var request = ExtractJson.Request(row.Message);
        return ExtractJson.Write(row.Id, _readers[row.Catalog].Read(request), request.Turns.Count, took: 0);
    }
}
