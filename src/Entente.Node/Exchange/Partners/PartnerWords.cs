using System.Buffers.Binary;
using System.Reflection;
using System.Security.Cryptography;

namespace Entente.Node.Exchange.Partners;

/// <summary>
/// The words by which two people make sure, over a telephone, that each node has the other's true card: both nodes make them of both cards, each person reads
/// one half aloud and types the half that is heard. Whoever put a card of his own in between would have to find two cards that make the same words: some 2^48 tries
/// at each side for one half, each of 2^20 hashes.
/// </summary>
internal static class PartnerWords
{
    /// <summary>Words of each half: 96 bits, because whoever looks for two cards that agree needs the square root of all tries alone.</summary>
    public const int Count = 12;

    // Each further card that somebody tries costs this much work. The figure is OWASP's for PBKDF2 with SHA-256 (2023).
    private const int Iterations = 600_000;

    /// <summary>The list: 256 English words, one for each value of a byte, distinct in their first four letters, in the order of the alphabet.</summary>
    public static IReadOnlyList<string> List { get; } = Read();

    /// <summary>
    /// Both halves. The digest is SHA-256 over "entente.words.v1", a line feed, and both cards, each with its length in 4 bytes before it, the one whose service
    /// comes first by its bytes first; PBKDF2-HMAC-SHA-256 (RFC 8018) of the digest with "entente.words.v1" as salt gives 24 bytes, and each byte a word. The
    /// first twelve are read aloud by the service that comes first.
    /// </summary>
    /// <param name="own">The card of this service.</param>
    /// <param name="partner">The card of the partner; of another service.</param>
    public static (string Own, string Partner) Of(NodeCard own, NodeCard partner)
    {
        var ownIsFirst = string.CompareOrdinal(own.Service, partner.Service) < 0;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData("entente.words.v1\n"u8);
        Append(hash, (ownIsFirst ? own : partner).ToBytes());
        Append(hash, (ownIsFirst ? partner : own).ToBytes());
        var bytes = Rfc2898DeriveBytes.Pbkdf2(hash.GetHashAndReset(), "entente.words.v1"u8, Iterations, HashAlgorithmName.SHA256, 2 * Count);
        var (first, second) = (Join(bytes[..Count]), Join(bytes[Count..]));
        return ownIsFirst ? (first, second) : (second, first);
    }

    /// <summary>Words as somebody typed them, in the form in which they are compared; null where they are not twelve words of the list.</summary>
    public static string? Typed(string text)
    {
        var words = text.ToLowerInvariant().Split([' ', ',', '\n', '\r', '\t', '-'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length == Count && words.All(List.Contains) ? string.Join(' ', words) : null;
    }

    private static string Join(byte[] half) => string.Join(' ', half.Select(b => List[b]));

    private static void Append(IncrementalHash hash, byte[] card)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, card.Length);
        hash.AppendData(length);
        hash.AppendData(card);
    }

    private static string[] Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("exchange.words.txt") ?? throw new InvalidOperationException("The list of words is not in the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
