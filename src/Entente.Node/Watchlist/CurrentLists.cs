using Microsoft.Extensions.Options;

namespace Entente.Node.Watchlist;

/// <summary>The snapshot in force, replaced whole by a single reference write.</summary>
internal sealed class CurrentLists(IOptions<ListOptions> options, TimeProvider time)
{
    private volatile ListSnapshot? _snapshot;
    private volatile string? _lastError;
    private volatile TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The snapshot; null until the lists have been read for the first time.</summary>
    public ListSnapshot? Snapshot => _snapshot;

    /// <summary>Why the last reading failed; null where it did not. No personal data.</summary>
    public string? LastError => _lastError;

    /// <summary>Whether nothing could be read anew for longer than the configuration allows.</summary>
    public bool IsStale => _lastError is not null && _snapshot is { } snapshot && time.GetUtcNow() - snapshot.ReadAt > options.Value.StaleAfter;

    /// <summary>Completed when the next snapshot comes into force. Take it before <see cref="Snapshot"/>, or a change between the two is missed.</summary>
    public Task Changed => _changed.Task;

    /// <summary>Puts a new snapshot in force.</summary>
    public void Replace(ListSnapshot snapshot)
    {
        (_snapshot, _lastError) = (snapshot, null);
        Interlocked.Exchange(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    /// <summary>Keeps the old snapshot and says why there is no new one.</summary>
    public void Failed(string why) => _lastError = why;
}
