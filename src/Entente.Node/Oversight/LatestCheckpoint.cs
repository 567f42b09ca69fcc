using Entente.Ledger.Checkpoints;
using Entente.Ledger.Merkle;
using Entente.Ledger.Notes;
using Entente.Ledger.Tiles;
using Entente.Node.Storage;

namespace Entente.Node.Oversight;

/// <summary>The newest signed checkpoint as it lies in the published log, with the key that verifies it.</summary>
/// <param name="Checkpoint">What it attests.</param>
/// <param name="At">When it was made.</param>
/// <param name="Key">The verifier key, one line.</param>
/// <param name="Note">The signed checkpoint as it stands.</param>
internal sealed record LatestCheckpoint(Checkpoint Checkpoint, DateTimeOffset At, string Key, byte[] Note)
{
    /// <summary>The checkpoint; null where there is none yet.</summary>
    /// <exception cref="InvalidDataException">It is not signed by the log's key.</exception>
    public static LatestCheckpoint? Read(DataFolder data)
    {
        var (file, keyFile) = (Path.Combine(data.Log, "checkpoint"), Path.Combine(data.Log, "vkey"));
        if (!File.Exists(file) || !File.Exists(keyFile))
        {
            return null;
        }

        var (text, note) = (File.ReadAllText(keyFile).Trim(), File.ReadAllBytes(file));
        return VerifierKey.TryParse(text, out var key, out _) && SignedCheckpoint.Open(note, key) is OpenedCheckpoint.Trusted { Checkpoint: var checkpoint }
            ? new LatestCheckpoint(checkpoint, new DateTimeOffset(File.GetLastWriteTimeUtc(file), TimeSpan.Zero), text, note)
            : throw new InvalidDataException("the newest checkpoint is not signed by this log's key");
    }

    /// <summary>Proves entries against the checkpoint, from the published tiles; a tile is read once.</summary>
    public Func<long, Digest, Attested> Prover(DataFolder data)
    {
        var source = Hashes(data);
        return (sequence, leaf) => sequence >= Checkpoint.Size ? Attested.NotYet
            : InclusionProof.Create(sequence, Checkpoint.Size, source).Verify(leaf, Checkpoint.Root) == InclusionOutcome.Proven ? Attested.Proven
            : Attested.Differs;
    }

    /// <summary>The hashes that prove that the log begins with what it was at a size, from the published tiles; none where that is not a size within it, or it is the whole.</summary>
    public IReadOnlyList<Digest> GrowthFrom(long size, DataFolder data) => size < 1 || size >= Checkpoint.Size ? [] : ConsistencyProof.Create(size, Checkpoint.Size, Hashes(data)).Path;

    private SubtreeHash Hashes(DataFolder data)
    {
        var tiles = new Dictionary<TileAddress, ReadOnlyMemory<byte>>();
        return TileReader.Source(Checkpoint.Size, address => tiles.TryGetValue(address, out var tile) ? tile : tiles[address] = File.ReadAllBytes(Path.Combine(data.Log, address.ToString())));
    }
}

/// <summary>How an entry stands to a checkpoint.</summary>
internal enum Attested
{
    /// <summary>The checkpoint does not reach so far.</summary>
    NotYet,

    /// <summary>It is in it as it stands.</summary>
    Proven,

    /// <summary>It is another one than was attested.</summary>
    Differs,
}
