using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Entente.Ledger.Merkle;

/// <summary>
/// A SHA-256 value, 32 bytes. A value and not an array, so that a tree can hold a million of them without a million objects.
/// Its default is 32 zero bytes, which is the digest of nothing known.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
[SuppressMessage("Roslynator", "RCS1213", Justification = "The four fields are read and written as 32 bytes.")]
public readonly record struct Digest
{
    /// <summary>Bytes in a digest (FIPS 180-4, SHA-256).</summary>
    public const int Length = 32;

    // Four words only so that comparing is four comparisons; the bytes are kept in their own order whatever the machine's is.
    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;
    private readonly ulong _fourth;

    /// <summary>Takes over 32 bytes.</summary>
    /// <exception cref="ArgumentException">They are not 32.</exception>
    public Digest(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
        {
            throw new ArgumentException($"A digest has {Length} bytes, these are {bytes.Length}.", nameof(bytes));
        }

        this = MemoryMarshal.Read<Digest>(bytes);
    }

    /// <summary>The 32 bytes, without a copy.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Bytes => MemoryMarshal.AsBytes(new ReadOnlySpan<Digest>(in this));

    /// <summary>The bytes as base64 with padding (RFC 4648 section 4), 44 characters, as checkpoints write it.</summary>
    public string ToBase64() => Convert.ToBase64String(Bytes);

    /// <summary>The bytes as 64 lower-case hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(Bytes);
}
