using System.Text.Json;
using BenchmarkDotNet.Running;
using Entente.Benchmarks;
using Entente.Benchmarks.Border;
using Entente.Benchmarks.Exchange;
using Entente.Benchmarks.Growth;
using Entente.Benchmarks.Partnership;

// "growth 20000 200000 2000000" makes the table of docs/design/performance.md; "list 20000" writes a list of fictional people as CSV, and "queries 5000"
// bodies of requests to a node, one a line; "border 20000" measures manifests and decisions of a node, "desk 10000" its pages with so many encounters in the queue, "programme 10000" those of the programme with so many records of every kind; "faults 12000 1" lets two nodes exchange so many messages under
// every fault of the seed and ends with 1 where a promise was broken ("--break" at the end breaks them), "kills 60 1" lets each of two nodes die in its first, second, third … write of a message, so often at most, "exchange 100000" measures how fast they are, with a queue of so many at the end; "narrow 1 30 60 0" measures with a seed so many notices and then so many queued messages over a link of 9.6 kbit/s that is cut every 90 s, and is away for so many seconds then; anything else is for BenchmarkDotNet ("--filter *" runs every kernel).
if (args is ["growth", .. var sizes])
{
    GrowthTable.Write(sizes.Length == 0 ? [20_000, 200_000, 2_000_000] : [.. sizes.Select(int.Parse)], Console.Out);
}
else if (args is ["border", var names])
{
    await BorderLoad.RunAsync(int.Parse(names), Console.Out);
}
else if (args is ["desk", var encounters])
{
    await DeskLoad.RunAsync(int.Parse(encounters), Console.Out);
}
else if (args is ["programme", var records])
{
    await ProgrammeLoad.RunAsync(int.Parse(records), Console.Out);
}
else if (args is ["faults", .. var words])
{
    int[] numbers = [.. words.Where(word => word != "--break").Select(int.Parse)];
    return await FaultRun.RunAsync(numbers.Length > 0 ? numbers[0] : 12_000, numbers.Length > 1 ? numbers[1] : 1, words.Contains("--break"), Console.Out);
}
else if (args is ["kills", .. var kills])
{
    int[] numbers = [.. kills.Select(int.Parse)];
    return await KillsRun.RunAsync(numbers is [var most, ..] ? most : 60, numbers is [_, var first, ..] ? first : 1, Console.Out);
}
else if (args is ["exchange", .. var queue])
{
    await ExchangeSpeed.RunAsync(queue.Length > 0 ? int.Parse(queue[0]) : 100_000, Console.Out);
}
else if (args is ["narrow", .. var narrow])
{
    int[] numbers = [.. narrow.Select(int.Parse)];
    await NarrowRun.RunAsync(numbers is [var seed, ..] ? seed : 1, numbers is [_, var notices, ..] ? notices : 30, numbers is [_, _, var queued, ..] ? queued : 60, numbers is [_, _, _, var away, ..] ? away : 0, Console.Out);
}
else if (args is [BenchNode.Verb, var folder])
{
    await BenchNode.RunAsync(folder);
}
else if (args is ["list", var size])
{
    Console.WriteLine("listing_id,name");
    for (var i = 0; i < int.Parse(size); i++)
    {
        Console.WriteLine($"f:{i},{FictionalNames.Of(i)}");
    }
}
else if (args is ["queries", var count])
{
    for (var i = 0; i < int.Parse(count); i++)
    {
        var name = i % 3 == 0 ? FictionalNames.Misspelled(FictionalNames.Of(i * 3), i) : FictionalNames.Of(1_000_000_000 + i);
        Console.WriteLine(JsonSerializer.Serialize(new { queries = new { q = new { schema = "Person", properties = new { name = new[] { name } } } } }));
    }
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(GrowthTable).Assembly).Run(args);
}

return 0;
