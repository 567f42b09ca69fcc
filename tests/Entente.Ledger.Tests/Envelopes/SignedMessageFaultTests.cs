using System.Buffers.Text;
using System.Text;
using Entente.Ledger.Envelopes;

namespace Entente.Ledger.Tests.Envelopes;

/// <summary>Hostile input: each gets the fault that names it, and nothing else happens.</summary>
public sealed class SignedMessageFaultTests : IDisposable
{
    private const string Right = """{"alg":"ES256","kid":"KID","typ":"entente-message+jws","crit":["msg"],"msg":"MSG"}""";

    private readonly MessageKey _key = Letters.MessageKey();

    [Theory]
    [InlineData("", EnvelopeFault.CutOff)]
    [InlineData("[]", EnvelopeFault.OtherForm)]
    [InlineData("null", EnvelopeFault.OtherForm)]
    [InlineData("{}", EnvelopeFault.MissingMember)]
    [InlineData(" {\"payload\":\"P\"}", EnvelopeFault.OtherSpelling)]
    [InlineData("{\"Payload\":\"P\"}", EnvelopeFault.UnknownMember)]
    [InlineData("{\"payload\": \"P\"}", EnvelopeFault.OtherSpelling)]
    [InlineData("{\"payload\":7}", EnvelopeFault.WrongKind)]
    [InlineData("{\"payload\":{\"a\":\"b\"}}", EnvelopeFault.WrongKind)]
    [InlineData("{\"payload\":\"\\u0050\"}", EnvelopeFault.OtherSpelling)]
    [InlineData("{\"payload\":\"é\"}", EnvelopeFault.OtherSpelling)]
    [InlineData("{\"payload\":\"A\"}", EnvelopeFault.BadBase64)]
    [InlineData("{\"payload\":\"AB==\"}", EnvelopeFault.BadBase64)]
    [InlineData("{\"payload\":\"AB\"}", EnvelopeFault.BadBase64)]
    [InlineData("{\"payload\":\"A+/A\"}", EnvelopeFault.BadBase64)]
    [InlineData("{\"payload\":\"AA AA\"}", EnvelopeFault.BadBase64)]
    [InlineData("{\"payload\":\"\",\"payload\":\"\"}", EnvelopeFault.DuplicateMember)]
    [InlineData("{\"payload\":\"\",\"header\":{}}", EnvelopeFault.UnknownMember)]
    [InlineData("{\"payload\":\"\"}", EnvelopeFault.MissingMember)]
    [InlineData("{\"signatures\":[],\"payload\":\"\"}", EnvelopeFault.MissingMember)]
    [InlineData("{\"payload\":\"\",\"signatures\":{}}", EnvelopeFault.OtherForm)]
    [InlineData("{\"payload\":\"\",\"signatures\":[]}", EnvelopeFault.NoSignature)]
    [InlineData("{\"payload\":\"\",\"signatures\":[[]]}", EnvelopeFault.OtherForm)]
    [InlineData("{\"payload\":\"\",\"signatures\":[{\"header\":{\"alg\":\"none\"}}]}", EnvelopeFault.UnknownMember)]
    [InlineData("{\"payload\":\"\",\"signatures\":[{\"signature\":\"\",\"protected\":\"\"}]}", EnvelopeFault.MissingMember)]
    public void What_is_not_the_object_of_a_message_is_named(string text, EnvelopeFault expected) => Fault(text).ShouldBe(expected);

