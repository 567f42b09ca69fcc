using System.Text.Json;
using Entente.Formats.Reading;
using Entente.Screening.Subjects;

namespace Entente.Formats.Watchlists.FollowTheMoney;

/// <summary>A person who is asked about in the words of FollowTheMoney, as clients of a matching service send one.</summary>
public static class FtmQuery
{
    /// <summary>
    /// Reads an entity of the schema Person. What cannot be read of it (a birth date, a country) is left out and noted.
    /// </summary>
    /// <param name="entity">One JSON object in UTF-8 with <c>schema</c> and <c>properties</c>.</param>
    /// <param name="journal">Takes the findings; they hold no personal data.</param>
    /// <returns>Null where the entity is unreadable, no person, or has no name; the journal then says which.</returns>
    public static Subject? Read(ReadOnlySpan<byte> entity, Journal journal)
    {
        var read = new FtmEntity();
        try
        {
            read.Read(entity);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            journal.Refuse("query", "json-unreadable", "The query is not one JSON object in UTF-8.");
            return null;
        }
        if (FtmSchemas.SubjectKindOf(read.Schema) != SubjectKind.Person)
        {
            journal.Refuse("query", "schema-not-screened", "Only people are screened; give the schema Person.");
            return null;
        }
        var draft = new ListingDraft("query", journal);
        if (!FtmSubject.TryFill(draft, read, "query"))
        {
            journal.Refuse("query", "name-missing", "The query has no name; give the property name, or firstName and lastName.");
            return null;
        }
        journal.Accept();
        return draft.ToListing("query").Subject;
    }
}
