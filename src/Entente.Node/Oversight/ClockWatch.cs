using Dapper;
using Entente.Ledger.Entries;
using Entente.Node.Storage;

namespace Entente.Node.Oversight;

/// <summary>
/// Compares the clock with the machine's steady counter, and at the start with the last recorded act. A clock that has jumped is not trusted until
/// it has jumped back or gone on for a while: whoever deletes by date asks <see cref="IsTrusted"/> first.
/// </summary>
internal sealed partial class ClockWatch(Database database, TimeProvider time, ILogger<ClockWatch> logger) : BackgroundService
{
    /// <summary>A difference that no correction of a running clock makes.</summary>
    public static readonly TimeSpan Jump = TimeSpan.FromSeconds(30);

    /// <summary>So long after a jump the new time is taken for the right one.</summary>
    public static readonly TimeSpan Settled = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly Lock _looking = new();
    private DateTimeOffset _clock = time.GetUtcNow();
    private long _counter = time.GetTimestamp();
    private long _jumped;
    private TimeSpan _off;
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;

    /// <summary>Whether dates may be acted upon.</summary>
    public bool IsTrusted => Why() is null;

    /// <summary>What is wrong with the clock, as anybody may read it; null where nothing is.</summary>
    public string? Why()
    {
        lock (_looking)
        {
            Look();
            return IsBehind(_clock) ? $"the clock is behind the last recorded act of {_notBefore:yyyy-MM-ddTHH:mm:ssZ}; set it right"
                : _off == TimeSpan.Zero ? null
                : $"the clock jumped by {(_off < TimeSpan.Zero ? "-" : "")}{TimeSpan.FromSeconds(Math.Round(_off.TotalSeconds)):d\\.hh\\:mm\\:ss}; nothing is deleted by date until it is back or has gone on for {Settled.TotalMinutes} minutes";
        }
    }

    /// <inheritdoc />
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _notBefore = LastAct();
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(Tick, time);
        string? before = null;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var why = Why();
            if (why is not null && before is null)
            {
                ClockIsWrong(why);
            }

            before = why;
        }
    }

    private bool IsBehind(DateTimeOffset clock) => clock + Jump < _notBefore;

    private DateTimeOffset LastAct()
    {
        using var connection = database.Open();
        var last = connection.QueryFirstOrDefault<byte[]>("SELECT entry FROM ledger_entry WHERE entry IS NOT NULL ORDER BY sequence DESC LIMIT 1");
        return last is not null && LedgerEntryFormat.TryDecode(last, out var entry, out _) ? entry.Time : DateTimeOffset.MinValue;
    }

    /// <summary>How far the clock has gone without the counter since it was last looked at.</summary>
    private void Look()
    {
        var (clock, counter) = (time.GetUtcNow(), time.GetTimestamp());
        var setRight = IsBehind(_clock) && !IsBehind(clock);
        var difference = clock - _clock - time.GetElapsedTime(_counter, counter);
        (_clock, _counter) = (clock, counter);
        if (difference.Duration() > Jump && !setRight)
        {
            _off += difference;
            _jumped = counter;
        }

        if (_off.Duration() <= Jump || time.GetElapsedTime(_jumped, counter) > Settled)
        {
            _off = TimeSpan.Zero;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Why}")]
    private partial void ClockIsWrong(string why);
}
