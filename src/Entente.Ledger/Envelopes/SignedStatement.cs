using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Entente.Ledger.Entries;

namespace Entente.Ledger.Envelopes;

/// <summary>
/// A short statement that a service signs with its message key: a receipt, a conflict, a request. It is no message: it has no place in a chain, is sealed to
/// nobody and is answered by no receipt. In one line of ASCII:
/// <code>
/// base64url(content) "." key id "." base64url(signature)
/// content   = kind LF field LF field LF …
/// signature = ES256 over "entente.statement.v1" LF content
/// </code>
/// What is signed begins with a line that no signed message begins with, so that neither passes for the other.
/// </summary>
public sealed class SignedStatement
{
    /// <summary>What is signed begins with it. A changed format gets another number.</summary>
    public const string Start = "entente.statement.v1\n";

    /// <summary>Longest line that is read, in characters. A policy of this project: the longest statement that a node makes has a third of it.</summary>
    public const int MostCharacters = 4096;

    /// <summary>Most fields. A policy of this project.</summary>
    public const int MostFields = 16;

    private readonly byte[] _content;
    private readonly byte[] _signature;

    private SignedStatement(string kind, IReadOnlyList<string> fields, string keyId, byte[] content, byte[] signature) =>
        (Kind, Fields, KeyId, _content, _signature) = (kind, fields, keyId, content, signature);

    /// <summary>What it states, such as "receipt".</summary>
    public string Kind { get; }

    /// <summary>Its fields, in the order that its kind has: visible ASCII characters, 1 to 200 each.</summary>
    public IReadOnlyList<string> Fields { get; }

    /// <summary>Id of the key that is claimed to have signed it.</summary>
    public string KeyId { get; }

    /// <summary>Signs a statement.</summary>
    /// <param name="kind">What it states.</param>
    /// <param name="fields">Its fields.</param>
    /// <param name="key">The key of the service.</param>
    /// <exception cref="ArgumentException">Kind or a field is not 1 to 200 visible ASCII characters, or there are more than <see cref="MostFields"/>.</exception>
    public static SignedStatement Sign(string kind, IReadOnlyList<string> fields, MessageKey key)
    {
        if (fields.Count > MostFields || !fields.Prepend(kind).All(LedgerEntry.IsIdentifier))
        {
            throw new ArgumentException($"A statement has a kind and at most {MostFields} fields of 1 to {LedgerEntry.MostCharacters} visible ASCII characters.", nameof(fields));
        }

        var content = Encoding.ASCII.GetBytes(string.Concat(fields.Prepend(kind).Select(line => line + "\n")));
        return new(kind, [.. fields], key.Verifier.KeyId, content, key.Sign(Signed(content)));
    }

    /// <summary>The same statement with the signature of another key, as after keys were changed.</summary>
    public SignedStatement Resign(MessageKey key) => Sign(Kind, Fields, key);

    /// <summary>Reads what <see cref="ToString"/> writes, in its one spelling. It says nothing about who signed; see <see cref="Verify"/>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out SignedStatement? statement)
    {
        statement = null;
        var parts = text.Length <= MostCharacters ? text.Split('.') : [];
        if (parts.Length != 3 || !LedgerEntry.IsIdentifier(parts[1])
            || !StrictBase64Url.TryDecode(Encoding.UTF8.GetBytes(parts[0]), out var content) || !StrictBase64Url.TryDecode(Encoding.UTF8.GetBytes(parts[2]), out var signature)
            || content is not [.., (byte)'\n'] || content.AsSpan().ContainsAnyExceptInRange((byte)'\n', (byte)'~'))
        {
            return false;
        }

        var lines = Encoding.ASCII.GetString(content)[..^1].Split('\n');
        statement = lines.Length <= MostFields + 1 && lines.All(LedgerEntry.IsIdentifier) ? new(lines[0], lines[1..], parts[1], content, signature) : null;
        return statement is not null;
    }

    /// <summary>Whether a partner signed it; the rules of time are <see cref="KeyRing"/>'s.</summary>
    /// <param name="keys">The keys of the partner that it is said to come from.</param>
    /// <param name="made">When it was made, as it says itself.</param>
    /// <param name="received">When it was received first.</param>
    public MessageVerdict Verify(KeyRing keys, DateTimeOffset made, DateTimeOffset received) =>
        keys.Check(new(MessageVerifierKey.Algorithm, KeyId, _signature), Signed(_content), made, received);

    /// <summary>The statement in one line.</summary>
    public override string ToString() => $"{Base64Url.EncodeToString(_content)}.{KeyId}.{Base64Url.EncodeToString(_signature)}";

    private static byte[] Signed(byte[] content) => [.. Encoding.ASCII.GetBytes(Start), .. content];
}
