using System.Text.Json.Serialization;
using Entente.Screening.Subjects;

namespace Entente.Node.Watchlist.Matching;

/// <summary>A listing as an entity of FollowTheMoney.</summary>
/// <param name="Id">The listing's identifier.</param>
/// <param name="Caption">Its primary name.</param>
/// <param name="Schema">Person, Organization, Vessel or Airplane.</param>
/// <param name="Properties">What the list states, by the names of the ontology.</param>
/// <param name="Datasets">The list it stands on.</param>
/// <param name="Referents">Always empty: nothing is merged here.</param>
/// <param name="Target">Always true: what is not listed is not here.</param>
/// <param name="LastSeen">The date of the list, ISO 8601; null where it states none.</param>
internal sealed record EntityView(
    string Id, string Caption, string Schema, IReadOnlyDictionary<string, string[]> Properties, string[] Datasets, string[] Referents, bool Target,
    [property: JsonPropertyName("last_seen")] string? LastSeen)
{
    /// <summary>The entity of a listing.</summary>
    public static EntityView Of(Listing listing, ListSnapshot snapshot)
    {
        var version = snapshot.Files.FirstOrDefault(f => f.Version.List == listing.List)?.Version;
        return new(listing.Id, listing.Subject.Names[0].Text, SchemaOf(listing.Kind), PropertiesOf(listing), [listing.List], [], Target: true,
            version?.Dated?.ToString("yyyy-MM-dd"));
    }

    private static string SchemaOf(SubjectKind kind) => kind switch
    {
        SubjectKind.Person => "Person",
        SubjectKind.Vessel => "Vessel",
        SubjectKind.Aircraft => "Airplane",
        _ => "Organization",
    };

    private static Dictionary<string, string[]> PropertiesOf(Listing listing)
    {
        var subject = listing.Subject;
        var properties = new Dictionary<string, string[]>(StringComparer.Ordinal);
        Add("name", subject.Names.Where(n => n.Kind is NameKind.Primary or NameKind.OriginalScript).Select(n => n.Text));
        Add("alias", subject.Names.Where(n => n.Kind == NameKind.Alias).Select(n => n.Text));
        Add("weakAlias", subject.Names.Where(n => n.Kind == NameKind.WeakAlias).Select(n => n.Text));
        Add("birthDate", subject.BirthDates.Select(d => d.ToString()));
        Add("nationality", subject.Nationalities.Select(c => c.Alpha2));
        Add("gender", subject.Sex switch { Sex.Female => ["female"], Sex.Male => ["male"], _ => [] });
        Add("passportNumber", subject.Documents.Select(d => d.Number));
        Add("program", listing.Programme.Length > 0 ? [listing.Programme] : []);
        return properties;

        void Add(string property, IEnumerable<string> values)
        {
            if (values.ToArray() is { Length: > 0 } stated)
            {
                properties[property] = stated;
            }
        }
    }
}
