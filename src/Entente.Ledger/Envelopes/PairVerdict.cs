using Entente.Ledger.Merkle;

namespace Entente.Ledger.Envelopes;

/// <summary>What two messages claim at once.</summary>
public enum PairClaim
{
    /// <summary>The same id.</summary>
    Id,

    /// <summary>The same place in the chain.</summary>
    Place,
}

/// <summary>What a message is to a <see cref="PairChain"/>; one of the cases below and nothing else.</summary>
public abstract record PairVerdict
{
    private PairVerdict()
    {
    }

    /// <summary>It is the next message.</summary>
    /// <param name="Place">Where the chain is now.</param>
    /// <param name="OpensEpoch">It is the first of a new epoch: the sender began anew, as after a restore. Somebody is to be told.</param>
    public sealed record Accepted(PairPlace Place, bool OpensEpoch) : PairVerdict;

    /// <summary>It is the next message and came too late: it takes its place and must have no other effect.</summary>
    /// <param name="Place">Where the chain is now.</param>
    /// <param name="OpensEpoch">As of <see cref="Accepted"/>.</param>
    public sealed record Expired(PairPlace Place, bool OpensEpoch) : PairVerdict;

    /// <summary>It is held already: the first receipt is the answer.</summary>
    public sealed record Duplicate : PairVerdict;

    /// <summary>Another message holds its id or its place: it is to be kept apart as evidence, and the sender told.</summary>
    /// <param name="Claim">What both claim.</param>
    /// <param name="Held">What is held.</param>
    public sealed record Conflict(PairClaim Claim, Digest Held) : PairVerdict;

    /// <summary>Messages before it are missing: they are to be fetched, and it waits.</summary>
    /// <param name="Epoch">The epoch that they are of.</param>
    /// <param name="First">The first that is missing.</param>
    /// <param name="Final">The last that is missing.</param>
    public sealed record Gap(int Epoch, long First, long Final) : PairVerdict;

    /// <summary>It stands at the next place and continues another chain: the sender has another history than the one accepted.</summary>
    /// <param name="Expected">What it was to name as the previous message.</param>
    public sealed record WrongPrevious(Digest Expected) : PairVerdict;

    /// <summary>It is of an epoch that the sender has ended, and was not received in it.</summary>
    /// <param name="Current">The epoch of the chain.</param>
    public sealed record OldEpoch(int Current) : PairVerdict;

    /// <summary>Its place was taken, and nothing is held any more that tells by what: it is to be kept apart.</summary>
    public sealed record NoLongerHeld : PairVerdict;

    /// <summary>It is for another service, or from another.</summary>
    public sealed record OtherPair : PairVerdict;
}
