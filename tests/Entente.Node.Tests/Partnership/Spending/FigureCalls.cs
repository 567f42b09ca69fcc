using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Entente.Node.Tests.Partnership.Spending;

/// <summary>What a programme officer does with files of figures.</summary>
internal static class FigureCalls
{
    public static Task<JsonElement> TryAsync(this HttpClient officer, string name, string file) => officer.TryAsync(name, Encoding.UTF8.GetBytes(file));

    public static async Task<JsonElement> TryAsync(this HttpClient officer, string name, byte[] file)
    {
        var answer = await officer.PostAsync($"/programme/data-sets?name={Uri.EscapeDataString(name)}&source=Observatory&limits=Invented&file=figures.csv", new ByteArrayContent(file));
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public static Task<string> TakeAsync(this HttpClient officer, string name, string file) => officer.TakeAsync(name, Encoding.UTF8.GetBytes(file));

    public static async Task<string> TakeAsync(this HttpClient officer, string name, byte[] file)
    {
        var id = (await officer.TryAsync(name, file)).Id();
        (await officer.StepAsync(id, "take")).EnsureSuccessStatusCode();
        return id;
    }

    public static Task<HttpResponseMessage> StepAsync(this HttpClient officer, string id, string step) => officer.PostAsync($"/programme/data-sets/{id}/{step}", null);

    public static string Id(this JsonElement view) => view.GetProperty("dataSet").GetProperty("id").GetString() ?? "";

    public static async Task<string[]> StatesAsync(this HttpClient officer) =>
        [.. (await officer.GetFromJsonAsync<JsonElement>("/programme/data-sets")).GetProperty("dataSets").EnumerateArray().Select(s => $"{s.GetProperty("id")} {s.GetProperty("state")}")];

    public static Task<JsonElement> SeriesAsync(this HttpClient officer, string id, string query) => officer.GetFromJsonAsync<JsonElement>($"/programme/data-sets/{id}/series?{query}");

    public static Task<JsonElement> RankingAsync(this HttpClient officer, string id, string query) => officer.GetFromJsonAsync<JsonElement>($"/programme/data-sets/{id}/ranking?{query}");
}
