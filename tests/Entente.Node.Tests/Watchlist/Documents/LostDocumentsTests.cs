using System.Text.Json.Nodes;
using Entente.Node.Tests.Watchlist.Listings;
using Entente.Node.Watchlist;
using Entente.Screening.Subjects;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Node.Tests.Watchlist.Documents;

public sealed class LostDocumentsTests
{
    private const string Other = "L1,Karim Zerhouni,primary,1970,,,";

    [Theory]
    [InlineData("XO1204417", "passport", "MAR", true)]
    [InlineData("X0-1204417", "passport", "MAR", true)]
    [InlineData("xo1204417", "", "", true)]
    [InlineData("XO1204417", "passport", "ESP", false)]
    [InlineData("XO1204417", "visa", "MAR", false)]
    [InlineData("XO1204418", "passport", "MAR", false)]
    public async Task A_stolen_passport_is_found_by_number_issuer_and_kind_whoever_carries_it(string number, string kind, string issuer, bool found)
    {
        await using var node = await RunningNode.StartAsync(Other);
        var (status, answer) = await node.CallAsync("amina", "POST", "/documents", Stolen());
        status.ShouldBe(200, answer.ToString());
        Of(node, new IdentityDocument(number) { Kind = kind, Issuer = Country.TryRead(issuer, out var country) ? country : null })
            .ShouldBe(found ? [EncounterAction.SecondaryInspection] : []);
    }

    [Fact]
    public async Task A_document_is_listed_until_somebody_takes_it_off_and_again_after_a_restart()
    {
        await using var node = await RunningNode.StartAsync(Other);
        var document = new IdentityDocument("XO1204417") { Kind = "passport" };
        var before = node.Services.GetRequiredService<CurrentLists>().Snapshot!.Version; // A running node has one.
        var id = (await node.CallAsync("amina", "POST", "/documents", Stolen())).Answer.GetProperty("id").GetString();
        node.Services.GetRequiredService<CurrentLists>().Snapshot!.Version.ShouldNotBe(before); // Likewise.
        (await node.CallAsync("amina", "GET", "/documents")).Answer.ToString().ShouldContain("XO1204417");
        await node.StopAsync();
        var again = await RunningNode.StartInAsync(node.Folder);
        Of(again, document).ShouldHaveSingleItem();
        (await again.CallAsync("amina", "POST", $"/documents/{id}/remove", new JsonObject { ["reason"] = "recovered" })).Status.ShouldBe(200);
        Of(again, document).ShouldBeEmpty();
        (await again.CallAsync("amina", "POST", $"/documents/{id}/remove", new JsonObject { ["reason"] = "recovered" })).Status.ShouldBe(404);
        await again.StopAsync();
    }

    [Fact]
    public async Task All_faults_of_a_document_come_together()
    {
        await using var node = await RunningNode.StartAsync(Other);
        var (status, answer) = await node.CallAsync("amina", "POST", "/documents", new JsonObject { ["number"] = "12", ["since"] = ListingCalls.Day(3) });
        status.ShouldBe(400);
        foreach (var field in new[] { "number", "kind", "issuer", "loss", "since", "reference" })
        {
            answer.GetProperty("detail").GetString()!.ShouldContain(field); // A problem has one.
        }
    }

    private static JsonObject Stolen() => new()
    {
        ["number"] = "XO1204417", ["kind"] = "passport", ["issuer"] = "MAR", ["loss"] = "stolen", ["since"] = "2026-01-05", ["reference"] = "REPORT-9",
    };

    private static List<EncounterAction> Of(RunningNode node, IdentityDocument carried)
    {
        var snapshot = node.Services.GetRequiredService<CurrentLists>().Snapshot!; // A running node has one.
        return [.. snapshot.DocumentsOf(new Subject { Names = [new("Anybody At All")], Documents = [carried] }).Select(h => h.Action)];
    }
}
