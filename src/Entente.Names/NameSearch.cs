using Entente.Names.Comparing;
using Entente.Names.Comparing.Hot;
using Entente.Names.Indexing;

namespace Entente.Names;

/// <summary>
/// One thread's working memory for queries against one index. The steps: find the listed parts that each query part agrees
/// with; add up, for each name that has any of them, the most they can bring; score names in the order of that bound until no
/// bound that is left can enter the answer.
/// </summary>
public sealed class NameSearch
{
    /// <summary>Names scored for one query at most; beyond it the answer says that it was cut.</summary>
    public const int MostScored = 20_000;

    /// <summary>Names touched for one query at most; beyond it the answer says that it was cut.</summary>
    public const int MostTouched = 2_000_000;

    private const int Levels = 512;
    private const int Wanted = 64;

    private readonly NameIndex _index;
    private readonly NameWeights _weights;
    private readonly int _least;
    private readonly int _together;
    private readonly PartSearch?[] _single = new PartSearch?[Name.MostParts];
    private readonly PartSearch?[] _joined = new PartSearch?[Name.MostParts];
    private readonly Assignment _assignment = new();
    private readonly int[] _bound;
    private readonly byte[] _parts;
    private readonly byte[] _last;
    private readonly List<int> _touched = [];
    private readonly int[] _perLevel = new int[Levels + 1];
    private readonly List<NameHit> _best = [];

    /// <summary>Working memory for one index; about 6 bytes a name, and 6 bytes a vocabulary part for each part of the longest query.</summary>
    public NameSearch(NameIndex index, NameWeights weights)
    {
        (_index, _weights) = (index, weights);
        _least = (int)(weights.LeastEvidence * LetterCosts.Unit);
        _together = (int)(weights.Joined * LetterCosts.Unit);
        _bound = new int[index.Count];
        _parts = new byte[index.Count];
        _last = new byte[index.Count];
    }

    /// <summary>Null, or why the last answer may lack names, in words.</summary>
    public string? Cut { get; private set; }

    /// <summary>How many names the last query scored in full.</summary>
    public int Scored { get; private set; }

    /// <summary>The names with the best scores, best first; of equal scores the one listed first.</summary>
    /// <param name="query">The name sought.</param>
    /// <param name="top">How many owners at most.</param>
    /// <param name="minScore">Lowest score.</param>
    /// <param name="score">Makes the score.</param>
    public IReadOnlyList<NameHit> Find<TScore>(Name query, int top, double minScore, TScore score)
        where TScore : struct, IHitScore
    {
        _best.Clear();
        (Cut, Scored) = (query.Cut ? "the name is longer than what is compared" : null, 0);
        var initials = 0;
        for (var i = 0; i < query.Parts.Count; i++)
        {
            initials += query.Parts[i].Role == PartRole.Initial ? 1 : 0;
            Search(ref _single[i], query.Parts[i]);
            if (i + 1 < query.Parts.Count && JoinedParts.Of(query.Parts[i], query.Parts[i + 1]) is { } joined)
            {
                Search(ref _joined[i], joined);
            }
            else
            {
                _joined[i]?.Begin(0);
            }
        }

        Touch(query);
        ScoreInOrder(query, initials * 4 * LetterCosts.Unit, top, minScore, score);
        Forget();
        return _best;
    }

    private void Search(ref PartSearch? search, NamePart part)
    {
        search ??= new PartSearch(_index.VocabularyCount);
        _index.Vocabulary.Find(part, search, _weights);
        if (search.Cut)
        {
            Cut = "a part of the name is so short that too many listed names are like it; those that are spelled nearest were scored";
        }
    }

    /// <summary>Adds up, name by name, the most that each query part can bring.</summary>
    private void Touch(Name query)
    {
        for (var i = 0; i < query.Parts.Count; i++)
        {
            TouchWith(_single[i]!, (byte)((2 * i) + 1), pieces: 1);
            if (_joined[i] is { } joined)
            {
                TouchWith(joined, (byte)((2 * i) + 2), pieces: 2);
            }
        }
    }

    private void TouchWith(PartSearch search, byte stamp, byte pieces)
    {
        // The nearest parts first, so that the first touch of a name by this query part is the most it can bring.
        for (var place = 0; place < search.Count; place++)
        {
            var part = search.Part(place);
            var evidence = search.Evidence(part);
            foreach (var posting in _index.NamesWith(part))
            {
                var name = posting & ~NameIndex.JoinedFlag;
                if (_last[name] == stamp)
                {
                    continue;
                }

                if (_last[name] == 0)
                {
                    if (_touched.Count >= MostTouched)
                    {
                        Cut = "the name is so common on the lists that not all of them were scored";
                        return;
                    }

                    _touched.Add(name);
                }

                _last[name] = stamp;
                _bound[name] += evidence;
                _parts[name] += posting < 0 ? (byte)2 : pieces;
            }
        }
    }

