using System.Globalization;
using System.Security.Cryptography;
using Entente.Ledger.Envelopes;
using Entente.Node.Exchange.Partners;

namespace Entente.Node.Exchange;

/// <summary>
/// How a node shows a partner who asks: "Authorization: Entente STATEMENT", a statement of the kind "request" with the fields sender, recipient, method, target
/// (path and query as sent), SHA-256 of the body in hexadecimal digits, and made at in milliseconds since 1970. It counts for five minutes to either side, to this
/// recipient and for this request alone. Whoever catches one can send the same request again: messages are sealed, receipts are taken once, and a hint wakes.
/// </summary>
internal static class RequestToken
{
    /// <summary>The scheme in the header.</summary>
    public const string Scheme = "Entente";

    private const string Kind = "request";
    private const int Fields = 6;

    /// <summary>How far two clocks may be apart. A policy of this project.</summary>
    public static TimeSpan Tolerance { get; } = TimeSpan.FromMinutes(5);

    /// <summary>Signs a request.</summary>
    /// <param name="own">Who asks.</param>
    /// <param name="recipient">Code of the service that is asked.</param>
    /// <param name="method">Its method.</param>
    /// <param name="target">Path and query, without the address of the node.</param>
    /// <param name="body">Its body.</param>
    /// <param name="now">When it is made.</param>
    public static string Sign(OwnService own, string recipient, string method, string target, ReadOnlySpan<byte> body, DateTimeOffset now) =>
        SignedStatement.Sign(Kind, [own.Code, recipient, method, target, HashOf(body), now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)], own.SigningFor(recipient)).ToString();

    /// <summary>Code of the service that a token claims to be of; null where it is no token.</summary>
    public static string? SenderOf(SignedStatement token) => token.Kind == Kind && token.Fields.Count == Fields ? token.Fields[0] : null;

    /// <summary>Whether a partner signed this request to this service lately.</summary>
    public static bool IsRight(SignedStatement token, PartnerRow partner, string recipient, string method, string target, ReadOnlySpan<byte> body, DateTimeOffset now) =>
        SenderOf(token) == partner.Code
        && token.Fields[1] == recipient && token.Fields[2] == method && token.Fields[3] == target && token.Fields[4] == HashOf(body)
        && StatedPlace.Instant(token.Fields[5]) is { } made && (now - made).Duration() <= Tolerance
        && token.Verify(partner.Ring(), made, now) == MessageVerdict.SignedByPartner;

    private static string HashOf(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body));
}
