using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Entente.Ledger.Entries;
using Entente.Ledger.Envelopes;
using Entente.Ledger.Notes;
using Entente.Node.Watchlist.Sources;

namespace Entente.Node.Exchange;

/// <summary>
/// What a service hands to another to become its partner: who it is, where it is reached, and its public keys. It has one spelling in UTF-8, members in this
/// order, no white space and no escapes, so that both sides hash the same bytes:
/// <code>
/// {"card":"entente.card.v1","service":"…","name":"…","addresses":["…"],"signing":{JWK},"sealing":{JWK},"revoked":["…"],"log":"…","offers":["…"]}
/// </code>
/// </summary>
/// <param name="Service">Code of the service.</param>
/// <param name="Name">Its name as people read it.</param>
/// <param name="Addresses">Where its node is reached, the best first.</param>
/// <param name="Signing">The key that verifies its messages.</param>
/// <param name="Sealing">The key to which messages for it are sealed.</param>
/// <param name="Revoked">Ids of keys of it that are not to be believed any more, because others may have them.</param>
/// <param name="Log">The key that verifies checkpoints of its log (C2SP signed-note, "vkey").</param>
/// <param name="Offers">Types of messages that it offers.</param>
internal sealed record NodeCard(
    string Service, string Name, IReadOnlyList<string> Addresses, MessageVerifierKey Signing, SealingKey Sealing, IReadOnlyList<string> Revoked, VerifierKey Log, IReadOnlyList<string> Offers)
{
    /// <summary>Longest card, in bytes. A policy of this project.</summary>
    public const int MostBytes = 16 * 1024;

    /// <summary>Most addresses. A policy of this project.</summary>
    public const int MostAddresses = 8;

    /// <summary>Most offers. A policy of this project.</summary>
    public const int MostOffers = 32;

    /// <summary>Most revoked keys. A policy of this project: two for each change of keys of which others may have the old ones.</summary>
    public const int MostRevoked = 32;

    private const string Format = "entente.card.v1";
    private const int MostCode = 40, MostName = 100;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>SHA-256 over the card's bytes, 64 hexadecimal digits.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(ToBytes()));

    /// <summary>Whether a text is the code of a service: it stands in addresses and in the record. 1 to 40 lower-case letters, digits and hyphens, no hyphen first.</summary>
    public static bool IsService(string text) =>
        text.Length is > 0 and <= MostCode && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && text[0] != '-';

    /// <summary>Whether a text is a name that a card can hold.</summary>
    public static bool IsName(string text) => text.Length is > 0 and <= MostName && !text.Any(c => char.IsControl(c) || c is '"' or '\\' || char.IsSurrogate(c));

    /// <summary>Whether a text is an address that a card can hold.</summary>
    public static bool IsAddress(string text) =>
        IsPlain(text) && !text.EndsWith('/') && Uri.TryCreate(text, UriKind.Absolute, out var uri) && SourceFetch.IsAllowed(uri) && uri.Query.Length + uri.Fragment.Length + uri.UserInfo.Length == 0;

    /// <summary>Whether a text is a type of messages that a card can hold.</summary>
    public static bool IsOffer(string text) => IsPlain(text);

    /// <summary>Reads a card. The fault says what is wrong, without content.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out NodeCard? card, out string fault)
    {
        (card, fault) = bytes.Length > MostBytes ? (null, $"It is longer than {MostBytes} bytes.") : Read(bytes.ToArray());
        if (card is not null && !card.ToBytes().AsSpan().SequenceEqual(bytes))
        {
            (card, fault) = (null, "It is not in the one spelling that a card has; take the file as the partner's node gave it.");
        }

        return card is not null;
    }

    /// <summary>The card in its one spelling.</summary>
    public byte[] ToBytes() => Utf8.GetBytes(
        $$"""{"card":"{{Format}}","service":"{{Service}}","name":"{{Name}}","addresses":[{{Texts(Addresses)}}],"signing":{{Signing}},"sealing":{{Sealing}},"revoked":[{{Texts(Revoked)}}],"log":"{{Log}}","offers":[{{Texts(Offers)}}]}""");

    private static (NodeCard? Card, string Fault) Read(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 3 });
            var root = document.RootElement;
            string Text(string member) => root.GetProperty(member).GetString() ?? "";
            List<string> List(string member) => [.. root.GetProperty(member).EnumerateArray().Select(e => e.GetString() ?? "")];
            var (service, name, addresses, revoked, log, offers) = (Text("service"), Text("name"), List("addresses"), List("revoked"), Text("log"), List("offers"));
            return Text("card") != Format ? (null, $"It is no card of the format {Format}.")
                : !IsService(service) ? (null, "Its service is no code: 1 to 40 lower-case letters, digits and hyphens.")
                : !IsName(name) ? (null, "Its name is not 1 to 100 characters without quotes, backslashes and control characters.")
                : addresses.Count is 0 or > MostAddresses || !addresses.TrueForAll(IsAddress) ? (null, $"It has not 1 to {MostAddresses} https addresses without a slash at the end.")
                : offers.Count > MostOffers || !offers.TrueForAll(IsOffer) ? (null, $"Its offers are not at most {MostOffers} types of messages.")
                : !MessageVerifierKey.TryParse(root.GetProperty("signing").GetRawText(), out var signing, out var wrong) ? (null, $"Its signing key is none: {wrong}.")
                : !SealingKey.TryParse(root.GetProperty("sealing").GetRawText(), out var @sealed, out wrong) ? (null, $"Its sealing key is none: {wrong}.")
                : signing.KeyId == @sealed.KeyId ? (null, "Its two keys are one.")
                : revoked.Count > MostRevoked || !revoked.TrueForAll(IsPlain) || revoked.Contains(signing.KeyId) || revoked.Contains(@sealed.KeyId) ? (null, $"Its revoked keys are not at most {MostRevoked} ids of other keys than its own.")
                : !IsPlain(log) || !VerifierKey.TryParse(log, out var verifier, out _) ? (null, "Its log key is no verifier key in visible ASCII characters.")
                : (new NodeCard(service, name, addresses, signing, @sealed, revoked, verifier, offers), "");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return (null, "It is no card; take the file as the partner's node gave it.");
        }
    }

    private static bool IsPlain(string text) => LedgerEntry.IsIdentifier(text) && !text.Any(c => c is '"' or '\\');

    private static string Texts(IReadOnlyList<string> texts) => string.Join(',', texts.Select(t => $"\"{t}\""));
}
