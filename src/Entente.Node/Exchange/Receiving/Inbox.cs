using System.Data.Common;
using Dapper;
using Entente.Ledger.Envelopes;
using Entente.Ledger.Merkle;
using Entente.Node.Exchange.Partners;
using Entente.Node.Exchange.Sending;
using Entente.Node.Oversight;
using Entente.Node.Storage;

namespace Entente.Node.Exchange.Receiving;

/// <summary>What became of a message that arrived.</summary>
internal enum Taking
{
    /// <summary>It took its place.</summary>
    Taken,

    /// <summary>It was here already; the first receipt is the answer.</summary>
    Known,

    /// <summary>Messages before it are missing.</summary>
    Gap,

    /// <summary>It contradicts what is held and was kept apart.</summary>
    Apart,

    /// <summary>It is no message of this partner to this service, or the partner is not confirmed here.</summary>
    Refused,
}

/// <summary>What became of a message.</summary>
/// <param name="Taking">In one word.</param>
/// <param name="Receipt">The receipt in its line, the first one where the message was known; null where there is none.</param>
/// <param name="Why">Why it was not taken, in words without content; null where it was.</param>
internal sealed record TakenMessage(Taking Taking, string? Receipt, string? Why)
{
    /// <summary>Whether it has its place, now or since before.</summary>
    public bool HasPlace => Taking == Taking.Taken || (Taking == Taking.Known && Receipt is not null);
}

/// <summary>
/// Messages of partners. Place, effect, record and receipt are one transaction, so whatever arrives however often has its effect once.
/// </summary>
internal sealed class Inbox(OwnService own, Database database, KeyStore keys, LedgerWriter ledger, WaitingMessages waiting, ExchangeRetention retention, TimeProvider time)
{
    /// <summary>Takes in a message of a partner, or says why not.</summary>
    /// <param name="partner">The partner from which it was fetched.</param>
    /// <param name="arrived">The message.</param>
    /// <param name="cancellationToken">Ends the waiting for a place in line; what stands in line is done.</param>
    public async Task<TakenMessage> TakeAsync(PartnerRow partner, SealedMessage arrived, CancellationToken cancellationToken) => (await TakeAsync(partner, [arrived], cancellationToken))[0];

    /// <summary>
    /// Takes in messages of a partner one after the other, up to the first that does not get its place. Each has a work of its own; while some are written, those behind them are opened and
    /// verified, so that many become durable with one flush of the disk.
    /// </summary>
    /// <param name="partner">The partner from which they were fetched.</param>
    /// <param name="arrived">The messages, in the order of their places.</param>
    /// <param name="cancellationToken">Ends the waiting for a place in line; what stands in line is done.</param>
    /// <returns>What became of each in turn. Only the last one may have no place; nothing behind it was taken in.</returns>
    public async Task<IReadOnlyList<TakenMessage>> TakeAsync(PartnerRow partner, IReadOnlyList<SealedMessage> arrived, CancellationToken cancellationToken)
    {
        var taken = new List<TakenMessage>(arrived.Count);
        for (var with = partner; taken.Count < arrived.Count;)
        {
            var outcomes = await RunAsync(with, [.. arrived.Skip(taken.Count)], cancellationToken);
            var placed = outcomes.TakeWhile(outcome => outcome is { HasPlace: true }).Count();
            taken.AddRange(outcomes.Take(placed)!); // None of these is null.
            if (placed == outcomes.Count)
            {
                continue;
            }

            // A message before may have brought other keys of the partner; then what was read of it first counts no more.
            var stopped = outcomes[placed];
            if (stopped is { Taking: not Taking.Refused } || Find(partner.Code) is not { } now || now.HasKeysOf(with))
            {
                taken.Add(stopped ?? new(Taking.Refused, null, "the partner is not known here any more"));
                return taken;
            }

            with = now;
        }

        return taken;
    }

    /// <summary>Takes in messages by these keys of the partner; what became of each, up to one that does not open or is not signed. Null for those after the keys changed.</summary>
    private async Task<IReadOnlyList<TakenMessage?>> RunAsync(PartnerRow partner, IReadOnlyList<SealedMessage> arrived, CancellationToken cancellationToken)
    {
        var ring = partner.Ring();
        var (run, writing) = (new TakingRun(), new List<Task<TakenMessage?>>(arrived.Count));
        try
        {
            // One ahead, and no more: a key serves one thread at a time, and others would wait for it at full speed.
            var opening = Task.Run(() => Open(arrived[0], ring), cancellationToken);
            for (var next = 1; next <= arrived.Count; next++)
            {
                var (message, why) = await opening;
                if (message is null)
                {
                    writing.Add(Task.FromResult<TakenMessage?>(new(Taking.Refused, null, why)));
                    break;
                }

                var following = next < arrived.Count ? arrived[next] : null;
                opening = following is null ? opening : Task.Run(() => Open(following, ring), cancellationToken);
                writing.Add(TakeAsync(partner, message, run, cancellationToken));
            }
        }
        finally
        {
            // Whatever stands in line ends before the next look begins.
            await Task.WhenAll(writing);
        }

        return await Task.WhenAll(writing);
    }

