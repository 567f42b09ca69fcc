using System.Runtime.Intrinsics;

namespace Entente.Names.Comparing.Hot;

/// <summary>
/// <see cref="SpellingCost"/> for one source and many targets: the dynamic programming table column by column, one column of up
/// to 16 source letters in one vector of bytes. Targets in the order of the alphabet share the columns of what they begin with.
/// Costs are bytes that stay at 255 once they reach it, which is exact for limits below. Used again for the next source; one
/// instance a thread, nothing is allocated. <see cref="SpellingCost"/> is its plain twin.
/// </summary>
internal sealed class SpellingTable
{
    /// <summary>Longer sources are left to <see cref="SpellingCost"/>.</summary>
    public const int MostSource = 16;

    /// <summary>Higher limits are left to <see cref="SpellingCost"/>.</summary>
    public const int MostLimit = 254;

    // A piece takes at most three target letters, so that three columns beyond the limit end it.
    private const int LongestPiece = 3;

    private static readonly Vector128<byte> Up1 = Vector128.Create(255, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14);
    private static readonly Vector128<byte> Up2 = Vector128.Create(255, 255, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13);
    private static readonly Vector128<byte> Up4 = Vector128.Create(255, 255, 255, 255, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    private static readonly Vector128<byte> Up8 = Vector128.Create(255, 255, 255, 255, 255, 255, 255, 255, 0, 1, 2, 3, 4, 5, 6, 7);

    // Lane i of a column: the cost of the first i + 1 source letters for the target letters so far; the edge has that of none.
    private readonly Vector128<byte>[] _columns = new Vector128<byte>[SpellingCost.MostLetters + 1];
    private readonly byte[] _edges = new byte[SpellingCost.MostLetters + 1];
    private readonly byte[] _target = new byte[SpellingCost.MostLetters];
    private int _filled;

    // By target letter: what the source letter of each lane costs for it, alone and with the one before.
    private readonly Vector128<byte>[] _oneToOne = new Vector128<byte>[32];
    private readonly Vector128<byte>[] _twoToOne = new Vector128<byte>[32];
    private readonly uint[] _rareLanes = new uint[32];

    // What it costs to leave out 1, 2, 4 or 8 source letters up to that of each lane.
    private Vector128<byte> _omit1;
    private Vector128<byte> _omit2;
    private Vector128<byte> _omit4;
    private Vector128<byte> _omit8;
    private Vector128<byte> _letters;
    private byte[] _source = [];
    private LetterCosts _costs = LetterCosts.Latin;

    /// <summary>Takes a source of at most <see cref="MostSource"/> letters.</summary>
    public void Begin(byte[] source, LetterCosts costs)
    {
        if (source.Length > MostSource)
        {
            throw new ArgumentOutOfRangeException(nameof(source), source.Length, $"At most {MostSource} letters are taken.");
        }

        (_source, _costs, _filled) = (source, costs, 0);
        Span<byte> lanes = stackalloc byte[MostSource];
        lanes.Fill(255);
        source.CopyTo(lanes);
        _letters = Vector128.Create<byte>(lanes);
        for (var i = 0; i < source.Length; i++)
        {
            lanes[i] = costs.OneToNone[source[i]];
        }

        _omit1 = Vector128.Create<byte>(lanes);
        _omit2 = AddSaturate(_omit1, Up(_omit1, Up1));
        _omit4 = AddSaturate(_omit2, Up(_omit2, Up2));
        _omit8 = AddSaturate(_omit4, Up(_omit4, Up4));
        _columns[0] = WithOmissions(Vector128<byte>.AllBitsSet, edge: 0);
        for (var letter = 0; letter < 32; letter++)
        {
            Take(letter);
        }
    }

    /// <summary>Cost in eighths of a bit, or <see cref="SpellingCost.TooMuch"/> where it is more than <paramref name="limit"/>, 0 to <see cref="MostLimit"/>.</summary>
    public int Of(ReadOnlySpan<byte> target, int limit)
    {
        target = target[..Math.Min(target.Length, SpellingCost.MostLetters)];
        var same = 0;
        while (same < _filled && same < target.Length && target[same] == _target[same])
        {
            same++;
        }

        target[same..].CopyTo(_target.AsSpan(same));
        var most = Vector128.Create((byte)limit);
        var beyond = 0;
        _filled = same;
        for (var j = 0; j <= target.Length; j++)
        {
            if (j > same)
            {
                Fill(j);
                _filled = j;
            }

            beyond = _edges[j] <= limit || Vector128.LessThanOrEqualAny(_columns[j], most) ? 0 : beyond + 1;
            if (beyond == LongestPiece)
            {
                _filled = Math.Max(j, same);
                return SpellingCost.TooMuch;
            }
        }

        int total = _source.Length == 0 ? _edges[target.Length] : _columns[target.Length][_source.Length - 1];
        return total <= limit ? total : SpellingCost.TooMuch;
    }

    private static Vector128<byte> AddSaturate(Vector128<byte> a, Vector128<byte> b) => Vector128.AddSaturate(a, b);

    /// <summary>Each lane from one or more below it; the lowest have nothing to come from, which costs most.</summary>
    private static Vector128<byte> Up(Vector128<byte> lanes, Vector128<byte> by) => Vector128.Shuffle(lanes, by) | Vector128.Equals(by, Vector128<byte>.AllBitsSet);

    private static Vector128<byte> Up(Vector128<byte> lanes, byte edge) => Vector128.Shuffle(lanes, Up1) | Vector128.CreateScalar(edge);

    /// <summary>The cheapest way to each lane, source letters left out included.</summary>
    private Vector128<byte> WithOmissions(Vector128<byte> lanes, byte edge)
    {
        lanes = Vector128.Min(lanes, AddSaturate(Vector128.Create((byte)255).WithElement(0, edge), _omit1));
        lanes = Vector128.Min(lanes, AddSaturate(Up(lanes, Up1), _omit1));
        lanes = Vector128.Min(lanes, AddSaturate(Up(lanes, Up2), _omit2));
        if (_source.Length > 3)
        {
            lanes = Vector128.Min(lanes, AddSaturate(Up(lanes, Up4), _omit4));
        }

        return _source.Length > 7 ? Vector128.Min(lanes, AddSaturate(Up(lanes, Up8), _omit8)) : lanes;
    }

    private void Take(int letter)
    {
        Span<byte> one = stackalloc byte[MostSource];
        Span<byte> two = stackalloc byte[MostSource];
        one.Fill(255);
        two.Fill(255);
        _rareLanes[letter] = 0;
        for (var i = 0; i < _source.Length; i++)
        {
            int s = _source[i];
            one[i] = _costs.OneToOne[(s * 32) + letter];
            if (i > 0)
            {
                two[i] = _costs.TwoToOne[(_source[i - 1] * 1024) + (s * 32) + letter];
            }

            _rareLanes[letter] |= ((_costs.KnownRare[s] >> letter) & 1) << i;
        }

        (_oneToOne[letter], _twoToOne[letter]) = (Vector128.Create<byte>(one), Vector128.Create<byte>(two));
    }

    private void Fill(int j)
    {
        int t = _target[j - 1];
        var insertion = _costs.NoneToOne[t];
        var (before, edge) = (_columns[j - 1], _edges[j - 1]);
        var diagonal = Up(before, edge);
        var lanes = Vector128.Min(AddSaturate(diagonal, _oneToOne[t]), AddSaturate(before, Vector128.Create(insertion)));
        lanes = Vector128.Min(lanes, AddSaturate(Up(diagonal, (byte)255), _twoToOne[t]));
        if (j > 1)
        {
            lanes = WithTwoTargets(lanes, j, _target[j - 2], t);
        }

        if (_rareLanes[t] != 0)
        {
            lanes = WithRare(lanes, j, _rareLanes[t]);
        }

        _edges[j] = (byte)Math.Min(255, edge + insertion);
        _columns[j] = WithOmissions(lanes, _edges[j]);
    }

    private Vector128<byte> WithTwoTargets(Vector128<byte> lanes, int j, int previous, int t)
    {
        var diagonal = Up(_columns[j - 2], _edges[j - 2]);
        if (((_costs.KnownPairs[previous] >> t) & 1) != 0)
        {
            Span<byte> costs = stackalloc byte[MostSource];
            costs.Fill(255);
            for (var i = 0; i < _source.Length; i++)
            {
                costs[i] = _costs.OneToTwo[(_source[i] * 1024) + (previous * 32) + t];
            }

            lanes = Vector128.Min(lanes, AddSaturate(diagonal, Vector128.Create<byte>(costs)));
        }

        var swapped = Vector128.Equals(_letters, Vector128.Create((byte)previous)) & Vector128.Equals(Up(_letters, (byte)255), Vector128.Create((byte)t));
        return Vector128.Min(lanes, AddSaturate(Up(diagonal, (byte)255), Vector128.Create(_costs.Swapped)) | ~swapped);
    }

    private Vector128<byte> WithRare(Vector128<byte> lanes, int j, uint among)
    {
        var target = _target.AsSpan(0, j);
        for (; among != 0; among &= among - 1)
        {
            var lane = System.Numerics.BitOperations.TrailingZeroCount(among);
            foreach (var piece in _costs.Rare[(_source[lane] * 32) + target[^1]] ?? [])
            {
                var source = lane + 1 - piece.Source.Length;
                if (_source.AsSpan(0, lane + 1).EndsWith(piece.Source) && target.EndsWith(piece.Target))
                {
                    var from = j - piece.Target.Length;
                    var cost = (source == 0 ? _edges[from] : _columns[from][source - 1]) + piece.Cost;
                    lanes = cost < lanes[lane] ? lanes.WithElement(lane, (byte)cost) : lanes;
                }
            }
        }

        return lanes;
    }
}
