using Entente.Formats.Text;
using Entente.Screening.Subjects;

namespace Entente.Formats.Watchlists.FollowTheMoney;

/// <summary>Makes a listing of an entity. The caption, where it is one of the names, is the primary one; otherwise the first name is.</summary>
internal static class FtmSubject
{
    private static readonly (FtmProperty Property, NameKind Kind)[] FurtherNames =
    [
        (FtmProperty.Name, NameKind.Alias),
        (FtmProperty.Alias, NameKind.Alias),
        (FtmProperty.PreviousName, NameKind.Alias),
        (FtmProperty.WeakAlias, NameKind.WeakAlias),
    ];

    /// <summary>Reads the entity into the reading, or refuses it.</summary>
    public static void Read(FtmEntity entity, SubjectKind kind, string place, WatchlistReading reading)
    {
        if (entity.Id.Length == 0)
        {
            reading.Journal.Refuse(place, "listing-id-missing", "The entity has no id.");
            return;
        }
        if (PrimaryName(entity) is not { } primary)
        {
            reading.Journal.Refuse(place, "name-missing", "The entity has no name.");
            return;
        }
        var draft = reading.Add(entity.Id, place);
        draft.Kind = kind;
        draft.Programme = string.Join(", ", entity[FtmProperty.Topics]);
        draft.AddName(primary);
        foreach (var (property, nameKind) in FurtherNames)
        {
            foreach (var text in entity[property])
            {
                draft.AddName(new SubjectName(Words.Tidy(text)) { Kind = nameKind });
            }
        }
        ReadIdentity(entity, draft, place);
        reading.Journal.Accept();
    }

    private static SubjectName? PrimaryName(FtmEntity entity)
    {
        var names = entity[FtmProperty.Name].Concat(entity[FtmProperty.Alias]).Concat(entity[FtmProperty.PreviousName])
            .Select(name => Words.Tidy(name)).Where(name => !Words.IsPlaceholder(name)).ToList();
        var (first, last) = (Single(entity[FtmProperty.FirstName]), Single(entity[FtmProperty.LastName]));
        var text = names.Contains(entity.Caption) ? entity.Caption : names.FirstOrDefault() ?? $"{first} {last}".Trim();
        return Words.IsPlaceholder(text) ? null
            : first.Length > 0 && last.Length > 0 && text == $"{first} {last}" ? new SubjectName(text) { Given = first, Family = last }
            : new SubjectName(text);
    }

    private static void ReadIdentity(FtmEntity entity, ListingDraft draft, string place)
    {
        foreach (var date in entity[FtmProperty.BirthDate])
        {
            draft.ReadBirthDate(date, place);
        }
        foreach (var gender in entity[FtmProperty.Gender])
        {
            draft.ReadSex(gender, place);
        }
        foreach (var country in Nationalities(entity))
        {
            draft.ReadNationality(country, place);
        }
        foreach (var number in entity[FtmProperty.PassportNumber])
        {
            draft.AddDocument(new IdentityDocument(Words.Tidy(number)) { Kind = "Passport" });
        }
        foreach (var number in entity[FtmProperty.IdNumber])
        {
            draft.AddDocument(new IdentityDocument(Words.Tidy(number)) { Kind = "Identification" });
        }
    }

    /// <summary>Nationality and citizenship; only where both are missing the country, which may be any that a person has to do with.</summary>
    private static IEnumerable<string> Nationalities(FtmEntity entity) =>
        entity[FtmProperty.Nationality].Concat(entity[FtmProperty.Citizenship]) is var stated && stated.Any() ? stated : entity[FtmProperty.Country];

    private static string Single(IReadOnlyList<string> values) => values.Count == 1 ? Words.Tidy(values[0]) : "";
}
