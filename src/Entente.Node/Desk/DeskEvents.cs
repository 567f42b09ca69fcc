using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Entente.Node.Accounts;
using Entente.Node.Oversight;

namespace Entente.Node.Desk;

/// <summary>Tells open desks what has changed, as soon as it is durable: the kind of record and how much has been told, nothing of its content.</summary>
internal sealed class DeskEvents
{
    private const string Told = "desk.told";

    private readonly Lock _lock = new();
    private readonly List<Channel<SseItem<string>>> _listening = [];
    private long _told;

    public DeskEvents(LedgerWriter ledger) => ledger.Committed += Tell;

    /// <summary>What changes from now on: the beginnings of the codes of acts, such as encounter.</summary>
    public async IAsyncEnumerable<SseItem<string>> ListenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Whoever is too slow misses some and sees the newest state all the same, since a desk asks anew.
        var channel = Channel.CreateBounded<SseItem<string>>(new BoundedChannelOptions(16) { FullMode = BoundedChannelFullMode.DropOldest });
        long told;
        lock (_lock)
        {
            _listening.Add(channel);
            told = _told;
        }

        try
        {
            yield return new SseItem<string>(Text(told), "ready");
            await foreach (var what in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return what;
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

    /// <summary>
    /// How much had been told when a request for a page arrived. A page that hears another number when its stream begins was made before something changed, and asks anew; one
    /// that hears the same need not.
    /// </summary>
    public static long ToldBefore(HttpContext context) => context.Items[Told] is long told ? told : 0;

    /// <summary>Notes, before a page is made, how much had been told.</summary>
    public static void Note(WebApplication node) => node.Use((context, next) =>
    {
        if (context.Request.Path.StartsWithSegments("/desk", StringComparison.Ordinal))
        {
            context.Items[Told] = Interlocked.Read(ref context.RequestServices.GetRequiredService<DeskEvents>()._told);
        }

        return next(context);
    });

    public static void Map(WebApplication node) => node.MapGet("/desk/events", (DeskEvents events, CancellationToken cancellationToken) => TypedResults.ServerSentEvents(events.ListenAsync(cancellationToken)))
        .Requires(Permission.ReadEncounters).ExcludeFromDescription();

    private static string Text(long told) => told.ToString(CultureInfo.InvariantCulture);

    private void Tell(IReadOnlySet<string> actions)
    {
        var kinds = actions.Where(a => !a.EndsWith(".read", StringComparison.Ordinal)).Select(a => a.Split('.')[0]).Distinct(StringComparer.Ordinal).ToList();
        lock (_lock)
        {
            foreach (var kind in kinds)
            {
                _told++;
                var item = new SseItem<string>(Text(_told), kind);
                _listening.ForEach(channel => channel.Writer.TryWrite(item));
            }
        }
    }
}
