using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using Entente.Ledger.Envelopes;

namespace Entente.Node.Exchange.Carrying;

/// <summary>A part of a file of messages: a message, a statement, or the end with what it says of the logs. A file that was cut has no end.</summary>
/// <param name="Message">A message; null where it is something else.</param>
/// <param name="Statement">A statement in its line; null where it is something else.</param>
/// <param name="Logs">What the end says of the logs; null where it is something else.</param>
internal sealed record BundlePart(SealedMessage? Message, string? Statement, CarriedLogs? Logs);

/// <summary>What each of the two knows of the other's log, as a file says it.</summary>
/// <param name="Held">How many entries of the recipient's log the sender has seen attested; 0 for none.</param>
/// <param name="Offer">The sender's newest checkpoint, a <see cref="Witnessing.CheckpointOffer"/>; empty before the first.</param>
internal sealed record CarriedLogs(long Held, byte[] Offer);

/// <summary>
/// A <see cref="Bundle"/> in a file, for media that are carried: as many messages as there are, and behind its end "entente.statements.v1" and a line feed, each statement
/// with its length before it in 4 bytes, and the length 0; then "entente.logs.v1", a line feed, 8 bytes with how much of the recipient's log the sender has seen attested, and
/// the sender's checkpoint with its length in 4 bytes. It is written and read part by part, so that its length does not matter.
/// </summary>
internal static class BundleFile
{
    private static readonly byte[] Start = "entente.bundle.v1\n"u8.ToArray(), Statements = "entente.statements.v1\n"u8.ToArray(), Logs = "entente.logs.v1\n"u8.ToArray();

    // 63 lines of base64 and a checkpoint have less than 4 KiB.
    private const int MostOffer = 1 << 14;

    /// <summary>Writes a file.</summary>
    /// <param name="stream">Where it goes.</param>
    /// <param name="wires">Messages in their form for narrow links.</param>
    /// <param name="statements">Statements in their lines.</param>
    /// <param name="logs">What it says of the logs.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task WriteAsync(Stream stream, IEnumerable<byte[]> wires, IEnumerable<string> statements, CarriedLogs logs, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Start, cancellationToken);
        await WritePartsAsync(stream, wires, cancellationToken);
        await stream.WriteAsync(new byte[1], cancellationToken);
        await stream.WriteAsync(Statements, cancellationToken);
        await WritePartsAsync(stream, statements.Select(Encoding.ASCII.GetBytes), cancellationToken);
        await stream.WriteAsync(Logs, cancellationToken);
        var numbers = new byte[sizeof(long) + sizeof(int)];
        BinaryPrimitives.WriteInt64BigEndian(numbers, logs.Held);
        BinaryPrimitives.WriteInt32BigEndian(numbers.AsSpan(sizeof(long)), logs.Offer.Length);
        await stream.WriteAsync(numbers, cancellationToken);
        await stream.WriteAsync(logs.Offer, cancellationToken);
    }

    /// <summary>Reads a file part by part; of one that was cut, what is whole.</summary>
    /// <exception cref="InvalidDataException">It is none, or a part of it is none; what came before stands.</exception>
    public static async IAsyncEnumerable<BundlePart> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!await StartsAsync(stream, Start, "a bundle of messages of a version that this node reads", cancellationToken))
        {
            yield break;
        }

        byte[]? bytes;
        while ((bytes = await PartAsync(stream, SealedMessage.MostBytes, cancellationToken)) is { Length: > 0 })
        {
            yield return new(SealedMessage.TryParseWire(bytes, out var message, out var fault) ? message : throw new InvalidDataException($"a message in the file is none: {fault}"), null, null);
        }

        // A bundle may have come by another way than a file, and then ends here.
        var more = new byte[1];
        if (bytes is null || await stream.ReadAtLeastAsync(more, 1, throwOnEndOfStream: false, cancellationToken) == 0 || !await StartsAsync(stream, Statements, "the statements behind the messages", cancellationToken))
        {
            yield break;
        }

        while ((bytes = await PartAsync(stream, SignedStatement.MostCharacters, cancellationToken)) is { Length: > 0 })
        {
            yield return new(null, Encoding.ASCII.GetString(bytes), null);
        }

        if (bytes is not null && await StartsAsync(stream, Logs, "what it says of the logs", cancellationToken) && await LogsAsync(stream, cancellationToken) is { } logs)
        {
            yield return await stream.ReadAtLeastAsync(more, 1, throwOnEndOfStream: false, cancellationToken) == 0 ? new(null, null, logs) : throw new InvalidDataException("bytes follow the end of the file");
        }
    }

    private static async Task<CarriedLogs?> LogsAsync(Stream stream, CancellationToken cancellationToken)
    {
        var held = new byte[sizeof(long)];
        return await stream.ReadAtLeastAsync(held, held.Length, throwOnEndOfStream: false, cancellationToken) == held.Length && await PartAsync(stream, MostOffer, cancellationToken) is { } offer
            ? new(Math.Max(0, BinaryPrimitives.ReadInt64BigEndian(held)), offer) : null;
    }

    private static async Task WritePartsAsync(Stream stream, IEnumerable<byte[]> parts, CancellationToken cancellationToken)
    {
        var length = new byte[sizeof(int)];
        foreach (var part in parts)
        {
            BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
            await stream.WriteAsync(length, cancellationToken);
            await stream.WriteAsync(part, cancellationToken);
        }

        await stream.WriteAsync(new byte[sizeof(int)], cancellationToken);
    }

    private static async Task<bool> StartsAsync(Stream stream, byte[] start, string what, CancellationToken cancellationToken)
    {
        var bytes = new byte[start.Length];
        var read = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return start.AsSpan().StartsWith(bytes.AsSpan(0, read)) ? read == start.Length : throw new InvalidDataException($"the file does not have {what}");
    }

    /// <summary>The next part, without memory for what is not there; empty at the end, null where the file was cut.</summary>
    private static async Task<byte[]?> PartAsync(Stream stream, int most, CancellationToken cancellationToken)
    {
        var number = new byte[sizeof(int)];
        if (await stream.ReadAtLeastAsync(number, number.Length, throwOnEndOfStream: false, cancellationToken) < number.Length)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32BigEndian(number);
        if (length < 0 || length > most)
        {
            throw new InvalidDataException($"a part of the file says that it is longer than the {most} bytes that any can have");
        }

        var bytes = new byte[length];
        return await stream.ReadAtLeastAsync(bytes, length, throwOnEndOfStream: false, cancellationToken) == length ? bytes : null;
    }
}
