namespace Entente.Node.Tests.Storage;

/// <summary>The machine's time with the clock set wrong; its steady counter and its timers stay right.</summary>
internal sealed class ShiftedTime(TimeSpan by) : TimeProvider
{
    /// <summary>How wrong it is.</summary>
    public TimeSpan By { get; set; } = by;

    /// <summary>How much time has gone by, for clock and counter alike, that did not.</summary>
    public TimeSpan Gone { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + By + Gone;

    public override long GetTimestamp() => base.GetTimestamp() + (long)(Gone.TotalSeconds * TimestampFrequency);
}
