using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using Entente.Node.Accounts;
using Entente.Node.Accounts.Sessions;
using Entente.Node.Oversight;

namespace Entente.Node.Desk;

/// <summary>Tells open desks what has changed, as soon as it is durable: the kind of record and how much has been told, nothing of its content.</summary>
internal sealed class DeskEvents
{
    // What pages show, by the beginnings of the codes of acts, and who hears of it. Of the rest (who asked about whom, who signed in) no desk hears.
    private static readonly IReadOnlyList<(Permission Permission, string[] Kinds)> Heard =
    [
        (Permission.ReadEncounters, ["encounter", "crossing", "manifest", "counter", "passage", "listing", "adoption", "document", "source", "account", "account-change", "role", "policy", "post"]),
        (Permission.ReadListings, ["notice"]),
        (Permission.Liaise, ["conversation"]),
        (Permission.ReadPartners, ["partner", "exchange"]),
        (Permission.ReadProgramme, ["programme"]),
    ];

    // Acts after which somebody may no longer be signed in, or no longer in a role.
    private static readonly string[] EndSessions = ["sessions", "session", "account", "account-change", "role"];

    private const string Told = "desk.told";

    /// <summary>Both ends know by it that the other is still there: a link that is dead says nothing by itself.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    // What changes together is told together.
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private readonly List<DeskListener> _listening = [];
    private long _told;

    public DeskEvents(LedgerWriter ledger, TimeProvider time)
    {
        // A page that was made before the node was started anew must not find its number again.
        _told = time.GetUtcNow().ToUnixTimeMilliseconds();
        ledger.Committed += Tell;
    }

    /// <summary>How many streams are open.</summary>
    public int Listening
    {
        get
        {
            lock (_lock)
            {
                return _listening.Count;
            }
        }
    }

    /// <summary>The kinds of which somebody hears.</summary>
    public static IReadOnlyList<string> KindsFor(Caller caller) => [.. Heard.Where(h => h.Permission.Roles.Any(caller.Roles.Contains)).SelectMany(h => h.Kinds)];

    /// <summary>What changes from now on, until the listener may hear no more or the node stops.</summary>
    /// <param name="kinds">Of which kinds.</param>
    /// <param name="stillMay">Whether whoever listens is still signed in, in a role that sees the desk.</param>
    /// <param name="stopping">The node ends; nobody waits for streams.</param>
    /// <param name="cancellationToken">The listener has gone.</param>
    public async IAsyncEnumerable<SseItem<string>> ListenAsync(IReadOnlyList<string> kinds, Func<bool> stillMay, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long told;
        DeskListener listener;
        lock (_lock)
        {
            told = _told;
            listener = new DeskListener(kinds, told);
            _listening.Add(listener);
        }

        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
            yield return new SseItem<string>(Text(told), "ready");
            while (await listener.WaitAsync(Beat, Together, either.Token) is { } news)
            {
                if (news.AskAgain && !stillMay())
                {
                    yield return new SseItem<string>("", "ended");
                    yield break;
                }

                foreach (var kind in news.Kinds.DefaultIfEmpty("beat"))
                {
                    yield return new SseItem<string>(Text(news.Told), kind);
                }
            }
        }
        finally
        {
            lock (_lock)
            {
                _listening.Remove(listener);
            }

            listener.Dispose();
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

    public static void Map(WebApplication node) => node.MapGet(
        "/desk/events",
        (HttpContext context, DeskEvents events, Caller caller, SessionTable sessions, SessionCookie cookie, IHostApplicationLifetime lifetime, CancellationToken cancellationToken) =>
            TypedResults.ServerSentEvents(events.ListenAsync(KindsFor(caller), () => StillMay(context.User, cookie.Of(context.Request), sessions), lifetime.ApplicationStopping, cancellationToken)))
        .Requires(Permission.Hear).ExcludeFromDescription();

    /// <summary>Whether the same person would be let in now, in the same roles.</summary>
    private static bool StillMay(ClaimsPrincipal user, string? secret, SessionTable sessions) =>
        user.FindFirst(SessionAuthentication.SessionClaim)?.Value is not { } id
        || (secret is not null && sessions.Find(secret, counts: false) is { } session && session.Id == id && user.FindAll(ClaimTypes.Role).All(role => session.Roles.Contains(role.Value)));

    private static string Text(long told) => told.ToString(CultureInfo.InvariantCulture);

    private void Tell(IReadOnlySet<string> actions)
    {
        var changed = actions.Where(a => !a.EndsWith(".read", StringComparison.Ordinal)).Select(a => a.Split('.')[0]).Distinct(StringComparer.Ordinal).ToList();
        var askAgain = changed.Exists(EndSessions.Contains);
        changed.RemoveAll(kind => !Heard.Any(h => h.Kinds.Contains(kind)));
        if (changed.Count == 0 && !askAgain)
        {
            return;
        }

        lock (_lock)
        {
            _told += changed.Count;
            _listening.ForEach(listener => listener.Hear(changed, _told, askAgain));
        }
    }
}
