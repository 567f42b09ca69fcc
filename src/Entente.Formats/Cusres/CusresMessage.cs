using Entente.Formats.Edifact;
using Entente.Formats.Paxlst;

namespace Entente.Formats.Cusres;

/// <summary>
/// One CUSRES message: what a government answers to a passenger list, or changes of itself afterwards (UN/EDIFACT CUSRES as profiled by
/// the WCO/IATA/ICAO API guidelines for interactive systems). Text is empty where the message states none.
/// </summary>
public sealed record CusresMessage
{
    /// <summary>What the message is for.</summary>
    public required CusresKind Kind { get; init; }

    /// <summary>UNH 0068, echoed from the passenger list.</summary>
    public string CommonAccessReference { get; init; } = "";

    /// <summary>RFF+TN, echoed from the passenger list.</summary>
    public string TransactionReference { get; init; } = "";

    /// <summary>The legs of the flight, echoed from the passenger list; of each the flight, times and places are written.</summary>
    public IReadOnlyList<FlightLeg> Legs { get; init; } = [];

    /// <summary>Errors of the message as a whole (ERP+1).</summary>
    public IReadOnlyList<CusresError> Errors { get; init; } = [];

    /// <summary>The answers, one for each person (ERP+2).</summary>
    public IReadOnlyList<CusresAnswer> Answers { get; init; } = [];

    /// <summary>A message about a passenger list, echoing its references and flight.</summary>
    public static CusresMessage About(Manifest manifest, CusresKind kind, IReadOnlyList<CusresAnswer> answers)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return new()
        {
            Kind = kind,
            CommonAccessReference = manifest.CommonAccessReference,
            TransactionReference = manifest.TransactionReference,
            Legs = manifest.Legs,
            Answers = answers,
        };
    }
}

/// <summary>What a message is for (BGM 1001).</summary>
public enum CusresKind
{
    /// <summary>The answer to a passenger list (962).</summary>
    Response,

    /// <summary>A change of status that nobody asked for (132).</summary>
    StatusChange,

    /// <summary>The acknowledgement of a change of status (312).</summary>
    Acknowledgement,
}

/// <summary>What a carrier is told about a person (ERC 9321). There is no value that advises: that is a decision nobody has taken.</summary>
public enum BoardingStatus
{
    /// <summary>The person may board (0Z).</summary>
    OkToBoard,

    /// <summary>The person must not board (1Z); a named person decided it.</summary>
    NoBoard,

    /// <summary>What arrived is not enough to tell, or nobody could decide yet (4Z).</summary>
    InsufficientData,
}

/// <summary>The answer about one person.</summary>
public sealed record CusresAnswer
{
    /// <summary>RFF+AVF, the locator of the reservation.</summary>
    public string Locator { get; init; } = "";

    /// <summary>RFF+ABO, the carrier's unique reference of the passenger.</summary>
    public string PassengerReference { get; init; } = "";

    /// <summary>What the carrier is told; null where a message that was read says something else (see <see cref="OtherCodes"/>).</summary>
    public required BoardingStatus? Status { get; init; }

    /// <summary>FTX+AAP, words for the agent at the counter; never why.</summary>
    public string Text { get; init; } = "";

    /// <summary>Codes (ERC) beside the status in a message that was read, such as "2Z" (advisory). They are never written.</summary>
    public IReadOnlyList<string> OtherCodes { get; internal init; } = [];

    /// <summary>The answer about a person of a passenger list, echoing its references.</summary>
    public static CusresAnswer About(ManifestPerson person, BoardingStatus status, string text = "")
    {
        ArgumentNullException.ThrowIfNull(person);
        return new() { Locator = person.Locator, PassengerReference = person.PassengerReference, Status = status, Text = text };
    }
}

/// <summary>An error of the message as a whole.</summary>
/// <param name="Code">ERC 9321, such as "118".</param>
/// <param name="Text">FTX+AAP; empty where not stated.</param>
public sealed record CusresError(string Code, string Text = "");

/// <summary>What stands around a message: who sends it to whom, when and under which references.</summary>
public sealed record CusresEnvelope
{
    /// <summary>The sender; the recipient of the passenger list.</summary>
    public required InterchangeParty Sender { get; init; }

    /// <summary>The recipient; the sender of the passenger list.</summary>
    public required InterchangeParty Recipient { get; init; }

    /// <summary>When the message was made, UTC or local as agreed; minutes are written.</summary>
    public required DateTime Prepared { get; init; }

    /// <summary>UNB 0020, unique for the sender; at most 14 letters and digits.</summary>
    public required string InterchangeReference { get; init; }

    /// <summary>UNG 0048; at most 14 letters and digits.</summary>
    public string GroupReference { get; init; } = "1";

    /// <summary>UNH 0062; at most 14 letters and digits.</summary>
    public required string MessageReference { get; init; }

    /// <summary>UNB 0026, the application: APIS, or IAPI as some carriers expect it.</summary>
    public string Application { get; init; } = "APIS";
}
