using System.Buffers.Binary;
using Entente.Ledger.Merkle;

namespace Entente.Ledger.Tests;

/// <summary>Trees to test with, and the plain definition of RFC 6962 section 2.1 as the oracle of everything quicker.</summary>
internal static class Trees
{
    /// <summary>Leaf hashes that all differ.</summary>
    public static Digest[] Leaves(int count, int seed = 0)
    {
        var leaves = new Digest[count];
        var data = new byte[2 * sizeof(int)];
        for (var i = 0; i < count; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(data, seed);
            BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(sizeof(int)), i);
            leaves[i] = TreeHash.OfLeaf(data);
        }

        return leaves;
    }

    /// <summary>MTH(D[n]) as the RFC defines it.</summary>
    public static Digest Root(ReadOnlySpan<Digest> leaves)
    {
        if (leaves.Length < 2)
        {
            return leaves.IsEmpty ? TreeHash.OfEmptyTree : leaves[0];
        }

        var k = 1;
        while (k * 2 < leaves.Length)
        {
            k *= 2;
        }

        return TreeHash.OfNode(Root(leaves[..k]), Root(leaves[k..]));
    }

    /// <summary>A source of hashes that computes each from the leaves.</summary>
    public static SubtreeHash Source(Digest[] leaves) => (level, index) => Root(leaves.AsSpan((int)(index << level), 1 << level));

    /// <summary>A digest with one bit turned.</summary>
    public static Digest Turned(Digest digest, int bit)
    {
        var bytes = digest.Bytes.ToArray();
        bytes[bit / 8 % bytes.Length] ^= (byte)(1 << (bit % 8));
        return new(bytes);
    }
}
