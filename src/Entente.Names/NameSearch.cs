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

    private readonly NameIndex _index;
    private readonly NameWeights _weights;
    private readonly int _least;
    private readonly int _together;
    private readonly PartSearch _search = new();
    private readonly FoundParts[] _single = new FoundParts[Name.MostParts];
    private readonly FoundParts[] _joined = new FoundParts[Name.MostParts];
    private readonly PartRole[] _roles = new PartRole[Name.MostParts];
    private readonly ulong[] _beginnings = new ulong[Name.MostParts];
    private readonly Assignment _assignment = new();
    private readonly Sum[] _sums;
    private readonly List<int> _touched = [];
    private readonly List<short> _levels = [];
    private int[] _order = [];
    private readonly int[] _perLevel = new int[Levels + 1];
    private readonly LevelTable _levelTable = new();
    private readonly List<NameHit> _best = [];

    /// <summary>Working memory for one index; 4 bytes a name, and what a query needs.</summary>
    public NameSearch(NameIndex index, NameWeights weights)
    {
        (_index, _weights) = (index, weights);
        _least = (int)(weights.LeastEvidence * LetterCosts.Unit);
        _together = (int)(weights.Joined * LetterCosts.Unit);
        _sums = new Sum[index.Count];
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
        var (initials, names) = (0, 0);
        for (var i = 0; i < query.PartArray.Length; i++)
        {
            _roles[i] = query.PartArray[i].Role;
            _beginnings[i] = Beginning.Of(query.PartArray[i].LatinNumbers);
            initials += _roles[i] == PartRole.Initial ? 1 : 0;
            names += _roles[i] is PartRole.Name or PartRole.Nisba or PartRole.Father ? 1 : 0;
            _single[i] = Search(query.PartArray[i]);
            _joined[i] = i + 1 < query.PartArray.Length && JoinedParts.Of(query.PartArray[i], query.PartArray[i + 1]) is { } joined ? Search(joined) : FoundParts.None;
        }

        Touch(query);
        ScoreInOrder(query, names, initials * 4 * LetterCosts.Unit, top, minScore, score);
        Forget();
        return _best;
    }

    /// <summary>The parts in which a name that the last query found agrees with it.</summary>
    /// <param name="query">The name sought last.</param>
    /// <param name="name">Position of a name in the index.</param>
    public IReadOnlyList<AgreeingParts> Agreeing(Name query, int name)
    {
        Match(query, name);
        return AgreeingParts.Of(_assignment, query.PartArray.Length);
    }

    private FoundParts Search(NamePart part)
    {
        var found = _index.Vocabulary.Find(part, _search, _weights);
        if (found.Cut)
        {
            Cut = "a part of the name is so short that too many listed names are like it; those that are spelled nearest were scored";
        }

        return found;
    }

    /// <summary>Adds up, name by name, the most that each query part can bring.</summary>
    private void Touch(Name query)
    {
        for (var i = 0; i < query.PartArray.Length; i++)
        {
            TouchWith(_single[i], (byte)((2 * i) + 1), pieces: 1);
            TouchWith(_joined[i], (byte)((2 * i) + 2), pieces: 2);
        }
    }

    private void TouchWith(FoundParts found, byte stamp, byte pieces)
    {
        // The nearest parts first, so that the first touch of a name by this query part is the most it can bring.
        var parts = found.Parts;
        var evidences = found.Evidences;
        for (var place = 0; place < parts.Length; place++)
        {
            var evidence = (ushort)evidences[place];
            foreach (var posting in _index.NamesWith(parts[place]))
            {
                var name = posting & ~NameIndex.JoinedFlag;
                ref var sum = ref _sums[name];
                if (sum.Last == stamp)
                {
                    continue;
                }

                if (sum.Last == 0)
                {
                    if (_touched.Count >= MostTouched)
                    {
                        Cut = "the name is so common on the lists that not all of them were scored";
                        return;
                    }

                    _touched.Add(name);
                }

                sum.Last = stamp;
                sum.Evidence += evidence;
                sum.Pieces += posting < 0 ? (byte)2 : pieces;
            }
        }
    }

    private void ScoreInOrder<TScore>(Name query, int names, int slack, int top, double minScore, TScore score)
        where TScore : struct, IHitScore
    {
        SetLevels(names, slack, score);
        var order = OrderByLevel((int)(minScore * Levels));
        for (var (at, level) = (0, Levels); level >= 0 && at < order.Length; level--)
        {
            // No name of this level, or of a lower one, scores more.
            var reach = level / (double)Levels;
            if (reach < minScore || (_best.Count == top && reach < _best[^1].Score))
            {
                return;
            }

            for (var end = at + _perLevel[level]; at < end; at++)
            {
                if (!ScoreOne(query, order[at], top, minScore, score))
                {
                    return;
                }
            }
        }
    }

    /// <summary>The touched names from the highest level down to the lowest that is asked for.</summary>
    private ReadOnlySpan<int> OrderByLevel(int lowest)
    {
        Span<int> next = stackalloc int[Levels + 1];
        var total = 0;
        for (var level = Levels; level >= lowest; level--)
        {
            next[level] = total;
            total += _perLevel[level];
        }

        if (_order.Length < total)
        {
            _order = new int[Math.Max(total, 2 * _order.Length)];
        }

        for (var i = 0; i < _touched.Count; i++)
        {
            if (_levels[i] >= lowest)
            {
                _order[next[_levels[i]]++] = _touched[i];
            }
        }

        return _order.AsSpan(0, total);
    }

    /// <summary>The bound of each touched name's score as a level: never below the score itself.</summary>
    private void SetLevels<TScore>(int names, int slack, TScore score)
        where TScore : struct, IHitScore
    {
        Array.Clear(_perLevel);
        _levels.Clear();
        _levelTable.Begin();
        foreach (var name in _touched)
        {
            var sum = _sums[name];

            // A name of the query that agrees with nothing is missing from the listed name, or contradicts what is left there.
            var open = sum.Pieces < names;
            var contradicted = open && slack == 0 && sum.Pieces < _index.Substantive[name];
            var place = LevelTable.PlaceOf(sum.Evidence, open, contradicted);
            var level = _levelTable.Of(place);
            if (level < 0)
            {
                var bits = (sum.Evidence + slack) / (double)LetterCosts.Unit;
                var bound = score.Bound(open && !contradicted ? bits - _weights.MissingFromListing : bits, contradicted);
                bound = open && !contradicted ? Math.Max(bound, score.Bound(bits, contradicted: true)) : bound;
                level = _levelTable.Keep(place, Math.Clamp((int)Math.Ceiling(bound * Levels), 0, Levels));
            }

            _levels.Add((short)level);
            _perLevel[level]++;
        }
    }

    private bool ScoreOne<TScore>(Name query, int name, int top, double minScore, TScore score)
        where TScore : struct, IHitScore
    {
        if (++Scored > MostScored)
        {
            Cut = "the name is so common on the lists that not all of them were scored";
            return false;
        }

        var match = Match(query, name);
        var value = score.Score(name, match);
        if (value >= minScore)
        {
            Keep(new NameHit(name, value, match), top, score);
        }

        return true;
    }

    private NameMatch Match(Name query, int name)
    {
        var parts = _index.PartsOf(name);
        var joined = _index.JoinedOf(name);
        var queries = query.PartArray.Length;
        for (var i = 0; i < queries; i++)
        {
            _assignment.QueryBeginning[i] = _beginnings[i];
            if (_roles[i] == PartRole.Initial)
            {
                FillInitial(query.PartArray[i], i, parts);
            }
            else
            {
                FillPart(_single[i], _joined[i], i, parts, joined);
            }
        }

        var listedRoles = _index.RolesOf(name);
        Span<PartRole> roles = stackalloc PartRole[parts.Length];
        for (var j = 0; j < roles.Length; j++)
        {
            roles[j] = (PartRole)listedRoles[j];
            _assignment.ListedBeginning[j] = _index.BeginningOf(parts[j]);
        }

        var evidence = _assignment.Solve(queries, parts.Length);
        return Weighing.Weigh(_assignment, evidence, _roles.AsSpan(0, queries), roles, query.Truncated, _weights);
    }

    private void FillPart(FoundParts single, FoundParts withNext, int i, ReadOnlySpan<int> parts, ReadOnlySpan<int> joined)
    {
        var row = i * Assignment.Side;
        for (var j = 0; j < parts.Length; j++)
        {
            _assignment.Single[row + j] = Agreeing(single.Evidence(parts[j]), 0);
            _assignment.ListedJoined[row + j] = joined[j] < 0 ? 0 : Agreeing(single.Evidence(joined[j]), _together);
            _assignment.QueryJoined[row + j] = Agreeing(withNext.Evidence(parts[j]), _together);
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
        if (_best.Count == top && !Before(hit, _best[^1]))
        {
            return;
        }

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
            _sums[name] = default;
        }

        _touched.Clear();
    }

    /// <summary>What was added up for a name; four bytes, so that a touch is one look into memory.</summary>
    private struct Sum
    {
        /// <summary>The most evidence its parts can bring, in eighths of a bit.</summary>
        public ushort Evidence;

        /// <summary>How many parts may agree.</summary>
        public byte Pieces;

        /// <summary>By which query part it was touched last; 0 for none.</summary>
        public byte Last;
    }
}
