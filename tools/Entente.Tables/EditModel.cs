namespace Entente.Tables;

/// <summary>One learned correspondence: source letters, target letters, cost in bits (0 for the usual rendering).</summary>
internal sealed record Correspondence(string Source, string Target, double Bits);

/// <summary>
/// Learns which letters of one script stand for which letters of another from pairs of spellings of the same name:
/// expectation-maximisation over all ways of cutting both spellings into corresponding pieces of up to two source and
/// three target letters (Ristad and Yianilos 1998, extended to pieces).
/// </summary>
internal sealed class EditModel(Func<string, string, bool> allowed)
{
    private const int MaxSource = 2;
    private const int MaxTarget = 3;
    private const int Rounds = 8;
    private Dictionary<(string Source, string Target), double> _chance = [];

    /// <summary>Learns and returns the correspondences that cost less than <paramref name="worst"/> bits.</summary>
    public IEnumerable<Correspondence> Learn(IReadOnlyList<(string Source, string Target, double Weight)> pairs, double worst, double fewest)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var counts = new Dictionary<(string, string), double>();
            foreach (var (source, target, weight) in pairs)
            {
                Expect(source, target, weight, counts);
            }

            var kept = counts.Where(c => c.Value >= fewest).ToList();
            var total = kept.Sum(c => c.Value);
            _chance = kept.ToDictionary(c => c.Key, c => c.Value / total);
        }

        return Costs().Where(c => c.Bits < worst).OrderBy(c => c.Source, StringComparer.Ordinal).ThenBy(c => c.Bits).ThenBy(c => c.Target, StringComparer.Ordinal);
    }

    private IEnumerable<Correspondence> Costs()
    {
        var bestOfSource = _chance.GroupBy(c => c.Key.Source).ToDictionary(g => g.Key, g => g.Max(c => c.Value));
        var bestOfTarget = _chance.GroupBy(c => c.Key.Target).ToDictionary(g => g.Key, g => g.Max(c => c.Value));
        foreach (var ((source, target), chance) in _chance)
        {
            var ofSource = source.Length == 0 ? bestOfTarget[target] : bestOfSource[source];
            var ofTarget = target.Length == 0 ? bestOfSource[source] : bestOfTarget[target];
            yield return new(source, target, Math.Max(0, -Math.Log2(chance / Math.Sqrt(ofSource * ofTarget))));
        }
    }

    private double Chance(string source, string target) =>
        _chance.Count == 0 ? FirstGuess(source, target) : _chance.GetValueOrDefault((source, target));

    /// <summary>Before anything is learned, short pieces of like length are likelier.</summary>
    private static double FirstGuess(string source, string target) => (source.Length, target.Length) switch
    {
        (1, 1) => source == target ? 0.2 : 0.01,
        (0, 1) or (1, 0) => 0.003,
        (1, 2) or (2, 1) => 0.0005,
        (2, 2) => 0.0001,
        _ => 0.00002,
    };

    private void Expect(string source, string target, double weight, Dictionary<(string, string), double> counts)
    {
        var (n, m) = (source.Length, target.Length);
        var forward = new double[n + 1, m + 1];
        forward[0, 0] = 1;
        var steps = new List<(int I, int J, string S, string T, double P)>();
        for (var i = 0; i <= n; i++)
        {
            for (var j = 0; j <= m; j++)
            {
                if (forward[i, j] == 0)
                {
                    continue;
                }

                for (var a = 0; a <= MaxSource && i + a <= n; a++)
                {
                    for (var b = a == 0 ? 1 : 0; b <= MaxTarget && j + b <= m; b++)
                    {
                        var (s, t) = (source.Substring(i, a), target.Substring(j, b));
                        var p = allowed(s, t) ? Chance(s, t) : 0;
                        if (p > 0)
                        {
                            forward[i + a, j + b] += forward[i, j] * p;
                            steps.Add((i, j, s, t, p));
                        }
                    }
                }
            }
        }

        if (forward[n, m] <= 0)
        {
            return;
        }

        var backward = new double[n + 1, m + 1];
        backward[n, m] = 1;
        for (var k = steps.Count - 1; k >= 0; k--)
        {
            var (i, j, s, t, p) = steps[k];
            backward[i, j] += p * backward[i + s.Length, j + t.Length];
        }

        foreach (var (i, j, s, t, p) in steps)
        {
            var share = forward[i, j] * p * backward[i + s.Length, j + t.Length] / forward[n, m];
            if (share > 1e-6)
            {
                counts[(s, t)] = counts.GetValueOrDefault((s, t)) + (share * weight);
            }
        }
    }
}
