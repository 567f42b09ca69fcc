using System.Net.Sockets;
using System.Threading.Channels;

namespace Entente.Benchmarks.Exchange;

/// <summary>
/// One direction of a connection, as TCP carries it over a narrow link: segments of 536 bytes (RFC 9293 section 3.7.1) and 40 of headers, at most six of them without an answer, which is what TCP comes to
/// at this loss (1.22 / √0.05 = 5.5 segments). A lost one is sent again 0.6 s after the third that came behind it (RFC 5681 section 3.2), or after 3.6 s, which is what RFC 6298 section 2.2 has
/// after the first round trip, doubled each time; until then nothing behind it is handed on. Each segment is answered by 40 bytes the other way, which are not lost: the next say the same.
/// </summary>
/// <param name="from">Where bytes come from.</param>
/// <param name="to">Where they go.</param>
/// <param name="way">The direction of the link.</param>
/// <param name="back">The other one.</param>
/// <param name="isGone">Whether the connection is.</param>
internal sealed class NarrowStream(Socket from, Socket to, NarrowWay way, NarrowWay back, Func<bool> isGone)
{
    /// <summary>Headers of TCP and IPv4.</summary>
    public const int Headers = 40;

    private const int Longest = 536, MostUnanswered = 6, Duplicates = 3;

    private static readonly TimeSpan Again = TimeSpan.FromSeconds(3.6);

    private readonly Channel<bool> _room = Channel.CreateBounded<bool>(MostUnanswered);
    private readonly Channel<byte[]> _delivered = Channel.CreateUnbounded<byte[]>();
    private readonly Dictionary<long, Segment> _unanswered = [];
    private readonly Dictionary<long, byte[]> _early = [];
    private long _next, _behind;

    /// <summary>Is told what is about to be sent for the first time.</summary>
    public Action<ReadOnlyMemory<byte>>? Read { get; init; }

    /// <summary>Is told how many bytes have left, headers and repetitions included.</summary>
    public Action<int>? Left { get; init; }

    /// <summary>Is told what was handed on.</summary>
    public Action<ReadOnlyMemory<byte>>? Delivered { get; init; }

    /// <summary>Bytes that have left once or more and were not handed on: on their way, lost, or behind one that was lost.</summary>
    public (int Lost, int Behind) Unfinished
    {
        get
        {
            lock (_unanswered)
            {
                return (_unanswered.Where(u => u.Key >= _next && u.Value.HasLeft).Sum(u => u.Value.Bytes.Length), _early.Values.Sum(e => e.Length));
            }
        }
    }

    /// <summary>Carries until the end, or until the connection is gone.</summary>
    public async Task RunAsync()
    {
        var writing = WriteAsync();
        var part = new byte[Longest];
        for (var sequence = 0L; ; sequence++)
        {
            await _room.Writer.WriteAsync(true);
            var read = await from.ReceiveAsync(part);
            var bytes = part[..read];
            if (read > 0)
            {
                Read?.Invoke(bytes);
            }

            lock (_unanswered)
            {
                _unanswered[sequence] = new(bytes);
            }

            Send(sequence, tries: 1);
            if (read == 0)
            {
                break;
            }
        }

        await writing;
    }

    private async Task WriteAsync()
    {
        await foreach (var bytes in _delivered.Reader.ReadAllAsync())
        {
            if (bytes.Length == 0)
            {
                to.Shutdown(SocketShutdown.Send);
                return;
            }

            await to.SendAsync(bytes);
            Delivered?.Invoke(bytes);
        }
    }

    private void Send(long sequence, int tries)
    {
        Segment? segment;
        lock (_unanswered)
        {
            if (!_unanswered.TryGetValue(sequence, out segment) || sequence < _next || segment.Tries >= tries)
            {
                return;
            }

            segment.Tries = tries;
        }

        var length = segment.Bytes.Length + Headers;
        way.Add(new(
            length, isGone,
            () =>
            {
                segment.HasLeft = true;
                Left?.Invoke(length);
            },
            () => _ = SendLaterAsync(sequence, Again * Math.Pow(2, tries - 1), tries + 1),
            () => Arrive(sequence, segment.Bytes)));
    }

    private async Task SendLaterAsync(long sequence, TimeSpan wait, int tries)
    {
        await Task.Delay(wait);
        Send(sequence, tries);
    }

    private void Arrive(long sequence, byte[] bytes)
    {
        lock (_unanswered)
        {
            if (sequence < _next || !_early.TryAdd(sequence, bytes))
            {
                return;
            }

            if (sequence != _next && ++_behind == Duplicates && _unanswered.TryGetValue(_next, out var missing))
            {
                _ = SendLaterAsync(_next, NarrowWay.Delay, missing.Tries + 1);
            }

            for (; _early.Remove(_next, out var first); _next++)
            {
                _behind = 0;
                _delivered.Writer.TryWrite(first);
            }

            var answered = _next;
            back.Add(new(Headers, isGone, null, null, () => Answer(answered)));
        }
    }

    private void Answer(long before)
    {
        lock (_unanswered)
        {
            foreach (var sequence in _unanswered.Keys.Where(sequence => sequence < before).ToList())
            {
                _unanswered.Remove(sequence);
                _room.Reader.TryRead(out _);
            }
        }
    }

    private sealed class Segment(byte[] bytes)
    {
        public byte[] Bytes => bytes;

        public int Tries { get; set; }

        public bool HasLeft { get; set; }
    }
}
