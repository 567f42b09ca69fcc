using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Entente.Node.Accounts;
using Entente.Node.Border;
using Entente.Node.Border.Encounters;
using Entente.Node.Border.Posts;
using Entente.Node.Border.Posts.HandOver;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Entente.Node.Tests.Border.Encounters;
using Entente.Node.Tests.Watchlist.Listings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Entente.Node.Tests.Border.Posts;

/// <summary>What a post did without a link, handed over to its main node when there is one: each thing once, whatever is cut.</summary>
public sealed class HandOverTests
{
    private const string Nadia = "L1,Nadia Choukri,primary,1991-03-06,MAR,F,";

    [Fact]
    public async Task What_was_done_at_the_post_stands_in_the_main_node_with_its_history_and_as_the_posts()
    {
        await using var both = await StartAsync();
        await both.CheckAsync("Berrada", "Yassine", "1980-01-02", "XB1111111");
        await RefuseAsync(both);
        await HandOverAsync(both);
        var encounter = (await BorderCalls.EncountersAsync(both.Main)).ShouldHaveSingleItem();
        var id = encounter.GetProperty("state").GetProperty("id").GetString() ?? "";
        encounter.GetProperty("post").GetString().ShouldBe("OUJ-ROAD");
        encounter.GetProperty("traveller").GetString().ShouldBe("Ben Tahar Salma");
        var state = encounter.GetProperty("state");
        state.GetProperty("status").GetString().ShouldBe("decided");
        state.GetProperty("inForce").GetProperty("measure").GetString().ShouldBe("refuse");
        state.GetProperty("inForce").GetProperty("by").GetString().ShouldBe("post:tarfaya/user:amina");
        state.GetProperty("inForce").GetProperty("secondedBy").GetString().ShouldBe("post:tarfaya/user:brahim");
        state.GetProperty("outcome").GetProperty("code").GetString().ShouldBe("refused-entry");
        using var officer = both.Main.As("dalila", Role.Officer);
        var view = await officer.GetFromJsonAsync<JsonElement>($"/encounters/{id}");
        var steps = view.GetProperty("history").EnumerateArray().ToList();
        steps.Select(s => s.GetProperty("action").GetString()).ShouldBe(
            [ActionCode.EncounterOpened, ActionCode.EncounterTaken, ActionCode.EncounterProposed, ActionCode.EncounterProtected, ActionCode.EncounterSeconded, ActionCode.EncounterInstructed, ActionCode.EncounterOutcome]);
        steps.ShouldAllBe(s => (s.GetProperty("actor").GetString() ?? "").StartsWith("post:tarfaya/", StringComparison.Ordinal));
        view.GetProperty("evidence").GetArrayLength().ShouldBeGreaterThan(0);
        Rows(both.Main).ShouldBe(Rows(both.Post), "who came, who passed, and every step");
        using var connection = both.Main.Services.GetRequiredService<Database>().Open();
        var words = connection.QuerySingle<string>("SELECT details FROM encounter_step WHERE action = @action", new { action = ActionCode.EncounterInstructed });
        var row = connection.QuerySingle<EncounterRow>($"SELECT {EncounterTable.Columns} FROM encounter");
        InstructPost.WordsOf(both.Main.Services.GetRequiredService<KeyStore>(), row, words).ShouldBe("Two colleagues at the barrier.");
        Waiting(both).ShouldBe(0);
    }

