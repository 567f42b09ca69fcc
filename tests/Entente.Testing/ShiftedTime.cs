namespace Entente.Testing;

/// <summary>The machine's time, with as much more of it gone by as a test needs, or with a clock that is wrong.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    /// <summary>How wrong the clock is; the steady counter knows nothing of it.</summary>
    public TimeSpan By { get; set; }

    /// <summary>How much time has gone by, for clock and counter alike, that did not.</summary>
    public TimeSpan Gone { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + By + Gone;

    public override long GetTimestamp() => base.GetTimestamp() + (long)(Gone.TotalSeconds * TimestampFrequency);
}
