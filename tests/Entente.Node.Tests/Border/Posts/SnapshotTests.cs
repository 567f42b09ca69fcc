using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dapper;
using Entente.Formats.Cusres;
using Entente.Node.Accounts;
using Entente.Node.Border.Encounters;
using Entente.Node.Border.Posts.Snapshots;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Entente.Node.Tests.Border.Encounters;
using Entente.Node.Tests.Watchlist.Listings;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Node.Tests.Border.Posts;

/// <summary>A post that lives on snapshots of its main node's lists: what it takes, what it refuses, and when it stops.</summary>
public sealed partial class SnapshotTests
{
    private const string Nadia = "L1,Nadia Choukri,primary,1991-03-06,MAR,F,";

    [Fact]
    public async Task Every_page_that_the_desk_of_a_post_offers_is_there()
    {
        await using var both = await PostAndMain.StartAsync(Nadia);
        foreach (var role in Role.All)
        {
            using var person = await both.Post.SignInAsync(role, role);
            var paths = NavigationLink().Matches(await person.GetStringAsync("/account")).Select(m => m.Groups["path"].Value).ToList();
            (paths.Count > 0).ShouldBe(role is not (Role.Programme or Role.Hazard), role);
            foreach (var path in paths)
            {
                using var page = await person.GetAsync(path);
                page.StatusCode.ShouldBe(HttpStatusCode.OK, $"{role}: {path}");
            }
        }
    }

    [Fact]
    public async Task A_post_finds_whom_the_main_node_finds_and_asks_for_the_same_about_him()
    {
        await using var both = await PostAndMain.StartMainAsync(Nadia);
        var listing = await both.Main.ListAsync(ListingCalls.Salma("refuse"));
        using (var analyst = both.Main.As("dounia", Role.Analyst))
        {
            (await analyst.PostAsync("/documents", JsonContent(new { number = "XA1204417", kind = "passport", issuer = "MAR", loss = "stolen", reference = "file 12" }))).EnsureSuccessStatusCode();
        }

        await both.FetchAsync(both.Snapshot);
        await both.StartPostAsync();
        (await both.Post.HitsAsync()).ShouldBe([listing]);
        (await both.CheckAsync("Ben Tahar", "Salma", "1988-07-19")).GetProperty("advice").GetString().ShouldBe("wait");
        (await both.CheckAsync("Choukri", "Nadia", "1991-03-06")).GetProperty("advice").GetString().ShouldBe("pass");
        (await both.CheckAsync("Berrada", "Yassine", "1980-01-02", "XA1204417")).GetProperty("advice").GetString().ShouldBe("wait");
        var encounters = await BorderCalls.EncountersAsync(both.Post);
        encounters.Select(e => e.GetProperty("state").GetProperty("asks").GetString()).Order(StringComparer.Ordinal).ShouldBe(["inform", "refuse", "secondary-inspection"]);
        both.Post.Services.GetRequiredService<Node.Watchlist.CurrentLists>().Snapshot?.Version.ShouldBe(both.Main.Services.GetRequiredService<Node.Watchlist.CurrentLists>().Snapshot?.Version);
    }

