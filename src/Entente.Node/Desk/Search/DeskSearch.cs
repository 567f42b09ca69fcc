using Dapper;
using Entente.Node.Accounts;
using Entente.Node.Border.Crossings;
using Entente.Node.Border.Encounters;
using Entente.Node.Border.Kept;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Entente.Node.Watchlist;
using Entente.Node.Watchlist.Documents;
using Entente.Node.Watchlist.Matching;
using Entente.Screening;
using Entente.Screening.Subjects;

namespace Entente.Node.Desk.Search;

/// <summary>Looks everywhere for what somebody typed, as far as he may see it. What it shows of people is recorded before it is shown.</summary>
internal sealed class DeskSearch(CurrentLists lists, KeptPeople kept, Database database, KeyStore keys, LedgerWriter ledger, Catalogue catalogue)
{
    /// <summary>Results of a group at most.</summary>
    public const int Most = 20;

    // Whoever searches a single common name wants to see who bears it; that nothing but a common part agrees is no result.
    private const double LeastScore = 0.1;

    /// <summary>Everything that was found.</summary>
    public async Task<SearchFound> FindAsync(Sought sought, Caller caller, CancellationToken cancellationToken)
    {
        if (!sought.IsAnything)
        {
            return new SearchFound(sought, [], [], [], [], [], kept.IsRead);
        }

        var (snapshot, acts) = (lists.Snapshot, new List<Act>());
        var listings = Allowed(caller, Permission.Entities) is { } screens ? Listings(sought, snapshot, screens, acts) : [];
        var (encounters, travellers) = People(sought, caller, acts);
        var documents = Allowed(caller, Permission.ReadListings) is { } reads ? Documents(sought, snapshot, reads, acts) : [];
        var crossings = Allowed(caller, Permission.Crossings) is not null && sought.Crossing.Length + sought.Day.Length > 0 ? FindCrossings.Find(database, sought.Crossing, sought.Day, sought.Place, Most + 1) : [];
        await Task.WhenAll(acts.Select(act => ledger.RecordAsync(act, cancellationToken)));
        return new SearchFound(sought, encounters, travellers, listings, documents, crossings, kept.IsRead);
    }

    private static List<FoundListing> Listings(Sought sought, ListSnapshot? snapshot, Caller caller, List<Act> acts)
    {
        if (snapshot is null || sought.Person is not { } person)
        {
            return [];
        }

        var byId = snapshot.Find(sought.Text) is { } listing ? new[] { new FoundListing(listing, null, snapshot.TermsOf(listing), []) } : [];
        var byName = snapshot.Screen(person, Most + 1, LeastScore).Hits.Where(hit => byId.All(b => b.Listing.Id != hit.Listing.Id)).Select(hit => new FoundListing(hit.Listing, hit, snapshot.TermsOf(hit.Listing), [.. hit.AlsoListedAs.Select(l => l.List).Distinct(StringComparer.Ordinal)]));
        var found = byId.Concat(byName).Take(Most + 1).ToList();
        acts.Add(caller.Did(ActionCode.ListingsSearched, null, new { Dataset = Datasets.All, Listings = found.Select(f => f.Listing.Id) }));
        return found;
    }

    private (List<FoundEncounter> Encounters, List<FoundTraveller> Travellers) People(Sought sought, Caller caller, List<Act> acts)
    {
        var (encounters, travellers) = (new List<FoundEncounter>(), new List<FoundTraveller>());
        if (Allowed(caller, Permission.ReadEncounters) is { } decides && sought.Person is { } one)
        {
            encounters = Encounters(kept.Encounters.Find(one, Most + 1, LeastScore));
            acts.Add(decides.Did(ActionCode.EncounterRead, null, new { Encounters = encounters.Select(e => e.State.Id) }));
        }

        if (Allowed(caller, Permission.Crossings) is { } screens && (sought.Person is not null || sought.Plate.Length > 0))
        {
            var byPlate = kept.Travellers.WithPlate(sought.Plate, Most + 1).Select(id => (Id: id, Hit: (Hit?)null));
            var byName = sought.Person is { } person ? kept.Travellers.Find(person, Most + 1, LeastScore).Select(f => (f.Id, Hit: (Hit?)f.Hit)) : [];
            travellers = Travellers([.. byPlate.Concat(byName).DistinctBy(f => f.Id).Take(Most + 1)]);
            acts.Add(screens.Did(ActionCode.TravellersSearched, null, new { Travellers = travellers.Select(t => t.Id) }));
        }

        return (encounters, travellers);
    }

    private static List<LostDocument> Documents(Sought sought, ListSnapshot? snapshot, Caller caller, List<Act> acts)
    {
        if (snapshot is null || sought.Number.Length == 0)
        {
            return [];
        }

        var found = snapshot.Documents.Like(sought.Number, Most + 1).ToList();
        acts.Add(caller.Did(ActionCode.DocumentsRead, null, new { Documents = found.Select(d => d.Id) }));
        return found;
    }

    private List<FoundEncounter> Encounters(IReadOnlyList<FoundPerson> found)
    {
        using var connection = database.Open();
        var rows = connection.Query<EncounterRow>($"SELECT {EncounterTable.Columns} FROM encounter WHERE id IN @ids", new { ids = found.Select(f => f.Id) }).ToDictionary(r => r.Id, StringComparer.Ordinal);
        return [.. found.Where(f => rows.ContainsKey(f.Id)).Select(f => FoundEncounter.Of(rows[f.Id], f.Hit, keys)).OfType<FoundEncounter>()];
    }

    private List<FoundTraveller> Travellers(IReadOnlyList<(string Id, Hit? Hit)> found)
    {
        using var connection = database.Open();
        var rows = connection.Query<FoundTraveller.Row>(
            """
            SELECT t.id, t.person, t.status, c.data_key, c.kind, c.number, c.day, c.origin, c.destination, c.post, c.direction
            FROM traveller t JOIN crossing c ON c.id = t.crossing_id WHERE t.id IN @ids
            """,
            new { ids = found.Select(f => f.Id) }).ToDictionary(r => r.Id, StringComparer.Ordinal);
        return [.. found.Where(f => rows.ContainsKey(f.Id)).Select(f => FoundTraveller.Of(rows[f.Id], f.Hit, keys)).OfType<FoundTraveller>()];
    }

    /// <summary>The caller on the ground on which he may do something; null where he may not.</summary>
    private Caller? Allowed(Caller caller, Permission permission) =>
        !permission.Roles.Any(caller.Roles.Contains) ? null
        : catalogue.Allows(caller.Ground, permission.Doing) ? caller
        : catalogue.FirstFor(permission.Doing) is { } ground ? caller with { Ground = ground }
        : null;
}
