using Entente.Ledger.Checkpoints;
using Entente.Ledger.Merkle;

namespace Entente.Ledger.Verification;

/// <summary>Sets a whole log against a checkpoint that somebody else kept: the proof that nothing was changed, put in or taken out.</summary>
public static class LogVerification
{
    /// <summary>
    /// Reads every entry once, in order, and says what the log is.
    /// <list type="number">
    /// <item>The entries must be numbered 0, 1, 2 and so on; the first that is not ends the reading: <see cref="LogVerdict.EntryMissing"/>.</item>
    /// <item>Each leaf from entry and nonce must be the one stored: <see cref="LogVerdict.EntryDiffers"/>. It comes before all that follows, because it names a place.</item>
    /// <item>There must be as many as the checkpoint says: <see cref="LogVerdict.RolledBack"/>.</item>
    /// <item>The root over the stored leaves at that size must be the one of the checkpoint: <see cref="LogVerdict.Forked"/>.</item>
    /// </list>
    /// </summary>
    /// <param name="leaves">The log, from its first entry to its last.</param>
    /// <param name="held">A checkpoint of this log whose signature was checked (<see cref="SignedCheckpoint"/>).</param>
    public static LogVerdict Verify(IEnumerable<RecordedLeaf> leaves, Checkpoint held)
    {
        var tree = new Frontier();
        var (differing, firstDiffering, erased, size) = (0L, -1L, 0L, 0L);
        foreach (var leaf in leaves)
        {
            if (leaf.Index != size)
            {
                return new LogVerdict.EntryMissing(size);
            }

            if (leaf.Recomputed is null)
            {
                erased++;
            }
            else if (leaf.Recomputed != leaf.Stored)
            {
                firstDiffering = differing++ == 0 ? size : firstDiffering;
            }

            if (size++ < held.Size)
            {
                tree.Append(leaf.Stored);
            }
        }

        var root = tree.Root();
        var agrees = tree.Size == held.Size && root == held.Root;
        return differing > 0 ? new LogVerdict.EntryDiffers(firstDiffering, differing, agrees)
            : size < held.Size ? new LogVerdict.RolledBack(held.Size, size)
            : !agrees ? new LogVerdict.Forked(held.Size, held.Root, root)
            : size > held.Size ? new LogVerdict.AgreesAndGoesOn(held.Size, size, erased)
            : new LogVerdict.Agrees(size, erased);
    }
}
