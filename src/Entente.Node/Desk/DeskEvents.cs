using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Entente.Node.Accounts;
using Entente.Node.Oversight;

namespace Entente.Node.Desk;

/// <summary>Tells open desks what has changed, as soon as it is durable: the kind of record, nothing of its content.</summary>
internal sealed class DeskEvents
{
    private readonly Lock _lock = new();
    private readonly List<Channel<string>> _listening = [];

    public DeskEvents(LedgerWriter ledger) => ledger.Committed = Tell;

    /// <summary>What changes from now on: the beginnings of the codes of acts, such as encounter.</summary>
    public async IAsyncEnumerable<SseItem<string>> ListenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Whoever is too slow misses some and sees the newest state all the same, since a desk asks anew.
        var channel = Channel.CreateBounded<string>(new BoundedChannelOptions(16) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_lock)
        {
            _listening.Add(channel);
        }

        try
        {
            yield return new SseItem<string>("", "ready");
            await foreach (var what in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return new SseItem<string>("", what);
            }
        }
        finally
        {
            lock (_lock)
            {
                _listening.Remove(channel);
            }
        }
    }

    public static void Map(WebApplication node) => node.MapGet("/desk/events", (DeskEvents events, CancellationToken cancellationToken) => TypedResults.ServerSentEvents(events.ListenAsync(cancellationToken)))
        .Requires(Permission.ReadEncounters).ExcludeFromDescription();

    private void Tell(IReadOnlySet<string> actions)
    {
        var kinds = actions.Where(a => !a.EndsWith(".read", StringComparison.Ordinal)).Select(a => a.Split('.')[0]).Distinct(StringComparer.Ordinal).ToList();
        lock (_lock)
        {
            foreach (var channel in _listening)
            {
                kinds.ForEach(kind => channel.Writer.TryWrite(kind));
            }
        }
    }
}
