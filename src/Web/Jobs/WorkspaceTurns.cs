using System.Collections.Concurrent;

namespace PromoEngine.Web.Jobs;

/// <summary>
/// Whose turn it is: a claim is shared among the workspaces that have something due, by weight, and with more of them than a claim has places the next
/// claim goes on where this one ended.
/// </summary>
internal sealed class WorkspaceTurns(IReadOnlyDictionary<Guid, int> weights)
{
    private readonly ConcurrentDictionary<string, Guid> lastServed = [];

    /// <param name="due">The workspaces with something due behind a given one, in the order of their ids.</param>
    public async Task<List<Guid>> Next(string kind, int most, Func<Guid, int, Task<List<Guid>>> due)
    {
        var after = lastServed.GetValueOrDefault(kind);
        var turn = await due(after, most);
        if (turn.Count < most && after != Guid.Empty)
            turn.AddRange((await due(Guid.Empty, most - turn.Count)).Except(turn).ToList());
        if (turn.Count > 0)
            lastServed[kind] = turn[^1];
        return turn;
    }

    /// <summary>How many jobs each may have of a claim of this size; at least one.</summary>
    public List<(Guid Workspace, int Share)> Shares(IReadOnlyList<Guid> shops, int size)
    {
        var all = shops.Sum(WeightOf);
        var shares = shops.Select(shop => (shop, Share: Math.Max(size * WeightOf(shop) / all, 1))).ToList();
        var left = size - shares.Sum(s => s.Share);
        return [.. shares.Select((s, i) => (s.shop, i < left ? s.Share + 1 : s.Share))];
    }

    /// <summary>The first job of each workspace, then the second of each: the one job of a quiet shop does not wait behind seven of a loud one.</summary>
    public static List<ClaimedJob> InTurn(List<ClaimedJob> claimed) =>
        [.. claimed.GroupBy(job => job.Workspace).SelectMany(shop => shop.OrderBy(job => job.Id).Select((job, place) => (job, place))).OrderBy(turn => turn.place).ThenBy(turn => turn.job.Id).Select(turn => turn.job)];

    private int WeightOf(Guid workspace) => weights.GetValueOrDefault(workspace, 1);
}
