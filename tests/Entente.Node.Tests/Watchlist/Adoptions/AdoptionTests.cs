using System.Text.Json.Nodes;
using Entente.Node.Tests.Watchlist.Listings;
using Entente.Node.Watchlist;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Node.Tests.Watchlist.Adoptions;

public sealed class AdoptionTests
{
    private const string Nadia = "L1,Nadia Choukri,primary,1991-03-06,MA,F,";

    [Fact]
    public async Task A_listing_of_others_does_no_more_than_inform_until_two_persons_have_adopted_it_and_one_withdraws()
    {
        await using var node = await RunningNode.StartAsync(Nadia);
        TermsOf(node).Action.ShouldBe(EncounterAction.Inform);
        var id = await AdoptAsync(node, "refuse");
        TermsOf(node).Action.ShouldBe(EncounterAction.Inform);
        (await node.CallAsync("amina", "POST", $"/adoptions/{id}/approve")).Status.ShouldBe(409);
        TermsOf(node).Action.ShouldBe(EncounterAction.Inform);
        (await node.CallAsync("bilal", "POST", $"/adoptions/{id}/approve")).Status.ShouldBe(200);
        TermsOf(node).Action.ShouldBe(EncounterAction.Refuse);
        (await node.CallAsync("bilal", "POST", $"/adoptions/{id}/approve")).Status.ShouldBe(409);
        (await node.CallAsync("amina", "POST", $"/adoptions/{id}/withdraw")).Status.ShouldBe(200);
        TermsOf(node).Action.ShouldBe(EncounterAction.Inform);
    }

    [Fact]
    public async Task Detention_carries_the_number_of_its_warrant()
    {
        await using var node = await RunningNode.StartAsync(Nadia);
        (await node.CallAsync("amina", "POST", "/adoptions", Adoption("detain-on-warrant"))).Status.ShouldBe(400);
        var body = Adoption("detain-on-warrant");
        body["warrant"] = "W-2026-7";
        var id = (await node.CallAsync("amina", "POST", "/adoptions", body)).Answer.GetProperty("id").GetString();
        await node.CallAsync("bilal", "POST", $"/adoptions/{id}/approve");
        TermsOf(node).Warrant.ShouldBe("W-2026-7");
    }

    [Theory]
    [InlineData(Nadia + "\nL1,Nadia Choukry,alias,,,,")]
    [InlineData("L1,Nadia Choukri,primary,1991-03-07,MA,F,")]
    [InlineData("L1,Nadia Choukri,primary,1991-03-06,MA,F,XA1204417")]
    [InlineData("L2,Karim Zerhouni,primary,,,,")]
    public async Task An_adoption_lapses_when_the_list_says_something_else_of_the_person(string rows)
    {
        await using var node = await RunningNode.StartAsync(Nadia);
        var id = await AdoptAsync(node, "refuse");
        await node.CallAsync("bilal", "POST", $"/adoptions/{id}/approve");
        await node.ReplaceListAsync(rows + "\n");
        if (node.Services.GetRequiredService<CurrentLists>().Snapshot?.Find("L1") is not null)
        {
            TermsOf(node).Action.ShouldBe(EncounterAction.Inform);
        }

        await node.Services.GetRequiredService<Node.Watchlist.Adoptions.AdoptionBook>().SettleAsync(CancellationToken.None);
        var queue = (await node.CallAsync("bilal", "GET", "/listings/review")).Answer.GetProperty("adoptions");
        queue[0].GetProperty("id").GetString().ShouldBe(id);
        queue[0].GetProperty("status").GetString().ShouldBe("lapsed");

        // What has lapsed stays so, also when the list takes its change back.
        await node.ReplaceListAsync(Nadia + "\n");
        TermsOf(node).Action.ShouldBe(EncounterAction.Inform);
    }

    [Fact]
    public async Task An_adoption_stays_where_the_list_changes_elsewhere_and_survives_a_restart()
    {
        await using var node = await RunningNode.StartAsync(Nadia);
        var id = await AdoptAsync(node, "refuse");
        await node.CallAsync("bilal", "POST", $"/adoptions/{id}/approve");
        await node.ReplaceListAsync("L2,Karim Zerhouni,primary,,,,\n" + Nadia + "\n");
        TermsOf(node).Action.ShouldBe(EncounterAction.Refuse);
        await node.StopAsync();
        var again = await RunningNode.StartInAsync(node.Folder);
        TermsOf(again).Action.ShouldBe(EncounterAction.Refuse);
        await again.StopAsync();
    }

    [Theory]
    [InlineData("inform", "L1", 400)]
    [InlineData("refuse", "L7", 404)]
    public async Task What_cannot_be_adopted_is_refused(string action, string listing, int status)
    {
        await using var node = await RunningNode.StartAsync(Nadia);
        var body = Adoption(action);
        body["listing"] = listing;
        (await node.CallAsync("amina", "POST", "/adoptions", body)).Status.ShouldBe(status);
    }

    private static JsonObject Adoption(string action) => new() { ["listing"] = "L1", ["action"] = action, ["reason"] = "court file 12" };

    private static async Task<string> AdoptAsync(RunningNode node, string action)
    {
        var (status, answer) = await node.CallAsync("amina", "POST", "/adoptions", Adoption(action));
        status.ShouldBe(200, answer.ToString());
        return answer.GetProperty("id").GetString()!; // An adoption has one.
    }

    private static ListingTerms TermsOf(RunningNode node)
    {
        var snapshot = node.Services.GetRequiredService<CurrentLists>().Snapshot!; // A running node has one.
        return snapshot.TermsOf(snapshot.Find("L1")!); // It is on the list.
    }
}
