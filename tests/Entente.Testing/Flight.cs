using System.Globalization;

namespace Entente.Testing;

/// <summary>Messages about a fictional flight that leaves an airport of this service: two passengers, the first of whom is Nadia Choukri.</summary>
internal static class Flight
{
    /// <summary>A passenger list.</summary>
    /// <param name="more">Segments of further people.</param>
    /// <param name="day">Local day of departure.</param>
    public static string Message(string more = "", DateTime? day = null)
    {
        var date = (day ?? new DateTime(2026, 11, 21)).ToString("yyMMdd", CultureInfo.InvariantCulture);
        return $"UNA:+.? 'UNB+UNOA:4+UTAIR+BORDER+261121:0130+UT4170001++APIS'UNG+PAXLST+UTAIR+BORDER+261121:0130+1+UN+D:02B'UNH+1+PAXLST:D:02B:UN:IATA+UT41720261121+01:F'BGM+745'RFF+TN:UT41720261121'"
            + $"TDT+20+UT417+++UT'LOC+125+CMN'DTM+189:{date}0310:201'LOC+87+MAD'DTM+232:{date}0500:201'"
            + "NAD+FL+++CHOUKRI:NADIA'ATT+2++F'DTM+329:910306'NAT+2+MAR'RFF+ABO:R1'RFF+AVF:LOC001'DOC+P:110:111+XA1204417'LOC+91+MAR'"
            + "NAD+FL+++BENSLIMANE:KHALID'ATT+2++M'DTM+329:680209'NAT+2+MAR'RFF+ABO:R2'RFF+AVF:LOC001'DOC+P:110:111+XA0098213'LOC+91+MAR'"
            + more + "UNT+30+1'UNE+1+1'UNZ+1+UT4170001'";
    }

    /// <summary>A close-out of that flight.</summary>
    public static string CloseOut(string function, params string[] references) =>
        "UNA:+.? 'UNB+UNOA:4+UTAIR+BORDER+261121:0330+UT4170002++APIS'UNG+PAXLST+UTAIR+BORDER+261121:0330+2+UN+D:12B'UNH+2+PAXLST:D:12B:UN:IATA+UT41720261121X+01:F'"
        + $"BGM+266+{function}'RFF+TN:UT417CLOSE'TDT+20+UT417+++UT'LOC+125+CMN'DTM+189:2611210310:201'LOC+87+MAD'DTM+232:2611210500:201'"
        + string.Concat(references.Select(r => $"NAD+ZZZ'RFF+ABO:{r}'")) + "UNT+12+2'UNE+1+2'UNZ+1+UT4170002'";
}
