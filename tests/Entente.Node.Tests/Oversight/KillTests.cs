using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Dapper;
using Entente.Node.Tests.Storage;

namespace Entente.Node.Tests.Oversight;

/// <summary>The real program, killed in the middle of its work.</summary>
public sealed class KillTests
{
    private const int Rounds = 3;
    private const int Askers = 8;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_when_the_process_is_killed_at_any_moment()
    {
        var folder = Directory.CreateTempSubdirectory("entente-kill-").FullName;
        var configuration = await WriteConfigurationAsync(folder);
        var acknowledged = 0;
        for (var round = 0; round < Rounds; round++)
        {
            using var node = Start(configuration);
            using var client = new HttpClient { BaseAddress = new Uri(await AddressOfAsync(node)), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Token", "entities") } };
            await UntilReadyAsync(client);
            var asking = Enumerable.Range(0, Askers).Select(async _ =>
            {
                try
                {
                    while ((await client.GetAsync("/entities/L1")).IsSuccessStatusCode)
                    {
                        Interlocked.Increment(ref acknowledged);
                    }
                }
                catch (HttpRequestException)
                {
                    // The node was killed.
                }
            }).ToArray();
            await Task.Delay(300 + (round * 150));
            node.Kill();
            await Task.WhenAll(asking);
            await node.WaitForExitAsync();
        }

        acknowledged.ShouldBeGreaterThan(Rounds);
        using var connection = TestDatabase.Open(folder);
        connection.ExecuteScalar<int>("SELECT count(*) FROM ledger_entry").ShouldBeGreaterThanOrEqualTo(acknowledged);
        connection.ExecuteScalar<int>("SELECT max(sequence) + 1 - count(*) FROM ledger_entry").ShouldBe(0);
        TestDatabase.DropOf(folder);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string> WriteConfigurationAsync(string folder)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, RunningNode.List), "listing_id,name\nL1,Nadia Choukri\n");
        var configuration = RunningNode.Configuration();
        TestDatabase.AddTo(configuration);
        return await RunningNode.WriteAsync(folder, configuration);
    }

    private static Process Start(string configuration)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "entente-node.dll"));
        start.ArgumentList.Add("--config");
        start.ArgumentList.Add(configuration);
        return Process.Start(start) ?? throw new InvalidOperationException("The node could not be started.");
    }

    /// <summary>The address, from the line of the log that says it.</summary>
    private static async Task<string> AddressOfAsync(Process node)
    {
        while (await node.StandardOutput.ReadLineAsync() is { } line)
        {
            if (JsonNode.Parse(line)?["State"]?["address"] is { } address)
            {
                return address.GetValue<string>();
            }
        }

        throw new InvalidOperationException("The node ended before it said where it listens.");
    }

    private static async Task UntilReadyAsync(HttpClient client)
    {
        for (var tries = 0; !(await client.GetAsync("/readyz")).IsSuccessStatusCode; tries++)
        {
            tries.ShouldBeLessThan(600, "The node was not ready within half a minute.");
            await Task.Delay(50);
        }
    }
}
