using System.Text.Json;
using System.Text.Json.Nodes;
using Entente.Node.Watchlist;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Node.Tests.Watchlist.Listings;

public sealed class ChangeTests
{
    private const string Other = "L1,Karim Zerhouni,primary,1970,,,";

    [Fact]
    public async Task Raising_the_action_waits_for_a_second_person_and_lowering_does_not()
    {
        await using var node = await RunningNode.StartAsync(Other);
        var id = await node.ListAsync(ListingCalls.Salma("discreet-check"));
        (await node.CallAsync("amina", "POST", $"/listings/{id}/correct", ListingCalls.Salma("refuse"))).Answer.GetProperty("waits").GetBoolean().ShouldBeTrue();
        ActionOf(node, id).ShouldBe(EncounterAction.DiscreetCheck);
        (await node.CallAsync("amina", "POST", $"/listings/{id}/approve", new JsonObject { ["version"] = 2 })).Status.ShouldBe(409);
        (await node.CallAsync("bilal", "POST", $"/listings/{id}/approve", new JsonObject { ["version"] = 2 })).Status.ShouldBe(200);
        ActionOf(node, id).ShouldBe(EncounterAction.Refuse);
        (await node.CallAsync("amina", "POST", $"/listings/{id}/lower", new JsonObject { ["action"] = "refuse" })).Status.ShouldBe(409);
        (await node.CallAsync("amina", "POST", $"/listings/{id}/lower", new JsonObject { ["action"] = "inform" })).Status.ShouldBe(200);
        ActionOf(node, id).ShouldBe(EncounterAction.Inform);
    }

    [Fact]
    public async Task A_proposal_made_before_the_listing_changed_can_no_longer_be_approved()
    {
        await using var node = await RunningNode.StartAsync(Other);
        var id = await node.ListAsync(ListingCalls.Salma());
        await node.CallAsync("amina", "POST", $"/listings/{id}/correct", ListingCalls.Salma("refuse"));
        await node.CallAsync("amina", "POST", $"/listings/{id}/lower", new JsonObject { ["action"] = "inform" });
        (await node.CallAsync("bilal", "POST", $"/listings/{id}/approve", new JsonObject { ["version"] = 2 })).Status.ShouldBe(409);
        ActionOf(node, id).ShouldBe(EncounterAction.Inform);
    }

    [Fact]
    public async Task A_corrected_name_is_found_once_a_second_person_has_seen_it()
    {
        await using var node = await RunningNode.StartAsync(Other);
        var id = await node.ListAsync(ListingCalls.Salma());
        var corrected = ListingCalls.Salma();
        corrected["names"]!.AsArray().Add(new JsonObject { ["text"] = "Houda Lamrani", ["kind"] = "alias" }); // The fields have names.
        await node.CallAsync("amina", "POST", $"/listings/{id}/correct", corrected);
        (await node.HitsAsync("Houda Lamrani")).ShouldBeEmpty();
        (await node.CallAsync("chadi", "POST", $"/listings/{id}/correct", corrected.DeepClone())).Status.ShouldBe(409);
        await node.CallAsync("bilal", "POST", $"/listings/{id}/approve", new JsonObject { ["version"] = 2 });
        (await node.HitsAsync("Houda Lamrani")).ShouldBe([id]);
    }

    [Fact]
    public async Task A_proposal_that_is_refused_leaves_what_is_in_force()
    {
        await using var node = await RunningNode.StartAsync(Other);
        var id = await node.ListAsync(ListingCalls.Salma());
        await node.CallAsync("amina", "POST", $"/listings/{id}/correct", ListingCalls.Salma("refuse"));
        (await node.CallAsync("bilal", "POST", $"/listings/{id}/refuse", new JsonObject { ["version"] = 2, ["reason"] = "not-proportionate" })).Status.ShouldBe(200);
        ActionOf(node, id).ShouldBe(EncounterAction.SecondaryInspection);
        (await node.HitsAsync()).ShouldBe([id]);
    }

    [Fact]
    public async Task A_removed_listing_is_out_of_force_at_once_and_stays_so()
    {
        await using var node = await RunningNode.StartAsync(Other);
        var id = await node.ListAsync(ListingCalls.Salma());
        (await node.CallAsync("amina", "POST", $"/listings/{id}/remove", new JsonObject { ["reason"] = "because" })).Status.ShouldBe(400);
        (await node.CallAsync("amina", "POST", $"/listings/{id}/remove", new JsonObject { ["reason"] = "error" })).Status.ShouldBe(200);
        (await node.HitsAsync()).ShouldBeEmpty();
        (await node.CallAsync("amina", "POST", $"/listings/{id}/correct", ListingCalls.Salma())).Status.ShouldBe(409);
    }