    [Theory]
    [InlineData("""{"alg":"none","kid":"KID","typ":"entente-message+jws","crit":["msg"],"msg":"MSG"}""", EnvelopeFault.AlgorithmNone)]
    [InlineData("""{"alg":"nOnE","kid":"KID","typ":"entente-message+jws","crit":["msg"],"msg":"MSG"}""", EnvelopeFault.AlgorithmNone)]
    [InlineData("""{"alg":"","kid":"KID","typ":"entente-message+jws","crit":["msg"],"msg":"MSG"}""", EnvelopeFault.BadIdentifier)]
    [InlineData("""{"alg":"ES256","kid":"","typ":"entente-message+jws","crit":["msg"],"msg":"MSG"}""", EnvelopeFault.BadIdentifier)]
    [InlineData("""{"alg":"ES256","kid":"K D","typ":"entente-message+jws","crit":["msg"],"msg":"MSG"}""", EnvelopeFault.BadIdentifier)]
    [InlineData("""{"alg":"ES256","kid":"KID","typ":"JWT","crit":["msg"],"msg":"MSG"}""", EnvelopeFault.OtherType)]
    [InlineData("""{"alg":"ES256","kid":"KID","typ":"entente-message+jws","crit":["msg","exp"],"msg":"MSG"}""", EnvelopeFault.OtherCritical)]
    [InlineData("""{"alg":"ES256","kid":"KID","typ":"entente-message+jws","crit":[],"msg":"MSG"}""", EnvelopeFault.OtherCritical)]
    [InlineData("""{"alg":"ES256","kid":"KID","typ":"entente-message+jws","msg":"MSG"}""", EnvelopeFault.MissingMember)]
    [InlineData("""{"alg":"ES256","kid":"KID","typ":"entente-message+jws","crit":["msg"],"msg":"AAAA"}""", EnvelopeFault.BadHeader)]
    [InlineData("""{"alg":"ES256","kid":"KID","jwk":{"kty":"EC"},"typ":"entente-message+jws","crit":["msg"],"msg":"MSG"}""", EnvelopeFault.BringsKey)]
    [InlineData("""{"alg":"ES256","kid":"KID","typ":"entente-message+jws","crit":["msg"],"msg":"MSG","jku":"https://keys.example/"}""", EnvelopeFault.BringsKey)]
    [InlineData("""{"alg":"ES256","x5u":"https://keys.example/","kid":"KID","typ":"entente-message+jws","crit":["msg"],"msg":"MSG"}""", EnvelopeFault.BringsKey)]
    [InlineData("""{"alg":"ES256","kid":"KID","x5c":["AAAA"],"typ":"entente-message+jws","crit":["msg"],"msg":"MSG"}""", EnvelopeFault.BringsKey)]
    [InlineData("""{"alg":"ES256","kid":"KID","b64":false,"typ":"entente-message+jws","crit":["msg"],"msg":"MSG"}""", EnvelopeFault.UnknownMember)]
    [InlineData("""{"alg":"ES256","alg":"none","kid":"KID","typ":"entente-message+jws","crit":["msg"],"msg":"MSG"}""", EnvelopeFault.DuplicateMember)]
    [InlineData("""{"alg":"ES256","kid":"KID","typ":"entente-message+jws","crit":["msg"],"msg":"MSG","msg":"MSG"}""", EnvelopeFault.DuplicateMember)]
    [InlineData("""{"kid":"KID","alg":"ES256","typ":"entente-message+jws","crit":["msg"],"msg":"MSG"}""", EnvelopeFault.MissingMember)]
    [InlineData("""{"alg":"ES256", "kid":"KID","typ":"entente-message+jws","crit":["msg"],"msg":"MSG"}""", EnvelopeFault.OtherSpelling)]
    [InlineData("""{"alg":"ES256","kid":"KID","typ":"entente-message+jws","crit":["msg"],"msg":"MSG"} """, EnvelopeFault.BytesLeftOver)]
    public void A_protected_header_that_breaks_a_rule_is_named_though_it_is_rightly_signed(string header, EnvelopeFault expected) => Fault(Signed(header)).ShouldBe(expected);

