using System.Data.Common;
using System.Threading.Channels;
using Dapper;
using Entente.Node.Storage;

namespace Entente.Node.Oversight;

/// <summary>
/// Changes rows and records acts. One writer does one work after the other and commits those that wait together, so that a work costs a share of one
/// flush of the disk; it is durable when <see cref="WriteAsync"/> returns.
/// </summary>
internal sealed class LedgerWriter(Database database, TimeProvider time) : BackgroundService
{
    private const int MostTogether = 512;
    private const int MostWaiting = 10_000;

    // The name of the mark to which a work that fails is undone, alone.
    private const string Mark = "work";

    private readonly Channel<WaitingWork> _waiting = Channel.CreateBounded<WaitingWork>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    private volatile string? _lastError;

    /// <summary>Why the last works could not be committed; null where they could.</summary>
    public string? LastError => _lastError;

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
        var together = new List<WaitingWork>(MostTogether);
        WriterConnection? connection = null;
        while (await _waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (together.Count < MostTogether && _waiting.Reader.TryRead(out var one))
            {
                together.Add(one);
            }

            try
            {
                connection ??= new WriterConnection(database);
                Commit(connection, together);
                _lastError = null;
                together.ForEach(work => work.Finish());
            }
            catch (Exception exception) when (exception is DbException or IOException or TimeoutException or InvalidDataException)
            {
                _lastError = $"acts cannot be recorded: {exception.Message}";
                connection?.Dispose();
                connection = null;
                together.ForEach(work => work.Fail(exception));
            }

            together.Clear();
        }

        connection?.Dispose();
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
        foreach (var waiting in together)
        {
            var work = new Work(writer.Connection, transaction, Now(), next);
            next += waiting.OnlyRecords ? Record(waiting, work) : DoOrUndo(waiting, work, transaction);
        }

        transaction.Commit();
        writer.Next = next;
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
}

/// <summary>The writer's connection, the right to write alone, and the number of the next entry.</summary>
internal sealed class WriterConnection : IDisposable
{
    private readonly IDisposable _alone;

    public WriterConnection(Database database)
    {
        _alone = database.TakeForOneWriter();
        try
        {
            Connection = database.Open();
            Next = Connection.ExecuteScalar<long>("SELECT coalesce(max(sequence) + 1, 0) FROM ledger_entry");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The connection.</summary>
    public DbConnection Connection { get; } = null!; // Set by the constructor, or it throws.

    /// <summary>The number of the next entry.</summary>
    public long Next { get; set; }

    /// <inheritdoc />
    public void Dispose()
    {
        Connection?.Dispose();
        _alone.Dispose();
    }
}
