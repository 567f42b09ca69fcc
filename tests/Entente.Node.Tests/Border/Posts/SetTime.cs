namespace Entente.Node.Tests.Border.Posts;

/// <summary>The machine's time for a node whose clock a test sets, or for which it lets time go by; timers run as they do.</summary>
internal sealed class SetTime : TimeProvider
{
    /// <summary>How wrong the clock is; the steady counter does not see it.</summary>
    public TimeSpan By { get; set; }

    /// <summary>How much time has gone by, for clock and counter alike.</summary>
    public TimeSpan Gone { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + By + Gone;

    public override long GetTimestamp() => base.GetTimestamp() + (long)(Gone.TotalSeconds * TimestampFrequency);
}
