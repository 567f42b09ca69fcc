using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Entente.Node.Accounts;

namespace Entente.Acceptance.Tests.Desk;

/// <summary>The pictures of the liaison officer's guide.</summary>
public sealed class LiaisonGuideTests(Chromium chromium)
{
    [Fact]
    public async Task The_guide_shows_what_a_liaison_officer_comes_to()
    {
        await using var node = await StartAsync();
        var listing = await node.ListAsync(ListingCalls.Salma("refuse"));
        await ShareAsync(node, listing);
        await node.PartnerSharesAsync("l-41", Person("Issouf Tamboura", "1979-08-30", "refuse"));
        await node.PartnerSharesAsync("l-57", Person("Fatou Diarra", "1990-02-14", "inform"), "TLP:AMBER//H3");
        await node.PartnerStepsAsync("c-of-the-partner", PartnerCalls.Question("Has Youssef El Amrani, born 1979-11-02, crossed your border since May?", "urgent", TimeSpan.FromDays(3)));
        var encounter = await MeetAsync(node);

        await using var visitor = await chromium.VisitAsync(node, "Lena Okafor", Role.Liaison);
        foreach (var (picture, path) in ((string, string)[])[("liaison-conversations", "/desk/conversations"), ("liaison-share", $"/desk/shares?listing={listing}"), ("liaison-foreign", "/desk/foreign"), ("liaison-partner", $"/desk/partners/{PartnerCalls.Dunes}")])
        {
            await visitor.GoAsync(path);
            await visitor.ShowAsync(picture, whole: true);
        }

        await using var supervisor = await chromium.VisitAsync(node, "Samir Oukaci", Role.Supervisor);
        await supervisor.GoAsync($"/desk/encounters/{encounter}");
        await supervisor.Page.Locator("#owner").ScrollIntoViewIfNeededAsync();
        await supervisor.ShowAsync("liaison-owner");
    }

    private static async Task<RunningNode> StartAsync()
    {
        var node = await RunningNode.StartAsync(
            configuration =>
            {
                (configuration["Border"], configuration["Exchange"]) = (BorderCalls.Posts(), PartnerCalls.Exchange());
                configuration["Exchange"]!["Country"] = "MAR"; // The line above has written it.
            },
            "L1,Nadia Choukri,primary,,,,");
        await node.ConfirmPartnerAsync();
        await node.AgreeTermsAsync();
        return node;
    }

    private static async Task ShareAsync(RunningNode node, string listing)
    {
        using var analyst = node.As("amina", Role.Analyst);
        using var liaison = node.As("leila", Role.Liaison);
        var share = new JsonObject { ["partner"] = PartnerCalls.Dunes, ["purpose"] = "border-control", ["handling"] = "TLP:AMBER", ["onward"] = "no" };
        var answer = await (await analyst.PostAsJsonAsync($"/listings/{listing}/shares", share)).Content.ReadFromJsonAsync<JsonElement>();
        (await liaison.PostAsync($"/shares/{answer.GetProperty("id").GetString()}/approve", null)).EnsureSuccessStatusCode();
    }

    private static JsonObject Person(string name, string birth, string action)
    {
        var fields = ListingCalls.Salma(action);
        fields["names"] = new JsonArray(new JsonObject { ["text"] = name, ["kind"] = "primary" });
        (fields["birthDates"], fields["nationalities"], fields["sex"], fields["reference"]) = (new JsonArray(birth), new JsonArray("BFA"), "not-stated", "");
        return fields;
    }

    /// <summary>The first of the partner's people flies; an analyst has looked whether the law protects him.</summary>
    private static async Task<string> MeetAsync(RunningNode node)
    {
        await BorderCalls.SendAsync(node, Flight.Message("NAD+FL+++TAMBURA:ISSOUFOU'ATT+2++M'DTM+329:790830'NAT+2+BFA'RFF+ABO:R3'DOC+P:110:111+A0440172'LOC+91+BFA'", DateTime.UtcNow.Date.AddDays(1)));
        var id = (await BorderCalls.EncountersAsync(node)).Single(e => e.GetProperty("list").GetString() == PartnerCalls.Dunes).GetProperty("state").GetProperty("id").GetString() ?? "";
        using var analyst = node.As("ana", Role.Analyst);
        (await analyst.PostAsJsonAsync($"/encounters/{id}/protection", new { flags = Array.Empty<string>() })).EnsureSuccessStatusCode();
        return id;
    }
}
