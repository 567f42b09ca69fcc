using Entente.Names.Comparing;
using Entente.Names.Comparing.Hot;
using Entente.Names.Indexing;

namespace Entente.Names;

/// <summary>
/// One thread's working memory for queries against one index. The steps: find the listed parts that each query part agrees
/// with; from the part that says most to the one that says least, add up, for each name that has any of them, the most they can
/// bring, and score names in the order of that bound; stop where no name that is left can enter the answer. So the thousands
/// that share nothing but Mohamed are seldom looked at.
/// </summary>
public sealed class NameSearch
{
    /// <summary>Names scored for one query at most; beyond it the answer says that it was cut.</summary>
    public const int MostScored = 20_000;

    /// <summary>Names touched for one query at most; beyond it the answer says that it was cut.</summary>
    public const int MostTouched = 2_000_000;

    // Before a step that would touch so many names, a few of those touched already are scored: that may spare the step.
    private const int ManyNames = 4096;
    private const int FewNames = 64;

    private const string TooCommon = "the name is so common on the lists that not all of them were scored";

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
    private readonly Steps _steps = new();
    private readonly Tally _tally;
    private readonly Reach _reach;
    private readonly ByLevel _order = new();
    private readonly BestHits _best = new();

    /// <summary>Working memory for one index; 4 bytes a name, and what a query needs.</summary>
    public NameSearch(NameIndex index, NameWeights weights)
    {
        (_index, _weights) = (index, weights);
        _least = (int)(weights.LeastEvidence * LetterCosts.Unit);
        _together = (int)(weights.Joined * LetterCosts.Unit);
        _tally = new Tally(index.Count, MostTouched);
        _reach = new Reach(weights);
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
        _best.Begin(top);
        (Cut, Scored) = (query.Cut ? "the name is longer than what is compared" : null, 0);
        var parts = query.PartArray;
        var initials = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            _roles[i] = parts[i].Role;
            _beginnings[i] = Beginning.Of(parts[i].LatinNumbers);
            initials += _roles[i] == PartRole.Initial ? 1 : 0;
            _single[i] = Search(parts[i]);
            _joined[i] = i + 1 < parts.Length && JoinedParts.Of(parts[i], parts[i + 1]) is { } joined ? Search(joined) : FoundParts.None;
        }

        _steps.Begin(_roles.AsSpan(0, parts.Length), _single, _joined);
        _reach.Begin(NameShape.Of(_roles.AsSpan(0, parts.Length)), initials, query.Truncated);
        SearchStepByStep(query, minScore, score);
        _tally.Forget();
        return _best.Hits;
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

    private void SearchStepByStep<TScore>(Name query, double minScore, TScore score)
        where TScore : struct, IHitScore
    {
        var step = 0;
        for (; step < _steps.Count; step++)
        {
            if (_index.NamesWithAny(_steps[step].Found.Parts) > ManyNames)
            {
                ScoreFirst(query, minScore, score);
            }

            var parts = PartsThatMayEnter(step, minScore, score);
            if (parts == 0)
            {
                break;
            }

            if (!_tally.Touch(_index, _steps[step], parts))
            {
                Cut = TooCommon;
                break;
            }
        }

        for (; step < _steps.Count; step++)
        {
            _tally.Complete(_index, _steps[step]);
        }

        ScoreTouched(query, minScore, score);
    }

    /// <summary>
    /// How many of the parts that a step found, the nearest first, may bring a name into the answer that no step before has
    /// touched: such a name agrees in nothing but that part and what later steps bring.
    /// </summary>
    private int PartsThatMayEnter<TScore>(int step, double minScore, TScore score)
        where TScore : struct, IHitScore
    {
        var evidences = _steps[step].Found.Evidences;
        var (low, high) = (0, evidences.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            var reach = _reach.OfUntouched(evidences[middle] + _steps.MostFrom(step + 1), _steps.OpenBefore(step), score);
            (low, high) = CanEnter(reach, minScore) ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Whether a name whose score is no higher than this may enter the answer.</summary>
    private bool CanEnter(double reach, double minScore) => reach >= minScore && reach >= _best.Lowest;

    /// <summary>Scores the first few names that are touched: those that are nearest in the rarest part.</summary>
    private void ScoreFirst<TScore>(Name query, double minScore, TScore score)
        where TScore : struct, IHitScore
    {
        foreach (var name in _tally.Settle(FewNames))
        {
            Score(query, name, minScore, score);
        }
    }

    /// <summary>Scores the names that are touched and not scored yet, as far as they can enter the answer.</summary>
    private void ScoreTouched<TScore>(Name query, double minScore, TScore score)
        where TScore : struct, IHitScore
    {
        _order.Begin();
        var least = LeastEvidence(minScore, score);
        foreach (var name in _tally.Names)
        {
            var sum = _tally[name];
            if (sum.Evidence >= least)
            {
                _order.Add(name, _reach.LevelOf(sum, _index.Shapes[name], score));
            }
        }

        for (var batch = _order.Sort(minScore); batch.Next() && CanEnter(batch.Reach, minScore);)
        {
            foreach (var name in batch.Names)
            {
                if (!CanEnter(_reach.Of(name, _tally[name], _index.Shapes[name], score), minScore))
                {
                    continue;
                }

                if (Scored == MostScored)
                {
                    Cut = TooCommon;
                    return;
                }

                Score(query, name, minScore, score);
            }
        }
    }

    /// <summary>Names with less evidence than this cannot enter the answer, whatever else is true of them. Eighths of a bit.</summary>
    private int LeastEvidence<TScore>(double minScore, TScore score)
        where TScore : struct, IHitScore
    {
        var (low, high) = (0, _steps.MostFrom(0) + 1);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = CanEnter(_reach.OfUntouched(middle, open: 0, score), minScore) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private void Score<TScore>(Name query, int name, double minScore, TScore score)
        where TScore : struct, IHitScore
    {
        Scored++;
        var match = Match(query, name);
        if (score.Score(name, match) is var value && value >= minScore)
        {
            _best.Keep(new NameHit(name, value, match), score);
        }
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

        for (var j = 0; j < parts.Length; j++)
        {
            _assignment.ListedBeginning[j] = _index.BeginningOf(parts[j]);
        }

        var evidence = _assignment.Solve(queries, parts.Length);
        return Weighing.Weigh(_assignment, evidence, _roles.AsSpan(0, queries), _index.RolesOf(name), query.Truncated, _weights);
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
}
