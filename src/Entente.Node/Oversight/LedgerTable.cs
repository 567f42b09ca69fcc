using Dapper;
using Entente.Ledger.Entries;
using Entente.Ledger.Merkle;
using Entente.Ledger.Verification;
using System.Data.Common;

namespace Entente.Node.Oversight;

/// <summary>Reads the recorded entries, in their order, without holding them all.</summary>
internal static class LedgerTable
{
    /// <summary>The commitments from a sequence number on.</summary>
    public static IEnumerable<Digest> CommitmentsFrom(DbConnection connection, long sequence) =>
        connection.Query<byte[]>("SELECT commitment FROM ledger_entry WHERE sequence >= @sequence ORDER BY sequence", new { sequence }, buffered: false).Select(c => new Digest(c));

    /// <summary>Every entry as it stands, with the leaf that its bytes and nonce make.</summary>
    public static IEnumerable<RecordedLeaf> Leaves(DbConnection connection) =>
        connection.Query<Row>("SELECT sequence AS Sequence, entry AS Entry, nonce AS Nonce, commitment AS Commitment FROM ledger_entry ORDER BY sequence", buffered: false)
            .Select(row => new RecordedLeaf(row.Sequence, StoredLeaf(row), RecomputedLeaf(row)));

    private static Digest StoredLeaf(Row row) => EntryCommitment.LeafOf(new Digest(row.Commitment));

    /// <summary>Null where the entry was erased. A nonce of another length cannot have been the writer's, so its leaf is none that could be stored.</summary>
    private static Digest? RecomputedLeaf(Row row) =>
        row is not { Entry: { } entry, Nonce: { } nonce } ? null
        : nonce.Length == EntryCommitment.NonceLength ? EntryCommitment.LeafOf(nonce, entry)
        : TreeHash.OfEmptyTree;

    private sealed class Row
    {
        public long Sequence { get; init; }

        public byte[]? Entry { get; init; }

        public byte[]? Nonce { get; init; }

        public byte[] Commitment { get; init; } = [];
    }
}
