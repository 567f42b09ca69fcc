using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Entente.Benchmarks.Exchange;

/// <summary>
/// Two nodes under every fault that the exchange promises to survive, one kind after the other and then all together: messages both ways, and at the end a row for each kind with what was
/// lost, had twice, or out of order. What is injected follows from a seed; when exactly, from the machine.
/// </summary>
internal sealed class FaultRun(BenchPair pair, Random chance, TextWriter output)
{
    private const int Conversations = 8, DisksFull = 4;

    // Milliseconds; by then what is sent meanwhile is on its way in every stage.
    private const int MostUntilKilled = 300;

    private readonly List<(string Fault, string Phase, int Injected, string Noticed)> _rows = [];
    private readonly List<string> _faults = [];
    private int _expired;

    /// <summary>Runs with about so many messages. 0, or 1 where a promise was broken.</summary>
    /// <param name="messages">How many.</param>
    /// <param name="seed">What chance follows.</param>
    /// <param name="breaks">Whether the run does to its own record of effects what must not happen, to show that it is counted.</param>
    /// <param name="output">Takes the table.</param>
    public static async Task<int> RunAsync(int messages, int seed, bool breaks, TextWriter output)
    {
        var started = Stopwatch.GetTimestamp();
        await output.WriteLineAsync($"{Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription} {RuntimeInformation.ProcessArchitecture}; seed {seed}");
        await using var pair = await BenchPair.StartAsync(seed);
        var run = new FaultRun(pair, new Random(seed), output);
        await run.RunAsync(messages);
        if (breaks)
        {
            run.Break();
        }

        var isRight = await run.CheckAsync();
        await output.WriteLineAsync($"{(isRight ? "Every promise was kept" : "A promise was broken")}; {Stopwatch.GetElapsedTime(started).TotalMinutes:F1} minutes");
        return isRight ? 0 : 1;
    }

    private async Task RunAsync(int messages)
    {
        await PhaseAsync("none", "none", messages / 24, NothingAsync);
        foreach (var fault in (LinkFault[])[LinkFault.Drop, LinkFault.Duplicate, LinkFault.Reorder, LinkFault.Truncate, LinkFault.Delay])
        {
            await PhaseAsync(Words(fault), $"{fault}".ToLowerInvariant(), messages / 12, send => LinkAsync(fault, send));
        }

        await PhaseAsync("kill -9 of either node", "kill", messages / 6, send => KillAsync(2 + (messages / 400), send));
        await PhaseAsync("disk full at either node", "disk", messages / 10, DiskAsync);
        await PhaseAsync("clock wrong by a day", "skew", messages / 20, SkewAsync);
        await RestorePhaseAsync(messages / 24, pair.Dunes);
        await RestorePhaseAsync(messages / 24, pair.Atlas);
        await PhaseAsync("change of keys with a queue", "keys", messages / 12, KeysAsync);
        await PhaseAsync("no link for 72 hours", "apart", messages / 12, ApartAsync);
        await PhaseAsync("all of the link, kill -9 and keys", "all", messages / 6, send => AllAsync(2 + (messages / 800), send));
    }

    private static string Words(LinkFault fault) => fault switch
    {
        LinkFault.Drop => "request or answer lost",
        LinkFault.Duplicate => "request or message repeated",
        LinkFault.Reorder => "messages or requests change places",
        LinkFault.Truncate => "answer cut",
        _ => "request delayed",
    };

    /// <summary>Sends while something happens, then waits until everything is there.</summary>
    private async Task PhaseAsync(string fault, string phase, int messages, Func<Func<int, Task>, Task<(int Injected, string Noticed)>> happens)
    {
        var started = Stopwatch.GetTimestamp();
        var (injected, noticed) = await happens(share => SendAsync(phase, messages / share));
        await DrainAsync(phase);
        _rows.Add((fault, phase, injected, noticed));
        await output.WriteLineAsync($"  {phase}: {injected} times in {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s {noticed}");
    }

    private static async Task<(int Injected, string Noticed)> NothingAsync(Func<int, Task> send)
    {
        await send(1);
        return (0, "");
    }

