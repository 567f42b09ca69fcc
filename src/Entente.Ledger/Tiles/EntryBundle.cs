using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Entente.Ledger.Tiles;

/// <summary>Why bytes are not a bundle of that many entries.</summary>
public enum EntryBundleFault
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>They end before the last entry does.</summary>
    CutOff,

    /// <summary>More bytes follow the last entry.</summary>
    BytesLeftOver,
}

/// <summary>
/// A bundle of entries (C2SP tlog-tiles, "Log entries"): for each its length in two bytes, big-endian, then its bytes. What this
/// log publishes there are the commitments of its entries (32 bytes each), never the entries.
/// </summary>
public static class EntryBundle
{
    /// <summary>The bundle of 1 to 256 entries.</summary>
    /// <exception cref="ArgumentException">An entry is longer than 65,535 bytes, or there are none or too many.</exception>
    public static byte[] Encode(IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        if (entries.Count is 0 or > TileAddress.FullWidth || entries.Any(entry => entry.Length > ushort.MaxValue))
        {
            throw new ArgumentException($"A bundle has 1 to {TileAddress.FullWidth} entries of at most {ushort.MaxValue} bytes.", nameof(entries));
        }

        var bytes = new byte[entries.Sum(entry => sizeof(ushort) + entry.Length)];
        var rest = bytes.AsSpan();
        foreach (var entry in entries)
        {
            BinaryPrimitives.WriteUInt16BigEndian(rest, (ushort)entry.Length);
            entry.Span.CopyTo(rest[sizeof(ushort)..]);
            rest = rest[(sizeof(ushort) + entry.Length)..];
        }

        return bytes;
    }

    /// <summary>Reads a bundle without copying its entries.</summary>
    /// <param name="bytes">The bundle.</param>
    /// <param name="width">How many entries its address says it has.</param>
    /// <param name="entries">The entries.</param>
    /// <param name="fault">What is wrong, where it answers false.</param>
    public static bool TryDecode(ReadOnlyMemory<byte> bytes, int width, [NotNullWhen(true)] out IReadOnlyList<ReadOnlyMemory<byte>>? entries, out EntryBundleFault fault)
    {
        entries = null;
        var read = new List<ReadOnlyMemory<byte>>();
        for (; read.Count < width; bytes = bytes[(sizeof(ushort) + read[^1].Length)..])
        {
            if (bytes.Length < sizeof(ushort) || bytes.Length - sizeof(ushort) < BinaryPrimitives.ReadUInt16BigEndian(bytes.Span))
            {
                fault = EntryBundleFault.CutOff;
                return false;
            }

            read.Add(bytes.Slice(sizeof(ushort), BinaryPrimitives.ReadUInt16BigEndian(bytes.Span)));
        }

        fault = bytes.IsEmpty ? EntryBundleFault.None : EntryBundleFault.BytesLeftOver;
        entries = bytes.IsEmpty ? read : null;
        return entries is not null;
    }
}
