using Entente.Screening.Subjects;

namespace Entente.Formats.Paxlst;

/// <summary>Code values of passenger list messages (WCO/IATA/ICAO API guidelines, appendix on PAXLST).</summary>
internal static class PaxlstCodes
{
    /// <summary>BGM 1001: the flight is closed, cancelled or changed. People are named by reference only.</summary>
    public const string FlightStatus = "266";

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
