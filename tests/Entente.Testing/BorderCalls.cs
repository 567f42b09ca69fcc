using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Entente.Formats.Cusres;
using Entente.Formats.Reading;
using Entente.Node.Accounts;

namespace Entente.Testing;

/// <summary>What carriers and officers send to the routes of the border.</summary>
internal static class BorderCalls
{
    /// <summary>Starts a node with a post of each kind and these rows on its list.</summary>
    public static Task<RunningNode> StartAsync(params string[] rows) => RunningNode.StartAsync(
        configuration => configuration["Border"] = Posts(),
        rows);

    /// <summary>The section Border with a post of each kind.</summary>
    public static JsonObject Posts() => new()
    {
        ["Posts"] = new JsonArray(
            new JsonObject { ["Code"] = "CMN-AIR", ["Name"] = "Airport", ["Kind"] = "Air", ["Places"] = new JsonArray("CMN") },
            new JsonObject { ["Code"] = "TNG-PORT", ["Name"] = "Port", ["Kind"] = "Sea", ["Places"] = new JsonArray("TNG") },
            new JsonObject { ["Code"] = "OUJ-ROAD", ["Name"] = "Road", ["Kind"] = "Land", ["Places"] = new JsonArray("OUJ") }),
    };

    /// <summary>Sends a passenger list as a carrier and gives the answer.</summary>
    public static async Task<CusresMessage> SendAsync(RunningNode node, string message)
    {
        using var carrier = node.With("manifests");
        using var content = new StringContent(message, Encoding.ASCII, "application/EDIFACT");
        var response = await carrier.PostAsync("/manifests", content);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        await using var stream = await response.Content.ReadAsStreamAsync();
        return CusresReader.Read(stream, new Journal()).ShouldHaveSingleItem().Message;
    }

    /// <summary>The encounters of a state.</summary>
    public static async Task<List<JsonElement>> EncountersAsync(RunningNode node, string status = "all")
    {
        using var officer = node.As("amina", Role.Officer);
        return [.. (await officer.GetFromJsonAsync<JsonElement>($"/encounters?status={status}")).GetProperty("encounters").EnumerateArray()];
    }

    /// <summary>Whether something comes true within ten seconds.</summary>
    public static async Task<bool> UntilAsync(Func<Task<bool>> reached)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            if (await reached())
            {
                return true;
            }

            await Task.Delay(50);
        }

        return false;
    }

    /// <summary>Takes an encounter and decides it.</summary>
    public static async Task DecideAsync(RunningNode node, string id, string conclusion, string measure, string reason, string by = "amina")
    {
        using var officer = node.As(by, Role.Officer);
        (await officer.PostAsync($"/encounters/{id}/take", null)).EnsureSuccessStatusCode();
        var decided = await officer.PostAsJsonAsync($"/encounters/{id}/decide", new { conclusion, measure, reason });
        decided.StatusCode.ShouldBe(HttpStatusCode.OK, await decided.Content.ReadAsStringAsync());
    }
}