    [Fact]
    public async Task Whoever_is_cleared_at_the_main_node_does_not_alert_at_the_post()
    {
        await using var both = await PostAndMain.StartMainAsync(Nadia);
        await both.CheckAsync("Choukri", "Nadia", "1991-03-06", at: both.Main);
        var id = (await BorderCalls.EncountersAsync(both.Main))[0].GetProperty("state").GetProperty("id").GetString() ?? "";
        await BorderCalls.DecideAsync(both.Main, id, "not-this-person", "let-pass", "other-birth-place");
        await both.FetchAsync(both.Snapshot);
        await both.StartPostAsync();
        (await both.CheckAsync("Choukri", "Nadia", "1991-03-06")).GetProperty("encounters").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task The_age_of_the_lists_stands_on_every_answer_and_in_the_health()
    {
        await using var both = await PostAndMain.StartAsync(Nadia);
        (await both.CheckAsync("Berrada", "Yassine", "1980-01-02")).GetProperty("lists").GetString().ShouldNotBeNull().ShouldContain("the lists were made");
        var (code, status, why) = await both.ReadyAsync();
        (code, status).ShouldBe((200, "ok"));
        why.ShouldContain("may be used until");
    }

    [Fact]
    public async Task Past_its_last_day_nobody_passes_carriers_hear_4Z_and_the_health_says_so()
    {
        await using var both = await PostAndMain.StartAsync(Nadia);
        (await both.CheckAsync("Berrada", "Yassine", "1980-01-02")).GetProperty("advice").GetString().ShouldBe("pass");
        both.Time.Gone = TimeSpan.FromDays(3) + TimeSpan.FromMinutes(1);
        var answer = await both.CheckAsync("Berrada", "Yassine", "1980-01-03");
        answer.GetProperty("advice").GetString().ShouldBe("wait");
        (answer.GetProperty("warning").GetString() ?? "").ShouldContain("bring a newer snapshot");
        (await BorderCalls.SendAsync(both.Post, Flight.Message(day: DateTime.UtcNow.AddDays(3)))).Answers.ShouldAllBe(a => a.Status == BoardingStatus.InsufficientData);
        var (code, status, _) = await both.ReadyAsync();
        (code, status).ShouldBe((503, "expired"));

        // A newer one ends it.
        both.MainTime.Gone = both.Time.Gone;
        await both.FetchAsync(both.Snapshot);
        await both.LookAsync();
        (await both.CheckAsync("Berrada", "Yassine", "1980-01-04")).GetProperty("advice").GetString().ShouldBe("pass");
    }

    [Fact]
    public async Task A_clock_that_jumps_back_makes_no_expired_snapshot_young_again_not_even_over_a_restart()
    {
        await using var both = await PostAndMain.StartAsync(Nadia);
        both.Time.Gone = TimeSpan.FromDays(4);
        (await both.ReadyAsync()).Status.ShouldBe("expired");
        both.Post.Services.GetRequiredService<Node.Border.Posts.SnapshotAge>().KeepMark();
        both.Time.By = TimeSpan.FromDays(-4);
        (await both.CheckAsync("Berrada", "Yassine", "1980-01-02")).GetProperty("advice").GetString().ShouldBe("wait");
        await both.RestartPostAsync();
        (await both.CheckAsync("Berrada", "Yassine", "1980-01-03")).GetProperty("advice").GetString().ShouldBe("wait");
    }

    [Fact]
    public async Task A_clock_that_is_behind_the_snapshot_lets_nobody_pass_until_it_is_set_right()
    {
        await using var both = await PostAndMain.StartMainAsync(Nadia);
        await both.FetchAsync(both.Snapshot);
        both.Time.By = TimeSpan.FromDays(-400);
        await both.StartPostAsync();
        var answer = await both.CheckAsync("Berrada", "Yassine", "1980-01-02");
        answer.GetProperty("advice").GetString().ShouldBe("wait");
        (answer.GetProperty("warning").GetString() ?? "").ShouldContain("clock");
        both.Time.By = TimeSpan.Zero;
        (await BorderCalls.UntilAsync(async () => (await both.CheckAsync("Berrada", "Yassine", "1980-01-02")).GetProperty("advice").GetString() == "pass")).ShouldBeTrue();
    }

    [Fact]
    public async Task An_older_one_is_refused_however_often_it_comes_and_after_a_restart()
    {
        await using var both = await PostAndMain.StartMainAsync(Nadia);
        var old = Path.Combine(both.Folder, "old");
        await both.FetchAsync(old);
        await both.Main.ReplaceListAsync(Nadia + "\nL2,Yassine Berrada,primary,1980-01-02,MAR,M,\n");
        await both.FetchAsync(both.Snapshot);
        await both.StartPostAsync();
        (await HitsOfYassineAsync(both)).ShouldBe(1);
        for (var times = 0; times < 2; times++)
        {
            await both.PutAsync(await File.ReadAllBytesAsync(old));
            await both.LookAsync();
            (await HitsOfYassineAsync(both)).ShouldBe(1);
            (await both.ReadyAsync()).Why.ShouldContain("before the one in force");
        }

        // Whoever puts the old one in the place of the kept one gains nothing either.
        await both.Post.StopAsync();
        File.Copy(old, Path.Combine(both.Post.Folder, "data", "snapshot", "accepted"), overwrite: true);
        await both.RestartPostAsync();
        both.Post.Services.GetRequiredService<Node.Watchlist.CurrentLists>().Snapshot.ShouldBeNull();
        (await both.ReadyAsync()).Why.ShouldContain("before the one in force");
    }

    [Fact]
    public async Task One_that_is_past_its_last_day_when_it_arrives_is_refused()
    {
        await using var both = await PostAndMain.StartMainAsync(Nadia);
        await both.FetchAsync(both.Snapshot);
        both.Time.By = TimeSpan.FromDays(4);
        await both.StartPostAsync();
        both.Post.Services.GetRequiredService<Node.Watchlist.CurrentLists>().Snapshot.ShouldBeNull();
        (await both.ReadyAsync()).Why.ShouldContain("which is past");
    }

    [Fact]
    public async Task One_of_which_any_byte_was_changed_or_cut_is_refused_and_the_one_in_force_stays()
    {
        await using var both = await PostAndMain.StartAsync(Nadia);
        var fetched = Path.Combine(both.Folder, "newer");
        await both.FetchAsync(fetched);
        var whole = await File.ReadAllBytesAsync(fetched);
        var random = new Random(7);
        for (var i = 0; i < 60; i++)
        {
            var wrong = i % 2 == 0 ? [.. whole] : whole[..random.Next(whole.Length)];
            if (i % 2 == 0)
            {
                wrong[random.Next(wrong.Length)] ^= (byte)(1 << random.Next(8));
            }

            await both.PutAsync(wrong);
            await both.LookAsync();
            (await both.ReadyAsync()).Why.ShouldContain("refused");
        }

        using var connection = both.Post.Services.GetRequiredService<Database>().Open();
        connection.ExecuteScalar<long>("SELECT count(*) FROM post_snapshot").ShouldBe(1);
        (await both.CheckAsync("Choukri", "Nadia", "1991-03-06")).GetProperty("encounters").GetArrayLength().ShouldBe(1);
        await both.PutAsync(whole);
        await both.LookAsync();
        connection.ExecuteScalar<long>("SELECT count(*) FROM post_snapshot").ShouldBe(2);
        (await both.ReadyAsync()).Why.ShouldNotContain("refused");
    }

    [Fact]
    public async Task One_that_another_node_signed_or_that_is_sealed_for_another_post_is_refused()
    {
        await using var both = await PostAndMain.StartAsync(Nadia);
        await using var stranger = await PostAndMain.StartMainAsync("L9,Somebody Strange,primary,,,,");

        // A stranger who has the post's key but not the main node's: he can seal and cannot sign.
        File.Copy(both.KeyFile, stranger.KeyFile, overwrite: true);
        await RefusedAsync(both, stranger.Main, PostAndMain.Name, "not signed by the main node");

        // The main node's own for another post, and for a post of that name under another key.
        var output = new StringWriter();
        SnapshotCommands.MakeKey(["smara", "--config", Path.Combine(both.Main.Folder, "entente.json")], output, output).ShouldBe(0);
        await RefusedAsync(both, both.Main, "smara", "for another post");
        var kept = await File.ReadAllBytesAsync(both.KeyFile);
        await File.WriteAllBytesAsync(both.KeyFile, new byte[32]);
        await RefusedAsync(both, both.Main, PostAndMain.Name, "under another key");
        await File.WriteAllBytesAsync(both.KeyFile, kept);
    }

    [Fact]
    public async Task Making_one_is_recorded_and_only_a_post_with_a_key_is_given_one()
    {
        await using var both = await PostAndMain.StartAsync(Nadia);
        using var client = both.Main.With("post");
        (await client.GetAsync("/post/snapshot?post=nowhere")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.GetAsync("/post/snapshot?post=../log")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        PostAndMain.Recorded(both.Main, ActionCode.SnapshotMade).ShouldBe(1);
    }

    [Fact]
    public async Task The_command_makes_the_same_while_the_node_runs_and_leaves_a_note_for_the_record()
    {
        await using var both = await PostAndMain.StartMainAsync(Nadia);
        await both.Main.ListAsync(ListingCalls.Salma());
        var (output, error) = (new StringWriter(), new StringWriter());
        (await SnapshotCommands.WriteAsync(["--config", Path.Combine(both.Main.Folder, "entente.json"), "--to", both.Snapshot], output, error, CancellationToken.None)).ShouldBe(0, error.ToString());
        output.ToString().ShouldContain("2 listings for the post tarfaya");
        await both.StartPostAsync();
        both.Post.Services.GetRequiredService<Node.Watchlist.CurrentLists>().Snapshot?.Version.ShouldBe(both.Main.Services.GetRequiredService<Node.Watchlist.CurrentLists>().Snapshot?.Version);
        (await BorderCalls.UntilAsync(() => Task.FromResult(PostAndMain.Recorded(both.Main, ActionCode.SnapshotMade) > 0))).ShouldBeTrue();
    }

    [Fact]
    public async Task A_post_with_a_link_fetches_what_is_new_and_nothing_twice_and_goes_on_when_the_link_is_cut()
    {
        await using var both = await PostAndMain.StartMainAsync(Nadia);
        await both.StartPostAsync(c => ((JsonObject)c["Lists"]!["Snapshot"]!).Let(s => (s["File"], s["Url"]) = ("", new Uri(both.Main.Nobody.BaseAddress!, "/post/snapshot").ToString()))); // The fixture has the sections.
        await Task.Delay(TimeSpan.FromSeconds(2.5));
        PostAndMain.Recorded(both.Main, ActionCode.SnapshotMade).ShouldBe(1);
        await both.Main.ReplaceListAsync(Nadia + "\nL2,Yassine Berrada,primary,1980-01-02,MAR,M,\n");
        (await BorderCalls.UntilAsync(async () => await HitsOfYassineAsync(both) == 1)).ShouldBeTrue();
        both.Link.Cut = Cut.Before;
        (await BorderCalls.UntilAsync(async () => (await both.ReadyAsync()).Why.Contains("cannot be fetched", StringComparison.Ordinal) || (await both.ReadyAsync()).Why.Contains("can be fetched", StringComparison.Ordinal))).ShouldBeTrue();
        (await both.CheckAsync("Aziz", "Karima", "1970-01-02")).GetProperty("advice").GetString().ShouldBe("pass");
        both.Link.Cut = Cut.Nowhere;
        (await BorderCalls.UntilAsync(async () => !(await both.ReadyAsync()).Why.Contains("fetched", StringComparison.Ordinal))).ShouldBeTrue();
    }

    [Fact]
    public async Task A_post_has_no_listings_of_its_own_and_hands_out_no_snapshot()
    {
        await using var both = await PostAndMain.StartAsync(Nadia);
        (await both.Post.CallAsync("amina", "POST", "/listings", ListingCalls.Salma())).Status.ShouldBe(404);
        using var client = both.Post.With("post");
        (await client.GetAsync("/post/snapshot?post=tarfaya")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_lies_on_the_disk_of_the_post_names_nobody_on_the_lists()
    {
        await using var both = await PostAndMain.StartAsync("L1,Nadia Choukrallahtest,primary,1991-03-06,MAR,F,");
        await both.Post.StopAsync();
        foreach (var file in Directory.EnumerateFiles(both.Post.Folder, "*", SearchOption.AllDirectories).Append(both.Snapshot))
        {
            (await File.ReadAllTextAsync(file)).ShouldNotContain("Choukrallahtest", Case.Insensitive, file);
        }
    }

    private static async Task RefusedAsync(PostAndMain both, RunningNode by, string post, string why)
    {
        using var client = by.With("post");
        await both.PutAsync(await client.GetByteArrayAsync($"/post/snapshot?post={post}"));
        await both.LookAsync();
        (await both.ReadyAsync()).Why.ShouldContain(why);
    }

    private static async Task<int> HitsOfYassineAsync(PostAndMain both) =>
        (await both.Post.MatchAsync(new { name = new[] { "Yassine Berrada" }, birthDate = new[] { "1980-01-02" } })).GetProperty("results").GetArrayLength();

    [GeneratedRegex("<a href=\"(?<path>/desk[^\"]*)\" *(aria-current=\"[a-z]*\")?><svg", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NavigationLink();

    private static StringContent JsonContent(object value) => new(JsonSerializer.Serialize(value), System.Text.Encoding.UTF8, "application/json");
}

/// <summary>Does something with a value in the middle of an expression.</summary>
internal static class Lets
{
    public static void Let<T>(this T value, Action<T> action) => action(value);
}
