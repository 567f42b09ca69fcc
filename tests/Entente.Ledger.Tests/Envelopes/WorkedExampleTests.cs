using System.Buffers.Text;
using System.Text;
using Entente.Ledger.Envelopes;

namespace Entente.Ledger.Tests.Envelopes;

/// <summary>The example in docs/design/envelopes.md, from which others write their own: every line of it is what this code computes.</summary>
public sealed class WorkedExampleTests : IDisposable
{
    private const string Block = "```example\n";

    private readonly MessageKey _key = Letters.MessageKey();
    private readonly OpeningKey _opening = Letters.OpeningKey();
    private readonly byte[] _ephemeral = Letters.Scalar("entente example ephemeral key");

    [Fact]
    public void Every_line_of_the_document_is_what_is_computed() => Computed(Documented("signature")).ShouldBe(Document());

    [Fact]
    public void The_documented_message_opens_and_its_signature_is_right()
    {
        SealedMessage.TryParse(Encoding.ASCII.GetBytes(Documented("sealed")), out var box, out var fault).ShouldBeTrue(fault.ToString());
        box!.TryOpen("dune", [_opening], out var message, out fault).ShouldBeTrue(fault.ToString());
        Encoding.ASCII.GetString(message!.ToBytes()).ShouldBe(Documented("signed"));
        message.TryVerify(new("atlas", [Letters.Term(_key)], []), Letters.Created, out var verified, out var verdict).ShouldBeTrue(verdict.ToString());
        Encoding.UTF8.GetString(verified!.Message.Payload.Span).ShouldBe(Documented("payload"));
    }

    [Fact]
    public void The_documented_message_in_the_narrow_form_is_the_same_message()
    {
        SealedMessage.TryParseWire(Convert.FromHexString(Documented("wire")), out var box, out var fault).ShouldBeTrue(fault.ToString());
        Encoding.ASCII.GetString(box!.ToBytes()).ShouldBe(Documented("sealed"));
    }

    public void Dispose()
    {
        _key.Dispose();
        _opening.Dispose();
    }

    /// <summary>The lines as "name: value". The signature is given, because ECDSA makes another each time; everything else follows.</summary>
    private List<string> Computed(string signature)
    {
        var header = new MessageHeader
        {
            Id = new(Convert.FromHexString("000102030405060708090a0b0c0d0e0f")),
            Sender = "atlas",
            Recipient = "dune",
            Conversation = "c-17",
            Epoch = 1,
            Sequence = 2,
            Previous = new(Letters.Scalar("the message before")),
            Created = Letters.Created,
            Expires = Letters.Created.AddDays(30),
            Type = MessageType.Answer,
            MediaType = "application/json",
            Causes = [new(Convert.FromHexString("101112131415161718191a1b1c1d1e1f"))],
            PayloadLength = 11,
        };
        var payload = "{\"ok\":true}"u8.ToArray();
        var message = new SignedMessage(header, MessageHeaderFormat.Encode(header), payload, [new("ES256", _key.Verifier.KeyId, Base64Url.DecodeFromChars(signature))]);
        using var ephemeral = Letters.Ephemeral(_ephemeral);
        var box = SealedMessage.Seal(message, _opening.Sealing, ephemeral);
        var secret = _opening.Agree(box.EphemeralKey.Span);
        return
        [
            "message-key-d: " + Hex(Letters.Scalar("entente example message key one")),
            "message-key: " + _key.Verifier,
            "opening-key-d: " + Hex(Letters.Scalar("entente example opening key one")),
            "sealing-key: " + _opening.Sealing,
            "ephemeral-key-d: " + Hex(_ephemeral),
            "payload: " + Encoding.UTF8.GetString(payload),
            "header: " + Hex(message.HeaderBytes.Span),
            "digest: " + message.Digest,
            "protected: " + Encoding.ASCII.GetString(message.ProtectedHeader("ES256", _key.Verifier.KeyId)),
            "signing-input: " + Encoding.ASCII.GetString(message.SigningInput("ES256", _key.Verifier.KeyId)),
            "signature: " + signature,
            "signed: " + Encoding.ASCII.GetString(message.ToBytes()),
            "agreed-secret: " + Hex(secret),
            "content-key: " + Hex(EcdhEs.ContentKey(secret, "atlas", "dune")),
            "vector: " + Hex(box.Vector.Span),
            "sealed-protected: " + Encoding.ASCII.GetString(SealedMessage.ProtectedHeader(box.KeyId, box.EphemeralKey.Span, "atlas", "dune")),
            "sealed: " + Encoding.ASCII.GetString(box.ToBytes()),
            "wire: " + Hex(box.ToWire()),
        ];
    }

    private static string[] Document()
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "envelopes.md"));
        var start = text.IndexOf(Block, StringComparison.Ordinal) + Block.Length;
        return text[start..text.IndexOf("\n```", start, StringComparison.Ordinal)].Split('\n');
    }

    private static string Documented(string name) => Document().Single(line => line.StartsWith(name + ": ", StringComparison.Ordinal))[(name.Length + 2)..];

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);
}
