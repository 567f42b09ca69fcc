using Entente.Node.Border.Posts;
using Entente.Node.Border.Posts.HandOver;
using Entente.Node.Oversight;
using Entente.Node.Watchlist;

namespace Entente.Node.Border.Now;

/// <summary>What whoever works here has to know of the node: nothing as long as it is well.</summary>
/// <param name="Code">not-ready, expired, stale or late.</param>
/// <param name="Why">What is wrong, in English, as anybody may read it.</param>
internal sealed record Fitness(string Code, string Why);

/// <summary>Asks the same as /readyz.</summary>
internal sealed class NodeFitness(CurrentLists lists, LedgerWriter ledger, LedgerPublisher publisher, ClockWatch clock, SnapshotAge age, HandOverState handOver)
{
    /// <summary>What is wrong; null where nothing is.</summary>
    public Fitness? Now()
    {
        var answer = Health.Answer(lists, ledger.LastError ?? clock.Why(), publisher.LastError, age, handOver.Words);
        return answer.Status == "ok" ? null : new Fitness(answer.Status, answer.Why ?? "");
    }
}
