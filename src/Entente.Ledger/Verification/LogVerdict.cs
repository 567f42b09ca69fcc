using Entente.Ledger.Merkle;

namespace Entente.Ledger.Verification;

/// <summary>One entry of a log as it is found now.</summary>
/// <param name="Index">Its sequence number.</param>
/// <param name="Stored">The hash of its leaf as it is stored.</param>
/// <param name="Recomputed">The hash of its leaf from entry and nonce; null where they were destroyed.</param>
public readonly record struct RecordedLeaf(long Index, Digest Stored, Digest? Recomputed);

/// <summary>What a whole log is, set against a checkpoint that was held elsewhere; one of the cases below and nothing else.</summary>
public abstract record LogVerdict
{
    private LogVerdict()
    {
    }

    /// <summary>Every entry is the one recorded, and the log is exactly what the checkpoint says.</summary>
    /// <param name="Size">Number of entries.</param>
    /// <param name="Erased">How many of them were destroyed: their place is proven, their content no longer.</param>
    public sealed record Agrees(long Size, long Erased) : LogVerdict;

    /// <summary>
    /// As <see cref="Agrees"/> up to the checkpoint, and the log goes on. Right for a checkpoint of the past; for the newest it is a
    /// size mismatch: entries that were never attested. The checkpoint says nothing about them.
    /// </summary>
    /// <param name="HeldSize">Entries that the checkpoint covers.</param>
    /// <param name="LogSize">Entries of the log.</param>
    /// <param name="Erased">How many of all were destroyed.</param>
    public sealed record AgreesAndGoesOn(long HeldSize, long LogSize, long Erased) : LogVerdict;

    /// <summary>An entry is missing or stands at another place: the entries are not numbered one after the other from 0 on.</summary>
    /// <param name="Index">The number that was to come.</param>
    public sealed record EntryMissing(long Index) : LogVerdict;

    /// <summary>An entry is not the one whose leaf is stored.</summary>
    /// <param name="Index">The first such entry.</param>
    /// <param name="Count">How many there are.</param>
    /// <param name="LeavesAgree">Whether the stored leaves are those of the checkpoint: then the entry was altered, and the leaves were not.</param>
    public sealed record EntryDiffers(long Index, long Count, bool LeavesAgree) : LogVerdict;

    /// <summary>The log is shorter than it was: entries that were attested are gone.</summary>
    public sealed record RolledBack(long HeldSize, long LogSize) : LogVerdict;

    /// <summary>
    /// The log has another root at the size of the checkpoint: entries that were attested were replaced, or two histories were told.
    /// Which entry it is, only stored leaves from elsewhere can tell.
    /// </summary>
    public sealed record Forked(long HeldSize, Digest HeldRoot, Digest LogRoot) : LogVerdict;
}