    private async Task<(int Injected, string Noticed)> LinkAsync(LinkFault fault, Func<int, Task> send)
    {
        var before = Injected();
        pair.Links.ForEach(link => link.Faults = fault);
        await send(1);
        pair.Links.ForEach(link => link.Faults = LinkFault.None);
        return (Injected() - before, "");
    }

    private int Injected() => pair.Links.Sum(link => link.Injected.Values.Sum());

    /// <summary>Kills one or the other again and again, each time while messages are on the way.</summary>
    private async Task<(int Injected, string Noticed)> KillAsync(int times, Func<int, Task> send)
    {
        for (var killed = 0; killed < times; killed++)
        {
            await Task.WhenAll(send(times), KillOneAsync());
        }

        return (times, "");
    }

    private async Task KillOneAsync()
    {
        var node = pair.Both[chance.Next(2)];
        await Task.Delay(chance.Next(MostUntilKilled));
        await node.KillAsync();
        await node.StartAsync();
    }

    /// <summary>A file system of its own in memory for one node after the other, which is filled to the last byte a few times.</summary>
    private async Task<(int Injected, string Noticed)> DiskAsync(Func<int, Task> send)
    {
        var (full, noticed) = (0, 0);
        foreach (var node in pair.Both)
        {
            await node.KillAsync();
            if (!await SmallDisk.MountAsync(node.Folder))
            {
                await node.StartAsync();
                await send(1);
                return (full, "not injected: this user may not mount a file system");
            }

            await node.StartAsync();
            for (var times = 0; times < DisksFull; times++)
            {
                noticed += await FillAsync(node, send) ? 1 : 0;
                full++;
            }

            await DrainAsync("disk");
            await node.KillAsync();
            await SmallDisk.UnmountAsync(node.Folder);
            await node.StartAsync();
        }

        return (full, $"said by the node {noticed} times");
    }

    /// <summary>Fills the disk of a node while messages come and go, and makes room again; whether the node said so.</summary>
    private async Task<bool> FillAsync(NodeProcess node, Func<int, Task> send)
    {
        var ballast = Path.Combine(node.Folder, "ballast");
        await SmallDisk.FillAsync(ballast);
        var (sending, isNoticed) = (send(2 * DisksFull), false);
        for (var tries = 0; tries < 200 && !isNoticed && !sending.IsCompleted; tries++)
        {
            await Task.Delay(50);
            isNoticed = await FaultOfAsync(node) is not "-";
        }

        await Task.Delay(chance.Next(1_500));
        File.Delete(ballast);
        await sending;
        return isNoticed;
    }

    private async Task<(int Injected, string Noticed)> SkewAsync(Func<int, Task> send)
    {
        var (times, noticed) = (0, 0);
        foreach (var (node, days) in ((NodeProcess, int)[])[(pair.Atlas, 1), (pair.Dunes, -1), (pair.Dunes, 1), (pair.Atlas, -1)])
        {
            await node.AskAsync($"clock {days * 86_400}");
            await send(5);
            for (var tries = 0; tries < 100 && await FaultOfAsync(node) is "-"; tries++)
            {
                await Task.Delay(50);
            }

            noticed += await FaultOfAsync(node) is "-" ? 0 : 1;
            await node.AskAsync("clock 0");
            times++;
        }

        await send(5);
        return (times, $"said by the node {noticed} times");
    }

