using System.Security.Cryptography;
using System.Threading.Channels;
using Dapper;
using Entente.Ledger.Entries;
using Entente.Node.Storage;
using Microsoft.Data.Sqlite;

namespace Entente.Node.Oversight;

/// <summary>
/// Records acts. One writer numbers them and commits whoever waits together, so that an act costs a share of one flush of the disk; an act
/// is durable when <see cref="RecordAsync"/> returns.
/// </summary>
internal sealed class LedgerWriter(Database database, TimeProvider time) : BackgroundService
{
    private const int MostTogether = 512;
    private const int MostWaiting = 10_000;

    private readonly Channel<(Act Act, TaskCompletionSource Recorded)> _waiting = Channel.CreateBounded<(Act, TaskCompletionSource)>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    private volatile string? _lastError;

    /// <summary>Why the last acts could not be recorded; null where they could.</summary>
    public string? LastError => _lastError;

    /// <summary>Records an act.</summary>
    /// <exception cref="SqliteException">It could not be recorded; nothing that it stands for may take effect.</exception>
    public async Task RecordAsync(Act act, CancellationToken cancellationToken)
    {
        var recorded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _waiting.Writer.WriteAsync((act, recorded), cancellationToken);

        // Once it waits in line it is recorded whether or not whoever asked is still there.
        await recorded.Task;
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var connection = database.Open();
        var next = connection.ExecuteScalar<long>("SELECT coalesce(max(sequence) + 1, 0) FROM ledger_entry");
        var together = new List<(Act Act, TaskCompletionSource Recorded)>(MostTogether);
        while (await _waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            together.Clear();
            while (together.Count < MostTogether && _waiting.Reader.TryRead(out var one))
            {
                together.Add(one);
            }

            next = Commit(connection, next, together);
        }
    }

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // Whoever still waits is recorded; then the writer ends by itself.
        _waiting.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
    }

    /// <summary>Commits acts and gives the number of the next one.</summary>
    private long Commit(SqliteConnection connection, long next, List<(Act Act, TaskCompletionSource Recorded)> together)
    {
        try
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            for (var i = 0; i < together.Count; i++)
            {
                Insert(connection, transaction, EntryOf(together[i].Act, next + i));
            }

            transaction.Commit();
            _lastError = null;
        }
        catch (SqliteException exception)
        {
            _lastError = $"acts cannot be recorded: {exception.Message}";
            together.ForEach(one => one.Recorded.SetException(exception));
            return next;
        }

        together.ForEach(one => one.Recorded.SetResult());
        return next + together.Count;
    }

    private LedgerEntry EntryOf(Act act, long sequence)
    {
        var now = time.GetUtcNow();
        var milliseconds = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
        return new LedgerEntry(sequence, milliseconds, act.Actor, act.Action, act.LegalBasis, subject: null, act.Details);
    }

    private static void Insert(SqliteConnection connection, SqliteTransaction transaction, LedgerEntry entry)
    {
        var bytes = LedgerEntryFormat.Encode(entry);
        var nonce = RandomNumberGenerator.GetBytes(EntryCommitment.NonceLength);
        connection.Execute(
            "INSERT INTO ledger_entry (sequence, entry, nonce, commitment) VALUES (@Sequence, @bytes, @nonce, @commitment)",
            new { entry.Sequence, bytes, nonce, commitment = EntryCommitment.Of(nonce, bytes).Bytes.ToArray() },
            transaction);
    }
}
