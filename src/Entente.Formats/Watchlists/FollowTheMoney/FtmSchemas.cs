using Entente.Screening.Subjects;

namespace Entente.Formats.Watchlists.FollowTheMoney;

/// <summary>The schemas of the FollowTheMoney ontology that name a subject or a document of one.</summary>
internal static class FtmSchemas
{
    /// <summary>What stands under the schema; null where it is no subject. A LegalEntity may be a person, but its source did not say so.</summary>
    public static SubjectKind? SubjectKindOf(ReadOnlySpan<char> schema) => schema switch
    {
        "Person" => SubjectKind.Person,
        "LegalEntity" or "Organization" or "Company" or "PublicBody" => SubjectKind.Organisation,
        "Vessel" => SubjectKind.Vessel,
        "Airplane" => SubjectKind.Aircraft,
        _ => null,
    };

    /// <summary>True for the schemas of documents, which name their holder.</summary>
    public static bool IsDocument(ReadOnlySpan<char> schema) => schema is "Passport" or "Identification";
}
