using System.Diagnostics;
using System.Threading.Channels;

namespace Entente.Benchmarks.Exchange;

/// <summary>A packet on a narrow link.</summary>
/// <param name="Length">Its bytes, headers of TCP and IP included.</param>
/// <param name="IsGone">Whether its connection is: then it goes no further.</param>
/// <param name="Left">Is told when its last byte has left.</param>
/// <param name="Lost">Is told when it is lost; null for one that is not, because the next of its kind says the same.</param>
/// <param name="Arrived">Is told when it arrives.</param>
internal sealed record NarrowPacket(int Length, Func<bool> IsGone, Action? Left, Action? Lost, Action Arrived);

/// <summary>
/// One direction of a narrow link: packets leave one behind the other, 9,600 bits a second, arrive 0.6 s later, and one in twenty is lost. Which, follows from the seed and the order in which they come.
/// </summary>
internal sealed class NarrowWay(int seed)
{
    /// <summary>9.6 kbit/s.</summary>
    public const int BytesPerSecond = 1_200;

    /// <summary>Half of the round trip.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromSeconds(0.6);

    private const double Loss = 0.05;

    private readonly Channel<NarrowPacket> _queue = Channel.CreateUnbounded<NarrowPacket>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Random _chance = new(seed);
    private long _bytes;

    /// <summary>Bytes that have left, headers and what was lost included.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Puts a packet behind the others.</summary>
    public void Add(NarrowPacket packet) => _queue.Writer.TryWrite(packet);

    /// <summary>Lets packets leave until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var free = Stopwatch.GetTimestamp();
        await foreach (var packet in _queue.Reader.ReadAllAsync(cancellationToken))
        {
            if (packet.IsGone())
            {
                continue;
            }

            free = Math.Max(free, Stopwatch.GetTimestamp()) + (packet.Length * Stopwatch.Frequency / BytesPerSecond);
            await UntilAsync(free, cancellationToken);
            Interlocked.Add(ref _bytes, packet.Length);
            packet.Left?.Invoke();
            if (packet.Lost is { } lost && _chance.NextDouble() < Loss)
            {
                lost();
            }
            else
            {
                _ = ArriveAsync(packet, free + (long)(Delay.TotalSeconds * Stopwatch.Frequency), cancellationToken);
            }
        }
    }

    private static async Task ArriveAsync(NarrowPacket packet, long at, CancellationToken cancellationToken)
    {
        await UntilAsync(at, cancellationToken);
        if (!packet.IsGone())
        {
            packet.Arrived();
        }
    }

    private static async Task UntilAsync(long at, CancellationToken cancellationToken)
    {
        var wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), at);
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