    [Fact]
    public async Task Somebody_known_not_to_be_the_person_does_not_alert_until_that_is_taken_back()
    {
        await using var node = await RunningNode.StartAsync(Other);
        var id = await node.ListAsync(ListingCalls.Salma());
        (await node.CallAsync("amina", "POST", $"/listings/{id}/misidentified", new JsonObject { ["name"] = "Salma Bentahar", ["reason"] = "fingerprints", ["until"] = ListingCalls.Day(30) })).Status.ShouldBe(400);
        var other = new JsonObject { ["name"] = "Salma Bentahar", ["birthDate"] = "1988-07-20", ["reason"] = "fingerprints", ["until"] = ListingCalls.Day(30) };
        (await node.HitsAsync(birthDate: "1988-07-20")).ShouldBe([id]);
        var entry = (await node.CallAsync("amina", "POST", $"/listings/{id}/misidentified", other)).Answer.GetProperty("entry").GetString();
        (await node.HitsAsync(birthDate: "1988-07-20")).ShouldBeEmpty();
        (await node.HitsAsync()).ShouldBe([id]);
        (await node.CallAsync("amina", "DELETE", $"/listings/{id}/misidentified/{entry}")).Status.ShouldBe(204);
        (await node.HitsAsync(birthDate: "1988-07-20")).ShouldBe([id]);
    }

    [Fact]
    public async Task Who_did_what_to_a_listing_is_shown_with_it()
    {
        await using var node = await RunningNode.StartAsync(Other);
        var id = await node.ListAsync(ListingCalls.Salma());
        await node.CallAsync("amina", "POST", $"/listings/{id}/lower", new JsonObject { ["action"] = "inform" });
        var view = (await node.CallAsync("bilal", "GET", $"/listings/{id}")).Answer;
        view.GetProperty("fields").GetProperty("action").GetString().ShouldBe("inform");
        view.GetProperty("legalBasis").GetString().ShouldBe("test-act-2");
        view.GetProperty("versions").EnumerateArray().Select(v => $"{v.GetProperty("state")} {v.GetProperty("proposedBy")} {v.GetProperty("decidedBy")}")
            .ShouldBe(["replaced user:amina user:bilal", "in-force user:amina user:amina"]);
        (await node.CallAsync("bilal", "GET", "/listings?status=in-force")).Answer.GetProperty("listings")[0].GetProperty("caption").GetString().ShouldBe("Salma Ben Tahar");
        (await node.CallAsync("bilal", "GET", "/listings?status=lost")).Status.ShouldBe(400);
        (await node.CallAsync("bilal", "GET", "/listings/own-none")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_change_of_an_own_listing_does_not_compile_the_lists_of_others_again()
    {
        await using var node = await RunningNode.StartAsync([.. Enumerable.Range(0, 3000).Select(i => $"L{i},Person{i} Family{i % 97},primary,,,,")]);
        var lists = node.Services.GetRequiredService<CurrentLists>();
        var before = lists.Snapshot!; // A running node has one.
        var changed = lists.Changed;
        await node.ListAsync(ListingCalls.Salma());
        var after = lists.Snapshot!; // Likewise.
        after.Sources.ShouldBeSameAs(before.Sources);
        after.Own.ShouldNotBeSameAs(before.Own);
        after.Version.ShouldNotBe(before.Version);
        changed.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task A_person_on_a_list_of_others_and_on_the_own_one_is_one_hit()
    {
        await using var node = await RunningNode.StartAsync("L1,Salma Ben Tahar,primary,1988-07-19,MA,F,");
        var id = await node.ListAsync(ListingCalls.Salma());
        var snapshot = node.Services.GetRequiredService<CurrentLists>().Snapshot!; // A running node has one.
        var hit = snapshot.Screen(new Screening.Subjects.Subject { Names = [new("Salma Ben Tahar")], BirthDates = [Screening.Subjects.BirthDate.Of(1988, 7, 19)!] }).Hits.ShouldHaveSingleItem(); // That is a date.
        hit.AlsoListedAs.Prepend(hit.Listing).Select(l => l.Id).ShouldBe([id, "L1"], ignoreOrder: true);
        snapshot.TermsOf(snapshot.Find("L1")!).Action.ShouldBe(EncounterAction.Inform); // It was just found.
    }

    private static EncounterAction ActionOf(RunningNode node, string id)
    {
        var snapshot = node.Services.GetRequiredService<CurrentLists>().Snapshot!; // A running node has one.
        return snapshot.TermsOf(snapshot.Find(id)!).Action; // The listing is in force.
    }
}
