using Entente.Formats.Text;
using Entente.Screening.Subjects;

namespace Entente.Formats.Watchlists.UnXml;

/// <summary>Reads one INDIVIDUAL or ENTITY of the United Nations list. The order of its names tells nothing of family and given names.</summary>
internal static class UnXmlRecord
{
    private static readonly string[] NameParts = ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"];

    /// <summary>Reads the record into the reading, or refuses it.</summary>
    public static void Read(UnXmlElement record, string place, WatchlistReading reading)
    {
        var id = record["REFERENCE_NUMBER"];
        if (id.Length == 0)
        {
            reading.Journal.Refuse(place, "listing-id-missing", "The record has no REFERENCE_NUMBER and was left out.");
            return;
        }
        var names = Names(record, place, reading).ToList();
        if (names.Count == 0)
        {
            reading.Journal.Refuse(place, "name-missing", "The record has no name and was left out.");
            return;
        }
        var draft = reading.Add(id, place);
        draft.Kind = record.Name == "ENTITY" ? SubjectKind.Organisation : SubjectKind.Person;
        draft.Programme = record["UN_LIST_TYPE"];
        names.ForEach(draft.AddName);
        draft.ReadSex(record["GENDER"], place);
        ReadBirthDates(record, draft, place);
        foreach (var nationality in record.Elements("NATIONALITY").SelectMany(element => element.Elements("VALUE")).Select(value => value.Text).Where(IsStated))
        {
            draft.ReadNationality(nationality, place);
        }
        foreach (var document in record.Elements("INDIVIDUAL_DOCUMENT"))
        {
            ReadDocument(document, draft, place);
        }
        reading.Journal.Accept();
    }

    private static IEnumerable<SubjectName> Names(UnXmlElement record, string place, WatchlistReading reading)
    {
        var primary = string.Join(' ', NameParts.Select(part => record[part]).Where(IsStated));
        if (IsStated(primary))
        {
            yield return new SubjectName(primary);
        }
        if (record["NAME_ORIGINAL_SCRIPT"] is var original && IsStated(original))
        {
            yield return new SubjectName(original) { Kind = NameKind.OriginalScript };
        }
        foreach (var alias in record.Elements("INDIVIDUAL_ALIAS").Concat(record.Elements("ENTITY_ALIAS")))
        {
            var kind = alias["QUALITY"].Equals("low", StringComparison.OrdinalIgnoreCase) ? NameKind.WeakAlias : NameKind.Alias;
            var names = UnAliasText.Names(alias.Elements("ALIAS_NAME").FirstOrDefault()?.RawText ?? "", out var remarks);
            foreach (var name in names)
            {
                yield return new SubjectName(name) { Kind = kind };
            }
            if (remarks > 0)
            {
                reading.Journal.Note(place, "alias-remark", "Text beside an alias was taken for a remark and left out.");
            }
        }
    }

    private static void ReadBirthDates(UnXmlElement record, ListingDraft draft, string place)
    {
        foreach (var birth in record.Elements("INDIVIDUAL_DATE_OF_BIRTH"))
        {
            ReadBirthDate(birth, draft, place);
        }
        foreach (var birth in record.Elements("INDIVIDUAL_ALIAS").SelectMany(alias => alias.Elements("DATE_OF_BIRTH")))
        {
            draft.ReadBirthDate(birth.Text, place);
        }
    }

    /// <summary>One of DATE, YEAR, FROM_YEAR with TO_YEAR; where all are missing, the date may stand in NOTE.</summary>
    private static void ReadBirthDate(UnXmlElement birth, ListingDraft draft, string place)
    {
        var (from, to) = (birth["FROM_YEAR"], birth["TO_YEAR"]);
        var note = birth["NOTE"];
        var stated = new[] { birth["DATE"], birth["YEAR"], from.Length > 0 && to.Length > 0 ? $"{from} to {to}" : from + to, note };
        var text = stated.FirstOrDefault(IsStated);
        if (text is null)
        {
            return;
        }
        var approximate = birth["TYPE_OF_DATE"].StartsWith("APPROX", StringComparison.OrdinalIgnoreCase)
            || note.StartsWith("approx", StringComparison.OrdinalIgnoreCase);
        var date = BirthDateText.Read(text);
        draft.AddBirthDate(approximate && date is not null ? date with { Approximate = true } : date, place);
    }

    private static void ReadDocument(UnXmlElement document, ListingDraft draft, string place)
    {
        var number = Number(document["NUMBER"]);
        if (!IsStated(number))
        {
            return;
        }
        var issuer = document["ISSUING_COUNTRY"] is { Length: > 0 } issuing ? issuing : document["COUNTRY_OF_ISSUE"];
        draft.AddDocument(new IdentityDocument(number)
        {
            Kind = document["TYPE_OF_DOCUMENT"],
            Issuer = draft.ReadCountry(issuer, place),
        });
    }

    /// <summary>The number alone: "381110042 (Expired 25 Jan. 2016)", "Libya 428720" and "Congo service passport number SA0020249" hold words too.</summary>
    private static string Number(string text)
    {
        var bare = text.Split('(')[0].Trim();
        return bare.Any(char.IsLower) && bare.Contains(' ') ? bare.Split(' ').LastOrDefault(word => word.Any(char.IsDigit)) ?? bare : bare;
    }

    private static bool IsStated(string text) => !Words.IsPlaceholder(text);
}