    private async Task<string> FaultOfAsync(NodeProcess node)
    {
        try
        {
            return await node.AskAsync($"fault {pair.Other(node).Name}");
        }
        catch (IOException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>A node loses its disk, and comes back with an earlier state. What it had sent is at its partner before: what nobody else has is gone with a disk.</summary>
    private async Task RestorePhaseAsync(int messages, NodeProcess node)
    {
        var phase = $"old{node.Name[0]}";
        await PhaseAsync($"{node.Name} restored from an old backup", phase, messages, async send =>
        {
            await send(4);
            await DrainAsync(phase);
            var backup = await NodeCommands.BackUpAsync(node, pair.Folder);
            await send(2);
            await DrainAsync(phase);
            var partner = pair.Other(node);
            await NodeCommands.UntilAttestedAsync(partner, node);
            var before = partner.Count("SELECT count(*) FROM partner_evidence");
            await node.KillAsync();
            backup();
            await node.StartAsync();
            for (var tries = 0; tries < 200 && partner.Count("SELECT count(*) FROM partner_evidence") == before; tries++)
            {
                await Task.Delay(50);
            }

            var evidence = partner.Count("SELECT count(*) FROM partner_evidence") - before;
            if (evidence == 0)
            {
                _faults.Add($"{partner.Name} did not notice that {node.Name} was rolled back");
            }

            // Notes of before keep their conversations; the restored node has forgotten its numbers.
            await SendAsync(phase + "new", messages / 4);
            await DrainAsync(phase + "new");
            return (1, evidence > 0 ? "by the partner, with both checkpoints" : "by nobody");
        });
        _rows.Add(($"{node.Name} afterwards, in another epoch", phase + "new", 0, ""));
    }

    private async Task<(int Injected, string Noticed)> KeysAsync(Func<int, Task> send)
    {
        var changed = 0;
        for (var round = 0; round < 3; round++)
        {
            pair.Links.ForEach(link => link.IsCut = true);
            await send(6);
            await Task.WhenAll(pair.Both.Select(node => node.AskAsync("rotate")));
            changed += 2;
            await send(6);
            pair.Links.ForEach(link => link.IsCut = false);
            await DrainAsync("keys");
        }

        return (changed, $"generation {pair.Atlas.Count("SELECT max(generation) FROM exchange_key")} in force");
    }

    private async Task<(int Injected, string Noticed)> ApartAsync(Func<int, Task> send)
    {
        pair.Links.ForEach(link => link.IsCut = true);
        foreach (var node in pair.Both)
        {
            await node.AskAsync($"send {pair.Other(node).Name} late-{node.Name[0]} 5 24 1");
        }

        for (var day = 1; day <= 3; day++)
        {
            await send(4);
            foreach (var node in pair.Both)
            {
                await node.AskAsync($"clock {day * 86_400}");
                await node.AskAsync("tick");
            }
        }

        pair.Links.ForEach(link => link.IsCut = false);
        await send(4);
        await DrainAsync("apart");
        _expired = (int)pair.Both.Sum(node => node.Count("SELECT count(*) FROM exchange_outbox WHERE conversation LIKE 'late-%' AND undelivered IS NOT NULL"));
        return (1, $"{_expired} of 10 short-lived ones stated as not delivered");
    }

    private async Task<(int Injected, string Noticed)> AllAsync(int times, Func<int, Task> send)
    {
        var before = Injected();
        pair.Links.ForEach(link => link.Faults = LinkFault.Drop | LinkFault.Duplicate | LinkFault.Reorder | LinkFault.Truncate | LinkFault.Delay);
        for (var killed = 0; killed < times; killed++)
        {
            await Task.WhenAll(send(times), KillOneAsync());
            await (killed % 3 == 0 ? pair.Both[chance.Next(2)].AskAsync("rotate") : Task.CompletedTask);
        }

        pair.Links.ForEach(link => link.Faults = LinkFault.None);
        return (Injected() - before + times + ((times + 2) / 3), "");
    }

    /// <summary>Sends notes from both sides in small bursts, again and again until so many are acknowledged.</summary>
    private Task SendAsync(string phase, int messages) => Task.WhenAll(pair.Both.Select(node => Task.Run(() => SendAsync(node, $"{phase}-{node.Name[0]}-", messages / 2, new Random(chance.Next())))));

    private async Task SendAsync(NodeProcess node, string prefix, int messages, Random own)
    {
        var target = SentOf(node, prefix) + messages;
        for (var failures = 0; SentOf(node, prefix) < target;)
        {
            try
            {
                await node.UntilReadyAsync();
                await node.AskAsync($"send {pair.Other(node).Name} {prefix}{own.Next(Conversations)} {own.Next(1, 8)} 720 3");
            }
            catch (IOException) when (failures++ < 10_000)
            {
                // Killed, or its disk is full: what was not acknowledged is not counted.
                await Task.Delay(50);
            }

            await Task.Delay(own.Next(20));
        }
    }

    private static int SentOf(NodeProcess node, string prefix) => node.Sent.Count(note => note.Conversation.StartsWith(prefix, StringComparison.Ordinal));

    private async Task DrainAsync(string phase)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            if (pair.Both.All(node => node.Count("SELECT count(*) FROM exchange_outbox WHERE receipt IS NULL") == 0))
            {
                return;
            }

            await Task.Delay(100);
        }

        _faults.Add($"what was sent in {phase} was not acknowledged within a minute after the fault: {string.Join("; ", await Task.WhenAll(pair.Both.Select(FaultOfAsync)))}");
    }

