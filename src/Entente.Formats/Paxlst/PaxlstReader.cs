using System.Globalization;
using Entente.Formats.Edifact;
using Entente.Formats.Reading;
using Entente.Screening.Subjects;

namespace Entente.Formats.Paxlst;

/// <summary>
/// Reads passenger lists (UN/EDIFACT PAXLST as profiled by the WCO/IATA/ICAO API guidelines; D.02B to D.12B and later, whose differences do not
/// touch what is read here). A list is never rejected for a deviation: nobody may pass unseen because a carrier miscounted segments.
/// </summary>
internal sealed class PaxlstReader
{
    private readonly EdifactReader _segment;
    private readonly Journal _journal;
    private readonly DateOnly _today;
    private readonly PaxlstMessage _message;
    private readonly PaxlstFlight _flight = new();
    private PaxlstPerson? _person;
    private bool _peopleBegun;
    private bool _isForeign;

    private PaxlstReader(TextReader text, Journal journal, DateOnly today)
    {
        _segment = new EdifactReader(text, journal);
        _message = new PaxlstMessage(journal);
        (_journal, _today) = (journal, today);
    }

    /// <summary>
    /// Reads all travellers of all passenger lists in the text, as they are taken; identifiers are "message-person", both from 1.
    /// </summary>
    /// <exception cref="UnreadableInputException">The first message is no passenger list, or there is none; thrown by the call itself.</exception>
    public static IEnumerable<Traveller> Read(TextReader text, Journal journal, DateOnly today)
    {
        var reader = new PaxlstReader(text, journal, today);
        while (reader._message.Number == 0)
        {
            if (!reader._segment.Read())
            {
                throw new UnreadableInputException("There is no message in this EDIFACT interchange; a passenger list has at least one (UNH+...+PAXLST). Ask the sender for the whole file.");
            }

            // Nobody can be complete before the first message is open.
            _ = reader.Take();
        }

        return reader.ReadTravellers();
    }

    private IEnumerable<Traveller> ReadTravellers()
    {
        while (_segment.Read())
        {
            if (Take() is { } traveller)
            {
                yield return traveller;
            }
        }

        const string end = "end of input";
        _message.Abandon(end);
        _message.NoteMissingPart(end);
        if (FinishPerson() is { } last)
        {
            yield return last;
        }
    }

    /// <summary>Takes the current segment; gives the person who is complete with it.</summary>
    private Traveller? Take()
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

    private Traveller? TakeEnvelope()
    {
        _message.Abandon(_segment.Place);
        _isForeign = false;
        if (_segment.Tag is "UNB")
        {
            _journal.Dated ??= PreparationDate(_segment[4]);
        }

        return FinishPerson();
    }

    private Traveller? TakeHeader()
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
        var isNew = _message.Open(_segment);
        if (isNew)
        {
            _flight.Clear();
        }

        // A further part is about the same flight, whether it states it again or not.
        _peopleBegun = !isNew;
    }

    private Traveller? TakeTrailer()
    {
        var finished = FinishPerson();
        if (!_isForeign)
        {
            _message.Close(_segment);
        }

        return finished;
    }

    private Traveller? TakeBody()
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

    private Traveller? TakeFlight()
    {
        var finished = FinishPerson();
        if (_peopleBegun)
        {
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
        if (name is not null)
        {
            _person = new PaxlstPerson(id, role ?? RoleOfUnknown(party), name, _journal, _today);
        }
        else if (PaxlstCodes.IsReference(party) || _message.IsFlightStatus)
        {
            _journal.Accept();
            _journal.Note(_segment.Place, "close-out-reference", "The flight's close-out names a person by reference only, who was screened with the passenger list.");
        }
        else
        {
            _journal.Refuse(_segment.Place, "name-missing", "The person (NAD) has no name; allowed is surname:given name in C080. Ask the sender for the name.");
        }
    }

    private TravellerRole RoleOfUnknown(ReadOnlySpan<char> party)
    {
        var role = PaxlstCodes.IsCrewList(_message.Document) ? TravellerRole.Crew : TravellerRole.Passenger;
        var (code, what) = party.IsEmpty ? ("function-missing", "no function code") : ("function-unknown", "an unknown function code");
        _journal.Note(_segment.Place, code, $"The person (NAD) has {what}; allowed are FL, FM, DDU and DDT. The person was read as {(role == TravellerRole.Crew ? "crew" : "passenger")}.");
        return role;
    }

    private Traveller? FinishPerson()
    {
        if (_person is null)
        {
            return null;
        }

        var traveller = _person.Finish(_flight);
        _person = null;
        _journal.Accept();
        return traveller;
    }

    /// <summary>UNB S004: YYMMDD up to syntax version 3, CCYYMMDD from version 4 on; both are seen under either.</summary>
    private static DateOnly? PreparationDate(ReadOnlySpan<char> text) =>
        DateOnly.TryParseExact(text.Length == 6 ? $"20{text}" : text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
