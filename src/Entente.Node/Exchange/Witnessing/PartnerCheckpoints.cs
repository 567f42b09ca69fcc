using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;
using Entente.Ledger.Checkpoints;
using Entente.Ledger.Merkle;
using Entente.Ledger.Notes;
using Entente.Ledger.Verification;
using Entente.Node.Exchange.Partners;
using Entente.Node.Oversight;
using Entente.Node.Storage;

namespace Entente.Node.Exchange.Witnessing;

/// <summary>
/// This node as the witness of its partners' logs. At every look it 1. asks for the newest checkpoint and the proof from the one it has seen last, 2. verifies it by the log key of the
/// partner's card, 3. sets it against the last one, 4. keeps it, or keeps both as evidence. A log that contradicts what was seen begins another line; nothing that was seen is
/// overwritten, and messages go on.
/// </summary>
internal sealed partial class PartnerCheckpoints(Database database, LedgerWriter ledger, PartnerLink link, TimeProvider time, ILogger<PartnerCheckpoints> logger)
{
    // Where nothing passes between the two, what one keeps of the other would make the other's log grow for ever, and so on in turn.
    private static readonly TimeSpan Idle = TimeSpan.FromHours(1);

    // After a message, until the checkpoint that attests it is surely made.
    private static readonly TimeSpan After = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, HeldCheckpoint> _seen = new(StringComparer.Ordinal);

    /// <summary>Asks a partner for its newest checkpoint and keeps it.</summary>
    /// <exception cref="HttpRequestException">The partner cannot be reached.</exception>
    /// <exception cref="InvalidDataException">It refuses, or answers with what is no checkpoint of its log.</exception>
    public async Task AskAsync(PartnerRow partner, CancellationToken cancellationToken)
    {
        var log = partner.Read().Log;
        var held = LastOf(partner.Code) is { } last && last.Log == log.ToString() ? last : null;
        var answer = await link.SendAsync(partner.Read(), HttpMethod.Get, $"/exchange/v1/{partner.Code}/checkpoint?size={held?.Size ?? 0}", [], cancellationToken);
        if (answer.Length == 0)
        {
            return;
        }

        await SetAgainstAsync(partner, held, answer, isCarried: false, cancellationToken);
    }

    /// <summary>
    /// Sets the checkpoint that a file of a partner brought against the one that is held. A file is as old as its way: one that proves nothing from what is held, and is not of the same size, tells nothing.
    /// </summary>
    public async Task TakeCarriedAsync(PartnerRow partner, byte[] offer, CancellationToken cancellationToken)
    {
        try
        {
            await SetAgainstAsync(partner, Held(partner.Code) is { } kept && kept.Log == partner.Read().Log.ToString() ? kept : null, offer, isCarried: true, cancellationToken);
        }
        catch (InvalidDataException exception)
        {
            NotRead(partner.Code, exception.Message);
        }
    }

    private async Task SetAgainstAsync(PartnerRow partner, HeldCheckpoint? held, byte[] answer, bool isCarried, CancellationToken cancellationToken)
    {
        var log = partner.Read().Log;
        var offer = CheckpointOffer.Read(answer) ?? throw new InvalidDataException("the partner's answer about its log cannot be read");
        var offered = SignedCheckpoint.Open(offer.Note, log) is OpenedCheckpoint.Trusted trusted
            ? trusted.Checkpoint
            : throw new InvalidDataException("the partner's checkpoint is not signed by the log of its card");
        var newer = new HeldCheckpoint { Line = held?.Line ?? (Held(partner.Code)?.Line ?? 0) + 1, Size = offered.Size, Log = log.ToString(), Note = offer.Note, ReceivedAt = time.GetUtcNow() };
        if (held is null)
        {
            await KeepAsync(partner, newer, cancellationToken);
            return;
        }

        if (isCarried && offered.Size != held.Size && offer.Old != held.Size)
        {
            return;
        }

        var outcome = CheckpointComparison.Compare(held.Read(), offered, new ConsistencyProof(offer.Old, offered.Size, offer.Path));
        if (outcome == CheckpointOutcome.Grown && LastOf(partner.Code) is { } last && last.Line == held.Line && last.Size >= offered.Size)
        {
            // What was seen meanwhile is newer.
            return;
        }

        if (outcome == CheckpointOutcome.Grown)
        {
            await (IsDue(partner.Code) ? KeepAsync(partner, newer, cancellationToken) : Task.CompletedTask);
            _seen[partner.Code] = newer;
        }
        else if (outcome != CheckpointOutcome.Same)
        {
            await KeepEvidenceAsync(partner, held, newer, answer, outcome, cancellationToken);
        }
    }

    /// <summary>The newest checkpoint that is kept of a partner; null where there is none.</summary>
    public static HeldCheckpoint? Held(DbConnection connection, string partner) => connection.QueryFirstOrDefault<HeldCheckpoint>(
        "SELECT line, size, log, note, received_at FROM partner_checkpoint WHERE partner = @partner ORDER BY line DESC, size DESC LIMIT 1", new { partner });

