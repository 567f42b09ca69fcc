using Entente.Formats.Reading;
using Entente.Formats.Text;
using Entente.Screening.Subjects;

namespace Entente.Formats.Watchlists;

/// <summary>
/// A listing as far as it has been read; records of one listing may lie anywhere in a file. What cannot be read is left out
/// and noted in the journal. The same thing said twice is kept once.
/// </summary>
internal sealed class ListingDraft(string id, Journal journal)
{
    /// <summary>Most names, dates or documents of one listing: five times the longest real one, and few enough to compare each with each.</summary>
    public const int MaxValues = 2000;

    private readonly List<SubjectName> _names = [];
    private readonly List<BirthDate> _birthDates = [];
    private readonly List<Country> _nationalities = [];
    private readonly List<IdentityDocument> _documents = [];
    private Sex _sex = Sex.NotStated;
    private bool _sexContradicted;

    /// <summary>The identifier that the list gives.</summary>
    public string Id { get; set; } = id;

    /// <summary>What stands on the list.</summary>
    public SubjectKind Kind { get; set; }

    /// <summary>Programme or reason; empty where not stated.</summary>
    public string Programme { get; set; } = "";

    /// <summary>True once a name is there; without one there is no listing.</summary>
    public bool HasName => _names.Count > 0;

    /// <summary>Adds a name. A placeholder ("na", "-0-") is none. Of two names with the same text the better kind stays.</summary>
    public void AddName(SubjectName name) => AddName(name.Text, name.Kind, name);

    /// <summary>Adds a name of which the text is all that is known; the text is tidied, and becomes a string only where it is new.</summary>
    public void AddName(ReadOnlySpan<char> text, NameKind kind) => AddName(Words.TidySpan(text), kind, name: null);

    /// <summary>Adds a document. A placeholder is none.</summary>
    public void AddDocument(IdentityDocument document)
    {
        if (!Words.IsPlaceholder(document.Number) && !IsFull(_documents) && !_documents.Contains(document))
        {
            _documents.Add(document);
        }
    }

    /// <summary>Adds a birth date; null, for one that could not be read, is noted.</summary>
    public void AddBirthDate(BirthDate? date, string place)
    {
        if (date is null)
        {
            journal.Note(place, "birth-date-unreadable", BirthDateText.Unreadable);
        }
        else if (!IsFull(_birthDates) && !_birthDates.Contains(date))
        {
            _birthDates.Add(date);
        }
    }

    /// <summary>Reads a birth date, if the text is not blank or a placeholder.</summary>
    public void ReadBirthDate(ReadOnlySpan<char> text, string place)
    {
        if (!Words.IsPlaceholder(text))
        {
            AddBirthDate(BirthDateText.Read(text), place);
        }
    }

    /// <summary>Reads a nationality, if the text is not blank.</summary>
    public void ReadNationality(ReadOnlySpan<char> text, string place)
    {
        if (!text.IsWhiteSpace() && ReadCountry(text, place) is { } country && !_nationalities.Contains(country))
        {
            _nationalities.Add(country);
        }
    }

    /// <summary>Reads a country, as of an issuer; null where it is blank or cannot be read.</summary>
    public Country? ReadCountry(ReadOnlySpan<char> text, string place)
    {
        if (Country.TryRead(text, out var country))
        {
            return country;
        }
        if (!Words.IsPlaceholder(text))
        {
            journal.Note(place, "country-unreadable",
                "A country could not be read and was left out. Write its ISO 3166-1 code, its ICAO code or its usual English name.");
        }
        return null;
    }

    /// <summary>Reads a sex, if the text is not blank. Two that differ make none.</summary>
    public void ReadSex(ReadOnlySpan<char> text, string place)
    {
        switch (SexText.Read(text))
        {
            case null:
                journal.Note(place, "sex-unreadable", "A sex could not be read and was left out. Write M, F or X.");
                break;
            case Sex.NotStated:
                break;
            case { } sex when _sex != Sex.NotStated && _sex != sex && !_sexContradicted:
                _sexContradicted = true;
                journal.Note(place, "sex-contradicted", "The list states both sexes for one listing; neither was kept.");
                break;
            case { } sex:
                _sex = sex;
                break;
        }
    }

    /// <summary>The listing, its primary names first. Needs at least one name.</summary>
    public Listing ToListing(string list) => new()
    {
        Id = Id,
        List = list,
        Kind = Kind,
        Programme = Programme,
        Subject = new Subject
        {
            Names = [.. _names.OrderBy(name => name.Kind == NameKind.Primary ? 0 : 1)],
            BirthDates = [.. _birthDates],
            Nationalities = [.. _nationalities],
            Documents = [.. _documents],
            Sex = _sexContradicted ? Sex.NotStated : _sex,
        },
    };

    private void AddName(ReadOnlySpan<char> text, NameKind kind, SubjectName? name)
    {
        if (Words.IsPlaceholder(text) || IsFull(_names))
        {
            return;
        }
        var known = IndexOf(text);
        if (known < 0)
        {
            _names.Add(name ?? new SubjectName(text.ToString()) { Kind = kind });
        }
        else if (Rank(kind) < Rank(_names[known].Kind))
        {
            _names[known] = name ?? new SubjectName(text.ToString()) { Kind = kind };
        }
    }

    private int IndexOf(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < _names.Count; i++)
        {
            if (text.SequenceEqual(_names[i].Text))
            {
                return i;
            }
        }
        return -1;
    }

    private bool IsFull<T>(List<T> values)
    {
        if (values.Count < MaxValues)
        {
            return false;
        }
        journal.Note("file", "values-too-many", $"A listing has more than {MaxValues:N0} names, dates or documents; the further ones were left out. Ask the owner of the list.");
        return true;
    }

    private static int Rank(NameKind kind) => kind switch
    {
        NameKind.Primary => 0,
        NameKind.Alias => 1,
        NameKind.OriginalScript => 2,
        _ => 3,
    };
}