    private (VerifiedMessage? Message, string? Why) Open(SealedMessage arrived, KeyRing ring) =>
        !arrived.TryOpen(own.Code, own.Openings, out var signed, out var fault) ? (null, $"a message does not open: {fault}")
        : !signed.TryVerify(ring, time.GetUtcNow(), out var verified, out var verdict) ? (null, $"the signature of a message: {verdict}")
        : (verified, null);

    /// <summary>Takes in what was verified by these keys of the partner; null where it has others by now.</summary>
    private async Task<TakenMessage?> TakeAsync(PartnerRow partner, VerifiedMessage message, TakingRun run, CancellationToken cancellationToken)
    {
        var key = keys.Make();
        var isStored = false;
        try
        {
            var content = keys.Seal(key, ContentPlace(partner.Code, message.Message.Digest), message.Message.ToBytes());
            var taken = await ledger.WriteAsync(work => run.Next(() => Take(work, partner, message, new(key, content))), cancellationToken);
            isStored = taken is { Taking: Taking.Taken or Taking.Apart };
            return taken;
        }
        finally
        {
            if (!isStored)
            {
                keys.GiveBack([key]);
            }
        }
    }

    /// <summary>The place up to which everything of a partner is here; null before the first message.</summary>
    public static PairPlace? Last(DbConnection connection, string partner) => connection.QueryFirstOrDefault<PlaceRow>(LastSql, new { partner })?.Place;

    /// <summary>Under which name the content of a message is sealed, so that it opens nowhere else.</summary>
    public static string ContentPlace(string partner, Digest digest) => $"exchange {partner} {digest}";

    /// <summary>Empties what arrived in a conversation, because what it brought was destroyed; ids of its keys, which the retention of messages destroys at its next look. Places, digests and receipts stay.</summary>
    public static IReadOnlyList<string> Forget(Work work, string partner, string conversation)
    {
        var keys = work.Query<string>("SELECT data_key FROM exchange_inbox WHERE partner = @partner AND conversation = @conversation AND content IS NOT NULL AND state <> 'waiting'", new { partner, conversation });
        work.Execute("UPDATE exchange_inbox SET delete_after = @Now, content = NULL WHERE partner = @partner AND conversation = @conversation AND content IS NOT NULL AND state <> 'waiting'", new { partner, conversation, work.Now });
        return keys;
    }

    private const string LastSql = "SELECT epoch, sequence, place_digest AS digest FROM exchange_inbox WHERE partner = @partner ORDER BY epoch DESC, sequence DESC LIMIT 1";

    private PartnerRow? Find(string code)
    {
        using var connection = database.Open();
        return PartnerRow.Find(connection, code);
    }

    private TakenMessage? Take(Work work, PartnerRow verifiedBy, VerifiedMessage message, SealedContent content)
    {
        var code = verifiedBy.Code;
        if (PartnerRow.Find(work, code) is not { IsConfirmed: true } partner)
        {
            return new(Taking.Refused, null, "the partner is not confirmed here");
        }

        if (partner.IsSuspended)
        {
            return new(Taking.Refused, null, "the partner is suspended here");
        }

        if (!partner.HasKeysOf(verifiedBy))
        {
            return null;
        }

        var header = message.Header;
        var underId = work.Find<HeldRow>("SELECT digest, receipt FROM exchange_inbox WHERE partner = @code AND message_id = @id", new { code, id = header.Id.ToString() });
        var atPlace = work.Find<HeldRow>("SELECT place_digest AS digest, receipt FROM exchange_inbox WHERE partner = @code AND epoch = @Epoch AND sequence = @Sequence", new { code, header.Epoch, header.Sequence });
        var chain = new PairChain(code, own.Code, work.Find<PlaceRow>(LastSql, new { partner = code })?.Place);
        return chain.Judge(message, underId?.Value, atPlace?.Value, work.Now) switch
        {
            PairVerdict.Accepted accepted => Keep(work, partner, message, content, isExpired: false, accepted.OpensEpoch),
            PairVerdict.Expired expired => Keep(work, partner, message, content, isExpired: true, expired.OpensEpoch),
            PairVerdict.Duplicate => new(Taking.Known, (underId ?? atPlace)?.Receipt, null),
            PairVerdict.Conflict conflict => KeepApart(work, partner, message, content, conflict),
            PairVerdict.Gap gap => new(Taking.Gap, null, $"messages {gap.First} to {gap.Final} of epoch {gap.Epoch} are missing"),
            PairVerdict.OtherPair => new(Taking.Refused, null, "a message is of another pair"),
            var other => KeepApart(work, partner, message, content, other),
        };
    }

