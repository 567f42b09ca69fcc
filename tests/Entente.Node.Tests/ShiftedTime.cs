namespace Entente.Node.Tests;

/// <summary>The clock of this machine, ahead by as much as a test wants; timers run as they do.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    /// <summary>How far ahead.</summary>
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}
