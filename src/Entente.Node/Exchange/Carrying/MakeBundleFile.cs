using System.Data.Common;
using Dapper;
using Entente.Node.Exchange.Partners;
using Entente.Node.Exchange.Receiving;
using Entente.Node.Exchange.Sending;
using Entente.Node.Exchange.Witnessing;
using Entente.Node.Oversight;
using Entente.Node.Storage;

namespace Entente.Node.Exchange.Carrying;

/// <summary>How much a file for a partner holds.</summary>
/// <param name="Messages">Messages that it has not acknowledged.</param>
/// <param name="Statements">Receipts and conflicts that it has not got.</param>
internal sealed record BundleCount(long Messages, long Statements);

/// <summary>Writes what a partner has not acknowledged, and what it is owed about its own messages, into a file. Nothing is marked by that: only a receipt says that a file arrived.</summary>
internal sealed class MakeBundleFile(OwnService own, Database database, ExchangeOutbox outbox, DataFolder data)
{
    private const string Messages = "FROM exchange_outbox o WHERE o.partner = @Code AND o.receipt IS NULL AND o.sequence > @after";
    private const string Receipts = "FROM exchange_inbox WHERE partner = @Code AND receipt_sent = 0";
    private const string Conflicts = "FROM exchange_quarantine WHERE partner = @Code AND told = 0";

    /// <summary>How a file from one service to another is called.</summary>
    public static string NameOf(string sender, string recipient) => $"{sender}.to.{recipient}.bundle";

    /// <summary>How much there is.</summary>
    public BundleCount Count(PartnerRow partner, long after)
    {
        using var connection = database.Open();
        long Of(string what) => connection.ExecuteScalar<long>($"SELECT count(*) {what}", new { partner.Code, after });
        return new(Of(Messages), Of(Receipts) + Of(Conflicts));
    }

    /// <summary>Writes it.</summary>
    /// <param name="partner">For whom.</param>
    /// <param name="after">Messages behind this place of each epoch alone; 0 for all.</param>
    /// <param name="stream">Where it goes.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task WriteAsync(PartnerRow partner, long after, Stream stream, CancellationToken cancellationToken)
    {
        using var messages = database.Open();
        using var statements = database.Open();
        await BundleFile.WriteAsync(stream, outbox.Wires(messages, partner, $"{Messages} ORDER BY o.epoch, o.sequence", new { partner.Code, after }), StatementsOf(statements, partner), LogsOf(statements, partner), cancellationToken);
    }

    private CarriedLogs LogsOf(DbConnection connection, PartnerRow partner) => new(
        PartnerCheckpoints.Held(connection, partner.Code)?.Size ?? 0,
        LatestCheckpoint.Read(data) is { } latest ? new CheckpointOffer(partner.Witnessed, latest.GrowthFrom(partner.Witnessed, data), latest.Note).ToBytes() : []);

    private IEnumerable<string> StatementsOf(DbConnection connection, PartnerRow partner) =>
        connection.Query<string>($"SELECT receipt {Receipts} ORDER BY epoch, sequence", new { partner.Code }, buffered: false)
            .Concat(connection.Query<string>($"SELECT statement {Conflicts}", new { partner.Code }, buffered: false))
            .Select(line => GiveReceipts.SignedFor(own.SigningOf(partner.OwnGeneration), line));
}
