namespace Entente.Names.Comparing.Hot;

/// <summary>
/// Gives each part of one name at most one part of the other, so that the evidence is greatest: depth-first search with a
/// bound. Most parts agree with one other at most, so few ways are open; where many are (a name of one part repeated) the
/// search stops after <see cref="MostSteps"/> and keeps the best way found. One instance a thread; nothing is allocated.
/// </summary>
internal sealed class Assignment
{
    /// <summary>Parts a side can have.</summary>
    public const int Side = Name.MostParts;

    private const int MostSteps = 4000;

    private readonly int[] _rest = new int[Side + 2];
    private readonly int[] _trial = new int[Side];
    private int _queries;
    private int _listed;
    private int _steps;
    private int _best;

    /// <summary>Evidence for query part i and listed part j in eighths of a bit at [i * Side + j]; 0 where they agree in nothing.</summary>
    public int[] Single { get; } = new int[Side * Side];

    /// <summary>Evidence for query parts i and i + 1 written together and listed part j, at [i * Side + j].</summary>
    public int[] QueryJoined { get; } = new int[Side * Side];

    /// <summary>Evidence for query part i and listed parts j and j + 1 written together, at [i * Side + j].</summary>
    public int[] ListedJoined { get; } = new int[Side * Side];

    /// <summary>How each query part begins, by <see cref="Beginning"/>.</summary>
    public ulong[] QueryBeginning { get; } = new ulong[Side];

    /// <summary>How each listed part begins, likewise.</summary>
    public ulong[] ListedBeginning { get; } = new ulong[Side];

    /// <summary>What was found for each query part: -1 nothing, otherwise j + 256 * <see cref="Kind"/>.</summary>
    public int[] Found { get; } = new int[Side];

    /// <summary>How a query part was matched.</summary>
    public enum Kind
    {
        /// <summary>One part with one.</summary>
        Single,

        /// <summary>This part and the next with one.</summary>
        QueryJoined,

        /// <summary>The second of the two above.</summary>
        QueryJoinedSecond,

        /// <summary>This part with two.</summary>
        ListedJoined,
    }

    /// <summary>Fills <see cref="Found"/> and returns the evidence in eighths of a bit.</summary>
    public int Solve(int queries, int listed)
    {
        (_queries, _listed, _steps, _best) = (queries, listed, 0, -1);
        _rest[queries] = 0;
        _rest[queries + 1] = 0;
        for (var i = queries - 1; i >= 0; i--)
        {
            var (one, two) = (0, 0);
            for (var j = 0; j < listed; j++)
            {
                one = Math.Max(one, Math.Max(Single[(i * Side) + j], ListedJoined[(i * Side) + j]));
                two = Math.Max(two, QueryJoined[(i * Side) + j]);
            }

            _rest[i] = Math.Max(one + _rest[i + 1], two + _rest[i + 2]);
        }

        Try(0, 0, 0);
        return _best;
    }

    private void Try(int i, int used, int value)
    {
        if (value + _rest[i] <= _best || ++_steps > MostSteps)
        {
            return;
        }

        if (i == _queries)
        {
            _best = value;
            Array.Copy(_trial, Found, _queries);
            return;
        }

        for (var j = 0; j < _listed; j++)
        {
            if ((used & (1 << j)) == 0)
            {
                TryWith(i, j, used, value);
            }
        }

        _trial[i] = -1;
        Try(i + 1, used, value);
    }

    private void TryWith(int i, int j, int used, int value)
    {
        var cell = (i * Side) + j;
        if (Single[cell] > 0)
        {
            _trial[i] = j;
            Try(i + 1, used | (1 << j), value + Single[cell]);
        }

        if (ListedJoined[cell] > 0 && (used & (2 << j)) == 0)
        {
            _trial[i] = j + (256 * (int)Kind.ListedJoined);
            Try(i + 1, used | (3 << j), value + ListedJoined[cell]);
        }

        if (QueryJoined[cell] > 0)
        {
            _trial[i] = j + (256 * (int)Kind.QueryJoined);
            _trial[i + 1] = j + (256 * (int)Kind.QueryJoinedSecond);
            Try(i + 2, used | (1 << j), value + QueryJoined[cell]);
        }
    }
}
