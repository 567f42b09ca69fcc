using System.Diagnostics;
using System.Runtime.InteropServices;
using Entente.Screening;
using Entente.Screening.Subjects;

namespace Entente.Benchmarks.Growth;

/// <summary>
/// Shows how build time, memory and the time of a screening grow with the list, as rows of a Markdown table. Times of a
/// screening are processor time of the one thread that screens, so that a busy machine does not change them much; build time is
/// by the clock, on all cores.
/// </summary>
internal static class GrowthTable
{
    private const int Queries = 10_000;
    private const int WarmUp = 3_000;
    private const int Top = 10;

    /// <summary>Writes one row for each size and lowest score.</summary>
    public static void Write(IReadOnlyList<int> sizes, TextWriter output)
    {
        output.WriteLine($"{Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription} {RuntimeInformation.ProcessArchitecture}");
        output.WriteLine();
        output.WriteLine("| names | distinct parts | built in s | resident MB, at most | lowest score | screenings/s and core | p50 ms | p99 ms | bytes allocated | cut |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var size in sizes)
        {
            var start = Stopwatch.GetTimestamp();
            var watchlist = Build(size, out var distinct);
            var built = Stopwatch.GetElapsedTime(start);
            GC.Collect();
            var memory = $"{Environment.WorkingSet >> 20:N0}, {Process.GetCurrentProcess().PeakWorkingSet64 >> 20:N0}";
            var screener = new Screener(watchlist, ScreeningPolicy.Default, Clearances.None);
            foreach (var (round, lowest) in new[] { ScreeningPolicy.Default.AlertThreshold, 0 }.Index())
            {
                // Other travellers each time: the index remembers what it found for parts of names.
                var figures = Screen(screener, size, lowest, round * (WarmUp + Queries));
                output.WriteLine($"| {size:N0} | {distinct:N0} | {built.TotalSeconds:0.0} | {memory} | {lowest:0.##} | {figures}");
                output.Flush();
            }
        }
    }

    private static Watchlist Build(int size, out int distinct)
    {
        var listings = new Listing[size];
        Parallel.For(0, size, i => listings[i] = new Listing { Id = $"f:{i}", List = "fictional", Subject = SubjectOf(FictionalNames.Of(i)) });
        var watchlist = Watchlist.Build(listings, []);
        distinct = watchlist.DistinctParts;
        return watchlist;
    }

    private static string Screen(Screener screener, int size, double lowest, int first)
    {
        for (var i = 0; i < WarmUp; i++)
        {
            screener.Screen(QueryOf(first + i, size), Top, lowest);
        }

        var (times, cut) = (new double[Queries], 0);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Queries; i++)
        {
            var query = QueryOf(first + WarmUp + i, size);
            var start = ThreadTime.Now;
            cut += screener.Screen(query, Top, lowest).Cut is null ? 0 : 1;
            times[i] = (ThreadTime.Now - start).TotalMilliseconds;
        }

        allocated = (GC.GetAllocatedBytesForCurrentThread() - allocated) / Queries;
        var rate = Queries / (times.Sum() / 1000);
        Array.Sort(times);
        return $"{rate:N0} | {times[Queries / 2]:0.000} | {times[Queries * 99 / 100]:0.000} | {allocated:N0} | {cut} |";
    }

    /// <summary>By turns a listed person whose name is written in another way, and two travellers who are not listed.</summary>
    private static Subject QueryOf(int query, int size) => SubjectOf(query % 3 == 0
        ? FictionalNames.Misspelled(FictionalNames.Of((int)(query * 7919L % size)), query)
        : FictionalNames.Of(1_000_000_000 + query));

    private static Subject SubjectOf(string name) => new() { Names = [new SubjectName(name)] };
}