    [Fact]
    public void The_header_those_are_made_of_is_right() => Fault(Signed(Right)).ShouldBe(EnvelopeFault.None);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(65)]
    [InlineData(72)]
    public void A_signature_of_another_length_is_named(int length) => Fault(Message(Right, new byte[length])).ShouldBe(EnvelopeFault.SignatureOfOtherLength);

    [Fact]
    public void Signatures_over_two_headers_are_named()
    {
        var one = Text(Letters.Signed(_key));
        var two = Text(SignedMessage.Sign(Letters.Header(2), Letters.Payload, _key));
        Fault(one[..^2] + "," + two[(two.IndexOf('[', StringComparison.Ordinal) + 1)..]).ShouldBe(EnvelopeFault.HeadersDiffer);
    }

    [Fact]
    public void A_payload_of_another_length_than_the_header_says_is_named() =>
        Fault(Text(Letters.Signed(_key)).Replace(Base64Url.EncodeToString(Letters.Payload), "AAAA", StringComparison.Ordinal)).ShouldBe(EnvelopeFault.PayloadOfOtherLength);

    [Fact]
    public void Five_signatures_are_too_many()
    {
        var text = Text(Letters.Signed(_key));
        var signature = text[(text.IndexOf('[', StringComparison.Ordinal) + 1)..^2];
        Fault(text[..^2] + "," + string.Join(',', Enumerable.Repeat(signature, 3)) + "]}").ShouldBe(EnvelopeFault.None);
        Fault(text[..^2] + "," + string.Join(',', Enumerable.Repeat(signature, 4)) + "]}").ShouldBe(EnvelopeFault.TooManySignatures);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("{\"payload\":", "")]
    [InlineData("{\"payload\":\"\",\"signatures\":", "")]
    [InlineData("{\"payload\":\"\",\"signatures\":[", "]}")]
    public void Ten_thousand_brackets_are_refused_at_the_first(string before, string after)
    {
        Fault(before + new string('[', 10_000) + after).ShouldBeOneOf(EnvelopeFault.OtherForm, EnvelopeFault.WrongKind);
        Fault(before + string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + after).ShouldBeOneOf(EnvelopeFault.UnknownMember, EnvelopeFault.WrongKind, EnvelopeFault.OtherForm);
    }

    [Fact]
    public void Deep_nesting_within_what_is_signed_is_refused_at_the_first_bracket() =>
        Fault(Signed(Right.Replace("\"MSG\"", new string('[', 10_000), StringComparison.Ordinal))).ShouldBe(EnvelopeFault.WrongKind);

    [Fact]
    public void A_text_longer_than_the_longest_message_is_not_looked_at() =>
        Fault("{\"payload\":\"" + new string('A', SignedMessage.MostBytes)).ShouldBe(EnvelopeFault.TooLong);

    [Fact]
    public void A_compact_message_and_bytes_behind_a_message_are_refused()
    {
        var text = Text(Letters.Signed(_key));
        Fault("eyJhbGciOiJub25lIn0.Zm9v.").ShouldBe(EnvelopeFault.OtherForm);
        Fault(text + "\n").ShouldBe(EnvelopeFault.BytesLeftOver);
        Fault(text + text).ShouldBe(EnvelopeFault.BytesLeftOver);
        Fault("\uFEFF" + text).ShouldBe(EnvelopeFault.OtherForm);
    }

    public void Dispose() => _key.Dispose();

    /// <summary>A message of that protected header, which the key has rightly signed.</summary>
    private string Signed(string header) => Message(header, _key.Sign(Encoding.ASCII.GetBytes(Protected(header) + "." + Base64Url.EncodeToString(Letters.Payload))));

    private string Message(string header, byte[] signature) =>
        $$"""{"payload":"{{Base64Url.EncodeToString(Letters.Payload)}}","signatures":[{"protected":"{{Protected(header)}}","signature":"{{Base64Url.EncodeToString(signature)}}"}]}""";

    private string Protected(string header) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header
        .Replace("KID", _key.Verifier.KeyId, StringComparison.Ordinal)
        .Replace("MSG", Base64Url.EncodeToString(Letters.Signed(_key).HeaderBytes.Span), StringComparison.Ordinal)));

    private static string Text(SignedMessage message) => Encoding.ASCII.GetString(message.ToBytes());

    private static EnvelopeFault Fault(string text)
    {
        SignedMessage.TryParse(Encoding.UTF8.GetBytes(text), out var message, out var fault).ShouldBe(fault == EnvelopeFault.None);
        (message is null).ShouldBe(fault != EnvelopeFault.None);
        return fault;
    }
}
