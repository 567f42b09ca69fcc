using Entente.Formats.Text;
using Entente.Screening.Subjects;

namespace Entente.Formats.Watchlists.Ofac;

/// <summary>
/// Reads the remarks of an OFAC entry, in which the identity data stand as clauses between semicolons: "DOB 10 Dec 1948;
/// alt. DOB circa 1950; nationality Iraq; Gender Male; Passport A123 (Iran) expires 2020; a.k.a. 'NAME'." Names in the
/// remarks are those that OFAC calls weak.
/// </summary>
internal static class OfacRemarks
{
    /// <summary>Length at which OFAC cuts the remarks, blanks at the end included; the rest then stands in the comments file.</summary>
    private const int FieldLength = 1000;

    private static readonly string[] WeakAliasBeginnings = ["a.k.a. ", "f.k.a. ", "n.k.a. "];

    private static readonly string[] NationalityBeginnings = ["nationality ", "citizen "];

    /// <summary>Documents that a traveller shows, or whose number a passenger list carries; tax and trade numbers are none.</summary>
    private static readonly (string Beginning, string Kind)[] Documents =
    [
        ("Passport ", "Passport"),
        ("Diplomatic Passport ", "Diplomatic Passport"),
        ("Stateless Person Passport ", "Stateless Person Passport"),
        ("Travel Document Number ", "Travel Document"),
        ("National ID No. ", "National ID"),
        ("National Foreign ID Number ", "National Foreign ID"),
        ("Identification Number ", "Identification Number"),
        ("Personal ID Card ", "Personal ID Card"),
        ("Citizen's Card Number ", "Citizen's Card"),
        ("Residency Number ", "Residency Number"),
        ("Cedula No. ", "Cedula"),
        ("C.U.R.P. ", "C.U.R.P."),
        ("C.U.I. ", "C.U.I."),
        ("D.N.I. ", "D.N.I."),
    ];

    /// <summary>
    /// Reads the field of an entry. Where the remarks fill it, so that they may break off, the last clause is not read, and its
    /// beginning is returned, to be continued from the comments file; otherwise null.
    /// </summary>
    public static string? ReadField(ReadOnlySpan<char> field, ListingDraft draft, string place)
    {
        if (field.Length < FieldLength)
        {
            Read(field, draft, place);
            return null;
        }
        var whole = field.LastIndexOf(';') + 1;
        Read(field[..whole], draft, place);
        return field[whole..].ToString();
    }

    /// <summary>Reads the clauses that say who the subject is, and passes over all others.</summary>
    public static void Read(ReadOnlySpan<char> clauses, ListingDraft draft, string place)
    {
        foreach (var range in clauses.Split(';'))
        {
            ReadClause(WithoutAlternative(clauses[range].Trim()), draft, place);
        }
    }

    private static void ReadClause(ReadOnlySpan<char> clause, ListingDraft draft, string place)
    {
        if (clause.StartsWith("DOB "))
        {
            draft.ReadBirthDate(clause["DOB ".Length..].TrimEnd('.'), place);
        }
        else if (clause.StartsWith("Gender "))
        {
            draft.ReadSex(clause["Gender ".Length..].TrimEnd('.'), place);
        }
        else if (Behind(clause, NationalityBeginnings) is { IsEmpty: false } nationality)
        {
            draft.ReadNationality(nationality, place);
        }
        else if (Behind(clause, WeakAliasBeginnings) is { IsEmpty: false } alias)
        {
            draft.AddName(OfacName.Of(Words.Tidy(alias.TrimEnd('.').Trim('\'')), draft.Kind, NameKind.WeakAlias));
        }
        else if (draft.Kind == SubjectKind.Person)
        {
            ReadDocument(clause, draft, place);
        }
    }

    private static void ReadDocument(ReadOnlySpan<char> clause, ListingDraft draft, string place)
    {
        foreach (var (beginning, kind) in Documents)
        {
            if (clause.StartsWith(beginning))
            {
                var text = clause[beginning.Length..];
                draft.AddDocument(new IdentityDocument(Words.Tidy(Number(text))) { Kind = kind, Issuer = draft.ReadCountry(Issuer(text), place) });
                return;
            }
        }
    }

    /// <summary>"A123 (Iran) issued 2010 expires 2020" without all that follows the number; "12/KaMaYa(N)066195" has parentheses of its own.</summary>
    private static ReadOnlySpan<char> Number(ReadOnlySpan<char> text)
    {
        foreach (var end in (ReadOnlySpan<string>)[" (", " issued ", " expires "])
        {
            var at = text.IndexOf(end, StringComparison.Ordinal);
            text = at < 0 ? text : text[..at];
        }
        return text.Trim().TrimEnd('.');
    }

    private static ReadOnlySpan<char> Issuer(ReadOnlySpan<char> text)
    {
        var open = text.IndexOf(" (", StringComparison.Ordinal);
        var behind = open < 0 ? [] : text[(open + 2)..];
        return behind.IndexOf(')') is var close && close > 0 ? behind[..close] : [];
    }

    private static ReadOnlySpan<char> WithoutAlternative(ReadOnlySpan<char> clause) => clause.StartsWith("alt. ") ? clause["alt. ".Length..] : clause;

    private static ReadOnlySpan<char> Behind(ReadOnlySpan<char> clause, string[] beginnings)
    {
        foreach (var beginning in beginnings)
        {
            if (clause.StartsWith(beginning))
            {
                return clause[beginning.Length..];
            }
        }
        return [];
    }
}
