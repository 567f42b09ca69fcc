using Entente.Ledger.Checkpoints;
using Entente.Ledger.Envelopes;
using Entente.Node.Exchange.Partners;
using Entente.Node.Exchange.Receiving;
using Entente.Node.Exchange.Sending;
using Entente.Node.Exchange.Witnessing;
using Entente.Node.Oversight;
using Entente.Node.Storage;

namespace Entente.Node.Exchange.Carrying;

/// <summary>One file of a partner while it is taken in.</summary>
internal sealed class BundleTaking(OwnService own, Database database, Inbox inbox, SentReceipts receipts, LedgerWriter ledger, string? code, CancellationToken cancellationToken)
{
    private readonly List<string> _statements = new(TakeReceipts.Most);

    /// <summary>How far it is.</summary>
    public TakenFile So { get; set; } = new() { Partner = code ?? "" };

    /// <summary>Whose it is; null before the first part.</summary>
    public PartnerRow? Partner { get; private set; }

    /// <summary>What the file says of the logs; null before its end.</summary>
    public CarriedLogs? Logs { get; private set; }

    /// <summary>For each epoch, from where to where messages were here already.</summary>
    public Dictionary<int, (long First, long Last)> KnownPlaces { get; } = [];

    /// <summary>Takes a part.</summary>
    /// <exception cref="InvalidDataException">It is not of this pair.</exception>
    public Task TakeAsync(BundlePart part)
    {
        if (part is { Message: { } message })
        {
            return TakeAsync(Whose(message.Sender, message.Recipient), message);
        }

        if (part is { Logs: { } logs })
        {
            (So, Logs) = (So with { IsWhole = true }, logs);
            Partner ??= code is null ? SignerOf(logs.Offer) : Find(code);
            return Task.CompletedTask;
        }

        // A statement is about a message of this service to the one that states. What is none, the statements' own check refuses.
        var line = part.Statement ?? throw new ArgumentException("A part of a file is something.", nameof(part));
        if (SignedStatement.TryParse(line, out var statement) && statement.Fields is [var sender, var recipient, ..])
        {
            Whose(recipient, sender);
        }

        _statements.Add(line);
        return _statements.Count == TakeReceipts.Most ? TakeStatementsAsync() : Task.CompletedTask;
    }

    /// <summary>Takes the statements that were read and not taken yet.</summary>
    public async Task TakeStatementsAsync()
    {
        if (_statements.Count > 0 && Partner is { } partner)
        {
            var answer = await ledger.WriteAsync(work => receipts.Take(work, partner, _statements), cancellationToken);
            So = So with { Statements = So.Statements + answer.Taken, KnownStatements = So.KnownStatements + answer.Known, RefusedStatements = So.RefusedStatements + answer.Refused.Count };
        }

        _statements.Clear();
    }

    private async Task TakeAsync(PartnerRow partner, SealedMessage message)
    {
        // What follows one that could not take its place cannot either.
        var outcome = So.NotTaken > 0 ? null : await TryAsync(partner, message);
        if (outcome is { Taking: Taking.Taken })
        {
            So = So with { Messages = So.Messages + 1 };
        }
        else if (outcome is { Taking: Taking.Known, Receipt: { } receipt })
        {
            So = So with { Known = So.Known + 1 };
            Remember(receipt);
        }
        else
        {
            So = So with { NotTaken = So.NotTaken + 1, Fault = So.Fault ?? outcome?.Why };
        }
    }

    private async Task<TakenMessage> TryAsync(PartnerRow partner, SealedMessage message)
    {
        try
        {
            return await inbox.TakeAsync(partner, message, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !StorageFault.IsOne(exception))
        {
            // An effect: nothing of the message remains, and the file may be taken in again.
            return new(Taking.Refused, null, $"a message could not be taken in: {exception.GetType().Name}");
        }
    }

    private void Remember(string receipt)
    {
        if (SignedStatement.TryParse(receipt, out var statement) && Receipt.Read(statement)?.Place is { } place)
        {
            KnownPlaces[place.Epoch] = KnownPlaces.TryGetValue(place.Epoch, out var known) ? (Math.Min(known.First, place.Sequence), Math.Max(known.Last, place.Sequence)) : (place.Sequence, place.Sequence);
        }
    }

    private PartnerRow Whose(string sender, string recipient)
    {
        if (recipient != own.Code)
        {
            throw new InvalidDataException("the file is for another service");
        }

        if (sender != (Partner?.Code ?? code ?? sender))
        {
            throw new InvalidDataException("the file is of another service than the one that is named, or of several");
        }

        if ((Partner ??= Find(sender)) is not { Flows: true } partner)
        {
            Partner = null;
            throw new InvalidDataException("the file is of a service that is no partner confirmed here");
        }

        So = So with { Partner = sender };
        return partner;
    }

    /// <summary>The partner whose log signed a checkpoint: a file without messages names nobody.</summary>
    private PartnerRow? SignerOf(byte[] offer)
    {
        using var connection = database.Open();
        return CheckpointOffer.Read(offer) is { } read ? PartnerRow.All(connection).FirstOrDefault(p => p.Flows && SignedCheckpoint.Open(read.Note, p.Read().Log) is OpenedCheckpoint.Trusted) : null;
    }

    private PartnerRow? Find(string code)
    {
        using var connection = database.Open();
        return PartnerRow.Find(connection, code);
    }
}
