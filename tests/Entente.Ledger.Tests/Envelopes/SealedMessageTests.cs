using Entente.Ledger.Envelopes;
using FsCheck.Fluent;

namespace Entente.Ledger.Tests.Envelopes;

public sealed class SealedMessageTests : IDisposable
{
    private readonly MessageKey _key = Letters.MessageKey();
    private readonly OpeningKey _opening = Letters.OpeningKey();

    [Fact]
    public void What_was_sealed_opens_as_it_was_in_either_form() => Claims.Hold(
        from header in Letters.Headers from payload in Claims.Bytes select (header, payload),
        letter =>
        {
            var sent = SignedMessage.Sign(letter.header, letter.payload, _key);
            var box = SealedMessage.Seal(sent, _opening.Sealing);
            return new[] { FromJson(box.ToBytes()), FromWire(box.ToWire()) }.All(read =>
                read.TryOpen(letter.header.Recipient, [_opening], out var opened, out _) && opened.ToBytes().AsSpan().SequenceEqual(sent.ToBytes()));
        },
        200);

    [Fact]
    public void Both_forms_are_made_of_each_other_without_a_key() => Claims.Hold(
        from header in Letters.Headers from payload in Claims.Bytes select SealedMessage.Seal(SignedMessage.Sign(header, payload, _key), _opening.Sealing),
        box => FromWire(FromJson(box.ToBytes()).ToWire()).ToBytes().AsSpan().SequenceEqual(box.ToBytes())
            && FromJson(FromWire(box.ToWire()).ToBytes()).ToWire().AsSpan().SequenceEqual(box.ToWire()),
        100);

    [Fact]
    public void Every_byte_of_the_JSON_that_is_changed_is_refused() => EveryChangeIsRefused(Sealed().ToBytes(), bytes => SealedMessage.TryParse(bytes, out var box, out _) ? box : null);

    [Fact]
    public void Every_byte_of_the_narrow_form_that_is_changed_is_refused() => EveryChangeIsRefused(Sealed().ToWire(), bytes => SealedMessage.TryParseWire(bytes, out var box, out _) ? box : null);

    [Fact]
    public void A_message_that_ends_early_or_late_is_named_at_every_byte()
    {
        var (json, wire) = (Sealed().ToBytes(), Sealed().ToWire());
        for (var length = 0; length < json.Length; length++)
        {
            JsonFault(json.AsSpan(..length)).ShouldBe(EnvelopeFault.CutOff);
        }

        for (var length = 0; length < wire.Length; length++)
        {
            WireFault(wire.AsSpan(..length)).ShouldBe(length < SealedMessage.WireStart.Length ? EnvelopeFault.OtherForm : EnvelopeFault.CutOff);
        }

        JsonFault([.. json, (byte)'\n']).ShouldBe(EnvelopeFault.BytesLeftOver);
        WireFault([.. wire, 0]).ShouldBe(EnvelopeFault.BytesLeftOver);
    }

    [Fact]
    public void Whatever_arrives_is_a_message_in_its_one_spelling_or_has_a_fault()
    {
        Claims.Hold(
            Gen.OneOf(Claims.Damaged(Sealed().ToBytes()), Claims.Bytes),
            bytes => SealedMessage.TryParse(bytes, out var box, out var fault) ? box.ToBytes().AsSpan().SequenceEqual(bytes) : fault != EnvelopeFault.None,
            2_000);
        Claims.Hold(
            Gen.OneOf(Claims.Damaged(Sealed().ToWire()), Claims.Bytes),
            bytes => SealedMessage.TryParseWire(bytes, out var box, out var fault) ? box.ToWire().AsSpan().SequenceEqual(bytes) : fault != EnvelopeFault.None,
            2_000);
    }

    [Fact]
    public void A_message_for_another_service_does_not_open()
    {
        Fault(Sealed(), "third-service").ShouldBe(EnvelopeFault.OtherRecipient);

        // As a thief would pass it on: the outside says another recipient or another sender.
        var box = Sealed();
        Fault(Addressed(box, box.Sender, "third-service"), "third-service").ShouldBe(EnvelopeFault.NotAuthentic);
        Fault(Addressed(box, "third-service", box.Recipient), box.Recipient).ShouldBe(EnvelopeFault.NotAuthentic);
    }

    [Fact]
    public void A_recipient_cannot_seal_what_it_received_to_somebody_else()
    {
        using var third = Letters.OpeningKey("third");
        var content = Letters.Signed(_key).ToBytes();
        Fault(SealedBytes(content, Letters.Sender, "third-service", third), "third-service", third).ShouldBe(EnvelopeFault.OtherParties);
        Fault(SealedBytes(content, "third-service", Letters.Recipient, third), Letters.Recipient, third).ShouldBe(EnvelopeFault.OtherParties);
        Fault(SealedBytes(content, Letters.Sender, Letters.Recipient, third), Letters.Recipient, third).ShouldBe(EnvelopeFault.None);
    }

    [Fact]
    public void What_is_inside_and_no_message_is_named() =>
        Fault(SealedBytes("hello"u8.ToArray(), Letters.Sender, Letters.Recipient, _opening), Letters.Recipient).ShouldBe(EnvelopeFault.OtherForm);

    [Fact]
    public void The_key_it_is_sealed_to_is_found_among_those_of_before_and_after()
    {
        using var next = Letters.OpeningKey("two");
        Sealed().TryOpen(Letters.Recipient, [next, _opening], out _, out _).ShouldBeTrue();
        Fault(Sealed(), Letters.Recipient, next).ShouldBe(EnvelopeFault.UnknownKey);
    }

