using System.Buffers.Binary;
using System.Security.Cryptography;
using Entente.Ledger.Envelopes;

namespace Entente.Node.Exchange;

/// <summary>
/// Sealed messages one behind the other, the same over HTTP, in a file and over a narrow link: "entente.bundle.v1" and a line feed; each message in its form for
/// narrow links with its length before it in 4 bytes; the length 0; and one byte, 1 where the sender has more and 0 where not. What was cut still gives every
/// message that is whole, and is continued at the byte at which it was cut.
/// </summary>
/// <param name="Messages">The messages, in the sender's order.</param>
/// <param name="More">Whether the sender has more.</param>
/// <param name="IsWhole">Whether the end is there.</param>
internal sealed record Bundle(IReadOnlyList<SealedMessage> Messages, bool More, bool IsWhole)
{
    /// <summary>Most messages of a bundle. A policy of this project.</summary>
    public const int MostMessages = 100;

    /// <summary>Bytes of messages behind which no other is added (4 MiB). A policy of this project.</summary>
    public const int MostBytes = 4 << 20;

    /// <summary>Longest bundle that is read: one more message may begin below <see cref="MostBytes"/>.</summary>
    public const int MostRead = MostBytes + SealedMessage.MostBytes + 1024;

    /// <summary>Bytes of a bundle without messages: the first line, the length 0, and whether there are more.</summary>
    public static int LengthAround => Start.Length + sizeof(int) + 1;

    /// <summary>What a bundle begins with.</summary>
    public static ReadOnlySpan<byte> Start => "entente.bundle.v1\n"u8;

    /// <summary>What an answer begins with that has only what follows the bytes that the recipient has got already.</summary>
    public static ReadOnlySpan<byte> RestStart => "entente.bundle.v1.rest\n"u8;

    /// <summary>Where the last message ends that is whole; the end of the bundle where that is there.</summary>
    public int Length { get; private init; }

    /// <summary>Its media type.</summary>
    public const string MediaType = "application/vnd.entente.bundle";

    /// <summary>Writes a bundle.</summary>
    /// <param name="wires">Messages in their form for narrow links.</param>
    /// <param name="more">Whether there are more.</param>
    public static byte[] Write(IEnumerable<byte[]> wires, bool more)
    {
        using var bytes = new MemoryStream();
        bytes.Write(Start);
        foreach (var wire in wires)
        {
            WriteLength(bytes, wire.Length);
            bytes.Write(wire);
        }

        WriteLength(bytes, 0);
        bytes.WriteByte(more ? (byte)1 : (byte)0);
        return bytes.ToArray();
    }

    /// <summary>What is answered to a recipient that has got the beginning of a bundle: the rest, or the whole where it is the beginning of another one.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="from">How many bytes behind the first line it has.</param>
    /// <param name="of">What <see cref="MarkOf"/> gives for them.</param>
    public static byte[] From(byte[] bundle, int from, string of) =>
        from > 0 && from <= bundle.Length - Start.Length && MarkOf(bundle.AsSpan(Start.Length, from)) == of ? [.. RestStart, .. bundle.AsSpan(Start.Length + from)] : bundle;

    /// <summary>What tells the beginning of a bundle from that of another one: the first 8 bytes of SHA-256 in hexadecimal digits. It protects nothing: messages do that themselves.</summary>
    /// <param name="beginning">The beginning, without the first line.</param>
    public static string MarkOf(ReadOnlySpan<byte> beginning) => Convert.ToHexStringLower(SHA256.HashData(beginning)[..8]);

    /// <summary>Reads a bundle.</summary>
    /// <exception cref="InvalidDataException">It is none, or a message in it is none.</exception>
    public static Bundle Read(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith(Start))
        {
            return bytes.Length < Start.Length && Start.StartsWith(bytes) ? new([], More: true, IsWhole: false) : throw new InvalidDataException("what arrived is no bundle of messages");
        }

        var messages = new List<SealedMessage>();
        var read = Start.Length;
        for (var rest = bytes[read..]; rest.Length >= sizeof(int);)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(rest);
            rest = rest[sizeof(int)..];
            if (length == 0)
            {
                return rest.Length > 1 ? throw new InvalidDataException("bytes follow the bundle of messages") : new(messages, rest.Length == 0 || rest[0] == 1, rest.Length == 1) { Length = rest.Length == 1 ? bytes.Length : read };
            }

            if (length is < 0 or > SealedMessage.MostBytes)
            {
                throw new InvalidDataException("a message in the bundle is longer than any can be");
            }

            if (length > rest.Length)
            {
                break;
            }

            messages.Add(SealedMessage.TryParseWire(rest[..length], out var message, out var fault) ? message : throw new InvalidDataException($"a message in the bundle is none: {fault}"));
            rest = rest[length..];
            read += sizeof(int) + length;
        }

        return new(messages, More: true, IsWhole: false) { Length = read };
    }

    private static void WriteLength(MemoryStream bytes, int length)
    {
        Span<byte> number = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(number, length);
        bytes.Write(number);
    }
}
