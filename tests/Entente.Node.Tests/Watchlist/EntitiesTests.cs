using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Entente.Node.Tests.Watchlist;

public sealed class EntitiesTests
{
    [Fact]
    public async Task A_listing_is_found_by_a_name_spelled_another_way_and_read_by_its_id()
    {
        await using var node = await RunningNode.StartAsync("L1,Kaddour Belkacem,primary,1970,DZ,M,");
        using var client = node.With("entities");
        var found = await client.GetFromJsonAsync<JsonElement>("/search/default?q=Qaddur%20Belqasim");
        found.GetProperty("results")[0].GetProperty("id").GetString().ShouldBe("L1");
        var entity = await client.GetFromJsonAsync<JsonElement>("/entities/L1");
        entity.GetProperty("caption").GetString().ShouldBe("Kaddour Belkacem");
        entity.GetProperty("properties").GetProperty("birthDate")[0].GetString().ShouldBe("1970");
        (await client.GetAsync("/entities/L2")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_catalogue_names_the_state_of_every_list()
    {
        await using var node = await RunningNode.StartAsync("L1,Kaddour Belkacem,primary,,,,");
        using var client = node.With("match");
        var dataset = (await client.GetFromJsonAsync<JsonElement>("/catalog")).GetProperty("datasets")[0];
        dataset.GetProperty("name").GetString().ShouldBe(RunningNode.List);
        dataset.GetProperty("version").GetString()!.Length.ShouldBe(64); // A list in force has a hash.
        dataset.GetProperty("entity_count").GetInt32().ShouldBe(1);
    }
}
