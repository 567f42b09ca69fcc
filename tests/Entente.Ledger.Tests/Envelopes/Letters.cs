using System.Security.Cryptography;
using System.Text;
using Entente.Ledger.Entries;
using Entente.Ledger.Envelopes;
using Entente.Ledger.Merkle;
using FsCheck;
using FsCheck.Fluent;

namespace Entente.Ledger.Tests.Envelopes;

/// <summary>Messages between two fictional services, and keys whose private halves are public, so that they are worth nothing.</summary>
internal static class Letters
{
    public const string Sender = "atlas-service";
    public const string Recipient = "dune-service";

    public static readonly DateTimeOffset Created = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public static MessageKey MessageKey(string name = "one") => Ledger.Envelopes.MessageKey.Import(Pkcs8(Scalar("entente example message key " + name)));

    public static OpeningKey OpeningKey(string name = "one") => Ledger.Envelopes.OpeningKey.Import(Pkcs8(Scalar("entente example opening key " + name)));

    public static byte[] Scalar(string text) => SHA256.HashData(Encoding.ASCII.GetBytes(text));

    public static ECDiffieHellman Ephemeral(byte[] scalar) => ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = scalar });

    public static KeyRing Ring(params IEnumerable<MessageKey> keys) => new(Sender, [.. keys.Select(key => Term(key))], []);

    public static KeyTerm<MessageVerifierKey> Term(MessageKey key, DateTimeOffset? from = null, DateTimeOffset? until = null) =>
        new(key.Verifier, from ?? Created.AddDays(-100), until);

    public static MessageHeader Header(long sequence = 1, Digest previous = default, int epoch = 1) => new()
    {
        Id = Id(sequence + (1_000 * epoch)),
        Sender = Sender,
        Recipient = Recipient,
        Conversation = "c-2026-17",
        Epoch = epoch,
        Sequence = sequence,
        Previous = previous,
        Created = Created,
        Expires = Created.AddDays(30),
        Type = MessageType.Request,
        MediaType = "application/json",
        Marking = new(Scalar("a marking")),
        Causes = [Id(7), Id(8)],
    };

    public static MessageId Id(long number) => new(Scalar($"message {number}").AsSpan(..MessageId.Length));

    public static byte[] Payload => "{\"question\":\"ok?\"}"u8.ToArray();

    public static SignedMessage Signed(MessageKey key, long sequence = 1, Digest previous = default) => SignedMessage.Sign(Header(sequence, previous), Payload, key);

    public static SignedMessage Read(ReadOnlySpan<byte> bytes)
    {
        SignedMessage.TryParse(bytes, out var message, out var fault).ShouldBeTrue(fault.ToString());
        return message!;
    }

    public static VerifiedMessage Verified(SignedMessage message, KeyRing ring, DateTimeOffset? received = null)
    {
        message.TryVerify(ring, received ?? Created.AddMinutes(1), out var verified, out var verdict).ShouldBeTrue(verdict.ToString());
        return verified!;
    }

    /// <summary>Any header that obeys the rules.</summary>
    public static Gen<MessageHeader> Headers =>
        from id in Bytes(MessageId.Length)
        from epoch in Gen.Choose(1, int.MaxValue)
        from sequence in Gen.Choose(1, int.MaxValue)
        from shift in Gen.Choose(0, 32)
        from previous in Bytes(Digest.Length)
        from marking in Bytes(Digest.Length)
        from minutes in Gen.Choose(-1_000_000, 1_000_000)
        from life in Gen.Choose(1, int.MaxValue)
        from texts in Identifiers.ArrayOf(5)
        from causes in Bytes(MessageId.Length).ListOf().Resize(MessageHeader.MostCauses)
        select new MessageHeader
        {
            Id = new(id),
            Sender = texts[0],
            Recipient = texts[1] == texts[0] ? "other-than-" + texts[0][..Math.Min(texts[0].Length, 100)] : texts[1],
            Conversation = texts[2],
            Epoch = epoch,
            Sequence = (long)sequence << shift,
            Previous = new(previous),
            Created = Created.AddMinutes(minutes),
            Expires = Created.AddMinutes(minutes).AddMilliseconds(life),
            Type = texts[3] == MessageType.Filler ? MessageType.Answer : texts[3],
            MediaType = texts[4],
            Marking = new(marking),
            Causes = [.. causes.Take(MessageHeader.MostCauses).Select(cause => new MessageId(cause))],
        };

    private static Gen<string> Identifiers =>
        from length in Gen.Choose(1, LedgerEntry.MostCharacters)
        from characters in Gen.Choose('!', '~').ArrayOf(length)
        select string.Concat(characters.Select(character => (char)character));

    private static Gen<byte[]> Bytes(int length) => Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(length);

    public static byte[] Pkcs8(byte[] scalar)
    {
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = scalar });
        return key.ExportPkcs8PrivateKey();
    }
}