    /// <summary>Does to the record of effects what must not happen.</summary>
    private void Break()
    {
        using var connection = pair.Dunes.Open(toWrite: true);
        foreach (var sql in (string[])
        [
            "DELETE FROM bench_effect WHERE id = (SELECT max(id) FROM bench_effect WHERE conversation LIKE 'none-%')",
            "INSERT INTO bench_effect (conversation, number) SELECT conversation, number FROM bench_effect WHERE conversation LIKE 'drop-%' LIMIT 1",
            "UPDATE bench_effect SET number = number + (CASE number WHEN 1 THEN 1 ELSE -1 END) WHERE number IN (1, 2) AND conversation = (SELECT conversation FROM bench_effect WHERE conversation LIKE 'delay-%' AND number = 2 LIMIT 1)",
            "UPDATE ledger_entry SET entry = x'00' WHERE sequence = 10",
        ])
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }

    private async Task<bool> CheckAsync()
    {
        await Task.WhenAll(NodeCommands.UntilAttestedAsync(pair.Atlas, pair.Dunes), NodeCommands.UntilAttestedAsync(pair.Dunes, pair.Atlas));
        foreach (var node in pair.Both)
        {
            await node.StopAsync();
        }

        var effects = pair.Both.ToDictionary(node => node, node => node.Effects());
        await output.WriteLineAsync("\n| fault | injected | messages | lost | had twice | out of order | noticed |\n|---|---|---|---|---|---|---|");
        var all = default(FaultCounts);
        foreach (var (fault, phase, injected, noticed) in _rows)
        {
            var counts = pair.Both.Select(node => CountsOf(node, effects[pair.Other(node)], phase)).Aggregate((one, other) => one.With(other));
            all = all.With(counts);
            await output.WriteLineAsync($"| {fault} | {injected} | {counts.Messages:N0} | {counts.Lost} | {counts.Duplicates} | {counts.Misordered} | {noticed} |");
        }

        await output.WriteLineAsync($"| all of them | {_rows.Sum(row => row.Injected)} | {all.Messages:N0} | {all.Lost} | {all.Duplicates} | {all.Misordered} | |\n");
        if (_expired != 10 || effects.Values.Sum(list => list.Count(note => note.Conversation.StartsWith("late-", StringComparison.Ordinal))) > 0)
        {
            _faults.Add("messages that expired had an effect, or nobody stated that they were not delivered");
        }

        foreach (var node in pair.Both)
        {
            var witness = pair.Other(node);
            var (agrees, said) = NodeCommands.Verify(node, witness, pair.Folder);
            await output.WriteLineAsync($"entente verify of {node.Name} by the checkpoint that {witness.Name} holds: {said}");
            if (!agrees)
            {
                _faults.Add($"the record of {node.Name} does not agree with what {witness.Name} holds of it");
            }
        }

        _faults.ForEach(fault => output.WriteLine($"FAULT: {fault}"));
        return all.IsRight && _faults.Count == 0;
    }

    private static FaultCounts CountsOf(NodeProcess sender, IReadOnlyList<SentNote> effects, string phase)
    {
        bool IsOfPhase(SentNote note) => note.Conversation.StartsWith($"{phase}-{sender.Name[0]}-", StringComparison.Ordinal);
        return FaultCounts.Of(sender.Sent.Where(IsOfPhase), effects.Where(IsOfPhase));
    }
}
