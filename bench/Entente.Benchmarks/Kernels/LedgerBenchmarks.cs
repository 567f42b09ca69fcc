using BenchmarkDotNet.Attributes;
using Entente.Ledger.Checkpoints;
using Entente.Ledger.Entries;
using Entente.Ledger.Merkle;
using Entente.Ledger.Notes;
using Entente.Ledger.Signing;

namespace Entente.Benchmarks.Kernels;

/// <summary>What the log costs: growing it by a million leaves, proving and checking one of them, committing to an entry, signing a checkpoint.</summary>
[MemoryDiagnoser]
public class LedgerBenchmarks
{
    private const int Size = 1_000_000;

    private readonly Digest[] _leaves = [.. Enumerable.Range(0, Size).Select(index => TreeHash.OfLeaf(BitConverter.GetBytes(index)))];

    /// <summary>Hashes by level, as a store of tiles would give them.</summary>
    private readonly List<Digest[]> _levels = [];

    private readonly byte[] _entry = LedgerEntryFormat.Encode(new LedgerEntry(0, DateTimeOffset.UnixEpoch, "account-17", "encounter.decided", "law:12", "encounter-4711", new byte[400]));
    private readonly byte[] _nonce = new byte[EntryCommitment.NonceLength];
    private readonly NoteSigner _signer = new("node.example/log", new Ed25519PrivateKey(new byte[Ed25519.SeedLength]));

    private Checkpoint _checkpoint = null!; // Set before each run, as BenchmarkDotNet promises.
    private InclusionProof _inclusion = null!; // Likewise.
    private ConsistencyProof _consistency = null!; // Likewise.
    private byte[] _signed = []; // Likewise.
    private Digest _earlier;

    [GlobalSetup]
    public void Prepare()
    {
        for (var level = _leaves; level.Length > 0; level = [.. level.Chunk(2).Where(pair => pair.Length == 2).Select(pair => TreeHash.OfNode(in pair[0], in pair[1]))])
        {
            _levels.Add(level);
        }

        _checkpoint = new(_signer.Verifier.Name, Size, Frontier.From(Size, Stored).Root());
        _signed = SignedCheckpoint.Sign(_checkpoint, _signer).ToBytes();
        _earlier = Frontier.From(Size / 3, Stored).Root();
        (_inclusion, _consistency) = (ProveInclusion(), ProveConsistency());
    }

    [Benchmark(Description = "append 1,000,000 leaves")]
    public Digest Append()
    {
        var tree = new Frontier();
        foreach (ref readonly var leaf in _leaves.AsSpan())
        {
            tree.Append(in leaf);
        }

        return tree.Root();
    }

    [Benchmark(Description = "prove that a leaf is included")]
    public InclusionProof ProveInclusion() => InclusionProof.Create(Size / 3, Size, Stored);

    [Benchmark(Description = "verify that a leaf is included")]
    public InclusionOutcome VerifyInclusion() => _inclusion.Verify(in _leaves[Size / 3], _checkpoint.Root);

    [Benchmark(Description = "prove that the log was continued")]
    public ConsistencyProof ProveConsistency() => ConsistencyProof.Create(Size / 3, Size, Stored);

    [Benchmark(Description = "verify that the log was continued")]
    public ConsistencyOutcome VerifyConsistency() => _consistency.Verify(in _earlier, _checkpoint.Root);

    [Benchmark(Description = "leaf of an entry of 500 bytes")]
    public Digest Leaf() => EntryCommitment.LeafOf(_nonce, _entry);

    [Benchmark(Description = "sign a checkpoint")]
    public SignedNote Sign() => SignedCheckpoint.Sign(_checkpoint, _signer);

    [Benchmark(Description = "open a checkpoint")]
    public OpenedCheckpoint Open() => SignedCheckpoint.Open(_signed, _signer.Verifier);

    private Digest Stored(int level, long index) => _levels[level][index];
}
