using System.Globalization;
using Entente.Formats.Edifact;
using Entente.Formats.Reading;
using Entente.Screening.Subjects;

namespace Entente.Formats.Paxlst;

/// <summary>
/// The message at hand: its number in the input, the people in it, and whether headers and trailers keep their word. The parts of one
/// message (UNH S010: 01:C, 02, 03:F under one common access reference) count as one.
/// </summary>
internal sealed class PaxlstMessage(Journal journal)
{
    private readonly List<FlightLeg> _legs = [];
    private Manifest _manifest = new() { Number = 0 };
    private bool _awaitsPart;
    private int _firstSegment;
    private int _personsBefore;
    private int _declared;

    /// <summary>Place of the message among the passenger lists of the input, from 1; 0 before the first.</summary>
    public int Number => _manifest.Number;

    /// <summary>People and references to people so far, the refused ones included.</summary>
    public int Persons { get; private set; }

    /// <summary>True between header and trailer.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>True where the message reports the state of a flight, naming people by reference.</summary>
    public bool IsFlightStatus => _manifest.Document == PaxlstCodes.FlightStatus;

    /// <summary>What the people of the message are, where they do not say it.</summary>
    public TravellerRole UsualRole => PaxlstCodes.IsCrewList(_manifest.Document) ? TravellerRole.Crew : TravellerRole.Passenger;

    /// <summary>Opens the message at its UNH, or at its first segment where UNH is missing; true where it is a new one, not a further part.</summary>
    public bool Open(EdifactReader segment, Manifest interchange)
    {
        IsOpen = true;
        _firstSegment = segment.SegmentNumber;
        _declared = 0;
        var hasHeader = segment.Tag is "UNH";
        var accessReference = hasHeader ? segment.Reference(3) : "";
        var isNew = !hasHeader || !_awaitsPart || accessReference != _manifest.CommonAccessReference;
        if (isNew)
        {
            NoteMissingPart(segment.Place);
            Persons = 0;
            _legs.Clear();
            _manifest = interchange with
            {
                Number = Number + 1,
                MessageReference = hasHeader ? segment.Reference(1) : "",
                CommonAccessReference = accessReference,
            };
        }

        if (isNew && hasHeader && IntegerOf(segment[4]) > 1)
        {
            journal.NoteMissing(segment.Place, "part-missing", "The message is a later part of one whose first parts did not arrive. Ask the sender for them; this part was read.");
        }

        _personsBefore = Persons;
        _awaitsPart = hasHeader && !segment[4].IsEmpty && segment[4, 1] is not "F";
        TakePart(hasHeader ? IntegerOf(segment[4]) : null, isNew);
        return isNew;
    }

    private void TakePart(int? stated, bool isNew)
    {
        var before = isNew ? null : _manifest.Parts;
        var number = Math.Min(stated is > 0 ? stated.Value : (before?.Numbers[^1] ?? 0) + 1, ManifestParts.Most);
        var part = new ManifestParts { Numbers = [number], Last = _awaitsPart ? null : number };
        _manifest = _manifest with { Parts = before?.With(part) ?? part };
    }

    /// <summary>Takes the message's name (BGM).</summary>
    public void Describe(EdifactReader segment)
    {
        var (document, function) = (segment.Reference(1), segment.Reference(2));
        _manifest = _manifest with { Document = document, Function = function, Kind = PaxlstCodes.KindOf(document, function) };
        if (PaxlstCodes.Withdraws(segment[2]))
        {
            journal.Note(segment.Place, "message-withdraws", "The message withdraws or reduces an earlier list; its people were read all the same.");
        }
    }

    /// <summary>Takes a segment before the first person: RFF+TN is the transaction.</summary>
    public void Take(EdifactReader segment)
    {
        if (segment.Tag is "RFF" && segment[1] is "TN" && _manifest.TransactionReference.Length == 0)
        {
            _manifest = _manifest with { TransactionReference = segment.Reference(1, 1) };
        }
    }

    /// <summary>Keeps the legs of a flight that is about to be forgotten.</summary>
    public void Keep(PaxlstFlight flight) => _legs.AddRange(flight.Legs.Except(_legs).Take(PaxlstFlight.MostLegs - _legs.Count));

    /// <summary>The message as far as it was read, without its people; null before the first.</summary>
    public Manifest? Finish(PaxlstFlight flight)
    {
        Keep(flight);
        return Number == 0 ? null : _manifest with { Legs = [.. _legs] };
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
            _manifest = _manifest with { IsBroken = true };
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
