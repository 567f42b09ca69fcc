namespace Entente.Node.Border.Manifests;

/// <summary>
/// Answers to senders go out at whole steps after the message arrived. A hit that must not be told takes some tenths of a millisecond longer than none, which
/// a patient sender could measure.
/// </summary>
internal static class EvenTime
{
    /// <summary>The step; far more than a hit takes.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromMilliseconds(25);

    /// <summary>Waits for the next step.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="began">Its timestamp when the message arrived.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task HoldAsync(TimeProvider time, long began, CancellationToken cancellationToken)
    {
        var elapsed = time.GetElapsedTime(began);
        return Task.Delay(NextStep(elapsed) - elapsed, time, cancellationToken);
    }

    /// <summary>The first step at or after a time.</summary>
    public static TimeSpan NextStep(TimeSpan elapsed) => Step * Math.Ceiling(elapsed / Step);
}
