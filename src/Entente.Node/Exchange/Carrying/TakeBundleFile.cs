using Entente.Node.Exchange.Partners;
using Entente.Node.Exchange.Receiving;
using Entente.Node.Exchange.Sending;
using Entente.Node.Exchange.Witnessing;
using Entente.Node.Oversight;
using Entente.Node.Storage;

namespace Entente.Node.Exchange.Carrying;

/// <summary>What became of a file of a partner.</summary>
internal sealed record TakenFile
{
    /// <summary>Code of the partner; blank where the file does not say.</summary>
    public string Partner { get; init; } = "";

    /// <summary>Messages that took their place.</summary>
    public int Messages { get; init; }

    /// <summary>Messages that were here already.</summary>
    public int Known { get; init; }

    /// <summary>Messages that could not take their place.</summary>
    public int NotTaken { get; init; }

    /// <summary>Receipts and conflicts that said something new.</summary>
    public int Statements { get; init; }

    /// <summary>Those that were here already.</summary>
    public int KnownStatements { get; init; }

    /// <summary>Those that were refused.</summary>
    public int RefusedStatements { get; init; }

    /// <summary>Whether the file has its end; one that was cut gave what is whole.</summary>
    public bool IsWhole { get; init; }

    /// <summary>What is wrong, in words without content; null where nothing is.</summary>
    public string? Fault { get; init; }
}

/// <summary>
/// Takes in a file that was carried here, by the same way that messages and receipts over a link take: whatever is in it twice, or came by link as well, has its effect
/// once. Of a message that cannot take its place nothing behind it does; statements are taken all the same. It is of one partner for this service, or refused.
/// </summary>
internal sealed partial class TakeBundleFile(OwnService own, Database database, Inbox inbox, SentReceipts receipts, PartnerCheckpoints checkpoints, LedgerWriter ledger, ILogger<TakeBundleFile> logger)
{
    /// <summary>Takes it in.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="code">Code of the partner whose it is to be; null for whoever it says.</param>
    /// <param name="actor">Opaque id of who brings it.</param>
    /// <param name="cancellationToken">Ends it; what was taken by then is.</param>
    public async Task<TakenFile> TakeAsync(Stream stream, string? code, string actor, CancellationToken cancellationToken)
    {
        var taking = new BundleTaking(own, database, inbox, receipts, ledger, code, cancellationToken);
        try
        {
            await foreach (var part in BundleFile.ReadAsync(stream, cancellationToken))
            {
                await taking.TakeAsync(part);
            }

            await taking.TakeStatementsAsync();
        }
        catch (InvalidDataException exception)
        {
            await taking.TakeStatementsAsync();
            taking.So = taking.So with { Fault = exception.Message };
        }

        var so = taking.So;
        so = so with { Fault = so.Fault ?? (so.IsWhole ? null : "the file was cut; what is whole was taken") };
        if (so.Fault is not null)
        {
            Faulty(so.Partner, so.Fault);
        }

        if (taking.Partner is { } partner)
        {
            await ledger.WriteAsync(work => Close(work, partner, taking, so, actor), cancellationToken);
            await (taking.Logs is { Offer.Length: > 0 } logs ? checkpoints.TakeCarriedAsync(partner, logs.Offer, cancellationToken) : Task.CompletedTask);
        }

        return so;
    }

    /// <summary>A message that comes again has a sender who lacks its receipt: it is owed once more.</summary>
    private static bool Close(Work work, PartnerRow partner, BundleTaking taking, TakenFile so, string actor)
    {
        foreach (var (epoch, (first, last)) in taking.KnownPlaces)
        {
            work.Execute("UPDATE exchange_inbox SET receipt_sent = 0 WHERE partner = @Code AND epoch = @epoch AND sequence >= @first AND sequence <= @last", new { partner.Code, epoch, first, last });
        }

        if (taking.Logs is { } logs)
        {
            work.Execute("UPDATE partner SET witnessed = @Held WHERE code = @Code", new { logs.Held, partner.Code });
        }

        work.Record(Act.Of(actor, ActionCode.ExchangeFileTaken, partner.Ground, $"partner:{partner.Code}", new { so.Messages, so.Known, so.NotTaken, so.Statements, so.KnownStatements, so.RefusedStatements, so.IsWhole }));
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A file of the partner {Partner} that was carried here is not as it should be: {Why}")]
    private partial void Faulty(string partner, string why);
}