    private TakenMessage Keep(Work work, PartnerRow partner, VerifiedMessage message, SealedContent content, bool isExpired, bool opensEpoch)
    {
        var header = message.Header;
        var receipt = new Receipt(StatedPlace.Of(message.Message), isExpired ? Receipt.Expired : Receipt.Accepted, work.Now).Sign(own.SigningOf(partner.OwnGeneration)).ToString();
        var state = isExpired ? MessageState.Expired : waiting.Begin(work, partner.Code, header, message.Message.Payload);
        work.Execute(
            """
            INSERT INTO exchange_inbox (partner, epoch, sequence, message_id, digest, place_digest, type, conversation, state, data_key, content, expires, received_at, receipt, receipt_sent, delete_after)
            VALUES (@Code, @Epoch, @Sequence, @id, @digest, @place, @Type, @Conversation, @state, @Key, @Content, @Expires, @Now, @receipt, 0, @until)
            """,
            new
            {
                partner.Code, header.Epoch, header.Sequence, id = header.Id.ToString(), digest = message.Message.Digest.Bytes.ToArray(), place = message.PlaceDigest.Bytes.ToArray(), header.Type,
                header.Conversation, state, content.Key, content.Content, header.Expires, work.Now, receipt,
                until = retention.ReceivedUntil(state is MessageState.Held or MessageState.Waiting && header.Expires > work.Now ? header.Expires : work.Now),
            });
        work.Record(partner.Did(ActionCode.ExchangeReceived, message.Message.Digest.ToString(), new { header.Type, header.Epoch, header.Sequence, State = state, OpensEpoch = opensEpoch }));
        if (opensEpoch && header.Epoch > 1)
        {
            // The sender was restored, and may have forgotten receipts.
            work.Execute("UPDATE exchange_inbox SET receipt_sent = 0 WHERE partner = @Code", new { partner.Code });
        }

        waiting.Release(work, partner);
        return new(Taking.Taken, receipt, null);
    }

    private TakenMessage KeepApart(Work work, PartnerRow partner, VerifiedMessage message, SealedContent content, PairVerdict verdict)
    {
        var (header, digest, why) = (message.Header, message.Message.Digest, verdict.GetType().Name);
        var told = verdict is PairVerdict.Conflict conflict
            ? new Conflict(StatedPlace.Of(message.Message), conflict.Claim == PairClaim.Id ? "id" : "place", conflict.Held.ToString(), work.Now).Sign(own.SigningOf(partner.OwnGeneration)).ToString()
            : "";
        if (work.Value<long>("SELECT count(*) FROM exchange_quarantine WHERE partner = @Code AND digest = @digest", new { partner.Code, digest = digest.Bytes.ToArray() }) == 0)
        {
            work.Execute(
                """
                INSERT INTO exchange_quarantine (partner, digest, message_id, epoch, sequence, why, data_key, content, received_at, statement, told, delete_after)
                VALUES (@Code, @digest, @id, @Epoch, @Sequence, @why, @Key, @Content, @Now, @told, @isTold, @until)
                """,
                new
                {
                    partner.Code, digest = digest.Bytes.ToArray(), id = header.Id.ToString(), header.Epoch, header.Sequence, why, content.Key, content.Content, work.Now, told,
                    isTold = told.Length == 0 ? 1 : 0, until = retention.ReceivedUntil(work.Now),
                });
            work.Record(partner.Did(ActionCode.ExchangeQuarantined, digest.ToString(), new { Why = why, header.Epoch, header.Sequence }));
            return new(Taking.Apart, null, $"message {header.Sequence} of epoch {header.Epoch} was kept apart: {why}");
        }

        return new(Taking.Known, null, $"message {header.Sequence} of epoch {header.Epoch} stands apart: {why}");
    }

    private sealed record SealedContent(string Key, byte[] Content);

    /// <summary>Messages that wait in line one behind the other: after the first that gets no place, or whose work fails, nothing behind it is looked at. Used by the writer's thread.</summary>
    private sealed class TakingRun
    {
        private bool _isStopped;

        public TakenMessage? Next(Func<TakenMessage?> take)
        {
            if (_isStopped)
            {
                return new(Taking.Gap, null, "a message before it has no place");
            }

            _isStopped = true;
            var taken = take();
            _isStopped = taken is not { HasPlace: true };
            return taken;
        }
    }

    private sealed class HeldRow
    {
        public byte[] Digest { get; init; } = [];

        public string Receipt { get; init; } = "";

        public Digest Value => new(Digest);
    }
}
