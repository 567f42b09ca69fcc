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

    // Whoever types a single common name wants to see who bears it, which scores little; beside somebody of whom all agrees, whoever shares one part is no result.
    private const double LeastScore = 0.1;
    private const double LeastOfBest = 0.5;

    /// <summary>Everything that was found.</summary>
    public async Task<SearchFound> FindAsync(Sought sought, Caller caller, CancellationToken cancellationToken)
    {
        if (!sought.IsAnything)
        {
            return new SearchFound(sought, [], [], [], [], [], kept.IsRead);
        }

        var (snapshot, acts) = (lists.Snapshot, new List<Act>());
        var (screens, decides, travels) = (Allowed(caller, Permission.Entities), Allowed(caller, Permission.ReadEncounters), Allowed(caller, Permission.Crossings));
        var people = Best(sought, screens is null ? null : snapshot, decides is not null, travels is not null);
        var listings = screens is null || snapshot is null ? [] : Listings(sought, snapshot, people.Listings, screens, acts);
        var encounters = decides is null ? [] : Encounters(people.Encounters, decides, acts);
        var travellers = travels is null ? [] : Travellers(sought, people.Travellers, travels, acts);
        var documents = Allowed(caller, Permission.ReadListings) is { } reads ? Documents(sought, snapshot, reads, acts) : [];
        var crossings = travels is not null && sought.Crossing.Length + sought.Day.Length > 0 ? FindCrossings.Find(database, sought.Crossing, sought.Day, sought.Place, Most + 1) : [];
        await Task.WhenAll(acts.Select(act => ledger.RecordAsync(act, cancellationToken)));
        return new SearchFound(sought, encounters, travellers, listings, documents, crossings, kept.IsRead);
    }

    /// <summary>Everybody who is like the person sought, as far as the caller may see him, without those who are much less like him than another.</summary>
    private People Best(Sought sought, ListSnapshot? snapshot, bool encounters, bool travellers)
    {
        if (sought.Person is not { } person)
        {
            return new People([], [], []);
        }

        var all = new People(
            snapshot is null ? [] : [.. snapshot.Screen(person, Most + 1, LeastScore).Hits.Where(Means)],
            encounters ? [.. kept.Encounters.Find(person, Most + 1, LeastScore).Where(f => Means(f.Hit))] : [],
            travellers ? [.. kept.Travellers.Find(person, Most + 1, LeastScore).Where(f => Means(f.Hit))] : []);
        var best = all.Hits.Select(h => h.Score).DefaultIfEmpty().Max();
        return new People([.. all.Listings.Where(IsNear)], [.. all.Encounters.Where(f => IsNear(f.Hit))], [.. all.Travellers.Where(f => IsNear(f.Hit))]);

        bool Means(Hit hit) => !sought.IsNumber || hit.Evidence.Any(e => e.Field == EvidenceField.Document && e.Agreement is Agreement.Agrees or Agreement.Near);
        bool IsNear(Hit hit) => hit.Score >= best * LeastOfBest;
    }

    private static List<FoundListing> Listings(Sought sought, ListSnapshot snapshot, IReadOnlyList<Hit> hits, Caller caller, List<Act> acts)
    {
        var byId = snapshot.Find(sought.Text) is { } listing ? new[] { new FoundListing(listing, null, snapshot.TermsOf(listing), []) } : [];
        var byName = hits.Where(hit => byId.All(b => b.Listing.Id != hit.Listing.Id)).Select(hit => new FoundListing(hit.Listing, hit, snapshot.TermsOf(hit.Listing), [.. hit.AlsoListedAs.Select(l => l.List).Distinct(StringComparer.Ordinal)]));
        var found = byId.Concat(byName).Take(Most + 1).ToList();
        if (sought.Person is not null || found.Count > 0)
        {
            acts.Add(caller.Did(ActionCode.ListingsSearched, null, new { Dataset = Datasets.All, Listings = found.Select(f => f.Listing.Id) }));
        }

        return found;
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

    private List<FoundEncounter> Encounters(IReadOnlyList<FoundPerson> found, Caller caller, List<Act> acts)
    {
        using var connection = database.Open();
        var rows = connection.QueryAmong<EncounterRow>($"SELECT {EncounterTable.Columns} FROM encounter WHERE id IN @ids", found.Select(f => f.Id)).ToDictionary(r => r.Id, StringComparer.Ordinal);
        var encounters = found.Where(f => rows.ContainsKey(f.Id)).Select(f => FoundEncounter.Of(rows[f.Id], f.Hit, keys)).OfType<FoundEncounter>().ToList();
        if (encounters.Count > 0)
        {
            acts.Add(caller.Did(ActionCode.EncounterRead, null, new { Encounters = encounters.Select(e => e.State.Id) }));
        }

        return encounters;
    }

    private List<FoundTraveller> Travellers(Sought sought, IReadOnlyList<FoundPerson> byName, Caller caller, List<Act> acts)
    {
        if (sought.Person is null && sought.Plate.Length == 0)
        {
            return [];
        }

        var byPlate = kept.Travellers.WithPlate(sought.Plate, Most + 1).Select(id => (Id: id, Hit: (Hit?)null));
        var found = byPlate.Concat(byName.Select(f => (f.Id, Hit: (Hit?)f.Hit))).DistinctBy(f => f.Id).Take(Most + 1).ToList();
        using var connection = database.Open();
        var rows = connection.QueryAmong<FoundTraveller.Row>(
            """
            SELECT t.id, t.person, t.status, c.data_key, c.kind, c.number, c.day, c.origin, c.destination, c.post, c.direction
            FROM traveller t JOIN crossing c ON c.id = t.crossing_id WHERE t.id IN @ids
            """,
            found.Select(f => f.Id)).ToDictionary(r => r.Id, StringComparer.Ordinal);
        var travellers = found.Where(f => rows.ContainsKey(f.Id)).Select(f => FoundTraveller.Of(rows[f.Id], f.Hit, keys)).OfType<FoundTraveller>().ToList();
        acts.Add(caller.Did(ActionCode.TravellersSearched, null, new { Travellers = travellers.Select(t => t.Id) }));
        return travellers;
    }

    /// <summary>The caller on the ground on which he may do something; null where he may not.</summary>
    private Caller? Allowed(Caller caller, Permission permission) =>
        !permission.Roles.Any(caller.Roles.Contains) ? null
        : catalogue.Allows(caller.Ground, permission.Doing) ? caller
        : catalogue.FirstFor(permission.Doing) is { } ground ? caller with { Ground = ground }
        : null;

    /// <summary>Everybody who is like the person sought.</summary>
    private sealed record People(IReadOnlyList<Hit> Listings, IReadOnlyList<FoundPerson> Encounters, IReadOnlyList<FoundPerson> Travellers)
    {
        /// <summary>All hits.</summary>
        public IEnumerable<Hit> Hits => Listings.Concat(Encounters.Select(f => f.Hit)).Concat(Travellers.Select(f => f.Hit));
    }
}
