using System.Globalization;
using Entente.Screening.Subjects;

namespace Entente.Node.Border;

/// <summary>Identity data as somebody types them. There is no field for ethnicity, religion or opinion.</summary>
/// <param name="FamilyName">Family name, or the whole name where it is not divided.</param>
/// <param name="GivenNames">Given names.</param>
/// <param name="BirthDate">1991-03-06, 1991-03 or 1991.</param>
/// <param name="Sex">F, M, or nothing.</param>
/// <param name="Nationality">A code or name of a State.</param>
/// <param name="DocumentNumber">Number of the travel document.</param>
/// <param name="DocumentIssuer">The State that issued it.</param>
internal record TypedIdentity(string? FamilyName, string? GivenNames, string? BirthDate, string? Sex, string? Nationality, string? DocumentNumber, string? DocumentIssuer)
{
    /// <summary>The person; null where no name is given.</summary>
    public Subject? ToSubject()
    {
        var (family, given) = (FamilyName?.Trim() ?? "", GivenNames?.Trim() ?? "");
        return family.Length + given.Length == 0 ? null : new Subject
        {
            Names = [new SubjectName($"{family} {given}".Trim()) { Family = family.Length > 0 && given.Length > 0 ? family : null, Given = given.Length > 0 ? given : null }],
            BirthDates = DateOf(BirthDate) is { } birth ? [birth] : [],
            Sex = Sex?.Trim().ToUpperInvariant() switch { "F" => Screening.Subjects.Sex.Female, "M" => Screening.Subjects.Sex.Male, _ => Screening.Subjects.Sex.NotStated },
            Nationalities = Country.TryRead(Nationality ?? "", out var nationality) ? [nationality] : [],
            Documents = string.IsNullOrWhiteSpace(DocumentNumber) ? [] : [new IdentityDocument(DocumentNumber.Trim()) { Issuer = Country.TryRead(DocumentIssuer ?? "", out var issuer) ? issuer : null }],
        };
    }

    /// <summary>A date as far as it is known; null where the text is none.</summary>
    public static BirthDate? DateOf(string? text)
    {
        var parts = (text ?? "").Trim().Split('-');
        var numbers = parts.Select(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1).ToArray();
        return numbers.Contains(-1) ? null : numbers switch
        {
            [var year] => Screening.Subjects.BirthDate.Of(year),
            [var year, var month] => Screening.Subjects.BirthDate.Of(year, month),
            [var year, var month, var day] => Screening.Subjects.BirthDate.Of(year, month, day),
            _ => null,
        };
    }
}
