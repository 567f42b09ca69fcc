using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Microsoft.Extensions.Options;

namespace Entente.Node.Exchange.Flows;

/// <summary>
/// Looks every second whether the time of a conversation has run out: that needs no link, so a dead one lengthens nothing. Forgets what queries said, and deletes conversations, contacts and reasons whose time is over.
/// </summary>
internal sealed partial class ConversationClock(
    Database database, KeyStore keys, LedgerWriter ledger, Conversations conversations, ClockWatch clock, IOptions<ExchangeOptions> options, TimeProvider time, ILogger<ConversationClock> logger) : BackgroundService
{
    private const int MostTogether = 200;

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    /// <summary>Does what is due now.</summary>
    public async Task TickAsync(CancellationToken cancellationToken)
    {
        await RunOutAsync(cancellationToken);
        await ForgetAsync(cancellationToken);
        await DeleteAsync(cancellationToken);
        await DeleteContactsAsync(cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                // By a clock that has jumped, everybody's time could have run out.
                await (clock.IsTrusted ? TickAsync(stoppingToken) : Task.CompletedTask);
            }
            catch (Exception exception) when (exception is DbException or TimeoutException)
            {
                // The database is away; the next second tries again.
                NotDone(exception.Message);
            }
        }
    }

    private async Task RunOutAsync(CancellationToken cancellationToken)
    {
        foreach (var id in Read<string>("SELECT id FROM conversation WHERE clock_at <= @now ORDER BY clock_at LIMIT @MostTogether"))
        {
            try
            {
                await ledger.WriteAsync(
                    work =>
                    {
                        conversations.LetRunOut(work, id);
                        return true;
                    },
                    cancellationToken);
            }
            catch (Exception exception) when (exception is CryptographicException or KeyDestroyedException or InvalidDataException)
            {
                // One row that cannot be opened stops nobody else's clock.
                NotDone($"{id}: {exception.GetType().Name}");
            }
        }
    }

    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        var due = Read<ForgetRow>("SELECT f.partner, f.message_id, i.data_key FROM conversation_forget f JOIN exchange_inbox i ON i.partner = f.partner AND i.message_id = f.message_id WHERE i.state = 'done' LIMIT @MostTogether");
        if (due.Count == 0)
        {
            return;
        }

        await ledger.WriteAsync(
            work =>
            {
                foreach (var row in due)
                {
                    work.Execute("UPDATE exchange_inbox SET content = NULL WHERE partner = @Partner AND message_id = @MessageId", row);
                    work.Execute("DELETE FROM conversation_forget WHERE partner = @Partner AND message_id = @MessageId", row);
                }

                DestroyedKeys.Mark(work, due.Select(row => row.DataKey));
                work.Record(Act.Of("node", ActionCode.RetentionDeleted, Ground.OfTheNode, null, new { Table = "exchange_inbox", due.Count }));
                return true;
            },
            cancellationToken);
        keys.Destroy([.. due.Select(row => row.DataKey)]);
    }

    private async Task DeleteAsync(CancellationToken cancellationToken)
    {
        var due = Read<ConversationRow>("SELECT * FROM conversation WHERE keep_until <= @now LIMIT @MostTogether");
        if (due.Count == 0)
        {
            return;
        }

        await ledger.WriteAsync(
            work =>
            {
                foreach (var row in due)
                {
                    work.Execute("DELETE FROM conversation_step WHERE conversation = @Id", new { row.Id });
                    work.Execute("DELETE FROM conversation WHERE id = @Id", new { row.Id });
                    work.Record(Act.Of("node", ActionCode.RetentionDeleted, row.Ground, row.Id, new { Table = "conversation" }));
                }

                DestroyedKeys.Mark(work, due.Select(row => row.DataKey));
                return true;
            },
            cancellationToken);
        keys.Destroy([.. due.Select(row => row.DataKey)]);
    }

    /// <summary>Whom to call by terms that no longer hold, and why somebody was suspended, is kept as long as conversations.</summary>
    private async Task DeleteContactsAsync(CancellationToken cancellationToken)
    {
        var due = Read<string>(
            """
            SELECT data_key FROM partner_terms WHERE ended_at <= @before AND (contacts IS NOT NULL OR reason IS NOT NULL)
            UNION SELECT data_key FROM partner_suspension WHERE lifted_at <= @before AND reason IS NOT NULL
            """);
        if (due.Count == 0)
        {
            return;
        }

        await ledger.WriteAsync(
            work =>
            {
                foreach (var key in due)
                {
                    work.Execute("UPDATE partner_terms SET contacts = NULL, reason = NULL WHERE data_key = @key", new { key });
                    work.Execute("UPDATE partner_suspension SET reason = NULL WHERE data_key = @key", new { key });
                }

                DestroyedKeys.Mark(work, due);
                work.Record(Act.Of("node", ActionCode.RetentionDeleted, Ground.OfTheNode, null, new { Table = "partner_terms", due.Count }));
                return true;
            },
            cancellationToken);
        keys.Destroy([.. due]);
    }

    private List<T> Read<T>(string sql)
    {
        using var connection = database.Open();
        var now = time.GetUtcNow();
        return connection.Query<T>(sql, new { now, before = now - options.Value.KeepConversations, MostTogether }).AsList();
    }

    private sealed class ForgetRow
    {
        public string Partner { get; init; } = "";

        public string MessageId { get; init; } = "";

        public string DataKey { get; init; } = "";
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The time of conversations could not be looked at and will be: {Why}")]
    private partial void NotDone(string why);
}
