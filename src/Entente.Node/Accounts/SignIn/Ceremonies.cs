using System.Collections.Concurrent;
using Entente.Node.Accounts.Sessions;

namespace Entente.Node.Accounts.SignIn;

/// <summary>What was begun with a browser and waits for its answer.</summary>
/// <param name="Kind">What it is for; an answer to another kind is none.</param>
/// <param name="State">What the answer is checked against: a challenge.</param>
/// <param name="Account">Id of the account it is about; null where the answer says it.</param>
/// <param name="Proof">Hash of the link or code that allowed it; null for none.</param>
/// <param name="Name">Name of a holder who has no account yet; null otherwise.</param>
internal sealed record Ceremony(string Kind, string State, string? Account = null, string? Proof = null, string? Name = null);

/// <summary>The ceremonies under way, in memory: each is answered once, by the browser it was begun with, within minutes.</summary>
internal sealed class Ceremonies(SessionCookie cookies, TimeProvider time)
{
    private const string Cookie = "ceremony";

    // A flood of beginnings must not fill the memory: the node then forgets the oldest half.
    private const int Most = 10_000;

    private static readonly TimeSpan Holds = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, (Ceremony Ceremony, DateTimeOffset Ends)> _waiting = new(StringComparer.Ordinal);

    /// <summary>Begins one and marks the browser.</summary>
    /// <param name="context">The request.</param>
    /// <param name="ceremony">What waits.</param>
    /// <param name="fromElsewhere">True where the browser comes back from another site, to which it would not bring a strict cookie.</param>
    public void Begin(HttpContext context, Ceremony ceremony, bool fromElsewhere = false)
    {
        var now = time.GetUtcNow();
        if (_waiting.Count >= Most)
        {
            foreach (var (old, _) in _waiting.OrderBy(w => w.Value.Ends).Take(Most / 2).ToList())
            {
                _waiting.TryRemove(old, out _);
            }
        }

        var secret = Secret.Make();
        _waiting[Secret.HashOf(secret)] = (ceremony, now + Holds);
        context.Response.Cookies.Append(cookies.NameOf(Cookie), secret, cookies.Options(fromElsewhere ? SameSiteMode.Lax : SameSiteMode.Strict, Holds));
    }

    /// <summary>Takes the browser's ceremony out; null where it has none of that kind, or it is too late.</summary>
    public Ceremony? Take(HttpContext context, string kind)
    {
        if (context.Request.Cookies[cookies.NameOf(Cookie)] is not { } secret || !_waiting.TryRemove(Secret.HashOf(secret), out var waiting))
        {
            return null;
        }

        context.Response.Cookies.Delete(cookies.NameOf(Cookie), cookies.Options(SameSiteMode.Strict));
        return waiting.Ends > time.GetUtcNow() && waiting.Ceremony.Kind == kind ? waiting.Ceremony : null;
    }
}
