using System.Globalization;
using Entente.Formats.Edifact;
using Entente.Formats.Paxlst;
using Entente.Node.Storage;
using Entente.Screening.Subjects;

namespace Entente.Node.Border.Crossings;

/// <summary>What is known of a traveller of a crossing; stored sealed.</summary>
internal sealed record StoredPerson
{
    /// <summary>Who it is; null where no usable name could be read.</summary>
    public Subject? Subject { get; init; }

    public TravellerRole Role { get; init; }

    public string Locator { get; init; } = "";

    public string PassengerReference { get; init; } = "";

    public string Seat { get; init; } = "";

    public string Embarkation { get; init; } = "";

    public string Debarkation { get; init; } = "";

    /// <summary>Number plate of the vehicle at a land post; empty where there is none.</summary>
    public string Vehicle { get; init; } = "";

    /// <summary>Who has asked about the person, and hears when the answer changes.</summary>
    public IReadOnlyList<Correspondent> Asked { get; init; } = [];

    /// <summary>The person as a message states it.</summary>
    public static StoredPerson Of(ManifestPerson person) => new()
    {
        Subject = person.Traveller?.Subject,
        Role = person.Role,
        Locator = person.Locator,
        PassengerReference = person.PassengerReference,
        Seat = person.Seat,
        Embarkation = person.Embarkation,
        Debarkation = person.Debarkation,
    };

    /// <summary>
    /// The person with what a later message says; what it does not state stays. What a sender states takes the place of what the same sender stated, and
    /// stands beside what another one did: nobody makes somebody else of the traveller of another carrier.
    /// </summary>
    public StoredPerson With(StoredPerson later) => this with
    {
        Subject = later.Subject is null ? Subject : Subject is null ? later.Subject : Merged(Subject, later.Subject, IsOthers(later)),
        Role = later.Role,
        Locator = Either(later.Locator, Locator),
        PassengerReference = Either(later.PassengerReference, PassengerReference),
        Seat = Either(later.Seat, Seat),
        Embarkation = Either(later.Embarkation, Embarkation),
        Debarkation = Either(later.Debarkation, Debarkation),
        Vehicle = Either(later.Vehicle, Vehicle),
        Asked = [.. Asked.Where(a => later.Asked.All(l => l.Recipient != a.Recipient)), .. later.Asked.Select(l => l.After(Asked.FirstOrDefault(a => a.Recipient == l.Recipient)))],
    };

    /// <summary>
    /// Whether the two are one traveller of the crossing: the carrier's unique reference says so, or a document does, or the name and the birth date do.
    /// Locators are those of a whole party. References and locators are a sender's own: those of another one name nobody.
    /// </summary>
    /// <param name="other">The person as a message states it.</param>
    /// <param name="sender">Who sent that message; null for nobody, at a counter.</param>
    public bool IsSameAs(StoredPerson other, string? sender)
    {
        var known = OfSender(sender);
        return known is { Reference.Length: > 0 } && other.PassengerReference.Length > 0 ? known.Reference == other.PassengerReference
            : Subject is not null && other.Subject is not null ? SharesDocument(Subject, other.Subject) || SharesNameAndBirth(Subject, other.Subject)
            : Subject is null && other.Subject is null && known is { Locator.Length: > 0 } && known.Locator == other.Locator && Seat == other.Seat;
    }

    /// <summary>What a sender knows the person by; null where he has not asked about the person.</summary>
    public Correspondent? OfSender(string? sender) => Asked.FirstOrDefault(a => a.Recipient == sender);

    /// <summary>Under what the person is kept for <see cref="KnownTravellers"/>: whoever is the same has one of <see cref="SoughtKeys"/> among them.</summary>
    public IEnumerable<string> KeptKeys(string? sender)
    {
        var known = OfSender(sender);
        var has = known is { Reference.Length: > 0 };
        return (has ? [$"reference {known!.Reference}"] : Enumerable.Empty<string>()).Concat(IdentityKeys(known?.Locator ?? "").Select(key => $"{has} {Subject?.Documents.Count > 0} {key}")); // Has says so.
    }