    private HeldCheckpoint? LastOf(string partner) => _seen.TryGetValue(partner, out var seen) ? seen : Held(partner);

    private HeldCheckpoint? Held(string partner)
    {
        using var connection = database.Open();
        return Held(connection, partner);
    }

    /// <summary>Whether the one that is kept is old, or a message has passed that it may not attest.</summary>
    private bool IsDue(string partner)
    {
        using var connection = database.Open();
        if (Held(connection, partner) is not { } kept || time.GetUtcNow() - kept.ReceivedAt >= Idle)
        {
            return true;
        }

        var since = kept.ReceivedAt - After;
        bool Newer(string instant, string table) =>
            connection.ExecuteScalar<long?>($"SELECT {instant} FROM {table} WHERE partner = @partner ORDER BY epoch DESC, sequence DESC LIMIT 1", new { partner }) > since.ToUnixTimeMilliseconds();
        return Newer("received_at", "exchange_inbox") || Newer("sent_at", "exchange_outbox");
    }

    private async Task KeepAsync(PartnerRow partner, HeldCheckpoint newer, CancellationToken cancellationToken)
    {
        await ledger.WriteAsync(work => Keep(work, partner, newer), cancellationToken);
        _seen[partner.Code] = newer;
    }

    private static bool Keep(Work work, PartnerRow partner, HeldCheckpoint newer)
    {
        var day = new DateTimeOffset(work.Now.UtcDateTime.Date, TimeSpan.Zero);
        work.Execute(
            """
            DELETE FROM partner_checkpoint WHERE partner = @Code AND line = @Line AND received_at >= @day
                AND size > (SELECT min(size) FROM partner_checkpoint WHERE partner = @Code AND line = @Line AND received_at >= @day)
            """,
            new { partner.Code, newer.Line, day });
        work.Execute(
            "INSERT INTO partner_checkpoint (partner, line, size, log, note, received_at) VALUES (@Code, @Line, @Size, @Log, @Note, @Now)",
            new { partner.Code, newer.Line, newer.Size, newer.Log, newer.Note, work.Now });
        work.Record(Act.Of("node", ActionCode.ExchangeCheckpointKept, partner.Ground, $"partner:{partner.Code}", new { newer.Line, newer.Size, Root = newer.Read().Root.ToString() }));
        return true;
    }

    private async Task KeepEvidenceAsync(PartnerRow partner, HeldCheckpoint held, HeldCheckpoint offered, byte[] answer, CheckpointOutcome outcome, CancellationToken cancellationToken)
    {
        var kind = outcome switch { CheckpointOutcome.RolledBack => "rolled-back", CheckpointOutcome.Forked => "forked", _ => "unproven" };
        var next = offered.OnLine(held.Line + 1);
        await ledger.WriteAsync(
            work =>
            {
                var id = Guid.CreateVersion7(work.Now).ToString("N");
                work.Execute(
                    "INSERT INTO partner_evidence (id, partner, kind, held_size, offered_size, held, answer, found_at) VALUES (@id, @Code, @kind, @heldSize, @offeredSize, @heldNote, @answer, @Now)",
                    new { id, partner.Code, kind, heldSize = held.Size, offeredSize = offered.Size, heldNote = held.Note, answer, work.Now });
                work.Record(Act.Of("node", ActionCode.PartnerEvidenceFound, partner.Ground, id, new { Partner = partner.Code, Kind = kind, Held = held.Size, Offered = offered.Size }));
                return Keep(work, partner, next);
            },
            cancellationToken);
        _seen[partner.Code] = next;
        Contradicted(partner.Code, kind, held.Size, offered.Size);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What a file of the partner {Partner} says of its log was passed over: {Why}")]
    private partial void NotRead(string partner, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "The log of the partner {Partner} contradicts what was seen of it ({Kind}): {Held} entries were attested, {Offered} are now. Both checkpoints are kept")]
    private partial void Contradicted(string partner, string kind, long held, long offered);
}

/// <summary>A checkpoint of a partner's log that was verified.</summary>
internal sealed record HeldCheckpoint
{
    /// <summary>The line of checkpoints that continue each other, from 1.</summary>
    public int Line { get; init; }

    /// <summary>How many entries it attests.</summary>
    public long Size { get; init; }

    /// <summary>The verifier key of the log.</summary>
    public string Log { get; init; } = "";

    /// <summary>The signed checkpoint as it came.</summary>
    public byte[] Note { get; init; } = [];

    /// <summary>When it came.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>What it says. Only what was verified is held.</summary>
    public Checkpoint Read() =>
        VerifierKey.TryParse(Log, out var key, out _) && SignedCheckpoint.Open(Note, key) is OpenedCheckpoint.Trusted trusted
            ? trusted.Checkpoint
            : throw new InvalidDataException("A checkpoint of a partner in the database cannot be read any more.");

    /// <summary>The same on another line.</summary>
    public HeldCheckpoint OnLine(int line) => this with { Line = line };
}
