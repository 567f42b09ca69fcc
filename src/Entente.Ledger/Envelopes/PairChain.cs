using Entente.Ledger.Merkle;

namespace Entente.Ledger.Envelopes;

/// <summary>A place in the chain of one sender and one recipient.</summary>
/// <param name="Epoch">The sender's epoch, from 1 on.</param>
/// <param name="Sequence">Number in the epoch, from 1 on.</param>
/// <param name="Digest">What stands there: <see cref="VerifiedMessage.PlaceDigest"/>.</param>
public readonly record struct PairPlace(int Epoch, long Sequence, Digest Digest);

/// <summary>
/// The chain of messages from one service to another, as far as it was accepted. It is how a recipient sees that nothing was left out,
/// put in, exchanged or told in two ways. Immutable: an accepted message gives the place of the next chain.
/// </summary>
/// <param name="Sender">Code of the service that writes.</param>
/// <param name="Recipient">Code of the service that it writes to.</param>
/// <param name="Last">The place accepted last; null before the first.</param>
public sealed record PairChain(string Sender, string Recipient, PairPlace? Last = null)
{
    /// <summary>Where the next message goes and what it names as the previous one; for the sender, and for whoever expects it.</summary>
    public PairPlace Next => Last is { } last ? last with { Sequence = last.Sequence + 1 } : new(1, 1, default);

    /// <summary>
    /// What a message is to this chain. The steps, the first that holds decides:
    /// <list type="number">
    /// <item>another sender or recipient: <see cref="PairVerdict.OtherPair"/>;</item>
    /// <item>something is held under its id, or at its place: <see cref="PairVerdict.Duplicate"/> if the same, <see cref="PairVerdict.Conflict"/> if not;</item>
    /// <item>an earlier epoch: <see cref="PairVerdict.OldEpoch"/>; an earlier place of this one: <see cref="PairVerdict.NoLongerHeld"/>;</item>
    /// <item>a later place than the next: <see cref="PairVerdict.Gap"/>, a later epoch beginning at place 1;</item>
    /// <item>it names another previous message: <see cref="PairVerdict.WrongPrevious"/>;</item>
    /// <item>too late: <see cref="PairVerdict.Expired"/>; otherwise <see cref="PairVerdict.Accepted"/>.</item>
    /// </list>
    /// </summary>
    /// <param name="message">A message that its sender signed.</param>
    /// <param name="heldUnderId">Digest of the message of this sender that is held under the same id; null where there is none.</param>
    /// <param name="heldAtPlace">What is held at the same epoch and sequence of this chain, as <see cref="VerifiedMessage.PlaceDigest"/>; null where nothing is.</param>
    /// <param name="now">The time by which it may have expired.</param>
    public PairVerdict Judge(VerifiedMessage message, Digest? heldUnderId, Digest? heldAtPlace, DateTimeOffset now)
    {
        var header = message.Header;
        return header.Sender != Sender || header.Recipient != Recipient ? new PairVerdict.OtherPair()
            : heldUnderId is { } sameId ? Held(message.Message.Digest, sameId, PairClaim.Id)
            : (heldAtPlace ?? AtLast(header)) is { } samePlace ? Held(message.PlaceDigest, samePlace, PairClaim.Place)
            : InOrder(message, now);
    }

    private static PairVerdict Held(Digest digest, Digest held, PairClaim claim) =>
        digest == held ? new PairVerdict.Duplicate() : new PairVerdict.Conflict(claim, held);

    private Digest? AtLast(MessageHeader header) => Last is { } last && (last.Epoch, last.Sequence) == (header.Epoch, header.Sequence) ? last.Digest : null;

    private PairVerdict InOrder(VerifiedMessage message, DateTimeOffset now)
    {
        var header = message.Header;
        var opensEpoch = header.Epoch > (Last?.Epoch ?? 0);
        var next = opensEpoch ? new PairPlace(header.Epoch, 1, default) : Next;
        var place = new PairPlace(header.Epoch, header.Sequence, message.PlaceDigest);
        return header.Epoch < next.Epoch ? new PairVerdict.OldEpoch(next.Epoch)
            : header.Sequence < next.Sequence ? new PairVerdict.NoLongerHeld()
            : header.Sequence > next.Sequence ? new PairVerdict.Gap(next.Epoch, next.Sequence, header.Sequence - 1)
            : header.Previous != next.Digest ? new PairVerdict.WrongPrevious(next.Digest)
            : now >= header.Expires ? new PairVerdict.Expired(place, opensEpoch)
            : new PairVerdict.Accepted(place, opensEpoch);
    }
}
