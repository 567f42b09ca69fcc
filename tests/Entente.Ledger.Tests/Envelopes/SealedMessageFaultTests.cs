using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;
using Entente.Ledger.Envelopes;

namespace Entente.Ledger.Tests.Envelopes;

/// <summary>Hostile input: each gets the fault that names it, before anything is computed with it.</summary>
public sealed class SealedMessageFaultTests : IDisposable
{
    private const string X = "weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ";
    private const string Y = "e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck";

    private const string Right =
        $$"""{"alg":"ECDH-ES","enc":"A256GCM","kid":"{{X}}","epk":{"kty":"EC","crv":"P-256","x":"{{X}}","y":"{{Y}}"},"apu":"YXRsYXM","apv":"ZHVuZQ","typ":"entente-message+jwe"}""";

    private readonly MessageKey _key = Letters.MessageKey();
    private readonly OpeningKey _opening = Letters.OpeningKey();

    [Theory]
    [InlineData("ECDH-ES", "none", EnvelopeFault.AlgorithmNone)]
    [InlineData("ECDH-ES", "None", EnvelopeFault.AlgorithmNone)]
    [InlineData("ECDH-ES", "dir", EnvelopeFault.OtherAlgorithm)]
    [InlineData("ECDH-ES", "ECDH-ES+A256KW", EnvelopeFault.OtherAlgorithm)]
    [InlineData("ECDH-ES", "RSA1_5", EnvelopeFault.OtherAlgorithm)]
    [InlineData("A256GCM", "A128GCM", EnvelopeFault.OtherAlgorithm)]
    [InlineData("A256GCM", "A256CBC-HS512", EnvelopeFault.OtherAlgorithm)]
    [InlineData("entente-message+jwe", "entente-message+jws", EnvelopeFault.OtherType)]
    [InlineData("\"kid\":\"" + X, "\"kid\":\"", EnvelopeFault.BadIdentifier)]
    [InlineData("\"kid\":\"" + X, "\"kid\":\"AAAA", EnvelopeFault.BadIdentifier)]
    [InlineData("\"EC\"", "\"OKP\"", EnvelopeFault.BadEphemeralKey)]
    [InlineData("P-256", "P-384", EnvelopeFault.BadEphemeralKey)]
    [InlineData("P-256", "secp256k1", EnvelopeFault.BadEphemeralKey)]
    [InlineData("\"x\":\"" + X, "\"x\":\"" + Y, EnvelopeFault.BadEphemeralKey)]
    [InlineData("\"x\":\"" + X, "\"x\":\"", EnvelopeFault.BadEphemeralKey)]
    [InlineData("\"x\":\"" + X, "\"x\":\"AA" + X, EnvelopeFault.BadEphemeralKey)]
    [InlineData("\"y\":\"" + Y, "\"y\":\"" + Y + Y, EnvelopeFault.BadEphemeralKey)]
    [InlineData("\"y\":\"" + Y, "\"d\":\"" + Y + "\",\"y\":\"" + Y, EnvelopeFault.UnknownMember)]
    [InlineData("\"crv\":\"P-256\"", "\"crv\":\"P-256\",\"crv\":\"P-256\"", EnvelopeFault.DuplicateMember)]
    [InlineData("\"epk\":{", "\"epk\":[{", EnvelopeFault.OtherForm)]
    [InlineData(",\"typ\"", ",\"zip\":\"DEF\",\"typ\"", EnvelopeFault.Compressed)]
    [InlineData("\"kid\"", "\"jku\":\"https://keys.example/\",\"kid\"", EnvelopeFault.BringsKey)]
    [InlineData("\"kid\"", "\"jwk\":{},\"kid\"", EnvelopeFault.BringsKey)]
    [InlineData("\"kid\"", "\"crit\":[\"exp\"],\"kid\"", EnvelopeFault.UnknownMember)]
    [InlineData("{\"alg\"", "{\"alg\":\"dir\",\"alg\"", EnvelopeFault.DuplicateMember)]
    [InlineData("\"enc\":\"A256GCM\",", "", EnvelopeFault.MissingMember)]
    [InlineData("\"apu\":\"YXRsYXM\",", "", EnvelopeFault.MissingMember)]
    [InlineData("YXRsYXM", "", EnvelopeFault.BadParty)]
    [InlineData("YXRsYXM", "YSBi", EnvelopeFault.BadParty)]
    [InlineData("YXRsYXM", "w6k", EnvelopeFault.BadParty)]
    [InlineData("ZHVuZQ", "ZHVuZR", EnvelopeFault.BadBase64)]
    [InlineData(",\"typ\"", ", \"typ\"", EnvelopeFault.OtherSpelling)]
    public void A_protected_header_that_breaks_a_rule_is_named(string part, string wrong, EnvelopeFault expected)
    {
        Right.ShouldContain(part);
        var at = Right.IndexOf(part, StringComparison.Ordinal);
        Fault(Message(Right[..at] + wrong + Right[(at + part.Length)..])).ShouldBe(expected);
    }

