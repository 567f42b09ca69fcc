using Entente.Screening.Subjects;

namespace Entente.Formats.Watchlists.Ofac;

/// <summary>Reads a name as OFAC writes it: "FAMILY, Given" for individuals (the data specification says so), as it is for all else.</summary>
internal static class OfacName
{
    /// <summary>The name with its parts where it has them.</summary>
    public static SubjectName Of(string text, SubjectKind subject, NameKind kind)
    {
        var name = new SubjectName(text) { Kind = kind };
        var comma = text.IndexOf(',');
        if (subject != SubjectKind.Person || comma <= 0)
        {
            return name;
        }
        var (family, given) = (text[..comma].Trim(), text[(comma + 1)..].Trim());
        return family.Length > 0 && given.Length > 0 ? name with { Family = family, Given = given } : name;
    }
}
