using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using Entente.Ledger.Merkle;

namespace Entente.Ledger.Tests.Merkle;

/// <summary>The vectors of transparency-dev/merkle: proofs that hold, and the same proofs damaged in every way somebody thought of.</summary>
public sealed class ProofVectorTests
{
    [Fact]
    public void Every_published_inclusion_proof_is_judged_as_published()
    {
        var vectors = PublishedVectors.JsonBelow("merkle-rfc6962/testdata/inclusion");
        vectors.Count.ShouldBe(98);
        foreach (var (file, vector) in vectors)
        {
            var holds = Digests(vector, out var path, "leafHash", "root") is [var leaf, var root]
                && new InclusionProof(Number(vector, "leafIdx"), Number(vector, "treeSize"), path).Verify(leaf, root) == InclusionOutcome.Proven;
            holds.ShouldBe(!vector.GetProperty("wantErr").GetBoolean(), file);
        }
    }

    [Fact]
    public void Every_published_consistency_proof_is_judged_as_published()
    {
        var vectors = PublishedVectors.JsonBelow("merkle-rfc6962/testdata/consistency");
        vectors.Count.ShouldBe(98);
        foreach (var (file, vector) in vectors)
        {
            var holds = Digests(vector, out var path, "root1", "root2") is [var first, var second]
                && new ConsistencyProof(Number(vector, "size1"), Number(vector, "size2"), path).Verify(first, second) == ConsistencyOutcome.Proven;
            holds.ShouldBe(!vector.GetProperty("wantErr").GetBoolean(), file);
        }
    }

    [Fact]
    public void The_published_tree_has_the_published_leaves_and_roots()
    {
        var tree = PublishedVectors.Json(PublishedVectors.Path("merkle-rfc6962/reference-tree.json"));
        var frontier = new Frontier();
        foreach (var (at, input) in tree.GetProperty("leafInputs").EnumerateArray().Index())
        {
            var leaf = TreeHash.OfLeaf(Convert.FromHexString(input.GetString()!));
            leaf.ToString().ShouldBe(tree.GetProperty("nodeHashesInLevelOrder")[at].GetString());
            frontier.Append(leaf);
            frontier.Root().ToString().ShouldBe(tree.GetProperty("rootsForSizes1to8")[at].GetString());
        }
    }

    /// <summary>The digests of a vector; null where one has not the length of a digest, which no proof of ours can hold.</summary>
    private static Digest[]? Digests(JsonElement vector, out List<Digest> path, params string[] names)
    {
        path = [];
        var all = new List<Digest>();
        var proof = vector.GetProperty("proof");
        string?[] texts = [.. names.Select(name => vector.GetProperty(name).GetString()), .. proof.ValueKind == JsonValueKind.Null ? [] : proof.EnumerateArray().Select(hash => hash.GetString())];
        foreach (var text in texts)
        {
            if (!TryDigest(Convert.FromBase64String(text ?? ""), out var digest))
            {
                return null;
            }

            all.Add(digest.Value);
        }

        path = all[names.Length..];
        return [.. all[..names.Length]];
    }

    /// <summary>Some vectors have words in place of a root that is only compared ("don't care 1"); their hash stands for them.</summary>
    private static bool TryDigest(byte[] bytes, [NotNullWhen(true)] out Digest? digest)
    {
        digest = bytes.AsSpan().StartsWith("don't care"u8) ? new Digest(SHA256.HashData(bytes)) : bytes.Length == Digest.Length ? new Digest(bytes) : null;
        return digest is not null;
    }

    private static long Number(JsonElement vector, string name) => unchecked((long)vector.GetProperty(name).GetUInt64());
}
