using System.Globalization;
using System.Text;

namespace Entente.Node.Demo;

/// <summary>A flight of the airline of Utopia and the messages about it: UN/EDIFACT PAXLST, D.02B, as WCO, IATA and ICAO profile it.</summary>
internal sealed record DemoFlight
{
    public required string Number { get; init; }

    public required string From { get; init; }

    public required string To { get; init; }

    /// <summary>When it leaves; local times of both places are the same here.</summary>
    public required DateTime Departs { get; init; }

    public required DateTime Arrives { get; init; }

    public required IReadOnlyList<DemoTraveller> People { get; init; }

    /// <summary>The flight in words: "UT1004 CMN-UTO".</summary>
    public string Words => $"{Number} {From}-{To}";

    /// <summary>The passenger list.</summary>
    public string PassengerList() => Message("L", "745", "", [.. People.Select((p, i) => Full(p, i))], People.Count);

    /// <summary>Changed data of one passenger (745 CP): another document.</summary>
    public string Change(int place, string document) => Message("C", "745", "+CP", [Full(People[place] with { Document = document }, place)], 1);

    /// <summary>The close-out, with those who are not on board (266 CLNB) or without people where everybody is (266 CL).</summary>
    public string CloseOut(IReadOnlyList<int> leftBehind) =>
        Message("X", "266", leftBehind.Count == 0 ? "+CL" : "+CLNB", [.. leftBehind.Select(i => Party(People[i]) + Reference(i))], leftBehind.Count);

    /// <summary>The passenger list, broken off in the middle of a person.</summary>
    public string Broken()
    {
        var whole = PassengerList();
        return whole[..(whole.Length * 2 / 3)];
    }

    private string Message(string suffix, string document, string function, IReadOnlyList<string> people, int count)
    {
        var prepared = Departs.AddHours(-2);
        var reference = $"{Number}{Departs:yyMMdd}{suffix}";
        var body = $"BGM+{document}{function}'RFF+TN:{reference}'NAD+MS+++OPERATIONS DESK'TDT+20+{Number}+++{Number[..2]}'LOC+125+{From}'DTM+189:{Minute(Departs)}:201'LOC+87+{To}'DTM+232:{Minute(Arrives)}:201'"
            + string.Concat(people) + $"CNT+42:{count}'";

        // UNT counts the segments of the message, itself and UNH among them.
        var segments = body.Count(c => c == '\'') + 2;
        return $"UNA:+.? 'UNB+UNOA:4+UTAIR+UTOPIA+{prepared.ToString("yyMMdd:HHmm", CultureInfo.InvariantCulture)}+{reference}++APIS'UNG+PAXLST+UTAIR+UTOPIA+{prepared.ToString("yyMMdd:HHmm", CultureInfo.InvariantCulture)}+1+UN+D:02B'UNH+1+PAXLST:D:02B:UN:IATA+{reference}+01:F'"
            + body + $"UNT+{segments}+1'UNE+1+1'UNZ+1+{reference}'";
    }

    private string Full(DemoTraveller p, int place) =>
        $"{Party(p)}ATT+2++{p.Sex}'DTM+329:{p.BirthDate.ToString("yyMMdd", CultureInfo.InvariantCulture)}'LOC+178+{From}'LOC+179+{To}'NAT+2+{p.Nationality}'{Reference(place)}"
        + $"DOC+P:110:111+{p.Document}'DTM+36:{Departs.AddYears(4).ToString("yyMMdd", CultureInfo.InvariantCulture)}'LOC+91+{p.Nationality}'";

    private static string Party(DemoTraveller p) => $"NAD+FL+++{Level(p.Family)}:{Level(p.Given)}'";

    private string Reference(int place) => $"RFF+ABO:{Number}-{place + 1}'RFF+AVF:{Number[2..]}{place / 3}'";

    private static string Minute(DateTime at) => at.ToString("yyMMddHHmm", CultureInfo.InvariantCulture);

    /// <summary>Syntax level A knows capital letters; an apostrophe ends a segment.</summary>
    private static string Level(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var c in name.ToUpperInvariant())
        {
            text.Append(char.IsAsciiLetterUpper(c) ? c : ' ');
        }

        return text.ToString();
    }
}
