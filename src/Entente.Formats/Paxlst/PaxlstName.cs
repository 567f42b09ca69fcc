using Entente.Formats.Edifact;
using Entente.Formats.Reading;
using Entente.Screening.Subjects;

namespace Entente.Formats.Paxlst;

/// <summary>The name of a person in NAD: composite C080, surname, given and further names in up to five components.</summary>
internal static class PaxlstName
{
    private const int PartyName = 4;
    private const int NameAndAddress = 3;
    private const int PartyIdentification = 2;
    private const int Components = 5;

    /// <summary>The name; null where the segment has none. Some senders leave out an element separator, so that it stands one or two places early.</summary>
    public static SubjectName? Read(EdifactReader segment, Journal journal)
    {
        if (ReadFrom(segment, PartyName) is { } name)
        {
            return name;
        }

        var early = ReadFrom(segment, NameAndAddress)
            ?? (segment[PartyIdentification].ContainsAnyInRange('0', '9') ? null : ReadFrom(segment, PartyIdentification));
        if (early is not null)
        {
            journal.Note(segment.Place, "name-misplaced", "The name stands before its place (NAD C080); it was read from where it stands.");
        }

        return early;
    }

    private static SubjectName? ReadFrom(EdifactReader segment, int element)
    {
        var family = segment[element].ToString();
        var given = "";
        for (var component = 1; component < Components; component++)
        {
            var part = segment[element, component];
            given = part.IsEmpty ? given : given.Length == 0 ? part.ToString() : $"{given} {part}";
        }

        return (family, given) switch
        {
            ("", "") => null,
            (_, "") => new(family) { Truncated = segment.IsCut },
            ("", _) => new(given) { Given = given, Truncated = segment.IsCut },
            _ => new($"{family} {given}") { Family = family, Given = given, Truncated = segment.IsCut },
        };
    }
}
