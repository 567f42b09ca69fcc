using System.Globalization;
using System.Text;
using Entente.Node.Desk;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Partnership.Plan;

namespace Entente.Node.Partnership.Calendar;

/// <summary>What is open of the programme as a calendar (RFC 5545): days and months as whole days, an alarm before each, lines folded at 75 octets.</summary>
internal static class CalendarFile
{
    private const int Octets = 75;
    private const string LineEnd = "\r\n";

    /// <summary>Writes the calendar.</summary>
    /// <param name="items">What is in it.</param>
    /// <param name="words">In which language.</param>
    /// <param name="origin">Where the node is reached, for links.</param>
    public static string Of(IEnumerable<DueItem> items, Words words, string origin)
    {
        var text = new StringBuilder();
        Lines(text, ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Entente//Programme//EN", "CALSCALE:GREGORIAN", $"X-WR-CALNAME:{Escaped(words["nav.programme"])}"]);
        foreach (var item in items)
        {
            Event(text, item, words, origin);
        }

        Lines(text, ["END:VCALENDAR"]);
        return text.ToString();
    }

    /// <summary>Whether a record may leave the node for the calendar of a person: TLP:AMBER at most, and no code that only a person can heed.</summary>
    public static bool Allows(string handling) => HandlingCodes.Read(handling) is { HasUnknown: false, OtherRestrictions: false, Tlp: <= Tlp.Amber };

    private static void Event(StringBuilder text, DueItem item, Words words, string origin)
    {
        var record = item.Record;
        var field = words.Or($"programme.field.{item.Field.Name}", item.Field.Name);
        var what = item.What.Length == 0 ? field : words.Or($"programme.choice.{item.What}", item.What);
        Lines(text,
        [
            "BEGIN:VEVENT",

            // The same for as long as the row stays where it is, so that a date that moves moves in the calendar.
            $"UID:{record.Id}.{item.Field.Name}.{item.Number.ToString(CultureInfo.InvariantCulture)}@entente",
            $"DTSTAMP:{record.ChangedAt.ToUniversalTime().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}",
            $"SEQUENCE:{(record.Version - 1).ToString(CultureInfo.InvariantCulture)}",
            $"DTSTART;VALUE=DATE:{Day(item.When.First)}",
            $"DTEND;VALUE=DATE:{Day(item.When.Last.AddDays(1))}",
            $"SUMMARY:{Escaped($"{what} – {record.Title}")}",
            .. item.Who.Length > 0 ? new[] { $"DESCRIPTION:{Escaped($"{words["programme.field.who"]}: {item.Who}")}" } : [],
            $"CATEGORIES:{Escaped(words[$"programme.kind.{record.Kind.Name}"])},{Escaped(field)}",
            $"URL:{origin}{Records.RecordPages.PathOf(record.Id)}",
            "CLASS:CONFIDENTIAL",
            "TRANSP:TRANSPARENT",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            $"DESCRIPTION:{Escaped(what)}",
            $"TRIGGER:{(item.IsTask ? "-P7D" : "-P1D")}",
            "END:VALARM",
            "END:VEVENT",
        ]);
    }

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string Escaped(string text) =>
        new([.. text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal).ReplaceLineEndings("\n").Replace("\n", "\\n", StringComparison.Ordinal).Where(c => !char.IsControl(c))]);

    /// <summary>Writes lines, each folded so that none has more than 75 octets and no letter is cut.</summary>
    private static void Lines(StringBuilder text, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var octets = 0;
            foreach (var rune in line.EnumerateRunes())
            {
                if (octets + rune.Utf8SequenceLength > Octets)
                {
                    text.Append(LineEnd).Append(' ');
                    octets = 1;
                }

                text.Append(rune.ToString());
                octets += rune.Utf8SequenceLength;
            }

            text.Append(LineEnd);
        }
    }
}
