using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using Entente.Node.Oversight;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace Entente.Node.Tests.Storage;

/// <summary>
/// What a node does while what it stands on fails: what is not durable is answered 503, nothing acknowledged is lost, /readyz says why, and the node
/// goes on by itself when the cause is gone.
/// </summary>
public sealed class BadSurroundingsTests
{
    private const string Nadia = "L1,Nadia Choukri,primary,1991-03-06,MA,F,";

    [Fact]
    public async Task A_full_disk_is_said_loses_nothing_acknowledged_and_is_over_when_there_is_room()
    {
        Assert.SkipWhen(TestDatabase.IsPostgres, "The disk of a PostgreSQL server is not the node's.");
        using var disk = SmallDisk.MountOrSkip(megabytes: 8);
        await using var node = await RunningNode.StartAsync(configuration => configuration["Storage"] = new JsonObject { ["Folder"] = Path.Combine(disk.Folder, "data") }, Nadia);
        var asked = new Asking(node);
        await asked.UntilAsync(HttpStatusCode.OK);
        var filler = disk.Fill();
        await asked.UntilAsync(HttpStatusCode.ServiceUnavailable);
        await ShouldSayAsync(node, "the disk is full");

        File.Delete(filler);
        await ShouldBeReadyAsync(node);
        await asked.UntilAsync(HttpStatusCode.OK);
        await node.StopAsync();
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(disk.Folder, "data", "entente.db")};Pooling=False");
        connection.ExecuteScalar<int>("SELECT count(*) FROM ledger_entry").ShouldBeGreaterThanOrEqualTo(asked.Acknowledged);
        connection.ExecuteScalar<int>("SELECT max(sequence) + 1 - count(*) FROM ledger_entry").ShouldBe(0);
    }

    [Fact]
    public async Task A_database_that_goes_away_and_comes_back_loses_nothing_acknowledged()
    {
        Assert.SkipUnless(TestDatabase.IsPostgres, "The embedded database does not go away.");
        using var server = await OwnServer.StartAsync();
        await using var node = await RunningNode.StartAsync(configuration => configuration["Storage"] = new JsonObject { ["Postgres"] = server.Connection }, Nadia);
        var asked = new Asking(node);
        await asked.UntilAsync(HttpStatusCode.OK);
        await server.TakeAwayAsync();
        await asked.UntilAsync(HttpStatusCode.ServiceUnavailable);
        await ShouldSayAsync(node, "acts cannot be recorded");

        await server.GiveBackAsync();
        await ShouldBeReadyAsync(node);
        await asked.UntilAsync(HttpStatusCode.OK);
        await node.StopAsync();
        await using var connection = new NpgsqlConnection(server.Connection + ";Pooling=false");
        connection.ExecuteScalar<int>("SELECT count(*) FROM ledger_entry").ShouldBeGreaterThanOrEqualTo(asked.Acknowledged);
        connection.ExecuteScalar<int>("SELECT max(sequence) + 1 - count(*) FROM ledger_entry").ShouldBe(0);
    }

    [Fact]
    public async Task A_database_that_is_damaged_in_a_way_nobody_foresaw_is_said_without_a_path()
    {
        await using var node = await RunningNode.StartAsync(Nadia);
        using (var connection = TestDatabase.Open(node.Folder))
        {
            connection.Execute("DROP TABLE pulse");
        }

        await ShouldSayAsync(node, "acts cannot be recorded");
    }

    [Theory]
    [InlineData(400)]
    [InlineData(-400)]
    public async Task A_clock_that_jumps_is_said_while_the_work_goes_on_and_is_over_when_it_is_back(int days)
    {
        var time = new ShiftedTime();
        await using var node = await StartAsync(time);
        using var reader = node.With("entities");
        await ShouldBeReadyAsync(node);
        time.By = TimeSpan.FromDays(days);
        await ShouldSayAsync(node, "the clock jumped by");
        (await reader.GetAsync("/entities/L1")).StatusCode.ShouldBe(HttpStatusCode.OK);
        node.Services.GetRequiredService<ClockWatch>().IsTrusted.ShouldBeFalse();
        time.By = TimeSpan.Zero;
        await ShouldBeReadyAsync(node);
    }

    [Fact]
    public async Task A_clock_that_was_set_anew_is_trusted_after_a_while()
    {
        var time = new ShiftedTime();
        await using var node = await StartAsync(time);
        await ShouldBeReadyAsync(node);
        time.By = TimeSpan.FromDays(400);
        await ShouldSayAsync(node, "the clock jumped by ");
        time.Gone = ClockWatch.Settled + TimeSpan.FromSeconds(1);
        await ShouldBeReadyAsync(node);
    }

    [Fact]
    public async Task A_clock_behind_the_last_recorded_act_is_said()
    {
        await using var node = await RunningNode.StartAsync(Nadia);
        await node.MatchAsync(new { name = new[] { "Nadia Choukri" } });
        await node.StopAsync();
        var time = new ShiftedTime { By = TimeSpan.FromDays(-1) };
        await using var again = await RunningNode.StartInAsync(node.Folder, services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time)));
        await ShouldSayAsync(again, "behind the last recorded act");
        time.By = TimeSpan.Zero;
        await ShouldBeReadyAsync(again);
        await again.StopAsync();
    }

    [Fact]
    public async Task Of_two_nodes_on_one_database_the_second_waits_and_takes_over()
    {
        await using var first = await RunningNode.StartAsync(Nadia);
        var asked = new Asking(first);
        await asked.UntilAsync(HttpStatusCode.OK);
        await using var second = await RunningNode.StartInAsync(first.Folder);
        await ShouldSayAsync(second, "another node");
        using var reader = second.With("entities");
        (await reader.GetAsync("/entities/L1")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        await asked.UntilAsync(HttpStatusCode.OK);

        await first.StopAsync();
        await ShouldBeReadyAsync(second);
        var afterwards = new Asking(second);
        await afterwards.UntilAsync(HttpStatusCode.OK);
        await second.StopAsync();
        using var connection = TestDatabase.Open(first.Folder);
        connection.ExecuteScalar<int>("SELECT count(*) FROM ledger_entry").ShouldBe(RunningNode.EntriesOfAStart + asked.Acknowledged + afterwards.Acknowledged);
    }

    [Theory]
    [InlineData("master.key", "wrong")]
    [InlineData("master.key", "missing")]
    [InlineData("log.seed", "wrong")]
    [InlineData("log.seed", "missing")]
    [InlineData("master.key", "short")]
    public async Task A_key_file_that_is_not_the_right_one_stops_the_start_and_is_named(string file, string how)
    {
        await using var node = await RunningNode.StartAsync(Nadia);
        await node.MatchAsync(new { name = new[] { "Nadia Choukri" } });
        await node.StopAsync();
        var key = Path.Combine(node.Folder, "keys", file);
        File.Delete(key);
        if (how != "missing")
        {
            await File.WriteAllBytesAsync(key, new byte[how == "short" ? 31 : 32]);
        }

        (await StartFailsAsync(node.Folder)).ShouldContain($"the {(file == "master.key" && how == "short" ? "" : file == "master.key" ? "master " : "log ")}key file {key}");
    }

    [Fact]
    public async Task The_keys_of_another_node_stop_the_start()
    {
        await using var node = await RunningNode.StartAsync(Nadia);
        await using var other = await RunningNode.StartAsync(Nadia);
        await node.StopAsync();
        await other.StopAsync();
        foreach (var file in (string[])["keys.db", "master.key"])
        {
            File.Copy(Path.Combine(other.Folder, "keys", file), Path.Combine(node.Folder, "keys", file), overwrite: true);
        }

        (await StartFailsAsync(node.Folder)).ShouldContain("belongs to another database");
    }

    [Fact]
    public async Task A_record_that_is_shorter_than_its_published_log_stops_the_start()
    {
        await using var node = await RunningNode.StartAsync(Nadia);
        await node.MatchAsync(new { name = new[] { "Nadia Choukri" } });
        await node.StopAsync();
        using (var connection = TestDatabase.Open(node.Folder))
        {
            connection.Execute("DELETE FROM ledger_entry");
        }

        (await StartFailsAsync(node.Folder)).ShouldContain($"attests {1 + RunningNode.EntriesOfAStart} entries and the database holds 0");
    }

    [Fact]
    public async Task A_data_folder_that_is_read_only_stops_the_start_and_is_named()
    {
        Assert.SkipWhen(TestDatabase.IsPostgres, "The data is not in the folder.");
        using var disk = SmallDisk.MountOrSkip(megabytes: 1);
        disk.Protect();
        var folder = Directory.CreateTempSubdirectory("entente-node-").FullName;
        var configuration = RunningNode.Configuration();
        configuration["Storage"] = new JsonObject { ["Folder"] = disk.Folder };
        await RunningNode.WriteAsync(folder, configuration);
        (await StartFailsAsync(folder)).ShouldContain($"the database in the folder {disk.Folder} cannot be opened");
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<RunningNode> StartAsync(TimeProvider time)
    {
        var folder = Directory.CreateTempSubdirectory("entente-node-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, RunningNode.List), "listing_id,name\nL1,Nadia Choukri\n");
        var configuration = RunningNode.Configuration();
        TestDatabase.AddTo(configuration);
        await RunningNode.WriteAsync(folder, configuration);
        return await RunningNode.StartInAsync(folder, services => services.Replace(ServiceDescriptor.Singleton(time)));
    }

    private static async Task<string> StartFailsAsync(string folder)
    {
        using var error = new StringWriter();
        (await NodeHost.RunAsync(["--config", Path.Combine(folder, "entente.json"), "--Logging:LogLevel:Default=None"], error)).ShouldBe(1);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        return error.ToString();
    }

    private static async Task ShouldSayAsync(RunningNode node, string why)
    {
        for (var tries = 0; ; tries++)
        {
            var answer = await node.Nobody.GetAsync("/readyz");
            var words = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable && words.Contains(why, StringComparison.Ordinal))
            {
                words.ShouldNotContain("/");
                return;
            }

            tries.ShouldBeLessThan(600, $"/readyz did not say \"{why}\" within a minute but {words}");
            await Task.Delay(100);
        }
    }

    private static async Task ShouldBeReadyAsync(RunningNode node)
    {
        for (var tries = 0; await node.Nobody.GetAsync("/readyz") is { StatusCode: not HttpStatusCode.OK } answer; tries++)
        {
            tries.ShouldBeLessThan(600, $"The node was not ready within a minute: {await answer.Content.ReadAsStringAsync()}");
            await Task.Delay(100);
        }
    }

    /// <summary>Somebody who reads a listing until the answer is another one.</summary>
    private sealed class Asking(RunningNode node)
    {
        /// <summary>How often he was answered, and so must be in the record.</summary>
        public int Acknowledged { get; private set; }

        public async Task UntilAsync(HttpStatusCode status)
        {
            using var client = node.With("entities");
            for (var tries = 0; ; tries++)
            {
                var answer = await client.GetAsync("/entities/L1");
                Acknowledged += answer.IsSuccessStatusCode ? 1 : 0;
                if (answer.StatusCode == status)
                {
                    return;
                }

                answer.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable);
                tries.ShouldBeLessThan(2000, $"The answer did not become {status}.");
                await Task.Delay(10);
            }
        }
    }
}
