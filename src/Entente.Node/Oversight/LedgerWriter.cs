using System.Data.Common;
using System.Threading.Channels;
using Entente.Node.Configuration;
using Entente.Node.Storage;

namespace Entente.Node.Oversight;

/// <summary>
/// Changes rows and records acts. One writer does one work after the other and commits those that wait together, so that a work costs a share of one
/// flush of the disk; it is durable when <see cref="WriteAsync"/> returns.
/// </summary>
internal sealed partial class LedgerWriter(Database database, TimeProvider time, ILogger<LedgerWriter> logger) : BackgroundService
{
    private const int MostTogether = 512;
    private const int MostWaiting = 10_000;

    // The name of the mark to which a work that fails is undone, alone.
    private const string Mark = "work";

    private readonly Channel<WaitingWork> _waiting = Channel.CreateBounded<WaitingWork>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    // After a failure it is tried again at every tick.
    private const int TicksBetweenPulses = 5;

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly List<WaitingWork> _together = new(MostTogether);
    private WriterConnection? _connection;
    private volatile bool _writes;
    private volatile string? _lastError;

    /// <summary>Why nothing can be committed, as anybody may read it; null where it can.</summary>
    public string? LastError => _lastError;

    /// <summary>Whether this node is the one that writes; another on the same database waits for it to end.</summary>
    public bool Writes => _writes;

    /// <summary>Hears the codes of acts that have just become durable; returns at once and throws nothing.</summary>
    public Action<IReadOnlySet<string>> Committed { get; set; } = _ => { };

    /// <summary>How many works wait.</summary>
    public int Waiting => _waiting.Reader.Count;

    /// <summary>Records an act that changes no row.</summary>
    /// <exception cref="DbException">It could not be recorded; nothing that it stands for may take effect.</exception>
    public Task RecordAsync(Act act, CancellationToken cancellationToken) =>
        WriteAsync(new WaitingAct(act), cancellationToken);

    /// <summary>Does a work and gives its result once it is durable. What it throws comes out here, and nothing of it remains.</summary>
    /// <exception cref="DbException">It could not be committed.</exception>
    /// <exception cref="InvalidOperationException">It changed rows and recorded no act.</exception>
    public async Task<T> WriteAsync<T>(Func<Work, T> work, CancellationToken cancellationToken)
    {
        var waiting = new WaitingWork<T>(work);
        await WriteAsync(waiting, cancellationToken);
        return waiting.Result;
    }

    private async Task WriteAsync(WaitingWork waiting, CancellationToken cancellationToken)
    {
        await _waiting.Writer.WriteAsync(waiting, cancellationToken);

        // Once it waits in line it is done whether or not whoever asked is still there.
        await waiting.Done.Task;
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var clock = new PeriodicTimer(Tick, time);
        var idle = 0;
        Pulse();
        var tick = clock.WaitForNextTickAsync(CancellationToken.None).AsTask();
        var works = _waiting.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
        while (true)
        {
            if (!works.IsCompleted && await Task.WhenAny(works, tick) == tick)
            {
                if (_lastError is not null || ++idle % TicksBetweenPulses == 0)
                {
                    Pulse();
                }

                tick = clock.WaitForNextTickAsync(CancellationToken.None).AsTask();
            }
            else if (await works)
            {
                CommitWaiting();
                works = _waiting.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
            }
            else
            {
                break;
            }
        }

        Disconnect();
    }

    private void CommitWaiting()
    {
        while (_together.Count < MostTogether && _waiting.Reader.TryRead(out var one))
        {
            _together.Add(one);
        }

        try
        {
            _connection ??= new WriterConnection(database);
            Commit(_connection, _together);
            (_writes, _lastError) = (true, null);
            _together.ForEach(work => work.Finish());
        }
        catch (Exception exception)
        {
            // Whatever it was, nothing of these works is durable; a writer that ended here would end the node.
            Failed(exception);
            var notDurable = exception as DbException ?? new NotDurableException(StorageFault.Words(exception), exception);
            _together.ForEach(work => work.Fail(notDurable));
        }

        _together.Clear();
    }

    /// <summary>While no work comes, the writer looks whether one could be committed; so a failure is known before somebody waits, and its end too.</summary>
    private void Pulse()
    {
        try
        {
            _connection ??= new WriterConnection(database);
            _connection.Pulse(database, Now(), afterFailure: _lastError is not null);
            (_writes, _lastError) = (true, null);
        }
        catch (Exception exception)
        {
            // As above.
            Failed(exception);
        }
    }

    private void Failed(Exception exception)
    {
        var words = $"acts cannot be recorded: {StorageFault.Words(exception)}";
        if (words != _lastError)
        {
            RecordingFailed(words, exception.Message);
        }

        (_writes, _lastError) = (false, words);
        Disconnect();
    }

    private void Disconnect()
    {
        try
        {
            _connection?.Dispose();
        }
        catch (Exception exception) when (StorageFault.IsOne(exception) || exception is InvalidOperationException)
        {
            // What could not be closed is broken already.
        }

        _connection = null;
    }

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // Whoever still waits is served; then the writer ends by itself.
        _waiting.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
    }

    /// <summary>Does works in one transaction.</summary>
    private void Commit(WriterConnection writer, List<WaitingWork> together)
    {
        using var transaction = database.Begin(writer.Connection);
        var next = writer.Next;
        var actions = new HashSet<string>(StringComparer.Ordinal);
        foreach (var waiting in together)
        {
            var work = new Work(writer.Connection, transaction, Now(), next);
            var acts = waiting.OnlyRecords ? Record(waiting, work) : DoOrUndo(waiting, work, transaction);
            next += acts;
            actions.UnionWith(acts > 0 ? work.Actions : []);
        }

        transaction.Commit();
        Measures.Acts.Add(next - writer.Next);
        writer.Next = next;
        Committed(actions);
    }

    /// <summary>An act changes no row, so that there is nothing to undo.</summary>
    private static int Record(WaitingWork waiting, Work work)
    {
        try
        {
            waiting.Do(work);
        }
        catch (ArgumentException exception)
        {
            // It is no entry: too long, or an id that is none. It fails alone, before it reaches the database.
            waiting.Refuse(exception);
        }

        return work.Acts;
    }

    /// <summary>A work that fails is undone alone; the others of the transaction stand.</summary>
    private static int DoOrUndo(WaitingWork waiting, Work work, DbTransaction transaction)
    {
        transaction.Save(Mark);
        try
        {
            waiting.Do(work);
            work.ThrowIfSilent();
            transaction.Release(Mark);
            return work.Acts;
        }
        catch (Exception exception)
        {
            // The edge of another capability's code: whatever it threw is handed to whoever asked for it.
            transaction.Rollback(Mark);
            waiting.Refuse(exception);
            return 0;
        }
    }

    private DateTimeOffset Now()
    {
        var now = time.GetUtcNow();
        return new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Words}; nothing is acknowledged until they can: {Why}")]
    private partial void RecordingFailed(string words, string why);
}
