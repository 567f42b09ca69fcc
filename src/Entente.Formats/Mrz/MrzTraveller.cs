using Entente.Formats.Reading;
using Entente.Screening.Subjects;

namespace Entente.Formats.Mrz;

/// <summary>Makes the traveller of a travel document.</summary>
public static class MrzTraveller
{
    /// <summary>Shorter entries in the personal number's field are marks of the issuing State, not numbers of a person.</summary>
    private const int ShortestPersonalNumber = 6;

    /// <summary>The bearer; null where the zone states no name. Countries that are none become findings.</summary>
    /// <param name="document">The document.</param>
    /// <param name="id">The identifier to give.</param>
    /// <param name="place">The document's place in its input, set before the places of its findings.</param>
    /// <param name="journal">Where findings of the document go; the caller counts the record.</param>
    public static Traveller? From(MrzDocument document, string id, string place, Journal journal)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(journal);
        foreach (var finding in document.Findings)
        {
            journal.Note($"{place}, {finding.Place}", finding.Code, finding.Message);
        }

        return NameOf(document.Name) is not { } name ? null : new Traveller
        {
            Id = id,
            Subject = new Subject
            {
                Names = [name],
                BirthDates = document.BirthDate is { } birth ? [birth] : [],
                Sex = document.Sex,
                Nationalities = CountryOf(document.Nationality, "nationality", place, journal) is { } nationality ? [nationality] : [],
                Documents = [.. DocumentsOf(document, CountryOf(document.Issuer, "issuer", place, journal))],
            },
        };
    }

    /// <summary>Without a secondary identifier the State has not divided the name, so which part is the family's is unknown.</summary>
    private static SubjectName? NameOf(MrzName name) => (name.Primary, name.Secondary) switch
    {
        ("", "") => null,
        (_, "") => new(name.Primary) { Truncated = name.Truncated },
        ("", _) => new(name.Secondary) { Given = name.Secondary, Truncated = name.Truncated },
        _ => new($"{name.Primary} {name.Secondary}") { Family = name.Primary, Given = name.Secondary, Truncated = name.Truncated },
    };

    private static Country? CountryOf(string code, string what, string place, Journal journal)
    {
        if (code.Length == 0)
        {
            return null;
        }

        if (Country.TryRead(code, out var country))
        {
            return country;
        }

        journal.Note(place, $"{what}-unreadable", $"The {what} is none of the codes of ICAO Doc 9303-3 section 5; the document was read without it.");
        return null;
    }

    /// <summary>
    /// The document itself, and the personal number that many States print in a passport: it is the number of their identity cards. It
    /// counts only under its own check digit, since States may print there what they like.
    /// </summary>
    private static IEnumerable<IdentityDocument> DocumentsOf(MrzDocument document, Country? issuer)
    {
        if (document.Number.Length > 0)
        {
            yield return new(document.Number) { Kind = KindOf(document), Issuer = issuer };
        }

        if (document.Checks.PersonalNumber == MrzCheck.Passed && document.OptionalData.Length >= ShortestPersonalNumber)
        {
            yield return new(document.OptionalData) { Kind = "personal number", Issuer = issuer };
        }
    }

    private static string KindOf(MrzDocument document) => document.Format switch
    {
        MrzFormat.MrvA or MrzFormat.MrvB => "visa",
        _ when document.DocumentCode.StartsWith('P') => "passport",
        _ => "identity card",
    };
}
