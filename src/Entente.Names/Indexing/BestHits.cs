namespace Entente.Names.Indexing;

/// <summary>Keeps the best hits of a search, one for each owner, in order. One a thread.</summary>
internal sealed class BestHits
{
    private readonly List<NameHit> _hits = [];
    private int _top;

    /// <summary>Best first; of equal scores the one listed first.</summary>
    public IReadOnlyList<NameHit> Hits => _hits;

    /// <summary>What a score must reach to enter; 0 as long as there is room.</summary>
    public double Lowest => _hits.Count == _top ? _hits[^1].Score : 0;

    /// <summary>Forgets all hits and takes at most so many, 1 or more.</summary>
    public void Begin(int top)
    {
        _hits.Clear();
        _top = top;
    }

    /// <summary>Keeps a hit if it is among the best.</summary>
    public void Keep<TScore>(NameHit hit, TScore score)
        where TScore : struct, IHitScore
    {
        if (_hits.Count == _top && !Before(hit, _hits[^1]))
        {
            return;
        }

        var owner = score.Owner(hit.Name);
        for (var i = 0; i < _hits.Count; i++)
        {
            if (score.Owner(_hits[i].Name) == owner)
            {
                if (!Before(hit, _hits[i]))
                {
                    return;
                }

                _hits.RemoveAt(i);
                break;
            }
        }

        var at = _hits.Count;
        while (at > 0 && Before(hit, _hits[at - 1]))
        {
            at--;
        }

        _hits.Insert(at, hit);
        if (_hits.Count > _top)
        {
            _hits.RemoveAt(_top);
        }
    }

    private static bool Before(NameHit a, NameHit b) => a.Score > b.Score || (a.Score == b.Score && a.Name < b.Name);
}
