using System.Text;
using Entente.Ledger.Envelopes;
using Entente.Ledger.Merkle;
using FsCheck.Fluent;

namespace Entente.Ledger.Tests.Envelopes;

public sealed class SignedMessageTests
{
    private static readonly DateTimeOffset Received = Letters.Created.AddMinutes(1);

    [Fact]
    public void Payload_and_header_arrive_as_the_bytes_that_were_signed() => Claims.Hold(
        from header in Letters.Headers from payload in Claims.Bytes select (header, payload),
        letter =>
        {
            using var key = Letters.MessageKey();
            var sent = SignedMessage.Sign(letter.header, letter.payload, key);
            var read = Letters.Read(sent.ToBytes());
            return read.TryVerify(new(letter.header.Sender, [new(key.Verifier, letter.header.Created)], []), letter.header.Created, out var verified, out _)
                && verified.Message.Payload.Span.SequenceEqual(letter.payload) && verified.Message.HeaderBytes.Span.SequenceEqual(sent.HeaderBytes.Span)
                && read.Digest == sent.Digest && read.ToBytes().AsSpan().SequenceEqual(sent.ToBytes());
        },
        200);

    [Fact]
    public void A_payload_that_is_no_text_is_carried_as_it_is()
    {
        using var key = Letters.MessageKey();
        byte[] payload = [0xFF, 0x00, 0xC3, 0x28, 0x0D, 0x0A, 0xEF, 0xBB, 0xBF];
        Letters.Read(SignedMessage.Sign(Letters.Header(), payload, key).ToBytes()).Payload.ToArray().ShouldBe(payload);
    }

    [Fact]
    public void Every_byte_that_is_changed_is_refused()
    {
        using var key = Letters.MessageKey();
        var ring = Letters.Ring(key);
        var bytes = Letters.Signed(key).ToBytes();
        foreach (var mask in (byte[])[0x01, 0x02, 0x20, 0x80])
        {
            for (var at = 0; at < bytes.Length; at++)
            {
                byte[] changed = [.. bytes];
                changed[at] ^= mask;
                (SignedMessage.TryParse(changed, out var message, out _) && message.TryVerify(ring, Received, out _, out _)).ShouldBeFalse($"byte {at}");
            }
        }
    }

    [Fact]
    public void Every_message_that_ends_early_is_refused()
    {
        using var key = Letters.MessageKey();
        var bytes = Letters.Signed(key).ToBytes();
        for (var length = 0; length < bytes.Length; length++)
        {
            SignedMessage.TryParse(bytes.AsSpan(..length), out _, out var fault).ShouldBeFalse();
            fault.ShouldBe(EnvelopeFault.CutOff);
        }
    }

    [Fact]
    public void Whatever_arrives_is_a_message_in_its_one_spelling_or_has_a_fault()
    {
        using var key = Letters.MessageKey();
        Claims.Hold(
            Gen.OneOf(Claims.Damaged(Letters.Signed(key).ToBytes()), Claims.Bytes),
            bytes => SignedMessage.TryParse(bytes, out var message, out var fault) ? message.ToBytes().AsSpan().SequenceEqual(bytes) : fault != EnvelopeFault.None,
            2_000);
    }

    [Fact]
    public void Signing_again_breaks_no_chain()
    {
        using var first = Letters.MessageKey();
        using var second = Letters.MessageKey("two");
        var message = Letters.Signed(first);
        message.With(second).Digest.ShouldBe(message.Digest);
        var again = Letters.Read(message.Resign(second).ToBytes());
        again.Digest.ShouldBe(message.Digest);
        again.Signatures.ShouldHaveSingleItem().KeyId.ShouldBe(second.Verifier.KeyId);
        Letters.Verified(again, Letters.Ring(second)).KeyId.ShouldBe(second.Verifier.KeyId);
    }

    [Fact]
    public void The_digest_tells_where_the_header_ends()
    {
        using var key = Letters.MessageKey();
        var digests = new HashSet<Digest>
        {
            Letters.Signed(key).Digest, Letters.Signed(key, 2).Digest,
            SignedMessage.Sign(Letters.Header(), [1], key).Digest, SignedMessage.Sign(Letters.Header(), [2], key).Digest, SignedMessage.Sign(Letters.Header(), [1, 2], key).Digest,
        };
        digests.Count.ShouldBe(5);
    }

