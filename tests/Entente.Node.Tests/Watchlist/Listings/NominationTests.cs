using System.Text.Json.Nodes;
using Dapper;
using Entente.Node.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Node.Tests.Watchlist.Listings;

public sealed class NominationTests
{
    private const string Other = "L1,Karim Zerhouni,primary,1970,,,";

    [Fact]
    public async Task A_listing_is_in_force_from_the_moment_a_second_person_approves_it_and_not_before()
    {
        await using var node = await RunningNode.StartAsync(Other);
        var id = await node.NominateAsync(ListingCalls.Salma());
        (await node.HitsAsync()).ShouldBeEmpty();
        (await node.CallAsync("amina", "POST", $"/listings/{id}/approve", new JsonObject { ["version"] = 1 })).Status.ShouldBe(409);
        (await node.HitsAsync()).ShouldBeEmpty();
        (await node.CallAsync("bilal", "POST", $"/listings/{id}/approve", new JsonObject { ["version"] = 1 })).Status.ShouldBe(200);
        (await node.HitsAsync()).ShouldBe([id]);
        (await node.HitsAsync("سلمى بن طاهر")).ShouldBe([id]);
    }

    [Fact]
    public async Task An_own_listing_is_shown_wherever_listings_are()
    {
        await using var node = await RunningNode.StartAsync(Other);
        var id = await node.ListAsync(ListingCalls.Salma());
        using var client = node.With("entities");
        (await client.GetStringAsync($"/entities/{id}")).ShouldContain("Salma Ben Tahar");
        (await client.GetStringAsync("/search/own?q=Salma%20Ben%20Tahar")).ShouldContain(id);
        using var match = node.With("match");
        (await match.GetStringAsync("/catalog")).ShouldContain("\"name\":\"own\"");
    }

    [Fact]
    public async Task All_faults_of_a_nomination_come_together_and_quote_nothing()
    {
        await using var node = await RunningNode.StartAsync(Other);
        var (status, answer) = await node.CallAsync("amina", "POST", "/listings", new JsonObject
        {
            ["names"] = new JsonArray(new JsonObject { ["text"] = "Salma" }),
            ["action"] = "detain-on-warrant",
            ["reviewOn"] = ListingCalls.Day(4000),
        });
        status.ShouldBe(400);
        var detail = answer.GetProperty("detail").GetString()!; // A problem has one.
        foreach (var field in new[] { "names", "birthDates", "category", "quality", "warrant", "reference", "reviewOn", "expiresOn" })
        {
            detail.ShouldContain(field);
        }

        detail.ShouldNotContain("Salma");
    }

    [Fact]
    public async Task One_part_of_a_name_is_enough_with_a_document()
    {
        await using var node = await RunningNode.StartAsync(Other);
        var fields = ListingCalls.Salma();
        fields["names"] = new JsonArray(new JsonObject { ["text"] = "Salma" });
        (await node.CallAsync("amina", "POST", "/listings", fields.DeepClone())).Status.ShouldBe(400);
        fields["documents"] = new JsonArray(new JsonObject { ["number"] = "XA1204417", ["issuer"] = "MAR" });
        (await node.CallAsync("amina", "POST", "/listings", fields.DeepClone())).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("religion", "religion")]
    [InlineData("ethnicity", "ethnicity")]
    [InlineData("Karim Zerhouni", "(whose name is not shown)")]
    public async Task A_field_that_there_is_none_of_is_refused_by_its_name_and_without_its_content(string field, string named)
    {
        await using var node = await RunningNode.StartAsync(Other);
        var fields = ListingCalls.Salma();
        fields[field] = "something that is nobody's business";
        var (status, answer) = await node.CallAsync("amina", "POST", "/listings", fields);
        status.ShouldBe(400);
        answer.GetProperty("detail").GetString()!.ShouldContain(named); // A problem has one.
        answer.ToString().ShouldNotContain("business");
        answer.ToString().ShouldNotContain("Karim");
    }

    [Theory]
    [InlineData("""{"names":null}""")]
    [InlineData("""{"names":[null]}""")]
    [InlineData("""{"names":[{"kind":"primary"}]}""")]
    [InlineData("""{"names":"Salma"}""")]
    [InlineData("""{"sex":"2"}""")]
    [InlineData("""{"action":3}""")]
    [InlineData("""{"marking":{"audience":null}}""")]
    [InlineData("""[]""")]
    [InlineData("""null""")]
    [InlineData("""{"birthDates":["1988-07-19","x"],"documents":[{"number":null}]}""")]
    public async Task A_body_of_another_shape_is_refused_without_quoting_it(string body)
    {
        await using var node = await RunningNode.StartAsync(Other);
        var (status, answer) = await node.CallAsync("amina", "POST", "/listings", JsonNode.Parse(body));
        status.ShouldBe(400);
        answer.ToString().ShouldNotContain("Salma");
    }

    [Fact]
    public async Task What_a_listing_says_is_nowhere_on_the_disk_but_sealed()
    {
        await using var node = await RunningNode.StartAsync(Other);
        await node.ListAsync(ListingCalls.Salma());
        using var connection = node.Services.GetRequiredService<Database>().Open();
        var all = new List<byte[]>();
        foreach (var table in new[] { "listing", "listing_version", "ledger_entry" })
        {
            foreach (IDictionary<string, object?> row in connection.Query($"SELECT * FROM {table}"))
            {
                all.AddRange(row.Values.Select(v => v as byte[] ?? System.Text.Encoding.UTF8.GetBytes(v?.ToString() ?? "")));
            }
        }

        all.ShouldNotBeEmpty();
        all.ShouldAllBe(bytes => !System.Text.Encoding.UTF8.GetString(bytes).Contains("Tahar", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_listing_is_in_force_again_after_a_restart()
    {
        await using var node = await RunningNode.StartAsync(Other);
        var id = await node.ListAsync(ListingCalls.Salma());
        await node.StopAsync();
        var again = await RunningNode.StartInAsync(node.Folder);
        (await again.HitsAsync()).ShouldBe([id]);
        await again.StopAsync();
    }
}
