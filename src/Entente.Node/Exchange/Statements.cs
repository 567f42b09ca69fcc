using System.Globalization;
using Entente.Ledger.Envelopes;

namespace Entente.Node.Exchange;

/// <summary>
/// What the recipient of a message signs once it is durably there. Fields: sender, recipient, epoch, sequence, message id, digest, outcome, received at in
/// milliseconds since 1970.
/// </summary>
/// <param name="Place">The message and its place.</param>
/// <param name="Outcome">"accepted", or "expired" where it takes its place and has no effect.</param>
/// <param name="ReceivedAt">When it was received first, by the recipient's clock.</param>
internal sealed record Receipt(StatedPlace Place, string Outcome, DateTimeOffset ReceivedAt)
{
    /// <summary>The kind of the statement.</summary>
    public const string Kind = "receipt";

    /// <summary>The outcome of a message that counts.</summary>
    public const string Accepted = "accepted";

    /// <summary>The outcome of one that came too late.</summary>
    public const string Expired = "expired";

    /// <summary>Signs it.</summary>
    public SignedStatement Sign(MessageKey key) => SignedStatement.Sign(Kind, [.. Place.Fields, Outcome, StatedPlace.Text(ReceivedAt)], key);

    /// <summary>Reads one; null where the statement is none.</summary>
    public static Receipt? Read(SignedStatement statement) =>
        statement.Kind == Kind && statement.Fields.Count == StatedPlace.Count + 2 && StatedPlace.Read(statement.Fields) is { } place
            && statement.Fields[^2] is Accepted or Expired && StatedPlace.Instant(statement.Fields[^1]) is { } at
            ? new(place, statement.Fields[^2], at)
            : null;
}

/// <summary>
/// What the recipient of two messages signs that claim one id or one place. Fields: sender, recipient, epoch, sequence, message id and digest of the message
/// that was kept apart, claim, digest of the one that is held, received at in milliseconds since 1970.
/// </summary>
/// <param name="Place">The message that was kept apart.</param>
/// <param name="Claim">What both claim: "id" or "place".</param>
/// <param name="Held">Digest of what is held.</param>
/// <param name="ReceivedAt">When it was received.</param>
internal sealed record Conflict(StatedPlace Place, string Claim, string Held, DateTimeOffset ReceivedAt)
{
    /// <summary>The kind of the statement.</summary>
    public const string Kind = "conflict";

    /// <summary>Signs it.</summary>
    public SignedStatement Sign(MessageKey key) => SignedStatement.Sign(Kind, [.. Place.Fields, Claim, Held, StatedPlace.Text(ReceivedAt)], key);

    /// <summary>Reads one; null where the statement is none.</summary>
    public static Conflict? Read(SignedStatement statement) =>
        statement.Kind == Kind && statement.Fields.Count == StatedPlace.Count + 3 && StatedPlace.Read(statement.Fields) is { } place && StatedPlace.Instant(statement.Fields[^1]) is { } at
            ? new(place, statement.Fields[^3], statement.Fields[^2], at)
            : null;
}

/// <summary>
/// What the sender of a message signs when it has expired without a receipt. Fields: sender, recipient, epoch, sequence, message id, digest, expired at, stated at.
/// It says that no receipt was here, not that the message never arrived.
/// </summary>
/// <param name="Place">The message.</param>
/// <param name="ExpiredAt">From when on it must have no effect.</param>
/// <param name="StatedAt">When this was stated.</param>
internal sealed record NonDelivery(StatedPlace Place, DateTimeOffset ExpiredAt, DateTimeOffset StatedAt)
{
    /// <summary>The kind of the statement.</summary>
    public const string Kind = "non-delivery";

    /// <summary>Signs it.</summary>
    public SignedStatement Sign(MessageKey key) => SignedStatement.Sign(Kind, [.. Place.Fields, StatedPlace.Text(ExpiredAt), StatedPlace.Text(StatedAt)], key);

    /// <summary>Reads one; null where the statement is none.</summary>
    public static NonDelivery? Read(SignedStatement statement) =>
        statement.Kind == Kind && statement.Fields.Count == StatedPlace.Count + 2 && StatedPlace.Read(statement.Fields) is { } place
            && StatedPlace.Instant(statement.Fields[^2]) is { } expired && StatedPlace.Instant(statement.Fields[^1]) is { } at
            ? new(place, expired, at)
            : null;
}

/// <summary>The message that a statement is about.</summary>
/// <param name="Sender">Code of the service that wrote it.</param>
/// <param name="Recipient">Code of the service that states.</param>
/// <param name="Epoch">Its epoch.</param>
/// <param name="Sequence">Its place in the epoch.</param>
/// <param name="MessageId">Its id, 32 hexadecimal digits.</param>
/// <param name="Digest">Its digest, 64 hexadecimal digits.</param>
internal sealed record StatedPlace(string Sender, string Recipient, int Epoch, long Sequence, string MessageId, string Digest)
{
    /// <summary>How many fields it takes.</summary>
    public const int Count = 6;

    /// <summary>The place of a message.</summary>
    public static StatedPlace Of(SignedMessage message) => new(
        message.Header.Sender, message.Header.Recipient, message.Header.Epoch, message.Header.Sequence, message.Header.Id.ToString(), message.Digest.ToString());

    /// <summary>As fields.</summary>
    public IReadOnlyList<string> Fields => [Sender, Recipient, Epoch.ToString(CultureInfo.InvariantCulture), Sequence.ToString(CultureInfo.InvariantCulture), MessageId, Digest];

    /// <summary>Reads the first fields of a statement; null where they are none.</summary>
    public static StatedPlace? Read(IReadOnlyList<string> fields) =>
        int.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out var epoch) && long.TryParse(fields[3], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? new(fields[0], fields[1], epoch, sequence, fields[4], fields[5])
            : null;

    /// <summary>An instant as a field.</summary>
    public static string Text(DateTimeOffset at) => at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>An instant of a field; null where it is none of the years 1970 to 9999.</summary>
    public static DateTimeOffset? Instant(string field) =>
        long.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;
}