    [Fact]
    public void A_signature_of_an_unknown_algorithm_is_kept_and_says_nothing()
    {
        using var key = Letters.MessageKey();
        var message = WithSignature(Letters.Signed(key), "ML-DSA-65", "a-key-of-tomorrow", new byte[3_309]);
        message.Signatures.Count.ShouldBe(2);
        Letters.Read(message.ToBytes()).Signatures[1].Bytes.Length.ShouldBe(3_309);
        Letters.Verified(message, Letters.Ring(key)).KeyId.ShouldBe(key.Verifier.KeyId);
        Verdict(message, Letters.Ring(Letters.MessageKey("two"))).ShouldBe(MessageVerdict.NotSigned);
    }

    [Fact]
    public void One_false_signature_of_a_known_key_rejects_the_message_even_beside_a_right_one()
    {
        using var key = Letters.MessageKey();
        using var second = Letters.MessageKey("two");
        var other = Letters.Signed(second, 2).Signatures[0].Bytes.ToArray();
        var message = WithSignature(Letters.Signed(key), "ES256", second.Verifier.KeyId, other);
        Verdict(message, Letters.Ring(key, second)).ShouldBe(MessageVerdict.FalseSignature);
        Verdict(message, Letters.Ring(key)).ShouldBe(MessageVerdict.SignedByPartner);
        Verdict(WithSignature(Letters.Signed(key), "ES256", key.Verifier.KeyId, other), Letters.Ring(key)).ShouldBe(MessageVerdict.FalseSignature);
    }

    [Theory]
    [InlineData("HS256")]
    [InlineData("ES384")]
    [InlineData("es256")]
    [InlineData("ML-DSA-65")]
    public void The_algorithm_is_the_keys_and_not_the_messages(string algorithm)
    {
        using var key = Letters.MessageKey();
        var message = WithSignature(Letters.Signed(key), algorithm, key.Verifier.KeyId, new byte[32]);
        Verdict(message, Letters.Ring(key)).ShouldBe(MessageVerdict.OtherAlgorithm);
    }

    [Fact]
    public void The_public_key_taken_as_a_secret_signs_nothing()
    {
        using var key = Letters.MessageKey();
        var message = Letters.Signed(key);
        foreach (var secret in new[] { key.Verifier.Point.ToArray(), Encoding.ASCII.GetBytes(key.Verifier.ToString()) })
        {
            var mac = System.Security.Cryptography.HMACSHA256.HashData(secret, message.SigningInput("HS256", key.Verifier.KeyId));
            Verdict(new(message.Header, message.HeaderBytes.ToArray(), message.Payload.ToArray(), [new("HS256", key.Verifier.KeyId, mac)]), Letters.Ring(key))
                .ShouldBe(MessageVerdict.OtherAlgorithm);
        }
    }

    [Fact]
    public void A_partner_cannot_write_in_the_name_of_another()
    {
        using var key = Letters.MessageKey();
        Verdict(Letters.Signed(key), new("other-service", [Letters.Term(key)], [])).ShouldBe(MessageVerdict.OtherSender);
    }

    [Fact]
    public void A_message_too_large_or_signed_too_often_is_not_made()
    {
        using var key = Letters.MessageKey();
        Should.Throw<ArgumentException>(() => SignedMessage.Sign(Letters.Header(), new byte[MessageHeader.MostPayload + 1], key));
        Should.Throw<InvalidOperationException>(() => Letters.Signed(key).With(key).With(key).With(key).With(key));
    }

    [Fact]
    public void The_largest_message_with_all_its_signatures_is_read()
    {
        using var key = Letters.MessageKey();
        var message = SignedMessage.Sign(Letters.Header(), new byte[MessageHeader.MostPayload], key);
        for (var i = 1; i < SignedMessage.MostSignatures; i++)
        {
            message = WithSignature(message, new string('a', 200), new string('k', 200), new byte[SignedMessage.MostSignatureBytes]);
        }

        Letters.Verified(Letters.Read(message.ToBytes()), Letters.Ring(key));
    }

    private static SignedMessage WithSignature(SignedMessage message, string algorithm, string keyId, byte[] bytes) =>
        new(message.Header, message.HeaderBytes.ToArray(), message.Payload.ToArray(), [.. message.Signatures, new(algorithm, keyId, bytes)]);

    private static MessageVerdict Verdict(SignedMessage message, KeyRing ring)
    {
        Letters.Read(message.ToBytes()).TryVerify(ring, Received, out var verified, out var verdict).ShouldBe(verified is not null);
        return verdict;
    }
}
