using System.Text.Json;
using System.Text.Json.Nodes;
using Entente.Node.Tests.Watchlist.Listings;
using Entente.Node.Watchlist;
using Entente.Node.Watchlist.Sources;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Node.Tests.Watchlist.Sources;

public sealed class SourceTests
{
    private const string Nadia = "L1,Nadia Choukri,primary,1991-03-06,,,";
    private const string Header = "listing_id,name\n";

    [Fact]
    public async Task A_list_is_fetched_once_and_again_when_it_has_changed()
    {
        await using var server = await ListServer.StartAsync();
        server.Serve(Header + "U1,Karim Zerhouni\n", "one");
        await using var node = await StartAsync(server);
        await TickAsync(node);
        (await node.HitsAsync("Karim Zerhouni", "1970")).ShouldBe(["U1"]);
        await TickAsync(node);
        server.NotModified.ShouldBeGreaterThan(0);
        server.Serve(Header + "U2,Houda Lamrani\n", "two");
        await TickAsync(node);
        (await node.HitsAsync("Houda Lamrani", "1970")).ShouldBe(["U2"]);
        (await ResultsAsync(node)).ShouldBe(["accepted", "accepted"]);
        var source = (await node.CallAsync("bilal", "GET", "/sources")).Answer.GetProperty("sources").EnumerateArray().Single(s => s.GetProperty("name").GetString() == "un");
        source.GetProperty("accepted").GetInt32().ShouldBe(1);
        source.GetProperty("stale").GetBoolean().ShouldBeFalse();
    }

