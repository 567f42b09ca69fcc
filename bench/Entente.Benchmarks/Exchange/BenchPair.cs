using System.Net;
using System.Net.Sockets;

namespace Entente.Benchmarks.Exchange;

/// <summary>Two services with a node each, partners of each other, on free ports of this machine and in a folder that goes with them.</summary>
internal sealed class BenchPair : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("entente-exchange-").FullName;

    private BenchPair(int[] ports, bool isFaulty)
    {
        Atlas = new("atlas", Path.Combine(_folder, "atlas"), ports[0], $"http://127.0.0.1:{ports[isFaulty ? 2 : 0]}");
        Dunes = new("dunes", Path.Combine(_folder, "dunes"), ports[1], $"http://127.0.0.1:{ports[isFaulty ? 3 : 1]}");
    }

    /// <summary>One of both.</summary>
    public NodeProcess Atlas { get; }

    /// <summary>The other.</summary>
    public NodeProcess Dunes { get; }

    /// <summary>Both.</summary>
    public IReadOnlyList<NodeProcess> Both => [Atlas, Dunes];

    /// <summary>The links to both, where they are faulty ones.</summary>
    public List<FaultyLink> Links { get; } = [];

    /// <summary>The narrow link between both, where there is one.</summary>
    public NarrowLink? Narrow { get; private set; }

    /// <summary>A folder for what a run keeps.</summary>
    public string Folder => _folder;

    /// <summary>Starts both and lets them confirm each other.</summary>
    /// <param name="seed">What faulty links follow; null for none.</param>
    public static async Task<BenchPair> StartAsync(int? seed)
    {
        var pair = new BenchPair(FreePorts(4), seed is not null);
        foreach (var node in pair.Both)
        {
            await node.WriteAsync(isHasty: seed is not null);
            await node.StartAsync();
            if (seed is { } faulty)
            {
                pair.Links.Add(await FaultyLink.StartAsync(node.Address, new Uri(System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(node.Configuration))!["Exchange"]!["Addresses"]![0]!.GetValue<string>()).Port, faulty + pair.Links.Count)); // It was just written.
            }
        }

        return await ConfirmAsync(pair);
    }

    /// <summary>Starts both behind a narrow link and lets them confirm each other.</summary>
    /// <param name="seed">What chance follows.</param>
    /// <param name="away">How long the link is away after each cut.</param>
    public static async Task<BenchPair> StartNarrowAsync(int seed, TimeSpan away)
    {
        var ports = FreePorts(4);
        var pair = new BenchPair(ports, isFaulty: true);
        foreach (var node in pair.Both)
        {
            await node.WriteAsync(isHasty: false);
            await node.StartAsync();
        }

        pair.Narrow = NarrowLink.Start([(pair.Atlas.Address, ports[2]), (pair.Dunes.Address, ports[3])], seed, away);
        return await ConfirmAsync(pair);
    }

    private static async Task<BenchPair> ConfirmAsync(BenchPair pair)
    {
        var heard = await Task.WhenAll(pair.Both.Select(async node => await node.AskAsync($"introduce {await pair.Other(node).AskAsync("card")}")));
        await pair.Atlas.AskAsync($"hear dunes {heard[1]}");
        await pair.Dunes.AskAsync($"hear atlas {heard[0]}");
        return pair;
    }

    /// <summary>The partner of a node.</summary>
    public NodeProcess Other(NodeProcess node) => node == Atlas ? Dunes : Atlas;

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Both)
        {
            await node.KillAsync();
            node.Dispose();
        }

        foreach (var link in Links)
        {
            await link.DisposeAsync();
        }

        if (Narrow is { } narrow)
        {
            await narrow.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(l => l.Start());
        int[] ports = [.. listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port)];
        listeners.ForEach(l => l.Dispose());
        return ports;
    }
}
