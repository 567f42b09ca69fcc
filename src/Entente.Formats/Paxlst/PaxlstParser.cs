using System.Globalization;
using Entente.Formats.Edifact;
using Entente.Formats.Reading;
using Entente.Screening.Subjects;

namespace Entente.Formats.Paxlst;

/// <summary>
/// Walks through passenger lists segment by segment (UN/EDIFACT PAXLST as profiled by the WCO/IATA/ICAO API guidelines; D.02B to D.12B and
/// later, whose differences do not touch what is read here). A list is never rejected for a deviation: nobody may pass unseen because a
/// carrier miscounted segments.
/// </summary>
internal sealed class PaxlstParser
{
    private readonly EdifactReader _segment;
    private readonly Journal _journal;
    private readonly DateOnly _today;
    private readonly PaxlstMessage _message;
    private readonly PaxlstFlight _flight = new();
    private PaxlstPerson? _person;
    private Manifest _interchange = new() { Number = 0 };
    private bool _peopleBegun;
    private bool _isForeign;
    private bool _hasEnded;

    /// <summary>Goes to the first message.</summary>
    /// <exception cref="UnreadableInputException">The first message is no passenger list, or there is none.</exception>
    public PaxlstParser(TextReader text, Journal journal, DateOnly today)
    {
        _segment = new EdifactReader(text, journal);
        _message = new PaxlstMessage(journal);
        (_journal, _today) = (journal, today);
        while (_message.Number == 0)
        {
            if (!_segment.Read())
            {
                throw new UnreadableInputException("There is no message in this EDIFACT interchange; a passenger list has at least one (UNH+...+PAXLST). Ask the sender for the whole file.");
            }

            // Nobody can be complete before the first message is open.
            _ = Take();
        }
    }

    /// <summary>The person who is complete since the last <see cref="Read"/>, and belongs to the message before <see cref="Ended"/>; null where none is.</summary>
    public ManifestPerson? Person { get; private set; }

    /// <summary>The message that ended with the last <see cref="Read"/>, without its people; null where none did.</summary>
    public Manifest? Ended { get; private set; }

    /// <summary>Goes on by one segment; false behind the end of the input.</summary>
    public bool Read()
    {
        (Person, Ended) = (null, null);
        if (_segment.Read())
        {
            Person = Take();
            return true;
        }

        if (_hasEnded)
        {
            return false;
        }

        const string end = "end of input";
        _hasEnded = true;
        _message.Abandon(end);
        _message.NoteMissingPart(end);
        Person = FinishPerson();
        Ended = _message.Finish(_flight);
        return true;
    }

    /// <summary>Takes the current segment; gives the person who is complete with it.</summary>
    private ManifestPerson? Take()
    {
        switch (_segment.Tag)
        {
            case "UNB" or "UNZ" or "UNG" or "UNE":
                return TakeEnvelope();
            case "UNH":
                return TakeHeader();
            case "UNT":
                return TakeTrailer();
            default:
                return _isForeign ? null : TakeBody();
        }
    }

    private ManifestPerson? TakeEnvelope()
    {
        _message.Abandon(_segment.Place);
        _isForeign = false;
        if (_segment.Tag is "UNB")
        {
            _journal.Dated ??= PreparationDate(_segment[4]);
            _interchange = _interchange with { Sender = _segment.Party(2), Recipient = _segment.Party(3), InterchangeReference = _segment.Reference(5) };
        }

        return FinishPerson();
    }

    private ManifestPerson? TakeHeader()
    {
        var finished = FinishPerson();
        var type = _segment[2];
        _isForeign = !type.IsEmpty && type is not "PAXLST";
        if (_isForeign)
        {
            _message.Abandon(_segment.Place);
            PassOver(type);
        }
        else
        {
            OpenMessage();
        }

        return finished;
    }

    private void PassOver(ReadOnlySpan<char> type)
    {
        var name = type.Length == 6 && !type.ContainsAnyExceptInRange('A', 'Z') ? type.ToString() : "A message of unknown type";
        if (_message.Number == 0)
        {
            throw new UnreadableInputException($"{name} arrived; allowed is PAXLST, the passenger list. Give the passenger list that belongs to it.");
        }

        _journal.Refuse(_segment.Place, "message-not-paxlst", $"{name} arrived among passenger lists; it was passed over.");
    }

