using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Entente.Node.Accounts;

namespace Entente.Node.Tests.Partnership;

/// <summary>Records of a partnership over the API, as a programme officer keeps them.</summary>
internal static class ProgrammeCalls
{
    /// <summary>Makes a record; its id.</summary>
    public static async Task<string> CreateAsync(RunningNode node, string kind, JsonObject fields, JsonObject? rows = null)
    {
        var (status, answer) = await SendAsync(node, HttpMethod.Post, "/programme/records", Body(kind, fields, rows));
        status.ShouldBe(HttpStatusCode.OK, answer.GetRawText());
        return answer.GetProperty("id").GetString() ?? "";
    }

    /// <summary>What a route is sent.</summary>
    public static JsonObject Body(string kind, JsonObject fields, JsonObject? rows = null, long? version = null) => new()
    {
        ["kind"] = kind, ["version"] = version, ["fields"] = fields, ["rows"] = rows ?? [],
    };

    /// <summary>Asks as a programme officer.</summary>
    public static async Task<(HttpStatusCode Status, JsonElement Answer)> SendAsync(RunningNode node, HttpMethod method, string path, JsonObject? body = null)
    {
        using var officer = node.As("petra", Role.Programme);
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await officer.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    /// <summary>A visit with a commitment.</summary>
    public static (JsonObject Fields, JsonObject Rows) Visit(string due = "2030-01-01") => (
        new() { ["title"] = "Visit of the director", ["form"] = "visit", ["starts"] = "2026-06-14", ["actors"] = "Service of the North", ["place"] = "Amaurot" },
        new() { ["commitments"] = new JsonArray(new JsonObject { ["what"] = "Send the list of ports", ["who"] = "Service of the South", ["due"] = due }) });
}
