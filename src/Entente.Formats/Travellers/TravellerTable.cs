using Entente.Formats.Reading;
using Entente.Formats.Text;
using Entente.Screening.Subjects;

namespace Entente.Formats.Travellers;

/// <summary>
/// Reads a table of travellers: traveller_id, name, birth_date, nationality, sex, document_number in any order, separated by commas,
/// semicolons or tabs. All but the first two may be missing; further columns are ignored.
/// </summary>
internal sealed class TravellerTable
{
    private static readonly string[] Required = ["traveller_id", "name"];
    private static readonly string[] Optional = ["birth_date", "nationality", "sex", "document_number"];

    /// <summary>Identifiers that are held against the later ones. No vehicle has more people, and the memory must not grow with the input.</summary>
    private const int IdsKept = 20_000;

    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly DelimitedTable _table;
    private readonly Journal _journal;
    private readonly int _id;
    private readonly int _name;
    private readonly int _birthDate;
    private readonly int _nationality;
    private readonly int _sex;
    private readonly int _documentNumber;

    private TravellerTable(DelimitedTable table, Journal journal)
    {
        (_table, _journal) = (table, journal);
        (_id, _name) = (table.Column("traveller_id"), table.Column("name"));
        (_birthDate, _nationality) = (table.Column("birth_date"), table.Column("nationality"));
        (_sex, _documentNumber) = (table.Column("sex"), table.Column("document_number"));
    }

    /// <summary>Whether the first line names the columns that no traveller can be without.</summary>
    public static bool Recognises(InputHead head) => !Required.Except(head.ColumnNames).Any();

    /// <summary>Reads all travellers as they are taken.</summary>
    /// <exception cref="UnreadableInputException">The header lacks a column or has one twice; thrown by the call itself.</exception>
    public static IEnumerable<Traveller> Read(Stream stream, Journal journal) =>
        new TravellerTable(new DelimitedTable(stream, journal, Required, Optional), journal).ReadRows();

    private IEnumerable<Traveller> ReadRows()
    {
        while (_table.Read())
        {
            if (ReadRow() is { } traveller)
            {
                _journal.Accept();
                yield return traveller;
            }
        }
    }

    private Traveller? ReadRow()
    {
        var name = _table[_name];
        if (name.IsEmpty)
        {
            _journal.Refuse(_table.Place, "name-missing", "The traveller has no name, so there is nobody to screen. Fill the column name.");
            return null;
        }

        return new Traveller
        {
            Id = ReadId(),
            Subject = new Subject
            {
                Names = [new(name.ToString())],
                BirthDates = ReadBirthDate() is { } birth ? [birth] : [],
                Sex = ReadSex(),
                Nationalities = ReadNationality() is { } nationality ? [nationality] : [],
                Documents = _table[_documentNumber] is { IsEmpty: false } number ? [new(number.ToString())] : [],
            },
        };
    }

    private string ReadId()
    {
        if (_table[_id] is { IsEmpty: false } text)
        {
            var id = text.ToString();
            NoteTwice(id);
            return id;
        }

        _journal.Note(_table.Place, "identifier-missing", "The traveller has no identifier; the place in the file was taken for one. Fill the column traveller_id.");
        return _table.Place;
    }

    private void NoteTwice(string id)
    {
        if (_ids.Contains(id))
        {
            _journal.Note(_table.Place, "identifier-twice", "An earlier row has this traveller's identifier. Both were read as travellers of their own, and their hits cannot be told apart. Give each traveller an identifier of its own.");
        }
        else if (_ids.Count < IdsKept)
        {
            _ids.Add(id);
        }
    }

    private BirthDate? ReadBirthDate()
    {
        var text = _table[_birthDate];
        var date = BirthDateText.Read(text);
        if (date is null && !text.IsEmpty)
        {
            _journal.Note(_table.Place, "birth-date-unreadable", "The birth date is none; write it as 1948-12-10, 1948-12 or 1948. The traveller was read without it.");
        }

        return date;
    }

    private Country? ReadNationality()
    {
        var text = _table[_nationality];
        if (Country.TryRead(text, out var country))
        {
            return country;
        }

        if (text.IsEmpty)
        {
            return null;
        }

        _journal.Note(_table.Place, "nationality-unreadable", "The nationality is no country known; write its code of two or three letters or its name. The traveller was read without it.");
        return null;
    }

    private Sex ReadSex()
    {
        var sex = SexText.Read(_table[_sex]);
        if (sex is null)
        {
            _journal.Note(_table.Place, "sex-unreadable", "The sex is none of M, F and X; it counts as not stated.");
        }

        return sex ?? Sex.NotStated;
    }
}
