using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Entente.Node.Accounts;

namespace Entente.Testing;

/// <summary>What analysts and supervisors send to the routes of listings.</summary>
internal static class ListingCalls
{
    /// <summary>A fictional person who may be nominated as she stands.</summary>
    public static JsonObject Salma(string action = "secondary-inspection") => new()
    {
        ["names"] = new JsonArray(new JsonObject { ["text"] = "Salma Ben Tahar", ["kind"] = "primary" }, new JsonObject { ["text"] = "سلمى بن طاهر", ["kind"] = "original-script" }),
        ["birthDates"] = new JsonArray("1988-07-19"),
        ["nationalities"] = new JsonArray("MAR"),
        ["sex"] = "female",
        ["category"] = "crime",
        ["action"] = action,
        ["quality"] = "probable",
        ["handling"] = "two officers",
        ["reference"] = "FILE-2026-114",
        ["reviewOn"] = Day(60),
        ["expiresOn"] = Day(200),
    };

    /// <summary>A day, counted from today.</summary>
    public static string Day(int days) => DateTimeOffset.UtcNow.AddDays(days).ToString("yyyy-MM-dd");

    /// <summary>Sends JSON and gives status and answer.</summary>
    public static async Task<(int Status, JsonElement Answer)> CallAsync(this RunningNode node, string person, string method, string path, JsonNode? body = null)
    {
        using var client = node.As(person, Role.Analyst);
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body is null ? null : JsonContent.Create(body) };
        var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length > 0 ? JsonDocument.Parse(text).RootElement : default);
    }

    /// <summary>Nominates by amina and gives the id.</summary>
    public static async Task<string> NominateAsync(this RunningNode node, JsonObject fields)
    {
        var (status, answer) = await node.CallAsync("amina", "POST", "/listings", fields);
        status.ShouldBe(200, answer.ToString());
        return answer.GetProperty("id").GetString()!; // A nomination has an id.
    }

    /// <summary>Nominates by amina, approves by bilal and gives the id.</summary>
    public static async Task<string> ListAsync(this RunningNode node, JsonObject fields)
    {
        var id = await node.NominateAsync(fields);
        var (status, answer) = await node.CallAsync("bilal", "POST", $"/listings/{id}/approve", new JsonObject { ["version"] = 1 });
        status.ShouldBe(200, answer.ToString());
        return id;
    }

    /// <summary>The ids of the listings that /match finds for Salma.</summary>
    public static async Task<List<string?>> HitsAsync(this RunningNode node, string name = "Salma Bentahar", string birthDate = "1988-07-19")
    {
        var answer = await node.MatchAsync(new { name = new[] { name }, birthDate = new[] { birthDate } });
        return [.. answer.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("id").GetString())];
    }
}
