namespace Entente.Names.Indexing;

/// <summary>What one query part, or two joined, agrees with, and how the names that have it are touched.</summary>
/// <param name="Found">The listed parts.</param>
/// <param name="Stamp">Another one for each step of a query, 1 to 127.</param>
/// <param name="Pieces">1, or 2 for parts of the query that were joined.</param>
internal readonly record struct Step(FoundParts Found, byte Stamp, byte Pieces);

/// <summary>
/// The query parts, singly and joined, in the order in which names are touched with them: first the one that can bring most,
/// which is the rarest. One a thread.
/// </summary>
internal sealed class Steps
{
    private const int MostSteps = 2 * Name.MostParts;

    private readonly Step[] _steps = new Step[MostSteps];

    // What the steps from one on can bring together, and how many names of the query are sure to agree with nothing in a name
    // that the steps before one have not touched.
    private readonly int[] _mostFrom = new int[MostSteps + 1];
    private readonly int[] _openBefore = new int[MostSteps + 1];

    /// <summary>How many steps there are.</summary>
    public int Count { get; private set; }

    /// <summary>A step.</summary>
    public Step this[int step] => _steps[step];

    /// <summary>The most evidence that this step and all later ones can bring, in eighths of a bit.</summary>
    public int MostFrom(int step) => _mostFrom[step];

    /// <summary>How many names proper of the query agree with nothing in a name that no step before this one touched.</summary>
    public int OpenBefore(int step) => _openBefore[step];

    /// <summary>Takes what was found for the parts of a query.</summary>
    /// <param name="roles">The roles of the parts.</param>
    /// <param name="single">What was found for each.</param>
    /// <param name="joined">What was found for each joined with the next.</param>
    public void Begin(ReadOnlySpan<PartRole> roles, ReadOnlySpan<FoundParts> single, ReadOnlySpan<FoundParts> joined)
    {
        Count = 0;
        for (var i = 0; i < roles.Length; i++)
        {
            Add(new Step(single[i], (byte)((2 * i) + 1), 1));
            Add(new Step(joined[i], (byte)((2 * i) + 2), 2));
        }

        _mostFrom[Count] = 0;
        for (var step = Count - 1; step >= 0; step--)
        {
            _mostFrom[step] = _mostFrom[step + 1] + _steps[step].Found.Most;
        }

        for (var step = 0; step <= Count; step++)
        {
            _openBefore[step] = Open(step, roles);
        }
    }

    /// <summary>Puts a step in its place; one that found nothing is none.</summary>
    private void Add(Step step)
    {
        if (step.Found.Most == 0)
        {
            return;
        }

        var at = Count++;
        for (; at > 0 && _steps[at - 1].Found.Most < step.Found.Most; at--)
        {
            _steps[at] = _steps[at - 1];
        }

        _steps[at] = step;
    }

    /// <summary>A name proper that no later step has a part in.</summary>
    private int Open(int step, ReadOnlySpan<PartRole> roles)
    {
        var later = 0;
        for (var at = step; at < Count; at++)
        {
            var part = (_steps[at].Stamp - 1) / 2;
            later |= (_steps[at].Pieces == 2 ? 3 : 1) << part;
        }

        var open = 0;
        for (var i = 0; i < roles.Length; i++)
        {
            open += roles[i].IsName() && (later & (1 << i)) == 0 ? 1 : 0;
        }

        return open;
    }
}
