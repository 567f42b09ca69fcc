using Entente.Formats.Edifact;
using Entente.Screening.Subjects;

namespace Entente.Formats.Paxlst;

/// <summary>
/// One PAXLST message, or those of its parts that arrived (UN/EDIFACT PAXLST as profiled by the WCO/IATA/ICAO API guidelines). Text is as
/// the message states it; empty where it states none.
/// </summary>
public sealed record Manifest
{
    /// <summary>Place of the message among the passenger lists of the input, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>What the message says about the flight or its people.</summary>
    public ManifestKind Kind { get; init; } = ManifestKind.PassengerList;

    /// <summary>BGM 1001, the code of the document, such as "745".</summary>
    public string Document { get; init; } = "";

    /// <summary>BGM 1225, the code of the function, such as "CP".</summary>
    public string Function { get; init; } = "";

    /// <summary>UNB S002, who sent the interchange.</summary>
    public InterchangeParty Sender { get; init; } = InterchangeParty.NotStated;

    /// <summary>UNB S003, to whom it was sent.</summary>
    public InterchangeParty Recipient { get; init; } = InterchangeParty.NotStated;

    /// <summary>UNB 0020, the control reference of the interchange.</summary>
    public string InterchangeReference { get; init; } = "";

    /// <summary>UNH 0062, the reference of the message; that of the part that arrived first.</summary>
    public string MessageReference { get; init; } = "";

    /// <summary>UNH 0068, which the parts of one message share.</summary>
    public string CommonAccessReference { get; init; } = "";

    /// <summary>Which parts arrived.</summary>
    public ManifestParts Parts { get; init; } = ManifestParts.One;

    /// <summary>RFF+TN, by which the sender knows its own message.</summary>
    public string TransactionReference { get; init; } = "";

    /// <summary>The legs of the flight, in the order of the message.</summary>
    public IReadOnlyList<FlightLeg> Legs { get; init; } = [];

    /// <summary>All people of the message, in its order: those who can be screened, those who could not be read, and mere references.</summary>
    public IReadOnlyList<ManifestPerson> People { get; init; } = [];

    /// <summary>True where a part breaks off, so that people may be missing of whom nothing is known.</summary>
    public bool IsBroken { get; init; }

    /// <summary>True where all parts arrived and none breaks off. A wrong count of segments or people is a finding only.</summary>
    public bool IsComplete => !IsBroken && Parts.AreComplete;

    /// <summary>
    /// Whether the other is a further part of the same message: one of the two is incomplete, both have the same sender, access reference and
    /// flight, and no part is in both. Access references come back after days, so ask only of messages that arrived close together.
    /// </summary>
    public bool BelongsWith(Manifest other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return CommonAccessReference.Length > 0 && CommonAccessReference == other.CommonAccessReference && Sender == other.Sender
            && Document == other.Document && Function == other.Function && Parts.CanTake(other.Parts)
            && (Legs.Count == 0 || other.Legs.Count == 0 || Legs[0] == other.Legs[0]);
    }

    /// <summary>Both as one message, the people of the earlier part first. Ask <see cref="BelongsWith"/> before.</summary>
    /// <exception cref="ArgumentException">The other is no part of this message.</exception>
    public Manifest JoinedWith(Manifest other)
    {
        if (!BelongsWith(other))
        {
            throw new ArgumentException("The other manifest is no further part of this message; ask BelongsWith first.", nameof(other));
        }

        var (first, then) = Parts.Numbers[0] < other.Parts.Numbers[0] ? (this, other) : (other, this);
        return first with
        {
            Number = Math.Min(Number, other.Number),
            Parts = first.Parts.With(then.Parts),
            TransactionReference = first.TransactionReference.Length > 0 ? first.TransactionReference : then.TransactionReference,
            Legs = [.. first.Legs.Union(then.Legs)],
            People = [.. first.People, .. then.People],
            IsBroken = IsBroken || other.IsBroken,
        };
    }
}

