using Entente.Screening.Subjects;

namespace Entente.Formats.Paxlst;

/// <summary>Code values of passenger list messages (WCO/IATA/ICAO API guidelines, appendix on PAXLST).</summary>
internal static class PaxlstCodes
{
    /// <summary>BGM 1001: the flight is closed, cancelled or changed. People are named by reference only.</summary>
    public const string FlightStatus = "266";

    /// <summary>BGM 1001 and 1225: what the message says. What is not known here has people to be screened, or is a status to be looked at.</summary>
    public static ManifestKind KindOf(string document, string function) => (document, function) switch
    {
        (FlightStatus, "CL") => ManifestKind.Close,
        (FlightStatus, "CLNB") => ManifestKind.CloseOutNotOnBoard,
        (FlightStatus, "CLOB") => ManifestKind.CloseOutOnBoard,
        (FlightStatus, "XF") => ManifestKind.FlightCancelled,
        (FlightStatus, "CF") => ManifestKind.FlightChanged,
        (FlightStatus, _) => ManifestKind.UnknownStatus,
        (_, "XF") => ManifestKind.FlightCancelled,
        (_, "XR") or ("336", "D") => ManifestKind.Cancellation,
        (_, "RP") => ManifestKind.Reduction,
        (_, "CP") or ("250", "CC" or "BC") => ManifestKind.Change,
        _ => IsCrewList(document) ? ManifestKind.CrewList : ManifestKind.PassengerList,
    };

    /// <summary>BGM 1225: a reservation cancelled (XR), a party reduced (RP), a flight cancelled (XF).</summary>
    public static bool Withdraws(ReadOnlySpan<char> messageFunction) => messageFunction is "XR" or "RP" or "XF";

    /// <summary>NAD 3035: in which capacity a person travels; null for other parties and unknown codes.</summary>
    public static TravellerRole? RoleOf(ReadOnlySpan<char> party) => party switch
    {
        "FL" => TravellerRole.Passenger,
        "FM" => TravellerRole.Crew,
        "DDU" => TravellerRole.TransitPassenger,
        "DDT" => TravellerRole.TransitCrew,
        _ => null,
    };

    /// <summary>NAD 3035 ZZZ, mutually defined: in a close-out, a person by reference only.</summary>
    public static bool IsReference(ReadOnlySpan<char> party) => party is "ZZZ";

    /// <summary>NAD 3035 MS, the reporting party.</summary>
    public static bool IsReportingParty(ReadOnlySpan<char> party) => party is "MS";

    /// <summary>BGM 1001: 250 crew list, 336 master crew list.</summary>
    public static bool IsCrewList(string document) => document is "250" or "336";

    /// <summary>DOC 1001: what the document is; other codes stay as they are.</summary>
    public static string DocumentKindOf(ReadOnlySpan<char> code) => code switch
    {
        "P" => "passport",
        "V" => "visa",
        "I" => "identity card",
        _ => code.ToString(),
    };
}