    [Fact]
    public void The_header_those_are_made_of_is_right() => Fault(Message(Right)).ShouldBe(EnvelopeFault.None);

    [Theory]
    [InlineData("{\"protected\":\"\",\"encrypted_key\":\"\"}", EnvelopeFault.UnknownMember)]
    [InlineData("{\"unprotected\":{\"alg\":\"dir\"}}", EnvelopeFault.UnknownMember)]
    [InlineData("{\"protected\":\"\",\"recipients\":[]}", EnvelopeFault.UnknownMember)]
    [InlineData("{\"protected\":\"\",\"protected\":\"\"}", EnvelopeFault.DuplicateMember)]
    [InlineData("{\"protected\":{}}", EnvelopeFault.WrongKind)]
    [InlineData("eyJhbGciOiJkaXIifQ..AA.AA.AA", EnvelopeFault.OtherForm)]
    public void What_is_not_the_object_of_a_sealed_message_is_named(string text, EnvelopeFault expected) => Fault(text).ShouldBe(expected);

    [Theory]
    [InlineData(11, 16)]
    [InlineData(16, 16)]
    [InlineData(12, 15)]
    [InlineData(12, 4)]
    [InlineData(12, 0)]
    public void A_vector_or_tag_of_another_length_is_named(int vector, int tag) => Fault(Message(Right, vector, tag)).ShouldBe(EnvelopeFault.PartOfOtherLength);

    [Fact]
    public void Deep_nesting_and_endless_texts_are_refused_at_the_first_byte_that_is_wrong()
    {
        var many = new string('[', 10_000);
        Fault(many).ShouldBe(EnvelopeFault.OtherForm);
        Fault("{\"protected\":" + many).ShouldBe(EnvelopeFault.WrongKind);
        Fault(Message(Right.Replace("{\"kty\"", string.Concat(Enumerable.Repeat("{\"epk\":", 10_000)), StringComparison.Ordinal))).ShouldBe(EnvelopeFault.UnknownMember);
        Fault("{\"protected\":\"" + new string('A', SealedMessage.MostBytes)).ShouldBe(EnvelopeFault.TooLong);
        SealedMessage.TryParseWire(new byte[SealedMessage.MostBytes + 1], out _, out var fault).ShouldBeFalse();
        fault.ShouldBe(EnvelopeFault.TooLong);
    }

    [Theory]
    [InlineData(0xFFFF_FFFFu)]
    [InlineData(0x7FFF_FFFFu)]
    [InlineData(0x0010_0000u)]
    public void A_length_that_lies_allocates_nothing(uint length)
    {
        var box = SealedMessage.Seal(Letters.Signed(_key), _opening.Sealing);
        var wire = box.ToWire();
        BinaryPrimitives.WriteUInt32BigEndian(wire.AsSpan(wire.Length - EcdhEs.TagLength - box.Ciphertext.Length - sizeof(uint)), length);
        var before = GC.GetAllocatedBytesForCurrentThread();
        SealedMessage.TryParseWire(wire, out _, out var fault).ShouldBeFalse();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(16_384);
        fault.ShouldBe(EnvelopeFault.CutOff);
    }

    [Fact]
    public void A_content_longer_than_any_message_is_refused_before_it_is_decrypted()
    {
        var box = SealedMessage.Seal(Letters.Signed(_key), _opening.Sealing);
        var large = new SealedMessage(box.KeyId, box.EphemeralKey.ToArray(), box.Sender, box.Recipient, box.Vector.ToArray(), new byte[SealedMessage.MostContent + 1], box.Tag.ToArray());
        SealedMessage.TryParseWire(large.ToWire(), out _, out var fault).ShouldBeFalse();
        fault.ShouldBe(EnvelopeFault.TooLong);
    }

    [Fact]
    public void An_ephemeral_key_beside_the_curve_is_refused_in_the_narrow_form_too()
    {
        var wire = SealedMessage.Seal(Letters.Signed(_key), _opening.Sealing).ToWire();
        wire[SealedMessage.WireStart.Length + 32 + 63] ^= 1;
        SealedMessage.TryParseWire(wire, out _, out var fault).ShouldBeFalse();
        fault.ShouldBe(EnvelopeFault.BadEphemeralKey);
    }

    public void Dispose()
    {
        _key.Dispose();
        _opening.Dispose();
    }

    private static string Message(string header, int vector = 12, int tag = 16) =>
        $$"""{"protected":"{{Encoded(Encoding.UTF8.GetBytes(header))}}","iv":"{{Encoded(new byte[vector])}}","ciphertext":"","tag":"{{Encoded(new byte[tag])}}"}""";

    private static string Encoded(byte[] bytes) => Base64Url.EncodeToString(bytes);

    private static EnvelopeFault Fault(string text)
    {
        SealedMessage.TryParse(Encoding.UTF8.GetBytes(text), out _, out var fault).ShouldBe(fault == EnvelopeFault.None);
        return fault;
    }
}
