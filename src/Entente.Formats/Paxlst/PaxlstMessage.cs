using System.Globalization;
using Entente.Formats.Edifact;
using Entente.Formats.Reading;

namespace Entente.Formats.Paxlst;

/// <summary>
/// The message at hand: its number in the input, the people in it, and whether headers and trailers keep their word. The parts of one
/// message (UNH S010: 01:C, 02, 03:F under one common access reference) count as one.
/// </summary>
internal sealed class PaxlstMessage(Journal journal)
{
    private string _accessReference = "";
    private bool _awaitsPart;
    private int _firstSegment;
    private int _personsBefore;
    private int _declared;

    /// <summary>Place of the message among the passenger lists of the input, from 1; 0 before the first.</summary>
    public int Number { get; private set; }

    /// <summary>People and references to people so far, the refused ones included.</summary>
    public int Persons { get; private set; }

    /// <summary>True between header and trailer.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>BGM 1001: what the message is; empty before BGM.</summary>
    public string Document { get; private set; } = "";

    /// <summary>True where the message reports the state of a flight, naming people by reference.</summary>
    public bool IsFlightStatus => Document == PaxlstCodes.FlightStatus;

    /// <summary>Opens the message at its UNH, or at its first segment where UNH is missing; true where it is a new one, not a further part.</summary>
    public bool Open(EdifactReader segment)
    {
        Abandon(segment.Place);
        IsOpen = true;
        _firstSegment = segment.SegmentNumber;
        _declared = 0;
        var hasHeader = segment.Tag is "UNH";
        var accessReference = hasHeader ? segment[3].ToString() : "";
        var isNew = !hasHeader || !_awaitsPart || accessReference != _accessReference;
        if (isNew)
        {
            NoteMissingPart(segment.Place);
            (Number, Persons, Document) = (Number + 1, 0, "");
        }

        if (isNew && hasHeader && IntegerOf(segment[4]) > 1)
        {
            journal.NoteMissing(segment.Place, "part-missing", "The message is a later part of one whose first parts did not arrive. Ask the sender for them; this part was read.");
        }

        _personsBefore = Persons;
        _accessReference = accessReference;
        _awaitsPart = hasHeader && !segment[4].IsEmpty && segment[4, 1] is not "F";
        return isNew;
    }

    /// <summary>Takes the message's name (BGM).</summary>
    public void Describe(EdifactReader segment)
    {
        Document = segment[1].ToString();
        if (PaxlstCodes.Withdraws(segment[2]))
        {
            journal.Note(segment.Place, "message-withdraws", "The message withdraws or reduces an earlier list; its people were read all the same.");
        }
    }

    /// <summary>Counts a person and gives the identifier.</summary>
    public string NextId() => $"{Number}-{++Persons}";

    /// <summary>Takes a control total (CNT 41 crew, 42 passengers).</summary>
    public void Count(EdifactReader segment)
    {
        if (segment[1] is "41" or "42")
        {
            _declared += IntegerOf(segment[1, 1]) ?? 0;
        }
    }

    /// <summary>Closes the message at its UNT.</summary>
    public void Close(EdifactReader segment)
    {
        var segments = segment.SegmentNumber - _firstSegment + 1;
        if (IsOpen && IntegerOf(segment[1]) != segments)
        {
            journal.Note(segment.Place, "segment-count-wrong", $"UNT declares another number of segments than the {segments} that arrived. Ask the sender whether the message is whole; what arrived was read.");
        }

        if (IsOpen && !_awaitsPart && _declared > 0 && _declared != Persons && _declared != Persons - _personsBefore)
        {
            journal.Note(segment.Place, "person-count-wrong", $"CNT declares another number of people than the {Persons} that arrived. Ask the sender whether the list is whole; what arrived was read.");
        }

        IsOpen = false;
    }

    /// <summary>Notes what is missing where another header or the end arrives instead of a trailer.</summary>
    public void Abandon(string place)
    {
        if (IsOpen)
        {
            journal.NoteMissing(place, "trailer-missing", "The message before this place has no trailer (UNT), so it may be cut. Ask the sender; what arrived was read.");
        }

        IsOpen = false;
    }

    /// <summary>Notes parts that were announced and did not arrive.</summary>
    public void NoteMissingPart(string place)
    {
        if (_awaitsPart)
        {
            journal.NoteMissing(place, "part-missing", "The message before this place announces a further part that did not arrive. Ask the sender for it; what arrived was read.");
        }

        _awaitsPart = false;
    }

    private static int? IntegerOf(ReadOnlySpan<char> text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
