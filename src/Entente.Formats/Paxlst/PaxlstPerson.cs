using Entente.Formats.Edifact;
using Entente.Formats.Mrz;
using Entente.Formats.Reading;
using Entente.Formats.Text;
using Entente.Screening.Subjects;

namespace Entente.Formats.Paxlst;

/// <summary>One person of a message while its segments arrive (group 4 and 5). Of one without a name, references and places are taken.</summary>
internal sealed class PaxlstPerson(string id, TravellerRole role, SubjectName? name, bool isReference, Journal journal, DateOnly today)
{
    /// <summary>Nobody carries more; a message that says otherwise must not fill the memory.</summary>
    private const int MostOfAKind = 32;

    private readonly List<BirthDate> _births = [];
    private readonly List<Country> _nationalities = [];
    private readonly List<IdentityDocument> _documents = [];
    private Sex? _sex;
    private string _from = "";
    private string _to = "";
    private string _locator = "";
    private string _passengerReference = "";
    private string _seat = "";
    private bool _documentAwaitsIssuer;

    /// <summary>Takes a segment that stands behind the person's own NAD; what is not identity data, or is cut, is passed over.</summary>
    public void Take(EdifactReader segment)
    {
        if (segment.IsCut)
        {
            return;
        }

        switch (segment.Tag)
        {
            case "RFF":
                TakeReference(segment);
                break;
            case "LOC":
                TakePlace(segment);
                break;
            default:
                TakeIdentity(segment);
                break;
        }
    }

    private void TakeIdentity(EdifactReader segment)
    {
        if (name is null)
        {
            return;
        }

        switch (segment.Tag)
        {
            case "ATT" when segment[1] is "2":
                TakeSex(segment);
                break;
            case "DTM" when segment[1] is "329":
                TakeBirth(segment);
                break;
            case "NAT":
                TakeNationality(segment);
                break;
            case "DOC":
                TakeDocument(segment);
                break;
        }
    }

    /// <summary>The person, crossing where the flight and the person's own places of boarding and leaving tell.</summary>
    public ManifestPerson Finish(PaxlstFlight flight) => new()
    {
        Id = id,
        Traveller = name is null ? null : TravellerOf(name, flight),
        Role = role,
        IsReference = isReference,
        Locator = _locator,
        PassengerReference = _passengerReference,
        Seat = _seat,
        Embarkation = _from,
        Debarkation = _to,
    };

    private Traveller TravellerOf(SubjectName known, PaxlstFlight flight) => new()
    {
        Id = id,
        Role = role,
        Crossing = flight.CrossingOf(_from, _to),
        Subject = new Subject
        {
            Names = [known],
            BirthDates = _births,
            Sex = _sex ?? Sex.NotStated,
            Nationalities = _nationalities,
            Documents = _documents,
        },
    };

    /// <summary>RFF 1153: AVF locator, ABO unique passenger reference, SEA seat; the first of each holds.</summary>
    private void TakeReference(EdifactReader segment)
    {
        var reference = segment.Reference(1, 1);
        switch (segment[1])
        {
            case "AVF" when _locator.Length == 0:
                _locator = reference;
                break;
            case "ABO" when _passengerReference.Length == 0:
                _passengerReference = reference;
                break;
            case "SEA" when _seat.Length == 0:
                _seat = reference;
                break;
        }
    }

    private void TakeSex(EdifactReader segment)
    {
        var sex = SexText.Read(segment[3]);
        if (sex is null)
        {
            journal.Note(segment.Place, "sex-unreadable", "The sex (ATT+2) is none of M, F, U and X; it counts as not stated.");
        }

        sex ??= Sex.NotStated;
        _sex = _sex is null || _sex == sex ? sex : Sex.NotStated;
    }

    private void TakeBirth(EdifactReader segment)
    {
        var text = segment[1, 1];
        var reading = text.Length == 6
            ? SixDigitDate.ReadBirth(text, today, out var birth)
            : SixDigitDate.ReadFullBirth(text, out birth);
        if (reading == DateReading.Unreadable)
        {
            journal.Note(segment.Place, "birth-date-unreadable", "The birth date (DTM+329) is none; allowed are YYMMDD and CCYYMMDD. The person was read without it.");
        }
        else if (birth is not null && _births.Count < MostOfAKind && !_births.Contains(birth))
        {
            _births.Add(birth);
        }
    }

    private void TakeNationality(EdifactReader segment)
    {
        if (segment[2].IsEmpty)
        {
            return;
        }

        if (!Country.TryRead(segment[2], out var country))
        {
            journal.Note(segment.Place, "nationality-unreadable", "The nationality (NAT+2) is no country known; allowed are the codes of ICAO Doc 9303-3 section 5. The person was read without it.");
        }
        else if (_nationalities.Count < MostOfAKind && !_nationalities.Contains(country))
        {
            _nationalities.Add(country);
        }
    }

    private void TakeDocument(EdifactReader segment)
    {
        _documentAwaitsIssuer = false;
        if (segment[2].IsEmpty)
        {
            journal.Note(segment.Place, "document-number-missing", "The document (DOC) has no number; the person was read without it.");
        }
        else if (_documents.Count < MostOfAKind)
        {
            _documentAwaitsIssuer = true;
            _documents.Add(new(segment[2].ToString()) { Kind = PaxlstCodes.DocumentKindOf(segment[1]) });
        }
    }

    /// <summary>LOC 3227: 178 boarding, 179 leaving, 91 issuer of the document before it; residence and birthplace are not read.</summary>
    private void TakePlace(EdifactReader segment)
    {
        switch (segment[1])
        {
            case "178":
                _from = PaxlstFlight.Short(segment[2]);
                break;
            case "179":
                _to = PaxlstFlight.Short(segment[2]);
                break;
            case "91" when _documentAwaitsIssuer:
                TakeIssuer(segment);
                break;
        }
    }

    private void TakeIssuer(EdifactReader segment)
    {
        if (Country.TryRead(segment[2], out var country))
        {
            _documents[^1] = _documents[^1] with { Issuer = country };
        }
        else if (!segment[2].IsEmpty)
        {
            journal.Note(segment.Place, "issuer-unreadable", "The issuer of the document (LOC+91) is no country known; allowed are the codes of ICAO Doc 9303-3 section 5. The document was read without it.");
        }
    }
}
