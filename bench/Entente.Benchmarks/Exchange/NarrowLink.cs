using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Entente.Benchmarks.Exchange;

/// <summary>What a cut took away of an answer with messages.</summary>
/// <param name="Unfinished">Bytes that had left and had not been handed on.</param>
/// <param name="Behind">Those among them that had arrived behind a lost segment.</param>
internal readonly record struct NarrowCut(int Unfinished, int Behind);

/// <summary>Bytes of a kind of requests and their answers, headers and repetitions included.</summary>
internal sealed class NarrowCount
{
    public int Requests, Up, Down, Body;
}

/// <summary>
/// The one narrow link between two nodes: every connection of both shares its 9.6 kbit/s each way, a connection begins with a round trip (lost parts of it are sent again after 1 s, doubled each time), and every 90 s
/// all connections are reset and what is under way is gone. For so long as it is away after that, no connection is made.
/// </summary>
internal sealed class NarrowLink : IAsyncDisposable
{
    // A SYN and its answer, with their options.
    private const int Opening = 60;

    private static readonly TimeSpan FirstAgain = TimeSpan.FromSeconds(1);

    private readonly NarrowWay[] _ways;
    private readonly ConcurrentDictionary<Connection, bool> _connections = new();
    private readonly List<TcpListener> _listeners = [];
    private readonly CancellationTokenSource _ended = new();
    private readonly List<Task> _tasks = [];
    private readonly List<(long From, long Until)> _away = [];

    private NarrowLink(int seed) => _ways = [new(seed), new(seed + 1_000)];

    /// <summary>Time between two cuts.</summary>
    public static TimeSpan CutEvery { get; } = TimeSpan.FromSeconds(90);

    /// <summary>What went over it, by the last word of the path.</summary>
    public ConcurrentDictionary<string, NarrowCount> Counts { get; } = new(StringComparer.Ordinal);

    /// <summary>What each cut took away of an answer with messages.</summary>
    public ConcurrentQueue<NarrowCut> Cuts { get; } = new();

    /// <summary>Bytes that have left in both directions: those towards the first node, then those towards the second.</summary>
    public (long ToFirst, long ToSecond) Bytes => (_ways[0].Bytes, _ways[1].Bytes);

    /// <summary>Starts one that leads to two nodes.</summary>
    /// <param name="nodes">Where the nodes listen, and on which ports the other one reaches them.</param>
    /// <param name="seed">What chance follows.</param>
    /// <param name="away">How long the link is away after a cut.</param>
    public static NarrowLink Start(IReadOnlyList<(Uri Node, int Port)> nodes, int seed, TimeSpan away)
    {
        var link = new NarrowLink(seed);
        for (var i = 0; i < nodes.Count; i++)
        {
            var listener = new TcpListener(IPAddress.Loopback, nodes[i].Port);
            listener.Start();
            link._listeners.Add(listener);
            link._tasks.Add(link._ways[i].RunAsync(link._ended.Token));
            link._tasks.Add(link.AcceptAsync(listener, nodes[i].Node.Port, link._ways[i], link._ways[1 - i]));
        }

        link._tasks.Add(link.CutAsync(away));
        return link;
    }