    public static TheoryData<string, Func<HttpContext, Task>> Failures => new()
    {
        { "an error of the server", context => Task.FromResult(context.Response.StatusCode = 500) },
        { "a download that breaks off", async context =>
        {
            context.Response.ContentLength = 10_000;
            await context.Response.WriteAsync(Header + "U9,Somebody Else\n");
            await context.Response.Body.FlushAsync();
            context.Abort();
        } },
        { "a page that is no list", context => context.Response.WriteAsync("<html><body>Maintenance</body></html>") },
        { "a list that is larger than allowed", context => context.Response.WriteAsync(Header + "U9,Somebody Else\n" + new string('x', 200_000)) },
        { "a redirect to another host", context => Task.Run(() => context.Response.Redirect("http://127.0.0.2:9/list.csv")) },
        { "a redirect away from https", context => Task.Run(() => context.Response.Redirect("http://example.org/list.csv")) },
        { "a redirect to a file", context => Task.Run(() => context.Response.Redirect("file:///etc/passwd")) },
        { "redirects without end", context => Task.Run(() => context.Response.Redirect("/again")) },
        { "no answer in time", context => Task.Delay(Timeout.Infinite, context.RequestAborted) },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_refresh_that_fails_leaves_the_state_before_in_force_and_is_told(string what, Func<HttpContext, Task> answer)
    {
        await using var server = await ListServer.StartAsync();
        server.Serve(Header + "U1,Karim Zerhouni\n", "one");
        await using var node = await StartAsync(server);
        await TickAsync(node);
        server.Answer = answer;
        await TickAsync(node);
        (await node.HitsAsync("Karim Zerhouni", "1970")).ShouldBe(["U1"], what);
        (await ResultsAsync(node)).ShouldBe(["failed", "accepted"], what);
        (await node.Nobody.GetStringAsync("/readyz")).ShouldContain("un could not be read", customMessage: what);
        server.Serve(Header + "U1,Karim Zerhouni\n", "one");
        // On a busy machine an answer may take longer than the node waits; the next look gets it.
        for (var looks = 0; looks < 5 && await SaysUnreadableAsync(node); looks++)
        {
            await TickAsync(node);
        }

        (await SaysUnreadableAsync(node)).ShouldBeFalse(what);
    }

    [Fact]
    public async Task A_redirect_within_the_host_is_followed()
    {
        await using var server = await ListServer.StartAsync();
        server.Answer = context => context.Request.Path == "/new" ? context.Response.WriteAsync(Header + "U1,Karim Zerhouni\n") : Task.Run(() => context.Response.Redirect("/new"));
        await using var node = await StartAsync(server);
        await TickAsync(node);
        (await node.HitsAsync("Karim Zerhouni", "1970")).ShouldBe(["U1"]);
    }

    [Theory]
    [InlineData("emptied", 0, 0)]
    [InlineData("halved", 0, 150)]
    [InlineData("doubled", 0, 600)]
    [InlineData("replaced", 1000, 300)]
    public async Task A_refresh_that_changes_too_much_is_held_until_a_person_releases_it(string what, int from, int count)
    {
        await using var node = await RunningNode.StartAsync(Rows(0, 300));
        await node.ReplaceListAsync(string.Join('\n', Rows(from, count)) + "\n");
        var inForce = Snapshot(node).Sources.Listings.Count;
        inForce.ShouldBe(300, what);
        (await node.Nobody.GetStringAsync("/readyz")).ShouldContain("waits for a person", customMessage: what);

        // A node that starts again starts with the old state.
        await node.StopAsync();
        var again = await RunningNode.StartInAsync(node.Folder);
        // That something is held may be said before the old state is in force.
        (await BorderCalls.UntilAsync(() => Task.FromResult(again.Services.GetRequiredService<CurrentLists>().Snapshot is not null))).ShouldBeTrue(what);
        Snapshot(again).Sources.Listings.Count.ShouldBe(300, what);
        await TickAsync(again);
        Snapshot(again).Sources.Listings.Count.ShouldBe(300, what);

        var held = (await again.CallAsync("bilal", "GET", $"/sources/{RunningNode.List}/held")).Answer;
        held.GetProperty("after").GetInt32().ShouldBe(count, what);
        (await again.CallAsync("bilal", "POST", $"/sources/{RunningNode.List}/held/release", new JsonObject { ["sha256"] = "another" })).Status.ShouldBe(409, what);
        (await again.CallAsync("bilal", "POST", $"/sources/{RunningNode.List}/held/release", new JsonObject { ["sha256"] = held.GetProperty("sha256").GetString() })).Status.ShouldBe(204, what);
        Snapshot(again).Sources.Listings.Count.ShouldBe(count, what);
        (await again.Nobody.GetStringAsync("/readyz")).ShouldNotContain("waits for a person", customMessage: what);
        await again.StopAsync();
    }

    [Fact]
    public async Task A_refresh_that_a_person_has_discarded_does_not_come_back()
    {
        await using var node = await RunningNode.StartAsync(Rows(0, 300));
        await node.ReplaceListAsync(string.Join('\n', Rows(0, 150)) + "\n");
        var held = (await node.CallAsync("bilal", "GET", $"/sources/{RunningNode.List}/held")).Answer;
        held.GetProperty("removed").GetProperty("count").GetInt32().ShouldBe(150);
        (await node.CallAsync("bilal", "POST", $"/sources/{RunningNode.List}/held/discard", new JsonObject { ["sha256"] = held.GetProperty("sha256").GetString() })).Status.ShouldBe(204);
        await TickAsync(node);
        (await node.CallAsync("bilal", "GET", $"/sources/{RunningNode.List}/held")).Status.ShouldBe(409);
        Snapshot(node).Sources.Listings.Count.ShouldBe(300);
    }

    [Fact]
    public async Task A_list_that_sharpens_many_of_its_listings_is_held()
    {
        await using var node = await RunningNode.StartAsync(Rows(0, 300));
        await node.ReplaceListAsync(string.Join('\n', Rows(0, 300).Select(row => row.Replace(",,,,", ",1970-05-05,,,", StringComparison.Ordinal))) + "\n");
        (await node.CallAsync("bilal", "GET", $"/sources/{RunningNode.List}/held")).Answer.GetProperty("sharpened").GetProperty("count").GetInt32().ShouldBe(300);
    }

    [Fact]
    public async Task A_refresh_of_few_changes_is_in_force_by_itself()
    {
        await using var node = await RunningNode.StartAsync(Rows(0, 100));
        await node.ReplaceListAsync(string.Join('\n', Rows(0, 52)) + "\n");
        Snapshot(node).Sources.Listings.Count.ShouldBe(52);
    }

    [Fact]
    public async Task A_source_that_cannot_be_confirmed_is_stale()
    {
        var time = new ShiftedTime();
        await using var node = await RunningNode.StartAsync(_ => { }, services => services.AddSingleton<TimeProvider>(time), Nadia);
        await node.RemoveListAsync();
        (await node.Nobody.GetStringAsync("/readyz")).ShouldContain("\"ok\"");
        time.Gone = TimeSpan.FromDays(3);
        await TickAsync(node);
        (await node.Nobody.GetStringAsync("/readyz")).ShouldContain("\"stale\"");
        node.Services.GetRequiredService<CurrentLists>().IsStale.ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_kept_of_the_lists_is_for_the_owner_of_the_node_alone()
    {
        await using var node = await RunningNode.StartAsync(Nadia);
        var folder = Path.Combine(node.Folder, "data", "sources");
        foreach (var one in Directory.EnumerateDirectories(folder).Append(folder))
        {
            (OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(one)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static Task<RunningNode> StartAsync(ListServer server) => RunningNode.StartAsync(configuration =>
    {
        var lists = configuration["Lists"]!; // The configuration has lists.
        lists["Sources"] = new JsonArray(new JsonObject { ["Name"] = "un", ["Url"] = server.Address + "/list.csv", ["Every"] = "1.00:00:00" });
        lists["MostBytes"] = 100_000;
        lists["Timeout"] = "00:00:05";
    }, Nadia);

    private static string[] Rows(int from, int count) => [.. Enumerable.Range(from, count).Select(i => $"L{i},Person{i} Family{i % 97},primary,,,,")];

    private static ListSnapshot Snapshot(RunningNode node) => node.Services.GetRequiredService<CurrentLists>().Snapshot!; // A running node has one.

    /// <summary>Looks at every source now.</summary>
    private static async Task TickAsync(RunningNode node)
    {
        var refreshes = node.Services.GetRequiredService<SourceRefreshes>();
        foreach (var look in refreshes.Looks)
        {
            look.DueAt = default;
        }

        await refreshes.TickAsync(CancellationToken.None);
    }

    private static async Task<bool> SaysUnreadableAsync(RunningNode node) => (await node.Nobody.GetStringAsync("/readyz")).Contains("could not be read", StringComparison.Ordinal);

    private static async Task<List<string?>> ResultsAsync(RunningNode node)
    {
        var (status, answer) = await node.CallAsync("bilal", "GET", "/sources/un/refreshes");
        status.ShouldBe(200);
        return [.. answer.GetProperty("refreshes").EnumerateArray().Select(r => r.GetProperty("result").GetString())];
    }
}
