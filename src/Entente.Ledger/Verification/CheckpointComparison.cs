using Entente.Ledger.Checkpoints;
using Entente.Ledger.Merkle;

namespace Entente.Ledger.Verification;

/// <summary>What a newer checkpoint of a log is, set against the one that is held.</summary>
public enum CheckpointOutcome
{
    /// <summary>The same size and root.</summary>
    Same,

    /// <summary>The log has grown and begins with what it was: the newer one may be held from now on.</summary>
    Grown,

    /// <summary>They are of different logs.</summary>
    OtherLog,

    /// <summary>The offered one is of a shorter log. A late message, or a log that was rolled back: keep the one held and ask.</summary>
    RolledBack,

    /// <summary>The same size and another root: two histories. The two signed notes are the evidence.</summary>
    Forked,

    /// <summary>The offered one is of a longer log, and no proof or a wrong one came with it. Keep the one held and ask again.</summary>
    NotProven,
}

/// <summary>What a partner who holds a checkpoint checks before it takes a newer one in its place.</summary>
public static class CheckpointComparison
{
    /// <summary>Compares two checkpoints whose signatures were checked.</summary>
    /// <param name="held">The one that is held.</param>
    /// <param name="offered">The one that came.</param>
    /// <param name="proof">The proof that came with it; needed where the log has grown from a size other than 0.</param>
    public static CheckpointOutcome Compare(Checkpoint held, Checkpoint offered, ConsistencyProof? proof) =>
        held.Origin != offered.Origin ? CheckpointOutcome.OtherLog
        : offered.Size < held.Size ? CheckpointOutcome.RolledBack
        : offered.Size == held.Size ? (offered.Root == held.Root ? CheckpointOutcome.Same : CheckpointOutcome.Forked)
        : held.Size == 0 || IsProven(held, offered, proof) ? CheckpointOutcome.Grown
        : CheckpointOutcome.NotProven;

    private static bool IsProven(Checkpoint held, Checkpoint offered, ConsistencyProof? proof) =>
        proof is not null && proof.First == held.Size && proof.Second == offered.Size && proof.Verify(held.Root, offered.Root) == ConsistencyOutcome.Proven;
}
