using Entente.Formats.Text;
using Entente.Screening.Subjects;

namespace Entente.Formats.Watchlists.FollowTheMoney;

/// <summary>Makes a listing of an entity. The caption, where it is one of the names, is the primary one; otherwise the first name is.</summary>
internal static class FtmSubject
{
    private static readonly FtmProperty[] MainNames = [FtmProperty.Name, FtmProperty.Alias, FtmProperty.PreviousName];

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
        if (entity.Id.IsEmpty)
        {
            reading.Journal.Refuse(place, "listing-id-missing", "The entity has no id.");
            return;
        }
        if (PrimaryName(entity) is not { } primary)
        {
            reading.Journal.Refuse(place, "name-missing", "The entity has no name.");
            return;
        }
        var draft = reading.Add(entity.Id.ToString(), place);
        draft.Kind = kind;
        draft.Programme = string.Join(", ", entity[FtmProperty.Topics].ToArray());
        Fill(draft, entity, primary, place);
        reading.Journal.Accept();
    }

    /// <summary>Takes the names and identity data of the entity over. False where it has no name.</summary>
    public static bool TryFill(ListingDraft draft, FtmEntity entity, string place)
    {
        if (PrimaryName(entity) is not { } primary)
        {
            return false;
        }
        Fill(draft, entity, primary, place);
        return true;
    }

    private static void Fill(ListingDraft draft, FtmEntity entity, SubjectName primary, string place)
    {
        draft.AddName(primary);
        foreach (var (property, nameKind) in FurtherNames)
        {
            foreach (var text in entity[property])
            {
                draft.AddName(text, nameKind);
            }
        }
        ReadIdentity(entity, draft, place);
    }

    private static SubjectName? PrimaryName(FtmEntity entity)
    {
        var (first, last) = (Single(entity[FtmProperty.FirstName]), Single(entity[FtmProperty.LastName]));
        var text = HasName(entity, entity.Caption) ? entity.Caption.ToString() : FirstName(entity) ?? $"{first} {last}".Trim();
        return Words.IsPlaceholder(text) ? null
            : first.Length > 0 && last.Length > 0 && text == $"{first} {last}" ? new SubjectName(text) { Given = first, Family = last }
            : new SubjectName(text);
    }

    private static bool HasName(FtmEntity entity, ReadOnlySpan<char> caption)
    {
        foreach (var property in MainNames)
        {
            foreach (var name in entity[property])
            {
                if (caption.SequenceEqual(Words.TidySpan(name)))
                {
                    return !Words.IsPlaceholder(caption);
                }
            }
        }
        return false;
    }

    private static string? FirstName(FtmEntity entity)
    {
        foreach (var property in MainNames)
        {
            foreach (var name in entity[property])
            {
                if (!Words.IsPlaceholder(name))
                {
                    return Words.Tidy(name);
                }
            }
        }
        return null;
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
        ReadNationalities(entity, draft, place);
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
    private static void ReadNationalities(FtmEntity entity, ListingDraft draft, string place)
    {
        var (nationalities, citizenships) = (FtmProperty.Nationality, FtmProperty.Citizenship);
        if (entity[nationalities].Count + entity[citizenships].Count == 0)
        {
            nationalities = FtmProperty.Country;
        }
        foreach (var nationality in entity[nationalities])
        {
            draft.ReadNationality(nationality, place);
        }
        foreach (var citizenship in entity[citizenships])
        {
            draft.ReadNationality(citizenship, place);
        }
    }

    private static string Single(FtmEntity.Values values) => values.Count == 1 ? Words.Tidy(values.First) : "";
}