/// <summary>What a message says (BGM 1001 and 1225).</summary>
public enum ManifestKind
{
    /// <summary>Passengers (745), and whatever document is not known here: its people are there to be screened.</summary>
    PassengerList,

    /// <summary>Crew of the flight or of the carrier (250, 336).</summary>
    CrewList,

    /// <summary>Changed data of people named before (745 CP, 250 CC and BC).</summary>
    Change,

    /// <summary>People who do not travel (745 XR, 336 D).</summary>
    Cancellation,

    /// <summary>A party that became smaller (745 RP).</summary>
    Reduction,

    /// <summary>The flight does not take place (266 XF).</summary>
    FlightCancelled,

    /// <summary>The flight changed (266 CF).</summary>
    FlightChanged,

    /// <summary>The flight is closed, with the people who are NOT on board (266 CLNB).</summary>
    CloseOutNotOnBoard,

    /// <summary>The flight is closed, with the people who ARE on board (266 CLOB).</summary>
    CloseOutOnBoard,

    /// <summary>The flight is closed, without people (266 CL).</summary>
    Close,

    /// <summary>A status of the flight (266) that is not known here; a person must look at it.</summary>
    UnknownStatus,
}

/// <summary>One leg of a flight (TDT with its LOC and DTM).</summary>
public sealed record FlightLeg
{
    /// <summary>The flight as the message writes it, with the carrier in front where it stands apart: "UA0989".</summary>
    public string Flight { get; init; } = "";

    /// <summary>Carrier and number without leading zeros and blanks: "UA989"; as written where it has another shape.</summary>
    public string FlightNumber => FlightDesignator.Normalise(Flight);

    /// <summary>The code of the carrier (C040, else the beginning of the flight), of two or three characters.</summary>
    public string Carrier { get; init; } = "";

    /// <summary>Place of departure, usually an IATA code.</summary>
    public string From { get; init; } = "";

    /// <summary>Place of arrival, usually an IATA code.</summary>
    public string To { get; init; } = "";

    /// <summary>LOC 3227 of the place of departure: 125 last before the border, 92 another.</summary>
    public string FromFunction { get; init; } = "125";

    /// <summary>LOC 3227 of the place of arrival: 87 first behind the border, 92 or 130 another.</summary>
    public string ToFunction { get; init; } = "87";

    /// <summary>Day of departure, local; null where not stated or unreadable.</summary>
    public DateOnly? DepartureDay { get; init; }

    /// <summary>Day and time of departure, local, of kind Unspecified; null where the time is not stated or unreadable.</summary>
    public DateTime? Departure { get; init; }

    /// <summary>Day and time of arrival, local, of kind Unspecified; null where the time is not stated or unreadable.</summary>
    public DateTime? Arrival { get; init; }
}

/// <summary>One person of a message (NAD with what follows).</summary>
public sealed record ManifestPerson
{
    /// <summary>Message and person, both from 1: "1-12". Holds within the input only.</summary>
    public required string Id { get; init; }

    /// <summary>The person as screening takes it; null for a mere reference and where no usable name could be read.</summary>
    public Traveller? Traveller { get; init; }

    /// <summary>Passenger, crew or in transit, known of those without a name too.</summary>
    public TravellerRole Role { get; init; } = TravellerRole.Passenger;

    /// <summary>True where the message means to name the person by reference only (close-out).</summary>
    public bool IsReference { get; init; }

    /// <summary>RFF+AVF, the locator of the reservation.</summary>
    public string Locator { get; init; } = "";

    /// <summary>RFF+ABO, the carrier's unique reference of the passenger.</summary>
    public string PassengerReference { get; init; } = "";

    /// <summary>RFF+SEA, the seat.</summary>
    public string Seat { get; init; } = "";

    /// <summary>LOC+178, where the person boards.</summary>
    public string Embarkation { get; init; } = "";

    /// <summary>LOC+179, where the person leaves the aircraft.</summary>
    public string Debarkation { get; init; } = "";

    /// <summary>True where the person could be read enough to be screened.</summary>
    public bool CanBeScreened => Traveller is not null;
}
