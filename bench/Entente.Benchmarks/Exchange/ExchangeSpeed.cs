using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Entente.Benchmarks.Exchange;

/// <summary>
/// Two nodes on this machine, from the order to send until the effect is durable at the partner: how long that takes while nothing else happens, and while so many a second are sent; how many a
/// second go through at most; and how long a partner takes that comes back to a long queue. Each message of 1,000 bytes is signed, sealed, durable, receipted and recorded on both sides.
/// </summary>
internal static class ExchangeSpeed
{
    private const int Idle = 100, Rate = 200, LoadSeconds = 20, Most = 10_000, Together = 256;

    /// <summary>Runs, with a queue of so many, and writes a few lines.</summary>
    public static async Task RunAsync(int queue, TextWriter output)
    {
        await output.WriteLineAsync($"{Environment.ProcessorCount} cores for both nodes, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription} {RuntimeInformation.ProcessArchitecture}");
        await using var pair = await BenchPair.StartAsync(seed: null);
        await SendAsync(pair, "warm", 3_000, Together);
        await UntilReceiptedAsync(pair);
        await pair.Dunes.AskAsync("latency");

        for (var i = 0; i < Idle; i++)
        {
            await SendAsync(pair, "idle", 1, 1);
            await Task.Delay(150);
        }

        await output.WriteLineAsync($"idle, one every 150 ms: {await LatencyAsync(pair)}");

        var sending = new List<Task>();
        using (var clock = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / Rate)))
        {
            for (var i = 0; i < Rate * LoadSeconds && await clock.WaitForNextTickAsync(); i++)
            {
                sending.Add(SendAsync(pair, "load", 1, 1));
            }
        }

        await Task.WhenAll(sending);
        await UntilReceiptedAsync(pair);
        await output.WriteLineAsync($"{Rate} a second for {LoadSeconds} s: {await LatencyAsync(pair)}");

        var started = Stopwatch.GetTimestamp();
        var before = (pair.Atlas.Processor, pair.Dunes.Processor);
        await SendAsync(pair, "most", Most, Together);
        await UntilReceiptedAsync(pair);
        await output.WriteLineAsync($"{Most} as fast as they go, until the last receipt: {Most / Stopwatch.GetElapsedTime(started).TotalSeconds:F0} messages a second; {await LatencyAsync(pair)}; {Processor(pair, before, Most)}");

        await pair.Dunes.StopAsync();
        await pair.Dunes.KillAsync();
        started = Stopwatch.GetTimestamp();
        before = (pair.Atlas.Processor, default);
        await SendAsync(pair, "queue", queue, Together);
        await output.WriteLineAsync($"{queue} queued for a partner that is away: {queue / Stopwatch.GetElapsedTime(started).TotalSeconds:F0} a second; {(pair.Atlas.Processor - before.Item1).TotalMilliseconds / queue:F2} ms of processor each");
        started = Stopwatch.GetTimestamp();
        before = (pair.Atlas.Processor, default);
        await pair.Dunes.StartAsync();
        await UntilReceiptedAsync(pair);
        var caughtUp = Stopwatch.GetElapsedTime(started);
        await output.WriteLineAsync($"caught up, its start included, until the last receipt: {caughtUp.TotalSeconds:F0} s, {queue / caughtUp.TotalSeconds:F0} a second; {Processor(pair, before, queue)}");
        var effects = FaultCounts.Of([], pair.Dunes.Effects());
        await output.WriteLineAsync($"effects: {pair.Dunes.Count("SELECT count(*) FROM bench_effect")} of {pair.Atlas.Count("SELECT count(*) FROM bench_sent")}, {effects.Duplicates} twice, {effects.Misordered} out of order");
    }

    private static Task<string> SendAsync(BenchPair pair, string conversation, int count, int together) => pair.Atlas.AskAsync($"send {pair.Dunes.Name} {conversation} {count} 720 {together} quiet");

    /// <summary>Processor time does not depend on what else the machine does.</summary>
    private static string Processor(BenchPair pair, (TimeSpan Atlas, TimeSpan Dunes) before, int messages) =>
        $"{(pair.Atlas.Processor - before.Atlas).TotalMilliseconds / messages:F2} ms of processor for each message at the sender, {(pair.Dunes.Processor - before.Dunes).TotalMilliseconds / messages:F2} at the recipient";

    private static async Task UntilReceiptedAsync(BenchPair pair)
    {
        while (pair.Atlas.Count("SELECT count(*) FROM exchange_outbox WHERE receipt IS NULL") > 0)
        {
            await Task.Delay(20);
        }
    }

    private static async Task<string> LatencyAsync(BenchPair pair) =>
        (await pair.Dunes.AskAsync("latency")).Split(' ') is [var count, var half, var most, var slowest] ? $"{count} effects, half within {half} ms, 99 of 100 within {most} ms, all within {slowest} ms" : "";
}