    /// <summary>For how long the link was up since an instant of <see cref="Stopwatch"/>.</summary>
    public TimeSpan UpSince(long since)
    {
        var now = Stopwatch.GetTimestamp();
        lock (_away)
        {
            return Stopwatch.GetElapsedTime(since, now) - TimeSpan.FromSeconds(_away.Sum(a => Math.Max(0, Math.Min(a.Until, now) - Math.Max(a.From, since))) / (double)Stopwatch.Frequency);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listeners.ForEach(listener => listener.Dispose());
        Reset();
        await Task.WhenAll(_tasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ended.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener, int port, NarrowWay there, NarrowWay back)
    {
        while (!_ended.IsCancellationRequested)
        {
            var client = await listener.AcceptSocketAsync(_ended.Token);
            var connection = new Connection(this, client, port, there, back);
            if (IsAway())
            {
                connection.Reset();
                continue;
            }

            _connections[connection] = true;
            _ = connection.RunAsync().ContinueWith(_ => _connections.TryRemove(connection, out var _), TaskScheduler.Default);
        }
    }

    private bool IsAway()
    {
        lock (_away)
        {
            return _away is [.., var last] && Stopwatch.GetTimestamp() < last.Until;
        }
    }

    private async Task CutAsync(TimeSpan away)
    {
        while (true)
        {
            await Task.Delay(CutEvery, _ended.Token);
            lock (_away)
            {
                var now = Stopwatch.GetTimestamp();
                _away.Add((now, now + (long)(away.TotalSeconds * Stopwatch.Frequency)));
            }

            Reset();
            await Task.Delay(away, _ended.Token);
        }
    }

    private void Reset()
    {
        foreach (var connection in _connections.Keys)
        {
            if (connection.Reset() is { } cut)
            {
                Cuts.Enqueue(cut);
            }
        }
    }

    private NarrowCount Of(string kind) => Counts.GetOrAdd(kind, _ => new());

    /// <summary>A connection of one node to the other.</summary>
    private sealed class Connection(NarrowLink link, Socket client, int port, NarrowWay there, NarrowWay back) : IDisposable
    {
        private readonly Socket _server = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        private volatile bool _isGone;
        private NarrowStream? _down;
        private string _kind = "opening";
        private int _headEnds;

        public async Task RunAsync()
        {
            try
            {
                client.NoDelay = true;
                await OpenAsync(there, 1);
                await OpenAsync(back, 1);
                await _server.ConnectAsync(IPAddress.Loopback, port);
                var up = new NarrowStream(client, _server, there, back, () => _isGone) { Read = Note, Left = length => Interlocked.Add(ref link.Of(_kind).Up, length) };
                _down = new NarrowStream(_server, client, back, there, () => _isGone) { Left = length => Interlocked.Add(ref link.Of(_kind).Down, length), Delivered = CountBody };
                await Task.WhenAll(up.RunAsync(), _down.RunAsync());
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                // One of the nodes has ended it, or the link was cut.
            }
            finally
            {
                Dispose();
            }
        }

        public void Dispose() => Reset();

        /// <summary>Resets both ends; what that took away of an answer with messages.</summary>
        public NarrowCut? Reset()
        {
            if (_isGone)
            {
                return null;
            }

            _isGone = true;
            var (unfinished, behind) = _down?.Unfinished ?? default;
            foreach (var socket in (Socket[])[client, _server])
            {
                try
                {
                    socket.LingerState = new LingerOption(true, 0);
                }
                catch (SocketException)
                {
                    // It is closed already.
                }

                socket.Dispose();
            }

            return _kind == "messages" && unfinished > 0 ? new(unfinished, behind) : null;
        }

        private async Task OpenAsync(NarrowWay way, int tries)
        {
            var arrived = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            way.Add(new(Opening, () => _isGone, () => Interlocked.Add(ref link.Of("opening").Up, Opening), () => arrived.TrySetResult(false), () => arrived.TrySetResult(true)));
            if (!await arrived.Task)
            {
                await Task.Delay(FirstAgain * Math.Pow(2, tries - 1));
                await OpenAsync(way, tries + 1);
            }
        }

        /// <summary>A node sends one request after the other over a connection; what begins as one does begins the next.</summary>
        private void Note(ReadOnlyMemory<byte> sent)
        {
            var start = Encoding.ASCII.GetString(sent.Span[..Math.Min(sent.Length, 120)]).Split(' ');
            if (start is ["GET" or "POST", var target, ..])
            {
                _kind = target.Split('?')[0].Split('/')[^1];
                _headEnds = 0;
                Interlocked.Increment(ref link.Of(_kind).Requests);
            }
        }

        private void CountBody(ReadOnlyMemory<byte> bytes)
        {
            for (var i = 0; i < bytes.Length; i++)
            {
                if (_headEnds == 4)
                {
                    Interlocked.Add(ref link.Of(_kind).Body, bytes.Length - i);
                    return;
                }

                _headEnds = bytes.Span[i] == "\r\n\r\n"u8[_headEnds] ? _headEnds + 1 : bytes.Span[i] == '\r' ? 1 : 0;
            }
        }
    }
}
