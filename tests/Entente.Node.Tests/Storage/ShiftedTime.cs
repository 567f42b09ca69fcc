namespace Entente.Node.Tests.Storage;

/// <summary>The machine's time with the clock set wrong; its steady counter and its timers stay right.</summary>
internal sealed class ShiftedTime(TimeSpan by) : TimeProvider
{
    /// <summary>How wrong it is.</summary>
    public TimeSpan By { get; set; } = by;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + By;
}
