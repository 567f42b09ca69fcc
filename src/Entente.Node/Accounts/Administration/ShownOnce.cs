using System.Collections.Concurrent;

namespace Entente.Node.Accounts.Administration;

/// <summary>
/// A link that was made for somebody and is shown on the next page, once, to whoever made it: the page that follows a form is asked for by an address, in which no secret belongs. In memory and for minutes.
/// </summary>
internal sealed class ShownOnce(TimeProvider time)
{
    private static readonly TimeSpan Holds = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<(string Caller, string Account), (string Link, DateTimeOffset Ends)> _links = new();

    /// <summary>Keeps a link until it is shown.</summary>
    public void Keep(string caller, string account, string link)
    {
        var now = time.GetUtcNow();
        foreach (var (key, _) in _links.Where(l => l.Value.Ends <= now))
        {
            _links.TryRemove(key, out _);
        }

        _links[(caller, account)] = (link, now + Holds);
    }

    /// <summary>Takes it out; null where there is none.</summary>
    public string? Take(string caller, string account) => _links.TryRemove((caller, account), out var kept) && kept.Ends > time.GetUtcNow() ? kept.Link : null;
}
