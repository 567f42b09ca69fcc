using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Dapper;
using Entente.Ledger.Envelopes;
using Entente.Node.Exchange.Partners;
using Entente.Node.Exchange.Sending;
using Entente.Node.Oversight;
using Entente.Node.Storage;

namespace Entente.Node.Exchange.Receiving;

/// <summary>Hands receipts and conflicts back to the partner whose messages they are about; what it has not answered is handed again at the next look.</summary>
internal sealed partial class GiveReceipts(OwnService own, Database database, LedgerWriter ledger, PartnerLink link, ILogger<GiveReceipts> logger)
{
    // How many go into one request to a partner: fewer after one that did not arrive, so that it is over before a narrow link is cut again.
    private readonly ConcurrentDictionary<string, int> _most = new(StringComparer.Ordinal);

    /// <summary>Hands over what the partner has not got yet.</summary>
    /// <param name="partner">The partner.</param>
    /// <param name="again">First receipts of messages that have arrived again.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="HttpRequestException">The partner cannot be reached.</exception>
    /// <exception cref="InvalidDataException">It refuses.</exception>
    public async Task GiveAsync(PartnerRow partner, IReadOnlyList<string> again, CancellationToken cancellationToken)
    {
        var repeated = again;
        while (true)
        {
            var key = own.SigningFor(partner.Code);
            var most = _most.GetOrAdd(partner.Code, TakeReceipts.Most);
            var (receipts, conflicts) = Open(partner.Code, Math.Max(1, most - repeated.Count));
            var lines = repeated.Concat(receipts.Select(r => r.Receipt)).Concat(conflicts).Distinct(StringComparer.Ordinal).ToList();
            if (lines.Count == 0)
            {
                return;
            }

            _most[partner.Code] = Math.Max(1, most / 4);
            var answer = await link.SendAsync(
                partner.Read(), HttpMethod.Post, $"/exchange/v1/{partner.Code}/receipts", Encoding.ASCII.GetBytes(string.Join('\n', lines.Select(line => SignedFor(key, line)))), cancellationToken);
            Say(partner.Code, answer);
            _most[partner.Code] = Math.Min(TakeReceipts.Most, most * 2);
            if (receipts.Count + conflicts.Count > 0)
            {
                await ledger.WriteAsync(work => Mark(work, partner, receipts, conflicts), cancellationToken);
            }

            repeated = [];
        }
    }

    /// <summary>A statement as the partner can verify it: one that an earlier key of this service signed says the same under the one that the partner has now.</summary>
    public static string SignedFor(MessageKey key, string line) =>
        SignedStatement.TryParse(line, out var statement) && statement.KeyId != key.Verifier.KeyId ? statement.Resign(key).ToString() : line;

    private (List<ReceiptRow> Receipts, List<string> Conflicts) Open(string partner, int most)
    {
        using var connection = database.Open();
        var receipts = connection.Query<ReceiptRow>("SELECT epoch, sequence, receipt FROM exchange_inbox WHERE partner = @partner AND receipt_sent = 0 ORDER BY epoch, sequence LIMIT @most", new { partner, most }).AsList();
        return (receipts, connection.Query<string>("SELECT statement FROM exchange_quarantine WHERE partner = @partner AND told = 0 LIMIT @most", new { partner, most = most - receipts.Count }).AsList());
    }

    private static bool Mark(Work work, PartnerRow partner, List<ReceiptRow> receipts, List<string> conflicts)
    {
        foreach (var row in receipts)
        {
            work.Execute("UPDATE exchange_inbox SET receipt_sent = 1 WHERE partner = @Code AND epoch = @Epoch AND sequence = @Sequence AND receipt = @Receipt", new { partner.Code, row.Epoch, row.Sequence, row.Receipt });
        }

        foreach (var statement in conflicts)
        {
            work.Execute("UPDATE exchange_quarantine SET told = 1 WHERE partner = @Code AND told = 0 AND statement = @statement", new { partner.Code, statement });
        }

        work.Record(Act.Of("node", ActionCode.ExchangeReceiptsSent, partner.Ground, $"partner:{partner.Code}", new { Receipts = receipts.Count, Conflicts = conflicts.Count }));
        return true;
    }

    /// <summary>A statement that the partner refuses is not handed again: it would be refused again. That it was, is said.</summary>
    private void Say(string partner, byte[] answer)
    {
        try
        {
            var refused = JsonSerializer.Deserialize<TakeReceipts.TakenAnswer>(answer, JsonSerializerOptions.Web)?.Refused?.Count ?? 0;
            if (refused > 0)
            {
                Refused(partner, refused);
            }
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException("the partner's answer to receipts cannot be read", exception);
        }
    }

    private sealed class ReceiptRow
    {
        public int Epoch { get; init; }

        public long Sequence { get; init; }

        public string Receipt { get; init; } = "";
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The partner {Partner} refused {Count} receipts; it holds other messages than it has sent here")]
    private partial void Refused(string partner, int count);
}
