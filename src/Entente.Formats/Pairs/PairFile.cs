using Entente.Formats.Reading;
using Entente.Formats.Text;
using Entente.Screening.Subjects;

namespace Entente.Formats.Pairs;

/// <summary>
/// Reads pairs of people to be compared: pair_id, name_a and name_b are needed; birth_date_a, birth_date_b, nationality_a and
/// nationality_b are read where they stand; further columns are ignored. Several values of a field are parted by |.
/// </summary>
public sealed class PairFile
{
    private static readonly string[] Required = ["pair_id", "name_a", "name_b"];
    private static readonly string[] Optional = ["birth_date_a", "birth_date_b", "nationality_a", "nationality_b"];

    private readonly DelimitedTable _table;
    private readonly Journal _journal;
    private readonly int _id;
    private readonly Side _a;
    private readonly Side _b;

    private PairFile(DelimitedTable table, Journal journal)
    {
        (_table, _journal, _id) = (table, journal, table.Column("pair_id"));
        _a = new(table.Column("name_a"), table.Column("birth_date_a"), table.Column("nationality_a"));
        _b = new(table.Column("name_b"), table.Column("birth_date_b"), table.Column("nationality_b"));
    }

    /// <summary>Reads the pairs as they are taken, once; the journal fills meanwhile.</summary>
    /// <exception cref="UnreadableInputException">The header lacks a column or has one twice; thrown by the call itself.</exception>
    public static IEnumerable<Pair> Read(InputFile file, Journal journal)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(journal);
        return new PairFile(new DelimitedTable(file.Open(), journal, Required, Optional), journal).ReadRows();
    }

    /// <summary>The values of one field, parted by |; blank ones are none.</summary>
    public static string[] Split(string field) => field.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private IEnumerable<Pair> ReadRows()
    {
        using (_table)
        {
            while (_table.Read())
            {
                if (ReadRow() is { } pair)
                {
                    _journal.Accept();
                    yield return pair;
                }
            }
        }
    }

    private Pair? ReadRow()
    {
        var id = _table[_id].ToString();
        var (namesA, namesB) = (Values(_a.Name), Values(_b.Name));
        if (id.Length > 0 && namesA.Length > 0 && namesB.Length > 0)
        {
            return new Pair(id, ToSubject(_a, namesA), ToSubject(_b, namesB));
        }

        _journal.Refuse(_table.Place, "pair-incomplete", "The pair lacks its identifier or a name. Fill pair_id, name_a and name_b.");
        return null;
    }

    private Subject ToSubject(Side side, string[] names)
    {
        var dates = new List<BirthDate>();
        foreach (var text in Values(side.BirthDate))
        {
            if (BirthDateText.Read(text) is { } date)
            {
                dates.Add(date);
            }
            else
            {
                _journal.Note(_table.Place, "birth-date-unreadable", BirthDateText.Unreadable);
            }
        }

        var countries = new List<Country>();
        foreach (var text in Values(side.Nationality))
        {
            if (Country.TryRead(text, out var country))
            {
                countries.Add(country);
            }
            else
            {
                _journal.Note(_table.Place, "nationality-unreadable", "A nationality is no country known and was left out. Write its code of two or three letters or its English name.");
            }
        }

        return new Subject { Names = [.. names.Select(n => new SubjectName(n))], BirthDates = dates, Nationalities = countries };
    }

    private string[] Values(int column) => Split(_table[column].ToString());

    /// <summary>Where the fields of one person stand.</summary>
    private sealed record Side(int Name, int BirthDate, int Nationality);
}

/// <summary>Two people to be compared.</summary>
/// <param name="Id">The identifier that the file gives. Never blank.</param>
/// <param name="A">The first.</param>
/// <param name="B">The second.</param>
public sealed record Pair(string Id, Subject A, Subject B);