    private void OpenMessage()
    {
        _message.Abandon(_segment.Place);
        var before = _message.Finish(_flight);
        var isNew = _message.Open(_segment, _interchange);
        if (isNew)
        {
            Ended = before;
            _flight.Clear();
        }

        // A further part is about the same flight, whether it states it again or not.
        _peopleBegun = !isNew;
    }

    private ManifestPerson? TakeTrailer()
    {
        var finished = FinishPerson();
        if (!_isForeign)
        {
            _message.Close(_segment);
        }

        return finished;
    }

    private ManifestPerson? TakeBody()
    {
        if (!_message.IsOpen)
        {
            _journal.Note(_segment.Place, "header-missing", "Segments stand outside any message (UNH to UNT); they were read as a passenger list.");
            OpenMessage();
        }

        switch (_segment.Tag)
        {
            case "BGM":
                _message.Describe(_segment);
                return null;
            case "NAD":
                var before = FinishPerson();
                TakeParty();
                return before;
            case "CNT":
                _message.Count(_segment);
                return FinishPerson();
            case "TDT":
                return TakeFlight();
            default:
                TakeDetail();
                return null;
        }
    }

    private ManifestPerson? TakeFlight()
    {
        var finished = FinishPerson();
        if (_peopleBegun)
        {
            _message.Keep(_flight);
            _flight.Clear();
            _peopleBegun = false;
        }

        _flight.Take(_segment);
        return finished;
    }

    private void TakeDetail()
    {
        if (_person is not null)
        {
            _person.Take(_segment);
        }
        else if (!_peopleBegun)
        {
            _message.Take(_segment);
            _flight.Take(_segment);
        }
    }

    private void TakeParty()
    {
        var party = _segment[1];
        if (PaxlstCodes.IsReportingParty(party))
        {
            return;
        }

        var role = PaxlstCodes.RoleOf(party);
        if (role is not null || PaxlstCodes.IsReference(party) || _flight.IsStated)
        {
            TakePerson(party, role);
        }
        else
        {
            _journal.Note(_segment.Place, "party-passed-over", "A party other than a person stands before the flight (NAD before TDT); it was not read as a traveller.");
        }
    }

    private void TakePerson(ReadOnlySpan<char> party, TravellerRole? role)
    {
        _peopleBegun = true;
        var id = _message.NextId();
        var name = PaxlstName.Read(_segment, _journal);
        var isReference = name is null && (PaxlstCodes.IsReference(party) || _message.IsFlightStatus);
        role ??= name is null ? _message.UsualRole : RoleOfUnknown(party);
        _person = new PaxlstPerson(id, role.Value, name, isReference, _journal, _today);
        if (isReference)
        {
            _journal.Accept();
            _journal.Note(_segment.Place, "close-out-reference", "The flight's close-out names a person by reference only, who was screened with the passenger list.");
        }
        else if (name is null)
        {
            _journal.Refuse(_segment.Place, "name-missing", "The person (NAD) has no name; allowed is surname:given name in C080. Ask the sender for the name.");
        }
    }

    private TravellerRole RoleOfUnknown(ReadOnlySpan<char> party)
    {
        var role = _message.UsualRole;
        var (code, what) = party.IsEmpty ? ("function-missing", "no function code") : ("function-unknown", "an unknown function code");
        _journal.Note(_segment.Place, code, $"The person (NAD) has {what}; allowed are FL, FM, DDU and DDT. The person was read as {(role == TravellerRole.Crew ? "crew" : "passenger")}.");
        return role;
    }

    private ManifestPerson? FinishPerson()
    {
        var person = _person?.Finish(_flight);
        _person = null;
        if (person is { CanBeScreened: true })
        {
            _journal.Accept();
        }

        return person;
    }

    /// <summary>UNB S004: YYMMDD up to syntax version 3, CCYYMMDD from version 4 on; both are seen under either.</summary>
    private static DateOnly? PreparationDate(ReadOnlySpan<char> text) =>
        DateOnly.TryParseExact(text.Length == 6 ? $"20{text}" : text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
