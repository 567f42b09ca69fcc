using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Entente.Node.Accounts;

namespace Entente.Node.Tests.Oversight;

public sealed class PolicyWatchTests
{
    [Fact]
    public async Task A_node_that_starts_with_other_rules_records_which_and_one_that_starts_with_the_same_does_not()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        await node.StopAsync();
        var same = await RunningNode.StartInAsync(node.Folder);
        await Task.Delay(300);
        (await ChangesAsync(same)).ShouldBeEmpty();
        await same.StopAsync();

        var file = Path.Combine(node.Folder, "entente.json");
        var configuration = JsonNode.Parse(await File.ReadAllTextAsync(file), documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })?.AsObject() ?? [];
        configuration["Border"] = new JsonObject { ["WhenTimeRunsOut"] = "OkToBoard" };
        await RunningNode.WriteAsync(node.Folder, configuration);
        await using var other = await RunningNode.StartInAsync(node.Folder);
        for (var tries = 0; (await ChangesAsync(other)).Count == 0 && tries < 100; tries++)
        {
            await Task.Delay(50);
        }

        (await ChangesAsync(other)).ShouldHaveSingleItem().GetProperty("details").GetProperty("details").GetProperty("changed").EnumerateArray().Select(c => c.GetString()).ShouldBe(["Border"]);
    }

    private static async Task<List<JsonElement>> ChangesAsync(RunningNode node)
    {
        using var inspector = node.As("ines", Role.Inspector);
        return [.. (await inspector.GetFromJsonAsync<JsonElement>("/record?action=policy.changed")).GetProperty("entries").EnumerateArray()];
    }
}