    [Fact]
    public void Another_key_does_not_open_though_the_message_names_it()
    {
        using var other = Letters.OpeningKey("two");
        var box = Sealed();
        Fault(new(other.Sealing.KeyId, box.EphemeralKey.ToArray(), box.Sender, box.Recipient, box.Vector.ToArray(), box.Ciphertext.ToArray(), box.Tag.ToArray()), Letters.Recipient, other)
            .ShouldBe(EnvelopeFault.NotAuthentic);
    }

    [Fact]
    public void A_message_sealed_twice_has_nothing_in_common()
    {
        var message = Letters.Signed(_key);
        var (one, two) = (SealedMessage.Seal(message, _opening.Sealing), SealedMessage.Seal(message, _opening.Sealing));
        one.EphemeralKey.Span.SequenceEqual(two.EphemeralKey.Span).ShouldBeFalse();
        one.Vector.Span.SequenceEqual(two.Vector.Span).ShouldBeFalse();
        one.Ciphertext.Span.SequenceEqual(two.Ciphertext.Span).ShouldBeFalse();
    }

    [Fact]
    public void Where_a_copied_machine_draws_an_ephemeral_key_twice_other_contents_still_have_other_vectors()
    {
        using var ephemeral = Letters.Ephemeral(Letters.Scalar("drawn twice"));
        var (one, two) = (SealedMessage.Seal(Letters.Signed(_key), _opening.Sealing, ephemeral), SealedMessage.Seal(Letters.Signed(_key, 2), _opening.Sealing, ephemeral));
        one.EphemeralKey.Span.SequenceEqual(two.EphemeralKey.Span).ShouldBeTrue();
        one.Vector.Span.SequenceEqual(two.Vector.Span).ShouldBeFalse();
    }

    [Fact]
    public void The_largest_message_is_sealed_and_opened()
    {
        var box = SealedMessage.Seal(SignedMessage.Sign(Letters.Header(), new byte[MessageHeader.MostPayload], _key), _opening.Sealing);
        Fault(FromJson(box.ToBytes()), Letters.Recipient).ShouldBe(EnvelopeFault.None);
        Fault(FromWire(box.ToWire()), Letters.Recipient).ShouldBe(EnvelopeFault.None);
    }

    public void Dispose()
    {
        _key.Dispose();
        _opening.Dispose();
    }

    private SealedMessage Sealed() => SealedMessage.Seal(Letters.Signed(_key), _opening.Sealing);

    private void EveryChangeIsRefused(byte[] bytes, Func<byte[], SealedMessage?> read)
    {
        read(bytes)!.TryOpen(Letters.Recipient, [_opening], out _, out _).ShouldBeTrue();
        foreach (var mask in (byte[])[0x01, 0x20, 0x80])
        {
            for (var at = 0; at < bytes.Length; at++)
            {
                byte[] changed = [.. bytes];
                changed[at] ^= mask;
                (read(changed)?.TryOpen(Letters.Recipient, [_opening], out _, out _) ?? false).ShouldBeFalse($"byte {at}");
            }
        }
    }

    private static SealedMessage Addressed(SealedMessage box, string sender, string recipient) =>
        new(box.KeyId, box.EphemeralKey.ToArray(), sender, recipient, box.Vector.ToArray(), box.Ciphertext.ToArray(), box.Tag.ToArray());

    /// <summary>Any content sealed rightly between any two services.</summary>
    private static SealedMessage SealedBytes(byte[] content, string sender, string recipient, OpeningKey key)
    {
        using var ephemeral = Letters.Ephemeral(Letters.Scalar("for one message"));
        var point = P256.PointOf(ephemeral.ExportParameters(includePrivateParameters: false));
        var secret = key.Sealing.Agree(ephemeral);
        var vector = EcdhEs.Vector(secret, sender, recipient, content);
        var (ciphertext, tag) = EcdhEs.Encrypt(EcdhEs.ContentKey(secret, sender, recipient), vector, content, SealedMessage.Additional(key.Sealing.KeyId, point, sender, recipient));
        return new(key.Sealing.KeyId, point, sender, recipient, vector, ciphertext, tag);
    }

    private EnvelopeFault Fault(SealedMessage box, string service, OpeningKey? key = null)
    {
        box.TryOpen(service, [key ?? _opening], out var message, out var fault).ShouldBe(fault == EnvelopeFault.None);
        (message is null).ShouldBe(fault != EnvelopeFault.None);
        return fault;
    }

    private static SealedMessage FromJson(byte[] bytes)
    {
        SealedMessage.TryParse(bytes, out var box, out var fault).ShouldBeTrue(fault.ToString());
        return box!;
    }

    private static SealedMessage FromWire(byte[] bytes)
    {
        SealedMessage.TryParseWire(bytes, out var box, out var fault).ShouldBeTrue(fault.ToString());
        return box!;
    }

    private static EnvelopeFault JsonFault(ReadOnlySpan<byte> bytes)
    {
        SealedMessage.TryParse(bytes, out _, out var fault).ShouldBeFalse();
        return fault;
    }

    private static EnvelopeFault WireFault(ReadOnlySpan<byte> bytes)
    {
        SealedMessage.TryParseWire(bytes, out _, out var fault).ShouldBeFalse();
        return fault;
    }
}