    private void ScoreInOrder<TScore>(Name query, int slack, int top, double minScore, TScore score)
        where TScore : struct, IHitScore
    {
        Span<PartRole> roles = stackalloc PartRole[query.Parts.Count];
        var names = 0;
        for (var i = 0; i < roles.Length; i++)
        {
            roles[i] = query.Parts[i].Role;
            names += roles[i] is PartRole.Name or PartRole.Nisba ? 1 : 0;
        }

        Array.Clear(_perLevel);
        foreach (var name in _touched)
        {
            // From here on the place of the bound holds its level.
            _bound[name] = LevelOf(name, names, slack, score);
            _perLevel[_bound[name]]++;
        }

        for (var high = Levels; high >= 0;)
        {
            var (low, count) = (high, _perLevel[high]);
            while (low > 0 && count < Wanted)
            {
                count += _perLevel[--low];
            }

            foreach (var name in _touched)
            {
                var level = _bound[name];
                if (level >= low && level <= high && !ScoreOne(query, name, roles, top, minScore, score))
                {
                    return;
                }
            }

            // What is left lies a level lower.
            var reach = (low - 1) / (double)Levels;
            if (reach < minScore || (_best.Count == top && reach < _best[^1].Score))
            {
                return;
            }

            high = low - 1;
        }
    }

    /// <summary>The bound of a name's score as a level: never below the score itself.</summary>
    private int LevelOf<TScore>(int name, int queryNames, int slack, TScore score)
        where TScore : struct, IHitScore
    {
        var contradicted = _parts[name] < Math.Min(queryNames, (int)_index.Substantive[name]) && slack == 0;
        var missing = Math.Min(1, Math.Max(0, queryNames - _parts[name])) * Math.Min(_weights.MissingFromListing, _weights.Contradiction);
        var bound = score.Bound(((_bound[name] + slack) / (double)LetterCosts.Unit) - missing, contradicted);
        return Math.Clamp((int)Math.Ceiling(bound * Levels), 0, Levels);
    }

    private bool ScoreOne<TScore>(Name query, int name, ReadOnlySpan<PartRole> roles, int top, double minScore, TScore score)
        where TScore : struct, IHitScore
    {
        if (++Scored > MostScored)
        {
            Cut = "the name is so common on the lists that not all of them were scored";
            return false;
        }

        var match = Match(query, name, roles);
        var value = score.Score(name, match);
        if (value >= minScore)
        {
            Keep(new NameHit(name, value, match), top, score);
        }

        return true;
    }

    private NameMatch Match(Name query, int name, ReadOnlySpan<PartRole> queryRoles)
    {
        var parts = _index.PartsOf(name);
        var joined = _index.JoinedOf(name);
        var listedRoles = _index.RolesOf(name);
        Span<PartRole> roles = stackalloc PartRole[parts.Length];
        for (var j = 0; j < parts.Length; j++)
        {
            roles[j] = (PartRole)listedRoles[j];
        }

        for (var i = 0; i < queryRoles.Length; i++)
        {
            if (queryRoles[i] == PartRole.Initial)
            {
                FillInitial(query.PartArray[i], i, parts);
            }
            else
            {
                FillPart(_single[i]!, _joined[i], i, parts, joined);
            }
        }

        var evidence = _assignment.Solve(queryRoles.Length, parts.Length);
        return Weighing.Weigh(_assignment, evidence, queryRoles, roles, query.Truncated, _weights);
    }

    private void FillPart(PartSearch single, PartSearch? withNext, int i, ReadOnlySpan<int> parts, ReadOnlySpan<int> joined)
    {
        var row = i * Assignment.Side;
        for (var j = 0; j < parts.Length; j++)
        {
            _assignment.Single[row + j] = Agreeing(single.Evidence(parts[j]), 0);
            _assignment.ListedJoined[row + j] = joined[j] < 0 ? 0 : Agreeing(single.Evidence(joined[j]), _together);
            _assignment.QueryJoined[row + j] = withNext is null || withNext.Count == 0 ? 0 : Agreeing(withNext.Evidence(parts[j]), _together);
        }
    }

    private void FillInitial(NamePart initial, int i, ReadOnlySpan<int> parts)
    {
        var row = i * Assignment.Side;
        for (var j = 0; j < parts.Length; j++)
        {
            _assignment.Single[row + j] = Agreeing(PartEvidence.OfInitial(initial, _index.Vocabulary[parts[j]]), 0);
            _assignment.ListedJoined[row + j] = 0;
            _assignment.QueryJoined[row + j] = 0;
        }
    }

    /// <summary>Evidence that is too little to agree is none.</summary>
    private int Agreeing(int evidence, int less) => evidence >= _least ? Math.Max(0, evidence - less) : 0;

    private void Keep<TScore>(NameHit hit, int top, TScore score)
        where TScore : struct, IHitScore
    {
        var owner = score.Owner(hit.Name);
        for (var i = 0; i < _best.Count; i++)
        {
            if (score.Owner(_best[i].Name) == owner)
            {
                if (!Before(hit, _best[i]))
                {
                    return;
                }

                _best.RemoveAt(i);
                break;
            }
        }

        if (_best.Count == top && !Before(hit, _best[^1]))
        {
            return;
        }

        var at = _best.Count;
        while (at > 0 && Before(hit, _best[at - 1]))
        {
            at--;
        }

        _best.Insert(at, hit);
        if (_best.Count > top)
        {
            _best.RemoveAt(top);
        }
    }

    private static bool Before(NameHit a, NameHit b) => a.Score > b.Score || (a.Score == b.Score && a.Name < b.Name);

    private void Forget()
    {
        foreach (var name in _touched)
        {
            (_bound[name], _parts[name], _last[name]) = (0, 0, 0);
        }

        _touched.Clear();
    }
}
