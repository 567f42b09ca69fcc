namespace Entente.Node.Desk;

/// <summary>One open stream of some kinds of changes, from how much had been told when it began. What it has not been told yet is kept as kinds, not as a line of events: whoever is slow hears less often and misses nothing.</summary>
internal sealed class DeskListener(IReadOnlyList<string> hears, long told) : IDisposable
{
    private readonly SemaphoreSlim _signal = new(0, 1);
    private readonly Lock _lock = new();
    private readonly HashSet<string> _kinds = new(StringComparer.Ordinal);
    private long _told = told;
    private bool _askAgain;

    /// <summary>Something has changed.</summary>
    /// <param name="changed">What; of kinds that are not for this listener it hears nothing.</param>
    /// <param name="now">How much has been told with it.</param>
    /// <param name="askAgain">Whether the listener may have lost his session or a role.</param>
    public void Hear(IReadOnlyCollection<string> changed, long now, bool askAgain)
    {
        var kinds = changed.Where(hears.Contains).ToList();
        if (kinds.Count == 0 && !askAgain)
        {
            return;
        }

        lock (_lock)
        {
            _kinds.UnionWith(kinds);
            _told = kinds.Count > 0 ? now : _told;
            _askAgain |= askAgain;
            if (_signal.CurrentCount == 0)
            {
                _signal.Release();
            }
        }
    }

    /// <summary>Waits until something has changed, or for a beat, after which it is asked again who listens. Null where the listener has gone.</summary>
    public async Task<News?> WaitAsync(TimeSpan beat, TimeSpan together, CancellationToken cancellationToken)
    {
        try
        {
            if (!await _signal.WaitAsync(beat, cancellationToken))
            {
                return Take(beat: true);
            }

            await Task.Delay(together, cancellationToken);
            return Take(beat: false);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _signal.Dispose();

    private News Take(bool beat)
    {
        lock (_lock)
        {
            var news = new News([.. _kinds], _told, _askAgain || beat);
            _kinds.Clear();
            _askAgain = false;
            return news;
        }
    }

    /// <summary>What has changed.</summary>
    /// <param name="Kinds">Those of <see cref="DeskEvents.KindsFor"/>; empty after a beat.</param>
    /// <param name="Told">How much has been told with it.</param>
    /// <param name="AskAgain">Whether it is to be asked again who listens.</param>
    internal sealed record News(IReadOnlyList<string> Kinds, long Told, bool AskAgain);
}
