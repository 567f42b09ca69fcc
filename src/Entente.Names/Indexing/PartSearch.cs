using Entente.Names.Comparing;

namespace Entente.Names.Indexing;

/// <summary>What was found for one query part. Used again for the next query; one set a thread.</summary>
internal sealed class PartSearch
{
    private readonly short[] _evidence;
    private readonly int[] _seen;
    private readonly List<int> _found = [];
    private int _round;
    private int _info;

    /// <summary>Room for a vocabulary of so many parts.</summary>
    public PartSearch(int vocabulary)
    {
        _evidence = new short[vocabulary];
        _seen = new int[vocabulary];
    }

    /// <summary>Vocabulary parts with evidence above 0, in the order found.</summary>
    public List<int> Parts => _found;

    /// <summary>The most evidence any of them has, in eighths of a bit.</summary>
    public int Most { get; private set; }

    /// <summary>Whether a bound kept parts from being looked at.</summary>
    public bool Cut { get; set; }

    /// <summary>Room for deletion keys.</summary>
    public List<uint> Keys { get; } = [];

    /// <summary>Evidence for a vocabulary part; 0 where it was not found.</summary>
    public int Evidence(int part) => _seen[part] == _round ? _evidence[part] : 0;

    /// <summary>Begins anew.</summary>
    public void Begin(int info)
    {
        _round++;
        _info = info;
        _found.Clear();
        (Most, Cut) = (0, false);
    }

    /// <summary>Compares one vocabulary part, unless it has been before.</summary>
    public void Look(int part, NamePart listed, int info, NamePart query, NameWeights weights)
    {
        if (_seen[part] == _round)
        {
            return;
        }

        if (listed.Role == PartRole.Initial || !PartComparison.Related(query, listed))
        {
            return;
        }

        Found(part, PartEvidence.OfRelated(query, _info, listed, info, weights));
    }

    /// <summary>Puts the parts with the most evidence first; among equals the one that was listed first.</summary>
    public void SortByEvidence() =>
        _found.Sort((a, b) => _evidence[b] != _evidence[a] ? _evidence[b].CompareTo(_evidence[a]) : a.CompareTo(b));

    /// <summary>Keeps the evidence for a part.</summary>
    public void Found(int part, int evidence)
    {
        _seen[part] = _round;
        _evidence[part] = (short)evidence;
        if (evidence > 0)
        {
            _found.Add(part);
            Most = Math.Max(Most, evidence);
        }
    }
}
