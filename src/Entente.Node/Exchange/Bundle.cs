using System.Buffers.Binary;
using Entente.Ledger.Envelopes;

namespace Entente.Node.Exchange;

/// <summary>
/// Sealed messages one behind the other, the same over HTTP, in a file and over a narrow link: "entente.bundle.v1" and a line feed; each message in its form for
/// narrow links with its length before it in 4 bytes; the length 0; and one byte, 1 where the sender has more and 0 where not. What was cut still gives every
/// message that is whole.
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

    /// <summary>Its media type.</summary>
    public const string MediaType = "application/vnd.entente.bundle";

    /// <summary>Writes a bundle.</summary>
    /// <param name="wires">Messages in their form for narrow links.</param>
    /// <param name="more">Whether there are more.</param>
    public static byte[] Write(IEnumerable<byte[]> wires, bool more)
    {
        using var bytes = new MemoryStream();
        bytes.Write("entente.bundle.v1\n"u8);
        foreach (var wire in wires)
        {
            WriteLength(bytes, wire.Length);
            bytes.Write(wire);
        }

        WriteLength(bytes, 0);
        bytes.WriteByte(more ? (byte)1 : (byte)0);
        return bytes.ToArray();
    }

    /// <summary>Reads a bundle.</summary>
    /// <exception cref="InvalidDataException">It is none, or a message in it is none.</exception>
    public static Bundle Read(ReadOnlySpan<byte> bytes)
    {
        var start = "entente.bundle.v1\n"u8;
        if (!bytes.StartsWith(start))
        {
            return bytes.Length < start.Length && start.StartsWith(bytes) ? new([], More: true, IsWhole: false) : throw new InvalidDataException("what arrived is no bundle of messages");
        }

        var messages = new List<SealedMessage>();
        for (var rest = bytes[start.Length..]; rest.Length >= sizeof(int);)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(rest);
            rest = rest[sizeof(int)..];
            if (length == 0)
            {
                return rest.Length > 1 ? throw new InvalidDataException("bytes follow the bundle of messages") : new(messages, rest.Length == 0 || rest[0] == 1, rest.Length == 1);
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
        }

        return new(messages, More: true, IsWhole: false);
    }

    private static void WriteLength(MemoryStream bytes, int length)
    {
        Span<byte> number = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(number, length);
        bytes.Write(number);
    }
}
