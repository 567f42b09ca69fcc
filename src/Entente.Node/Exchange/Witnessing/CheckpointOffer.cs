using System.Globalization;
using System.Text;
using Entente.Ledger.Merkle;

namespace Entente.Node.Exchange.Witnessing;

/// <summary>
/// A checkpoint and the proof that the log begins with what it was, in the form in which a witness is asked (C2SP tlog-witness, "add-checkpoint"): "old" and the size that the
/// other one holds, a line of base64 for each hash of the proof, an empty line, and the signed checkpoint as it stands.
/// </summary>
/// <param name="Old">The size from which on is proven; 0 for none.</param>
/// <param name="Path">The hashes of the proof; none where there is nothing to prove, or nothing can be proven.</param>
/// <param name="Note">The signed checkpoint.</param>
internal sealed record CheckpointOffer(long Old, IReadOnlyList<Digest> Path, byte[] Note)
{
    // C2SP tlog-witness: a proof has at most 63 lines.
    private const int MostLines = 63;

    private const string Start = "old ";

    /// <summary>Writes it.</summary>
    public byte[] ToBytes() =>
        [.. Encoding.ASCII.GetBytes($"{Start}{Old.ToString(CultureInfo.InvariantCulture)}\n{string.Concat(Path.Select(hash => hash.ToBase64() + "\n"))}\n"), .. Note];

    /// <summary>Reads one; null where it is none.</summary>
    public static CheckpointOffer? Read(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf("\n\n"u8);
        if (end < 0 || Encoding.ASCII.GetString(bytes[..end]).Split('\n') is not [var first, .. var lines] || lines.Length > MostLines || !first.StartsWith(Start, StringComparison.Ordinal)
            || !long.TryParse(first[Start.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var old))
        {
            return null;
        }

        var path = new List<Digest>();
        var hash = new byte[Digest.Length];
        foreach (var line in lines)
        {
            if (!Convert.TryFromBase64String(line, hash, out var length) || length != Digest.Length)
            {
                return null;
            }

            path.Add(new Digest(hash));
        }

        return new(old, path, bytes[(end + 2)..].ToArray());
    }
}
