using Entente.Formats.Reading;
using Entente.Screening.Subjects;
using Microsoft.VisualBasic.FileIO;

namespace Entente.Cli.Compare;

/// <summary>Two subjects to be compared.</summary>
internal sealed record Pair(string Id, Subject A, Subject B);

/// <summary>
/// Reads pairs from CSV: pair_id, name_a and name_b are needed; birth_date_a, birth_date_b, nationality_a and nationality_b
/// are read where they stand; further columns are ignored. Several values of a field are parted by |.
/// </summary>
internal sealed class PairFile(Journal journal)
{
    private static readonly string[] Needed = ["pair_id", "name_a", "name_b"];

    private string[] _header = [];

    /// <summary>The pairs of a file as they are read.</summary>
    /// <exception cref="UnreadableInputException">The header lacks a needed column.</exception>
    public IEnumerable<Pair> Read(InputFile file)
    {
        using var parser = new TextFieldParser(file.Open()) { Delimiters = [","], HasFieldsEnclosedInQuotes = true, TrimWhiteSpace = true };
        _header = ReadHeader(parser);
        while (!parser.EndOfData)
        {
            var place = $"line {parser.LineNumber}";
            if (ReadFields(parser, place) is { } fields && ToPair(fields, place) is { } pair)
            {
                journal.Accept();
                yield return pair;
            }
        }
    }

    private static string[] ReadHeader(TextFieldParser parser)
    {
        var header = parser.EndOfData ? [] : parser.ReadFields() ?? [];
        var missing = Needed.Except(header, StringComparer.Ordinal).ToList();
        return missing.Count == 0 ? header : throw new UnreadableInputException(
            $"the pairs have no column {string.Join(", ", missing)}; give a first line with {string.Join(", ", Needed)}.");
    }

    private string[]? ReadFields(TextFieldParser parser, string place)
    {
        try
        {
            return parser.ReadFields();
        }
        catch (MalformedLineException)
        {
            journal.Refuse(place, "quote-not-closed", "A quote is opened and not closed, or text follows a closing quote; double a quote that belongs to the text.");
            return null;
        }
    }

    private Pair? ToPair(string[] fields, string place)
    {
        var (namesA, namesB) = (Values(fields, "name_a"), Values(fields, "name_b"));
        var id = Field(fields, "pair_id");
        if (id.Length > 0 && namesA.Length > 0 && namesB.Length > 0)
        {
            return new Pair(id, ToSubject(fields, "a", namesA, place), ToSubject(fields, "b", namesB, place));
        }

        journal.Refuse(place, "pair-incomplete", "The pair lacks its identifier or a name; give pair_id, name_a and name_b.");
        return null;
    }

    private Subject ToSubject(string[] fields, string side, string[] names, string place)
    {
        var dates = new List<BirthDate>();
        foreach (var text in Values(fields, $"birth_date_{side}"))
        {
            if (IsoDate.Read(text) is { } date)
            {
                dates.Add(date);
            }
            else
            {
                journal.Note(place, "birth-date-unreadable", $"The birth date was left out; give {IsoDate.Allowed}.");
            }
        }

        var countries = new List<Country>();
        foreach (var text in Values(fields, $"nationality_{side}"))
        {
            if (Country.TryRead(text, out var country))
            {
                countries.Add(country);
            }
            else
            {
                journal.Note(place, "nationality-unreadable", "The nationality was left out; give an ISO code of two or three letters or an English name.");
            }
        }

        return new Subject { Names = [.. names.Select(n => new SubjectName(n))], BirthDates = dates, Nationalities = countries };
    }

    private string[] Values(string[] fields, string column) => Split(Field(fields, column));

    /// <summary>The values of one field.</summary>
    public static string[] Split(string field) => field.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private string Field(string[] fields, string column)
    {
        var index = Array.IndexOf(_header, column);
        return index >= 0 && index < fields.Length ? fields[index] : "";
    }
}
