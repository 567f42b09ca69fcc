using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Entente.Ledger.Envelopes;

/// <summary>
/// The name of one message: 16 random bytes that the sender draws. They are also what keeps the digest of a message from being
/// guessed once header and payload are destroyed.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
[SuppressMessage("Roslynator", "RCS1213", Justification = "The two fields are read and written as 16 bytes.")]
public readonly record struct MessageId
{
    /// <summary>Bytes in an id.</summary>
    public const int Length = 16;

    private readonly ulong _first;
    private readonly ulong _second;

    /// <summary>Takes over 16 bytes from a cryptographic random source.</summary>
    /// <exception cref="ArgumentException">They are not 16.</exception>
    public MessageId(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
        {
            throw new ArgumentException($"The id of a message has {Length} bytes, these are {bytes.Length}.", nameof(bytes));
        }

        this = MemoryMarshal.Read<MessageId>(bytes);
    }

    /// <summary>The 16 bytes, without a copy.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Bytes => MemoryMarshal.AsBytes(new ReadOnlySpan<MessageId>(in this));

    /// <summary>Reads 32 lower-case hexadecimal digits.</summary>
    public static bool TryParse(string text, out MessageId id)
    {
        Span<byte> bytes = stackalloc byte[Length];
        var read = text.Length == 2 * Length && !text.Any(char.IsAsciiLetterUpper)
            && Convert.FromHexString(text, bytes, out _, out var length) == System.Buffers.OperationStatus.Done && length == Length;
        id = read ? new(bytes) : default;
        return read;
    }

    /// <summary>The bytes as 32 lower-case hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(Bytes);
}