    [Fact]
    public async Task A_traveller_cleared_at_the_post_is_cleared_at_the_main_node()
    {
        await using var both = await StartAsync(Nadia);
        await both.CheckAsync("Choukri", "Nadia", "1991-03-06");
        await BorderCalls.DecideAsync(both.Post, await IdAsync(both.Post), "not-this-person", "let-pass", "other-birth-place");
        await HandOverAsync(both);
        (await both.CheckAsync("Choukri", "Nadia", "1991-03-06", at: both.Main)).GetProperty("encounters").GetArrayLength().ShouldBe(0);
        await both.RestartMainAsync();
        (await both.CheckAsync("Choukri", "Nadia", "1991-03-06", at: both.Main)).GetProperty("encounters").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task An_open_encounter_is_decided_at_the_main_node_and_what_happened_at_the_post_comes_after()
    {
        await using var both = await StartAsync();
        await both.CheckAsync("Ben Tahar", "Salma", "1988-07-19");
        await HandOverAsync(both);
        var id = await IdAsync(both.Main);
        await BorderCalls.DecideAsync(both.Main, id, "this-person", "secondary-inspection", "same-identity-data", by: "dalila");
        await BorderCalls.DecideAsync(both.Post, id, "cannot-tell", "let-pass", "time-short");
        await StepAsync(both.Post, "amina", Role.Officer, id, "outcome", new { code = "passed" });
        await HandOverAsync(both);
        var state = (await BorderCalls.EncountersAsync(both.Main)).ShouldHaveSingleItem().GetProperty("state");
        state.GetProperty("inForce").GetProperty("by").GetString().ShouldBe("user:dalila");
        state.GetProperty("outcome").GetProperty("code").GetString().ShouldBe("passed");
        using var connection = both.Main.Services.GetRequiredService<Database>().Open();
        connection.ExecuteScalar<long>("SELECT count(*) FROM encounter_step WHERE action = @decided", new { decided = ActionCode.EncounterDecided }).ShouldBe(2);
    }

    [Fact]
    public async Task What_waited_for_a_second_person_at_the_post_is_decided_anew()
    {
        await using var both = await StartAsync();
        await both.CheckAsync("Ben Tahar", "Salma", "1988-07-19");
        var id = await IdAsync(both.Post);
        await BorderCalls.DecideAsync(both.Post, id, "this-person", "refuse", "same-document");
        await StepAsync(both.Post, "chafik", Role.Supervisor, id, "protection", new { flags = Array.Empty<string>() });
        await HandOverAsync(both);
        (await BorderCalls.EncountersAsync(both.Main, "open")).ShouldHaveSingleItem();
        using var second = both.Main.As("brahim", Role.Officer);
        (await second.PostAsJsonAsync($"/encounters/{id}/second", new { })).StatusCode.ShouldBe(System.Net.HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData(Cut.Before)]
    [InlineData(Cut.WhileSending)]
    [InlineData(Cut.BeforeTheAnswer)]
    [InlineData(Cut.WhileAnswering)]
    public async Task A_cut_loses_nothing_and_doubles_nothing(object where)
    {
        await using var both = await StartAsync(Nadia);
        await both.CheckAsync("Choukri", "Nadia", "1991-03-06");
        await RefuseAsync(both);
        both.Link.Cut = (Cut)where;
        await HandOverAsync(both);
        Waiting(both).ShouldBeGreaterThan(0);
        (await both.ReadyAsync()).Why.ShouldContain("wait to be handed over");
        await HandOverAsync(both);
        both.Link.Cut = Cut.Nowhere;
        await both.RestartPostAsync();
        await HandOverAsync(both);
        Waiting(both).ShouldBe(0);
        Rows(both.Main).ShouldBe(Rows(both.Post));
        await HandOverAsync(both);
        Rows(both.Main).ShouldBe(Rows(both.Post));
    }

    [Fact]
    public async Task While_the_main_node_is_stopped_everything_waits_and_goes_when_it_is_back()
    {
        await using var both = await StartAsync(Nadia);
        await both.Main.StopAsync();
        await both.CheckAsync("Choukri", "Nadia", "1991-03-06");
        await HandOverAsync(both);
        (await both.ReadyAsync()).Why.ShouldContain("the main node cannot be reached");
        await both.RestartMainAsync();
        await HandOverAsync(both);
        Rows(both.Main).ShouldBe(Rows(both.Post));
        (await both.ReadyAsync()).Why.ShouldNotContain("handed over");
    }

    [Fact]
    public async Task Sent_twice_and_in_another_order_it_is_the_same()
    {
        await using var both = await StartAsync(Nadia);
        await RefuseAsync(both, after: () => HandOverAsync(both, queueOnly: true));
        await both.CheckAsync("Choukri", "Nadia", "1991-03-06");
        await HandOverAsync(both, queueOnly: true);
        var records = both.Post.Services.GetRequiredService<Outbox>().Next(0, 1000).Select(w => w.Record).OfType<SentRecord>().ToList();
        records.Count.ShouldBeGreaterThan(6, "The encounter is in several states.");
        var takeOver = both.Main.Services.GetRequiredService<TakeOver>();
        foreach (var record in records.OrderByDescending(r => r.Id, StringComparer.Ordinal).Concat(records))
        {
            (await takeOver.TakeAsync(PostAndMain.Name, [record], CancellationToken.None)).ShouldHaveSingleItem().Refused.ShouldBeNull();
        }

        Rows(both.Main).ShouldBe(Rows(both.Post));
        (await BorderCalls.EncountersAsync(both.Main, "decided")).ShouldHaveSingleItem();
        PostAndMain.Recorded(both.Main, ActionCode.RecordTakenOver).ShouldBe(records.Count);
    }

    [Fact]
    public async Task Other_content_under_a_known_id_is_refused_said_and_kept_at_the_post()
    {
        await using var both = await StartAsync(Nadia);
        await both.CheckAsync("Choukri", "Nadia", "1991-03-06");
        await HandOverAsync(both, queueOnly: true);
        var record = both.Post.Services.GetRequiredService<Outbox>().Next(0, 1)[0].Record.ShouldNotBeNull();
        var forged = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(record.Bytes).Replace("Choukri", "Another", StringComparison.OrdinalIgnoreCase));
        (await both.Main.Services.GetRequiredService<TakeOver>().TakeAsync(PostAndMain.Name, [record with { Bytes = forged }], CancellationToken.None))[0].Refused.ShouldBeNull();
        await HandOverAsync(both);
        (await both.ReadyAsync()).Why.ShouldContain("1 records were refused");
        PostAndMain.Recorded(both.Main, ActionCode.RecordNotTakenOver).ShouldBe(1);
        using var connection = both.Post.Services.GetRequiredService<Database>().Open();
        connection.QuerySingle<string>("SELECT why FROM post_outbox WHERE ended = 'refused'").ShouldContain("other content");
        connection.ExecuteScalar<long>("SELECT count(*) FROM post_outbox WHERE ended = 'refused' AND content IS NOT NULL").ShouldBe(1);
        Waiting(both).ShouldBe(0, "The others were handed over.");
    }

    [Fact]
    public async Task No_record_of_a_post_makes_a_refusal_that_lacks_its_persons_or_overwrites_what_is_not_its()
    {
        await using var both = await StartAsync();
        await RefuseAsync(both);
        await HandOverAsync(both, queueOnly: true);
        var last = both.Post.Services.GetRequiredService<Outbox>().Next(0, 1000).Select(w => w.Record).OfType<SentRecord>().Last(r => r.Id.StartsWith("encounter/", StringComparison.Ordinal));
        var takeOver = both.Main.Services.GetRequiredService<TakeOver>();
        var whole = SubjectJson.Read<PostRecord>(last.Bytes);
        var encounter = whole.Encounter.ShouldNotBeNull();
        var decision = encounter.State.InForce.ShouldNotBeNull();
        foreach (var state in (Encounter[])[
            encounter.State with { InForce = decision with { SecondedBy = null } },
            encounter.State with { InForce = decision with { SecondedBy = decision.By } },
            encounter.State with { Protection = null },
            encounter.State with { Protection = encounter.State.Protection.ShouldNotBeNull() with { Flags = ["refugee"] } },
            encounter.State with { Asks = Node.Watchlist.EncounterAction.Inform },
            encounter.State with { InForce = decision with { Conclusion = Conclusion.NotThisPerson, Reason = "other-document" } }])
        {
            var forged = last with { Bytes = (whole with { Encounter = encounter with { State = state } }).ToBytes() };
            (await takeOver.TakeAsync(PostAndMain.Name, [forged], CancellationToken.None))[0].Refused.ShouldNotBeNull().ShouldContain("its decision lacks");
        }

        // An encounter of the main node's own, or of another post.
        await both.CheckAsync("Ben Tahar", "Salma", "1988-07-19", at: both.Main);
        var own = await IdAsync(both.Main);
        var taken = last with { Id = last.Id.Replace(encounter.Id, own, StringComparison.Ordinal), Bytes = (whole with { Encounter = encounter with { Id = own } }).ToBytes() };
        (await takeOver.TakeAsync(PostAndMain.Name, [taken], CancellationToken.None))[0].Refused.ShouldNotBeNull().ShouldContain("has its id");
        (await takeOver.TakeAsync(PostAndMain.Name, [last], CancellationToken.None))[0].Refused.ShouldBeNull();
        (await takeOver.TakeAsync("smara", [last], CancellationToken.None))[0].Refused.ShouldNotBeNull().ShouldContain("has its id");
        foreach (var bytes in (byte[][])[[], "{}"u8.ToArray(), "null"u8.ToArray(), "{\"encounter\":{}}"u8.ToArray(), "{\"crossing\":{\"id\":\"x\"},\"traveller\":{\"id\":\"y\"}}"u8.ToArray()])
        {
            (await takeOver.TakeAsync(PostAndMain.Name, [new SentRecord("check/y", bytes)], CancellationToken.None))[0].Refused.ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task By_files_it_is_the_same_and_only_a_receipt_of_the_main_node_ends_what_waits()
    {
        await using var both = await StartAsync(Nadia);
        await both.CheckAsync("Choukri", "Nadia", "1991-03-06");
        (await BorderCalls.UntilAsync(() => Task.FromResult(Waiting(both) > 0 && !both.Post.Services.GetRequiredService<Outbox>().HasNew()))).ShouldBeTrue();
        var (records, receipts) = (Path.Combine(both.Folder, "records"), Path.Combine(both.Folder, "receipts"));
        await RunAsync(0, "export", "--config", ConfigurationOf(both.Post), "--to", records);
        (await File.ReadAllTextAsync(records)).ShouldNotContain("Choukri", Case.Insensitive);
        await RunAsync(1, "import", "--config", ConfigurationOf(both.Post), "--from", records);
        for (var times = 0; times < 2; times++)
        {
            (await RunAsync(0, "import", "--config", ConfigurationOf(both.Main), "--from", records, "--receipts-to", receipts)).ShouldContain("records of the post tarfaya, 0 of them refused");
        }

        Waiting(both).ShouldBeGreaterThan(0);
        var cut = Path.Combine(both.Folder, "cut");
        await File.WriteAllBytesAsync(cut, (await File.ReadAllBytesAsync(receipts))[..^5]);
        await RunAsync(1, "import", "--config", ConfigurationOf(both.Post), "--from", cut);
        Waiting(both).ShouldBeGreaterThan(0);
        await RunAsync(0, "import", "--config", ConfigurationOf(both.Post), "--from", receipts);
        Waiting(both).ShouldBe(0);
        Rows(both.Main).ShouldBe(Rows(both.Post));
    }

    [Fact]
    public async Task What_reaches_the_end_of_its_retention_before_there_is_a_link_is_deleted_and_said()
    {
        await using var both = await StartAsync(Nadia);
        await both.CheckAsync("Berrada", "Yassine", "1980-01-02");
        await HandOverAsync(both, queueOnly: true);
        both.Time.Gone = TimeSpan.FromDays(6);
        await both.Post.Services.GetServices<IHostedService>().OfType<Retention>().Single().DeleteAsync(CancellationToken.None);
        await HandOverAsync(both);
        (await both.ReadyAsync()).Why.ShouldContain("1 records reached the end of their retention");
        Rows(both.Main).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_deleted_at_the_main_node_does_not_come_back_with_a_late_record()
    {
        await using var both = await StartAsync(Nadia);
        await both.CheckAsync("Choukri", "Nadia", "1991-03-06");
        await HandOverAsync(both);
        both.MainTime.Gone = TimeSpan.FromDays(6);
        await both.Main.Services.GetServices<IHostedService>().OfType<Retention>().Single().DeleteAsync(CancellationToken.None);
        Rows(both.Main).ShouldBeEmpty();
        await BorderCalls.DecideAsync(both.Post, await IdAsync(both.Post), "cannot-tell", "let-pass", "time-short");
        await HandOverAsync(both);
        Waiting(both).ShouldBe(0);
        Rows(both.Main).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_happens_in_whatever_order_nothing_is_lost_or_doubled(int seed)
    {
        var random = new Random(seed);
        await using var both = await StartAsync(Nadia);
        for (var i = 0; i < 40; i++)
        {
            both.Link.Cut = Enum.GetValues<Cut>()[random.Next(5)];
            await (random.Next(8) switch
            {
                0 => both.CheckAsync("Choukri", "Nadia", "1991-03-06"),
                1 => both.CheckAsync("Berrada", "Yassine", $"1980-01-{random.Next(1, 28):00}"),
                2 => PassAsync(both),
                3 or 4 => DecideSomethingAsync(both, random),
                5 when i % 3 == 0 => both.RestartMainAsync(),
                5 when i % 3 == 1 => both.RestartPostAsync(),
                _ => HandOverAsync(both),
            });
            Rows(both.Main).Except(Rows(both.Post), StringComparer.Ordinal).ShouldBeEmpty();
        }

        both.Link.Cut = Cut.Nowhere;
        await HandOverAsync(both);
        Waiting(both).ShouldBe(0);
        Rows(both.Main).ShouldBe(Rows(both.Post));
        States(both.Main).ShouldBe(States(both.Post));
    }

    private static async Task<PostAndMain> StartAsync(params string[] rows)
    {
        var both = await PostAndMain.StartMainAsync(["L0,Somebody Else,primary,,,,", .. rows]);
        await both.Main.ListAsync(ListingCalls.Salma("refuse"));
        await both.FetchAsync(both.Snapshot);
        await both.StartPostAsync(c => c["Post"]!["HandOverTo"] = both.Main.Nobody.BaseAddress!.ToString()); // The fixture has the section.
        return both;
    }

    private static async Task RefuseAsync(PostAndMain both, Func<Task>? after = null)
    {
        after ??= () => Task.CompletedTask;
        var check = (await both.CheckAsync("Ben Tahar", "Salma", "1988-07-19", "SA7719021")).GetProperty("check").GetString();
        await after();
        var id = (await BorderCalls.EncountersAsync(both.Post)).Single(e => e.GetProperty("traveller").GetString() == "Ben Tahar Salma").GetProperty("state").GetProperty("id").GetString() ?? "";
        await BorderCalls.DecideAsync(both.Post, id, "this-person", "refuse", "same-document");
        await after();
        await StepAsync(both.Post, "chafik", Role.Supervisor, id, "protection", new { flags = Array.Empty<string>() });
        await after();
        await StepAsync(both.Post, "brahim", Role.Officer, id, "second", new { });
        await StepAsync(both.Post, "chafik", Role.Supervisor, id, "message", new { text = "Two colleagues at the barrier." });
        await after();
        await StepAsync(both.Post, "amina", Role.Officer, id, "outcome", new { code = "refused-entry" });
        using var officer = both.Post.As("amina", Role.Officer);
        (await officer.PostAsJsonAsync($"/counter/checks/{check}/passage", new { result = "refused" })).EnsureSuccessStatusCode();
    }

    private static async Task PassAsync(PostAndMain both)
    {
        var check = (await both.CheckAsync("Aziz", "Karima", "1970-05-05")).GetProperty("check").GetString();
        using var officer = both.Post.As("amina", Role.Officer);
        (await officer.PostAsJsonAsync($"/counter/checks/{check}/passage", new { result = "passed" })).EnsureSuccessStatusCode();
    }

    private static async Task DecideSomethingAsync(PostAndMain both, Random random)
    {
        if (await BorderCalls.EncountersAsync(both.Post) is { Count: > 0 } encounters)
        {
            var id = encounters[random.Next(encounters.Count)].GetProperty("state").GetProperty("id").GetString() ?? "";
            await BorderCalls.DecideAsync(both.Post, id, "cannot-tell", "let-pass", "time-short");
        }
    }

    private static Task HandOverAsync(PostAndMain both, bool queueOnly = false) => both.Post.Services.GetRequiredService<HandOverRecords>().TryAsync(!queueOnly, CancellationToken.None);

    private static long Waiting(PostAndMain both) => both.Post.Services.GetRequiredService<Outbox>().Count().Waiting;

    private static async Task StepAsync(RunningNode node, string who, string role, string id, string step, object body)
    {
        using var client = node.As(who, role);
        (await client.PostAsJsonAsync($"/encounters/{id}/{step}", body)).EnsureSuccessStatusCode();
    }

    private static async Task<string> IdAsync(RunningNode node) => (await BorderCalls.EncountersAsync(node))[0].GetProperty("state").GetProperty("id").GetString() ?? "";

    /// <summary>Everything that the node holds of travellers, passages, encounters and their steps, in the order of ids; what a step is of a post's actor reads like the post's.</summary>
    private static List<string> Rows(RunningNode node)
    {
        using var connection = node.Services.GetRequiredService<Database>().Open();
        string[] sql =
        [
            "SELECT 'traveller ' || t.id || ' ' || c.post || ' ' || c.direction || ' ' || c.day FROM traveller t JOIN crossing c ON c.id = t.crossing_id ORDER BY t.id",
            "SELECT 'passage ' || id || ' ' || traveller_id || ' ' || result || ' ' || at FROM passage ORDER BY id",
            "SELECT 'encounter ' || id || ' ' || traveller_id || ' ' || post FROM encounter ORDER BY id",
            "SELECT 'step ' || encounter_id || ' ' || number || ' ' || at || ' ' || action || ' ' || replace(actor, 'post:tarfaya/', '') FROM encounter_step ORDER BY encounter_id, number",
        ];
        return [.. sql.SelectMany(s => connection.Query<string>(s))];
    }

    private static List<string> States(RunningNode node)
    {
        using var connection = node.Services.GetRequiredService<Database>().Open();
        return [.. connection.Query<EncounterRow>($"SELECT {EncounterTable.Columns} FROM encounter ORDER BY id").Select(row => row.Read()).Select(e => $"{e.Status} {e.Asks} {e.InForce?.Measure} {e.InForce?.At:O} {e.Outcome?.Code}")];
    }

    private static string ConfigurationOf(RunningNode node) => Path.Combine(node.Folder, "entente.json");

    private static async Task<string> RunAsync(int code, params string[] arguments)
    {
        var output = new StringWriter();
        (await HandOverCommand.RunAsync(arguments, output, output, CancellationToken.None)).ShouldBe(code, output.ToString());
        return output.ToString();
    }
}