    /// <summary>Under what whoever is the person of a message may be kept.</summary>
    public IEnumerable<string> SoughtKeys() =>
        (PassengerReference.Length > 0 ? [$"reference {PassengerReference}"] : Enumerable.Empty<string>()).Concat(
            from key in IdentityKeys(Locator)
            from has in (bool[])[false, true]
            where !has || PassengerReference.Length == 0
            from documents in (bool[])[false, true]
            where !(documents && key[0] == 'n' && Subject?.Documents.Count > 0)
            select $"{has} {documents} {key}");

    private IEnumerable<string> IdentityKeys(string locator) =>
        Subject is { } subject
            ? subject.Documents.Select(d => $"document {Plain(d.Number)}").Append($"name {subject.Names[0].Text.ToUpperInvariant()} {string.Join(' ', subject.BirthDates)}")
            : locator.Length > 0 ? [$"locator {locator} {Seat}"] : [];

    /// <summary>The person's place in storage.</summary>
    public static string PlaceOf(string travellerId) => $"traveller.person/{travellerId}";

    /// <summary>The number by which a counter finds the person; empty where there is none.</summary>
    public string DocumentMark(KeyStore keys) => Subject?.Documents is [var document, ..] ? MarkOf(keys, document.Number) : "";

    /// <summary>The keyed hash of a document's number.</summary>
    public static string MarkOf(KeyStore keys, string number) => keys.MarkOf("document", Plain(number));

    /// <summary>Later statements of one kind replace earlier ones; names are added, since each may be the right spelling.</summary>
    private static Subject Merged(Subject earlier, Subject later, bool others) => later with
    {
        Names = [.. (others ? earlier.Names.Concat(later.Names) : later.Names.Concat(earlier.Names)).DistinctBy(n => n.Text)],
        BirthDates = others ? [.. earlier.BirthDates.Union(later.BirthDates)] : later.BirthDates.Count > 0 ? later.BirthDates : earlier.BirthDates,
        Sex = later.Sex == Sex.NotStated || (others && earlier.Sex != Sex.NotStated) ? earlier.Sex : later.Sex,
        Nationalities = others ? [.. earlier.Nationalities.Union(later.Nationalities)] : later.Nationalities.Count > 0 ? later.Nationalities : earlier.Nationalities,
        Documents = [.. later.Documents.Concat(earlier.Documents).DistinctBy(d => (Plain(d.Number), d.Issuer))],
    };

    private bool IsOthers(StoredPerson later) => later.Asked.Count > 0 && Asked.Any(a => later.OfSender(a.Recipient) is null);

    /// <summary>Within one crossing a number is one document's, unless two different States are named.</summary>
    private static bool SharesDocument(Subject one, Subject other) =>
        one.Documents.Any(d => other.Documents.Any(o => Plain(d.Number) == Plain(o.Number) && (d.Issuer is null || o.Issuer is null || d.Issuer == o.Issuer)));

    private static bool SharesNameAndBirth(Subject one, Subject other) =>
        one.Names[0].Text.Equals(other.Names[0].Text, StringComparison.OrdinalIgnoreCase) && one.BirthDates.SequenceEqual(other.BirthDates)
        && (one.Documents.Count == 0 || other.Documents.Count == 0);

    private static string Plain(string number) => string.Concat(number.Where(char.IsLetterOrDigit)).ToUpper(CultureInfo.InvariantCulture);

    private static string Either(string later, string earlier) => later.Length > 0 ? later : earlier;
}

/// <summary>A sender who hears when an answer changes, and the references of his last message.</summary>
/// <param name="Recipient">Id of whoever sent the message: a token or an inbox.</param>
/// <param name="Them">The party that the answer goes to.</param>
/// <param name="Us">The party under which the message addressed this service.</param>
/// <param name="Transaction">RFF+TN.</param>
/// <param name="Access">UNH 0068.</param>
/// <param name="Reference">His own reference of the traveller; empty for none.</param>
/// <param name="Locator">The locator under which he has the reservation; empty for none.</param>
internal sealed record Correspondent(string Recipient, InterchangeParty Them, InterchangeParty Us, string Transaction, string Access, string Reference = "", string Locator = "")
{
    /// <summary>With what he stated before and has not stated again.</summary>
    public Correspondent After(Correspondent? before) => before is null ? this : this with
    {
        Reference = Reference.Length > 0 ? Reference : before.Reference, Locator = Locator.Length > 0 ? Locator : before.Locator,
    };
}
