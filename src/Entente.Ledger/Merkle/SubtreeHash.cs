namespace Entente.Ledger.Merkle;

/// <summary>
/// Where stored hashes come from. It is asked for perfect subtrees only and MUST answer with the hash of the leaves from
/// index * 2^level on, 2^level of them; it is never asked beyond the size that a proof is about.
/// </summary>
/// <param name="level">Height of the subtree; 0 is a leaf.</param>
/// <param name="index">Its place among the subtrees of this height, from 0 on.</param>
public delegate Digest SubtreeHash(int level, long index);
