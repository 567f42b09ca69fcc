using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Entente.Benchmarks.Exchange;

/// <summary>
/// Two nodes, and a message at a time: the one that receives it dies (SIGKILL) at its first write, is started again and catches up; with the next message it dies at its second; and so on, until a message passes and
/// everything that follows from it is written. Then the same at the one that sends. Nothing may be lost, had twice or out of order.
/// </summary>
internal sealed class KillsRun(BenchPair pair, Random chance, TextWriter output)
{
    // Looks come every second at least, and checkpoints are published every second: by then a node writes nothing more of a message.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Runs. 0, or 1 where a promise was broken.</summary>
    /// <param name="most">How often each side dies at most; where it writes more often, it dies at every second, third, … write.</param>
    /// <param name="seed">At which of them first.</param>
    /// <param name="output">Takes the table.</param>
    public static async Task<int> RunAsync(int most, int seed, TextWriter output)
    {
        var started = Stopwatch.GetTimestamp();
        await output.WriteLineAsync($"{Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription} {RuntimeInformation.ProcessArchitecture}; seed {seed}");
        await using var pair = await BenchPair.StartAsync(seed);
        var run = new KillsRun(pair, new Random(seed), output);
        var rows = new List<(string Side, int Writes, int Flushes, int Step, int Deaths)>();
        foreach (var (side, node) in ((string, NodeProcess)[])[("recipient", pair.Dunes), ("sender", pair.Atlas)])
        {
            rows.Add(await run.SideAsync(side, node, most));
        }

        var isRight = await run.CheckAsync(rows);
        await output.WriteLineAsync($"{(isRight ? "Every promise was kept" : "A promise was broken")}; {Stopwatch.GetElapsedTime(started).TotalMinutes:F1} minutes");
        return isRight ? 0 : 1;
    }

    private async Task<(string Side, int Writes, int Flushes, int Step, int Deaths)> SideAsync(string side, NodeProcess node, int most)
    {
        // The first message of a conversation, and what a node writes once after its start.
        await PassAsync(side, node, 0);
        await PassAsync(side, node, 0);
        var counted = (await node.AskAsync("writes 0")).Split(' ');
        var (writes, flushes) = (int.Parse(counted[0]), int.Parse(counted[1]));
        var step = Math.Max(1, (writes + most - 1) / most);
        await output.WriteLineAsync($"  {side}: {writes} writes with a message, {flushes} of them flushes; dies at every {step}.");
        var deaths = 0;
        for (var at = 1 + chance.Next(step); deaths < 2 * most && await PassAsync(side, node, at); at += step)
        {
            deaths++;
        }

        await node.AskAsync("writes 0");
        return (side, writes, flushes, step, deaths);
    }

    /// <summary>Sends a message and lets a node die at this write of it; whether it did. Afterwards everything is where it belongs.</summary>
    private async Task<bool> PassAsync(string side, NodeProcess node, int at)
    {
        await node.AskAsync($"writes {at}");
        var sending = SendAsync(side);
        var (started, quiet) = (Stopwatch.GetTimestamp(), 0L);
        while (!node.HasEnded && (quiet == 0 || Stopwatch.GetElapsedTime(quiet) < Quiet))
        {
            await Task.Delay(20);
            quiet = sending.IsCompleted && IsDone() ? quiet == 0 ? Stopwatch.GetTimestamp() : quiet : 0;
            await ThrowIfLateAsync(started, $"{side} {at}");
        }

        var died = node.HasEnded;
        if (died)
        {
            await node.KillAsync();
            await node.StartAsync();
        }

        await sending;
        started = Stopwatch.GetTimestamp();
        while (!IsDone())
        {
            await Task.Delay(20);
            await ThrowIfLateAsync(started, $"{side} {at}");
        }

        return died;
    }

    private async Task SendAsync(string side)
    {
        try
        {
            await pair.Atlas.AskAsync($"send {pair.Dunes.Name} {side} 1 720 1");
        }
        catch (IOException)
        {
            // It died before it said so: the message was sent, or not.
        }
    }

    /// <summary>Whether every message has its receipt, and its recipient knows that.</summary>
    private bool IsDone()
    {
        try
        {
            return pair.Atlas.Count("SELECT count(*) FROM exchange_outbox WHERE receipt IS NULL") == 0 && pair.Dunes.Count("SELECT count(*) FROM exchange_inbox WHERE receipt_sent = 0") == 0;
        }
        catch (SqliteException)
        {
            // It is just dying or starting.
            return false;
        }
    }

    private async Task ThrowIfLateAsync(long started, string what)
    {
        if (Stopwatch.GetElapsedTime(started) > Longest)
        {
            var said = await Task.WhenAll(pair.Both.Select(async node => node.HasEnded ? $"{node.Name} has ended" : $"{node.Name}: {await node.AskAsync($"fault {pair.Other(node).Name}")}"));
            throw new TimeoutException($"The nodes did not come to rest within a minute ({what}): {string.Join("; ", said)}.");
        }
    }

    private async Task<bool> CheckAsync(IEnumerable<(string Side, int Writes, int Flushes, int Step, int Deaths)> rows)
    {
        await Task.WhenAll(NodeCommands.UntilAttestedAsync(pair.Atlas, pair.Dunes), NodeCommands.UntilAttestedAsync(pair.Dunes, pair.Atlas));
        foreach (var node in pair.Both)
        {
            await node.StopAsync();
        }

        // What the sender could acknowledge before it died, and what it had committed.
        var (sent, effects) = (pair.Atlas.Sent.Concat(pair.Atlas.Committed()).ToList(), pair.Dunes.Effects());
        var isRight = true;
        await output.WriteLineAsync("\n| dies | writes with a message, of these flushes | died at | messages | lost | had twice | out of order |\n|---|---|---|---|---|---|---|");
        foreach (var (side, writes, flushes, step, deaths) in rows)
        {
            var counts = FaultCounts.Of(sent.Where(note => note.Conversation == side), effects.Where(note => note.Conversation == side));
            isRight &= counts.IsRight && deaths > 0;
            await output.WriteLineAsync($"| the {side} | {writes} ({flushes}) | {deaths}{(step == 1 ? "" : $", every {step}.")} | {counts.Messages} | {counts.Lost} | {counts.Duplicates} | {counts.Misordered} |");
        }

        foreach (var node in pair.Both)
        {
            var (agrees, said) = NodeCommands.Verify(node, pair.Other(node), pair.Folder);
            await output.WriteLineAsync($"entente verify of {node.Name} by the checkpoint that {pair.Other(node).Name} holds: {said}");
            isRight &= agrees;
        }

        return isRight;
    }
}
