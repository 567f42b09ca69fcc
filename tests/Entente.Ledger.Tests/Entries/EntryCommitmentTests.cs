using System.Security.Cryptography;
using Entente.Ledger.Entries;
using Entente.Ledger.Merkle;
using FsCheck.Fluent;

namespace Entente.Ledger.Tests.Entries;

public sealed class EntryCommitmentTests
{
    private static readonly byte[] Nonce = [.. Enumerable.Range(0, EntryCommitment.NonceLength).Select(value => (byte)value)];

    /// <summary>The figures were computed with OpenSSL's own command: dgst -sha256 -mac HMAC -macopt hexkey:(nonce).</summary>
    [Fact]
    public void The_commitment_is_what_other_tools_compute() =>
        EntryCommitment.Of(Nonce, "an entry"u8).ToString().ShouldBe("12af365a0b9f7668023f4b20a3718a91015b0a5e31fbbd994ab10baa8434cf25");

    [Fact]
    public void The_leaf_is_the_RFC_6962_leaf_of_the_commitment()
    {
        var commitment = EntryCommitment.Of(Nonce, "an entry"u8);
        var leaf = new Digest(SHA256.HashData([0, .. commitment.Bytes]));
        EntryCommitment.LeafOf(commitment).ShouldBe(leaf);
        EntryCommitment.LeafOf(Nonce, "an entry"u8).ShouldBe(leaf);
    }

    [Fact]
    public void Another_entry_or_another_nonce_has_another_commitment() => Claims.Hold(
        from entry in Claims.Bytes
        from bit in Gen.Choose(0, 255)
        select (entry, bit),
        given =>
        {
            var (commitment, other) = (EntryCommitment.Of(Nonce, given.entry), Trees.Turned(new Digest(Nonce), given.bit));
            return EntryCommitment.Of(other.Bytes, given.entry) != commitment && EntryCommitment.Of(Nonce, [.. given.entry, 0]) != commitment;
        });

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void A_nonce_of_another_length_is_refused(int length) => Should.Throw<ArgumentException>(() => EntryCommitment.Of(new byte[length], []));
}
