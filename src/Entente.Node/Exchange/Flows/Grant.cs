using System.Globalization;
using Entente.Ledger.Envelopes;

namespace Entente.Node.Exchange.Flows;

/// <summary>
/// What the owner of something signs when a holder may hand it to a third service; it travels with the copy. Fields: owner, holder, thing, version, recipient, until in milliseconds
/// since 1970, limits (codes with commas between, or "-" for none), made at in milliseconds since 1970.
/// </summary>
/// <param name="Owner">Code of the service that owns the thing, and signs.</param>
/// <param name="Holder">Code of the service that may hand it on.</param>
/// <param name="Thing">Opaque id of the thing.</param>
/// <param name="Version">Its version; another one needs another grant.</param>
/// <param name="Recipient">Code of the service that may be given it.</param>
/// <param name="Until">When that ends.</param>
/// <param name="Limits">Codes of what the recipient has to heed; empty for none.</param>
/// <param name="MadeAt">When it was made, by the owner's clock.</param>
internal sealed record Grant(string Owner, string Holder, string Thing, string Version, string Recipient, DateTimeOffset Until, IReadOnlyList<string> Limits, DateTimeOffset MadeAt)
{
    /// <summary>The kind of the statement.</summary>
    public const string Kind = "grant";

    private const int Count = 8;
    private const string None = "-";

    /// <summary>Signs it.</summary>
    /// <exception cref="ArgumentException">A field is not 1 to 200 visible ASCII characters.</exception>
    public SignedStatement Sign(MessageKey key) => SignedStatement.Sign(
        Kind, [Owner, Holder, Thing, Version, Recipient, StatedPlace.Text(Until), Limits.Count == 0 ? None : string.Join(',', Limits), StatedPlace.Text(MadeAt)], key);

    /// <summary>Reads one; null where the statement is none. Who signed it, <see cref="SignedStatement.Verify"/> says.</summary>
    public static Grant? Read(SignedStatement statement) =>
        statement.Kind == Kind && statement.Fields is { Count: Count } f && StatedPlace.Instant(f[5]) is { } until && StatedPlace.Instant(f[7]) is { } made
            ? new(f[0], f[1], f[2], f[3], f[4], until, f[6] == None ? [] : f[6].Split(','), made)
            : null;

    /// <summary>Whether it lets a holder hand a version of a thing to a recipient at a moment.</summary>
    public bool IsFor(string holder, string thing, string version, string recipient, DateTimeOffset at) =>
        Holder == holder && Thing == thing && Version == version && Recipient == recipient && MadeAt <= at && at < Until;

    /// <summary>The end of a day, as a grant until that day has it.</summary>
    public static DateTimeOffset EndOf(string day) =>
        new(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
