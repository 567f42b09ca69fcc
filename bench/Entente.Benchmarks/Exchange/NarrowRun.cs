using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Entente.Benchmarks.Exchange;

/// <summary>
/// Two nodes behind a <see cref="NarrowLink"/>: how long a notice takes from the order to send until its effect is durable at the partner, and what it costs each way; then what is sent twice where a bundle takes
/// longer than the link lasts. Time in which the link is away does not count.
/// </summary>
internal sealed class NarrowRun(BenchPair pair, NarrowLink link, TextWriter output)
{
    // Seconds between two notices: longer than a look takes, and over all places between two cuts.
    private const int ShortestPause = 5, LongestPause = 40;

    /// <summary>Runs, and writes a table.</summary>
    /// <param name="seed">What chance follows.</param>
    /// <param name="notices">How many notices, one after the other.</param>
    /// <param name="queued">How many messages at once after that.</param>
    /// <param name="away">How many seconds the link is away after a cut.</param>
    /// <param name="output">Takes the table.</param>
    public static async Task RunAsync(int seed, int notices, int queued, int away, TextWriter output)
    {
        await output.WriteLineAsync($"{Environment.ProcessorCount} cores for both nodes, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription} {RuntimeInformation.ProcessArchitecture}; seed {seed}, away for {away} s after each cut");
        await using var pair = await BenchPair.StartNarrowAsync(seed, TimeSpan.FromSeconds(away));
        var run = new NarrowRun(pair, pair.Narrow ?? throw new InvalidOperationException("The pair was started without its link."), output);
        await run.NoticesAsync(notices, new Random(seed));
        await run.QueueAsync(queued);
    }

    private async Task NoticesAsync(int notices, Random chance)
    {
        // The first look, with what is fetched once.
        await Task.Delay(TimeSpan.FromSeconds(20));
        var (before, started) = (link.Bytes, Stopwatch.GetTimestamp());
        link.Counts.Clear();
        var took = new List<double>();
        for (var i = 1; i <= notices; i++)
        {
            await Task.Delay(TimeSpan.FromSeconds(ShortestPause + (chance.NextDouble() * (LongestPause - ShortestPause))));
            var asked = Stopwatch.GetTimestamp();
            await SendAsync("notice", 1);
            while (pair.Dunes.Count("SELECT count(*) FROM bench_effect WHERE conversation = 'notice'") < i)
            {
                await Task.Delay(20);
            }

            took.Add(link.UpSince(asked).TotalSeconds);
        }

        var (toAtlas, toDunes) = (link.Bytes.ToFirst - before.ToFirst, link.Bytes.ToSecond - before.ToSecond);
        await output.WriteLineAsync(Text($"{notices} notices: half within {Quantile(took, 0.5):F1} s, nine of ten within {Quantile(took, 0.9):F1} s, all within {took.Max():F1} s; {took.Count(t => t > 15)} later than 15 s"));
        await output.WriteLineAsync($"each in its order: {string.Join(' ', took.Select(t => t.ToString("F1", CultureInfo.InvariantCulture)))}");
        await output.WriteLineAsync(Text($"bytes for each, looks by the clock in between included: {toDunes / notices} to the recipient, {toAtlas / notices} to the sender; {Stopwatch.GetElapsedTime(started).TotalMinutes:F1} minutes"));
        await KindsAsync();
    }

    private async Task QueueAsync(int queued)
    {
        link.Counts.Clear();
        link.Cuts.Clear();
        var started = Stopwatch.GetTimestamp();
        await SendAsync("queue", queued);
        while (pair.Atlas.Count("SELECT count(*) FROM exchange_outbox WHERE receipt IS NULL") > 0)
        {
            await Task.Delay(100);
        }

        var all = pair.Atlas.Count("SELECT coalesce(sum(length(wire) + 4), 0) FROM exchange_outbox WHERE conversation = 'queue'");
        var fetched = link.Counts.TryGetValue("messages", out var messages) ? messages.Body : 0;
        await output.WriteLineAsync(Text($"{queued} messages at once, {all} bytes: the last receipt after {link.UpSince(started).TotalSeconds:F0} s; {fetched} bytes of bundles arrived in {messages?.Requests} answers, {fetched - all} more than once or around messages"));
        await output.WriteLineAsync($"cuts in the midst of an answer: {link.Cuts.Count}; bytes under way then (of these behind a lost segment): {string.Join(", ", link.Cuts.Select(c => $"{c.Unfinished} ({c.Behind})"))}");
        await KindsAsync();
        var effects = FaultCounts.Of([], pair.Dunes.Effects());
        await output.WriteLineAsync($"effects: {pair.Dunes.Count("SELECT count(*) FROM bench_effect")} of {pair.Atlas.Count("SELECT count(*) FROM bench_sent")}, {effects.Duplicates} twice, {effects.Misordered} out of order");
    }

    private async Task KindsAsync()
    {
        foreach (var (kind, count) in link.Counts.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            await output.WriteLineAsync($"  {kind}: {count.Requests} requests, {count.Up} bytes up, {count.Down} down, {count.Body} of bodies");
        }
    }

    private Task<string> SendAsync(string conversation, int count) => pair.Atlas.AskAsync($"send {pair.Dunes.Name} {conversation} {count} 720 16 quiet");

    private static double Quantile(List<double> values, double part) => values.Order().ElementAt((int)(part * (values.Count - 1)));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
