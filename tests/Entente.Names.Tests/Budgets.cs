using System.Globalization;

namespace Entente.Names.Tests;

/// <summary>The bytes that things may allocate, as bench/budgets.csv states them, and what they do allocate.</summary>
internal static class Budgets
{
    private const int Rounds = 20;

    private static readonly Dictionary<string, double> Bytes = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "budgets.csv")).Skip(1)
        .Select(line => line.Split(','))
        .ToDictionary(row => row[0], row => double.Parse(row[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);

    /// <summary>Does the work once, so that everything is compiled and remembered, then again, and holds what it allocated against the budget.</summary>
    /// <param name="what">The line of the budget.</param>
    /// <param name="times">How many of the things one round of the work is.</param>
    /// <param name="work">The work.</param>
    public static void Holds(string what, int times, Action work)
    {
        work();
        work();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < Rounds; round++)
        {
            work();
        }

        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)(Rounds * times);
        each.ShouldBeLessThanOrEqualTo(Bytes[what], $"{what}: bytes allocated for each, against bench/budgets.csv");
    }
}
