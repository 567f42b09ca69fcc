using Entente.Screening;
using Entente.Screening.Subjects;

namespace Entente.Node.Border.Kept;

/// <summary>
/// People found by name, birth date and document as the lists are searched: immutable. Most of them are compiled once, and those who have come since in a
/// small part beside, so that somebody new does not compile everybody again.
/// </summary>
internal sealed class IndexedPeople
{
    private const int SmallPart = 500;

    private readonly Dictionary<string, KeptPerson> _all;
    private readonly HashSet<string> _since;
    private readonly Screening.Watchlist _large;
    private readonly Screener _inLarge;
    private readonly Screener _inSmall;

    private IndexedPeople(Dictionary<string, KeptPerson> all, HashSet<string> since, Screening.Watchlist large, Screener inLarge, CancellationToken cancellationToken)
    {
        (_all, _since, _large, _inLarge) = (all, since, large, inLarge);
        _inSmall = Compile(since.Select(id => all[id]), cancellationToken).Screener;
    }

    /// <summary>Nobody.</summary>
    public static IndexedPeople Empty { get; } = new([], [], Compile([], CancellationToken.None).Watchlist, Compile([], CancellationToken.None).Screener, CancellationToken.None);

    /// <summary>How many there are.</summary>
    public int Count => _all.Count;

    /// <summary>Whether somebody is known as he is stored.</summary>
    public bool Has(string id, string mark) => _all.TryGetValue(id, out var known) && known.Mark == mark;

    /// <summary>The same with those who came, and without those who are gone. Whoever was deleted is in no part of it afterwards.</summary>
    /// <param name="now">Everybody by id, with the mark of how he is stored.</param>
    /// <param name="changed">Those who are new or stored anew.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public IndexedPeople With(IReadOnlyDictionary<string, string> now, IReadOnlyList<KeptPerson> changed, CancellationToken cancellationToken)
    {
        // Where more are stored than fit, the oldest give way one by one; they are found no longer, and leave the large part with the next that is compiled.
        var isGone = now.Count < KeptPeople.Most && _all.Keys.Any(id => !now.ContainsKey(id));
        if (changed.Count == 0 && !isGone)
        {
            return this;
        }

        var all = _all.Where(known => now.ContainsKey(known.Key)).ToDictionary(StringComparer.Ordinal);
        foreach (var person in changed)
        {
            all[person.Id] = person;
        }

        var since = _since.Where(all.ContainsKey).Concat(changed.Select(c => c.Id)).ToHashSet(StringComparer.Ordinal);
        if (!isGone && since.Count <= Math.Max(SmallPart, _large.People.Count / 10))
        {
            return new IndexedPeople(all, since, _large, _inLarge, cancellationToken);
        }

        var (large, inLarge) = Compile(all.Values, cancellationToken);
        return new IndexedPeople(all, [], large, inLarge, cancellationToken);
    }

    /// <summary>Who may be the person sought, best first.</summary>
    /// <param name="sought">Who is sought.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="minScore">Lowest score, 0 to 1.</param>
    public IReadOnlyList<FoundPerson> Find(Subject sought, int most, double minScore)
    {
        var hits = _inLarge.Screen(sought, most, minScore).Hits.Concat(_since.Count == 0 ? [] : _inSmall.Screen(sought, most, minScore).Hits).OrderByDescending(h => h.Score);

        // Of somebody who was stored anew the large part still has what he was before.
        return [.. hits.SelectMany(hit => hit.AlsoListedAs.Prepend(hit.Listing).Where(IsCurrent).Select(listing => new FoundPerson(listing.Id, hit))).DistinctBy(f => f.Id).Take(most)];
    }

    /// <summary>Who came in a vehicle with that number plate, as <see cref="KeptPeople.Plate"/> writes it.</summary>
    public IReadOnlyList<string> WithPlate(string plate, int most) => plate.Length == 0 ? [] : [.. _all.Values.Where(p => p.Plate == plate).Select(p => p.Id).OrderDescending(StringComparer.Ordinal).Take(most)];

    private bool IsCurrent(Listing listing) => _all.TryGetValue(listing.Id, out var known) && ReferenceEquals(known.Listing, listing);

    private static (Screening.Watchlist Watchlist, Screener Screener) Compile(IEnumerable<KeptPerson> people, CancellationToken cancellationToken)
    {
        var watchlist = Screening.Watchlist.Build([.. people.Select(p => p.Listing).OfType<Listing>()], [], cancellationToken);
        return (watchlist, new Screener(watchlist, ScreeningPolicy.Default, Clearances.None));
    }
}

/// <summary>Somebody who is kept.</summary>
/// <param name="Id">Id of the traveller or encounter.</param>
/// <param name="Mark">Another one whenever the person is stored anew.</param>
/// <param name="Listing">Identity data in the shape in which the engine takes them; null where none can be read.</param>
/// <param name="Plate">Number plate of the vehicle; empty for none.</param>
internal sealed record KeptPerson(string Id, string Mark, Listing? Listing, string Plate);

/// <summary>Somebody who was found.</summary>
/// <param name="Id">Id of the traveller or encounter.</param>
/// <param name="Hit">Why.</param>
internal sealed record FoundPerson(string Id, Hit Hit);
