namespace Entente.Node.Border.Crossings;

/// <summary>
/// The travellers of one crossing, found by what a message says of them without looking at each: a ship's list of thousands must not keep the one writer
/// for as long as all pairs take.
/// </summary>
internal sealed class KnownTravellers
{
    private readonly List<CrossingTraveller> _all = [];
    private readonly Dictionary<string, SortedSet<int>> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<int, List<string>> _keys = [];
    private readonly Dictionary<CrossingTraveller, int> _places = [];

    /// <summary>Takes those who are known.</summary>
    /// <param name="sender">Whose message is read; null for nobody's.</param>
    /// <param name="known">They, in their order.</param>
    public KnownTravellers(string? sender, IEnumerable<CrossingTraveller> known)
    {
        Sender = sender;
        foreach (var traveller in known)
        {
            Add(traveller);
        }
    }

    /// <summary>Whose message is read.</summary>
    public string? Sender { get; }

    /// <summary>All of them, in their order.</summary>
    public IReadOnlyList<CrossingTraveller> All => _all;

    /// <summary>Adds somebody new.</summary>
    public void Add(CrossingTraveller traveller)
    {
        _places[traveller] = _all.Count;
        _all.Add(traveller);
        Learn(traveller);
    }

    /// <summary>More is known of a traveller now.</summary>
    public void Learn(CrossingTraveller traveller)
    {
        var place = _places[traveller];
        foreach (var key in _keys.GetValueOrDefault(place) ?? [])
        {
            _byKey[key].Remove(place);
        }

        _keys[place] = [.. traveller.Person.KeptKeys(Sender)];
        foreach (var key in _keys[place])
        {
            (_byKey.TryGetValue(key, out var places) ? places : _byKey[key] = []).Add(place);
        }
    }

    /// <summary>The first who is the person of a message; null where nobody is.</summary>
    public CrossingTraveller? Find(StoredPerson person)
    {
        var first = int.MaxValue;
        foreach (var key in person.SoughtKeys())
        {
            if (_byKey.TryGetValue(key, out var places) && places.Where(p => _all[p].Person.IsSameAs(person, Sender)).Cast<int?>().FirstOrDefault() is { } place)
            {
                first = Math.Min(first, place);
            }
        }

        return first < int.MaxValue ? _all[first] : null;
    }
}
