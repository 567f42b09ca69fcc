using Entente.Names.Comparing;

namespace Entente.Names.Indexing;

/// <summary>What was found for one query part. Used again for the next query; one set a thread.</summary>
internal sealed class PartSearch
{
    private const int RoundShift = 12;
    private const int EvidenceMask = (1 << RoundShift) - 1;
    private const int LastRound = (1 << (31 - RoundShift)) - 1;

    // For each vocabulary part the round in which it was last compared, and its evidence then: one look tells both.
    private readonly int[] _compared;
    private readonly List<long> _found = [];
    private int _round;
    private int _info;

    /// <summary>Room for a vocabulary of so many parts.</summary>
    public PartSearch(int vocabulary) => _compared = new int[vocabulary];

    /// <summary>How many vocabulary parts have evidence above 0.</summary>
    public int Count => _found.Count;

    /// <summary>The most evidence any of them has, in eighths of a bit.</summary>
    public int Most => _found.Count == 0 ? 0 : EvidenceOf(_found[0]);

    /// <summary>Whether a bound kept parts from being looked at.</summary>
    public bool Cut { get; set; }

    /// <summary>How much sharing the query part says, in eighths of a bit.</summary>
    public int Info => _info;

    /// <summary>Room for deletion keys.</summary>
    public List<uint> Keys { get; } = [];

    /// <summary>Evidence for a vocabulary part in eighths of a bit; 0 where it was not found.</summary>
    public int Evidence(int part)
    {
        var compared = _compared[part];
        return compared >> RoundShift == _round ? compared & EvidenceMask : 0;
    }

    /// <summary>Begins anew; nothing is found.</summary>
    /// <param name="info">How much sharing the query part says, in eighths of a bit.</param>
    public void Begin(int info)
    {
        if (++_round > LastRound)
        {
            Array.Clear(_compared);
            _round = 1;
        }

        _info = info;
        _found.Clear();
        Cut = false;
    }

    /// <summary>Whether a vocabulary part has been compared already.</summary>
    public bool Knows(int part) => _compared[part] >> RoundShift == _round;

    /// <summary>Compares one vocabulary part that is related to the query part.</summary>
    public void Compare(int part, NamePart listed, int info, NamePart query, NameWeights weights) =>
        Found(part, listed.Role == PartRole.Initial ? 0 : PartEvidence.OfRelated(query, _info, listed, info, weights));

    /// <summary>Keeps the evidence for a part.</summary>
    public void Found(int part, int evidence)
    {
        _compared[part] = (_round << RoundShift) | evidence;
        if (evidence > 0)
        {
            _found.Add(((long)(EvidenceMask - evidence) << 32) | (uint)part);
        }
    }

    /// <summary>Puts the parts with the most evidence first; among equals the one that was listed first.</summary>
    public void SortByEvidence() => _found.Sort();

    /// <summary>One of the parts found, by its place after sorting.</summary>
    public int Part(int place) => (int)(uint)_found[place];

    /// <summary>What was found, to be remembered.</summary>
    public PartCache.Answer ToAnswer() => new([.. _found], Cut);

    /// <summary>Takes over what was found before.</summary>
    public void Recall(PartCache.Answer answer)
    {
        foreach (var found in answer.Found)
        {
            _compared[(int)(uint)found] = (_round << RoundShift) | EvidenceOf(found);
        }

        _found.AddRange(answer.Found);
        Cut = answer.Cut;
    }

    private static int EvidenceOf(long found) => EvidenceMask - (int)(found >> 32);
}
