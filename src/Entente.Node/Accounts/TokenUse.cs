using System.Collections.Concurrent;

namespace Entente.Node.Accounts;

/// <summary>When each token was last used since the node started. In memory: the record knows what was asked with it, and until when.</summary>
internal sealed class TokenUse(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _last = new(StringComparer.Ordinal);

    /// <summary>Since when it is known.</summary>
    public DateTimeOffset Since { get; } = time.GetUtcNow();

    /// <summary>A token of that id is used now.</summary>
    public void Note(string id) => _last[id] = time.GetUtcNow();

    /// <summary>When it was last used; null for not since <see cref="Since"/>.</summary>
    public DateTimeOffset? LastOf(string id) => _last.TryGetValue(id, out var last) ? last : null;
}
