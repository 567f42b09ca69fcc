using System.Text;
using Entente.Ledger.Entries;

namespace Entente.Ledger.Envelopes;

/// <summary>Takes a signed message apart.</summary>
internal static class SignedMessageReader
{
    private static readonly string[] MessageMembers = ["payload", "signatures"];
    private static readonly string[] SignatureMembers = ["protected", "signature"];
    private static readonly string[] HeaderMembers = ["alg", "kid", "typ", "crit", "msg"];

    public static (SignedMessage? Message, EnvelopeFault Fault) Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new JoseReader(bytes);
        reader.Begin(MessageMembers);
        var payload = reader.Base64();
        var (headerBytes, signatures) = ReadSignatures(ref reader);
        reader.End();
        reader.Finish();
        if (!reader.IsGoingOn)
        {
            return (null, reader.Fault);
        }

        return !MessageHeaderFormat.TryDecode(headerBytes, out var header, out _) ? (null, EnvelopeFault.BadHeader)
            : header.PayloadLength != payload.Length ? (null, EnvelopeFault.PayloadOfOtherLength)
            : (new(header, headerBytes, payload, signatures), EnvelopeFault.None);
    }

    /// <summary>Algorithm, key id and header of a protected header; the texts are empty after a fault.</summary>
    public static (string Algorithm, string KeyId, byte[] Header, EnvelopeFault Fault) ReadProtected(ReadOnlySpan<byte> bytes)
    {
        var reader = new JoseReader(bytes);
        reader.Begin(HeaderMembers);
        var (algorithm, keyId, type) = (Ascii(reader.Text()), Ascii(reader.Text()), Ascii(reader.Text()));
        reader.Exactly("[\"msg\"]"u8, EnvelopeFault.OtherCritical);
        var header = reader.Base64();
        reader.End();
        reader.Finish();
        var fault = !reader.IsGoingOn ? reader.Fault
            : CheckAlgorithm(algorithm, keyId) is var broken && broken != EnvelopeFault.None ? broken
            : type != SignedMessage.Type ? EnvelopeFault.OtherType
            : EnvelopeFault.None;
        return (algorithm, keyId, header, fault);
    }

    /// <summary>What algorithm and key id must be, whatever they are.</summary>
    public static EnvelopeFault CheckAlgorithm(string algorithm, string keyId) =>
        !LedgerEntry.IsIdentifier(algorithm) || !LedgerEntry.IsIdentifier(keyId) ? EnvelopeFault.BadIdentifier
        : algorithm.Equals("none", StringComparison.OrdinalIgnoreCase) ? EnvelopeFault.AlgorithmNone
        : EnvelopeFault.None;

    private static (byte[] Header, List<MessageSignature> Signatures) ReadSignatures(ref JoseReader reader)
    {
        byte[]? header = null;
        var signatures = new List<MessageSignature>();
        reader.Member();
        reader.Expect('[');
        if (reader.IsNext(']'))
        {
            reader.Fail(EnvelopeFault.NoSignature);
        }

        while (reader.IsGoingOn)
        {
            var (signature, signed) = ReadSignature(ref reader);
            if (header is not null && !signed.AsSpan().SequenceEqual(header))
            {
                reader.Fail(EnvelopeFault.HeadersDiffer);
            }

            header = signed;
            signatures.Add(signature);
            if (!reader.IsNext(','))
            {
                break;
            }

            reader.Expect(',');
            if (signatures.Count == SignedMessage.MostSignatures)
            {
                reader.Fail(EnvelopeFault.TooManySignatures);
            }
        }

        reader.Expect(']');
        return (header ?? [], signatures);
    }

    private static (MessageSignature Signature, byte[] Header) ReadSignature(ref JoseReader reader)
    {
        reader.Begin(SignatureMembers);
        var bytes = reader.Base64();
        var signature = reader.Base64();
        reader.End();
        if (!reader.IsGoingOn)
        {
            return (new("", "", signature), []);
        }

        var (algorithm, keyId, header, fault) = ReadProtected(bytes);
        fault = fault != EnvelopeFault.None ? fault
            : signature.Length is 0 or > SignedMessage.MostSignatureBytes ? EnvelopeFault.SignatureOfOtherLength
            : algorithm == MessageVerifierKey.Algorithm && signature.Length != MessageVerifierKey.SignatureLength ? EnvelopeFault.SignatureOfOtherLength
            : EnvelopeFault.None;
        if (fault != EnvelopeFault.None)
        {
            reader.Fail(fault);
        }

        return (new(algorithm, keyId, signature), header);
    }

    private static string Ascii(ReadOnlySpan<byte> text) => Encoding.ASCII.GetString(text);
}
