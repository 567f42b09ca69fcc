using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Entente.Node.Accounts;
using Entente.Node.Tests.Border;

namespace Entente.Node.Tests.Security;

/// <summary>A carrier names the flight of another one, to learn who is on it and what was said of them, or to change it.</summary>
public sealed class CarriersTests
{
    [Fact]
    public async Task Who_names_a_traveller_of_another_carrier_hears_none_of_its_references()
    {
        await using var node = await StartAsync();
        await SendAsync(node, "manifests", Flight.Message());
        var answer = await SendAsync(node, "other", Flight.Message().Replace("RFF+ABO:R1'RFF+AVF:LOC001'", "", StringComparison.Ordinal).Replace("RFF+ABO:R2'RFF+AVF:LOC001'", "", StringComparison.Ordinal));
        answer.ShouldNotContain("R1");
        answer.ShouldNotContain("LOC001");
    }

    [Fact]
    public async Task A_reference_of_another_carrier_names_nobody()
    {
        await using var node = await StartAsync();
        await SendAsync(node, "manifests", Flight.Message());
        await SendAsync(node, "other", Stranger);
        var people = await PeopleAsync(node);
        people.Count.ShouldBe(3);
        people.ShouldContain(p => p.GetProperty("person").GetProperty("names").GetArrayLength() == 1 && p.GetProperty("person").GetProperty("names")[0].GetString() == "CHOUKRI NADIA");
    }

    [Fact]
    public async Task What_another_carrier_says_of_a_traveller_is_added_and_takes_the_place_of_nothing()
    {
        await using var node = await StartAsync();
        await SendAsync(node, "manifests", Flight.Message());
        await SendAsync(node, "other", Flight.Message().Replace("910306", "550101", StringComparison.Ordinal).Replace("NAT+2+MAR", "NAT+2+FRA", StringComparison.Ordinal));
        var nadia = (await PeopleAsync(node)).Single(p => p.GetProperty("person").GetProperty("names")[0].GetString() == "CHOUKRI NADIA").GetProperty("person");
        nadia.GetProperty("birthDates").EnumerateArray().Select(d => d.GetString()).ShouldContain("1991-03-06");
        nadia.GetProperty("nationalities").EnumerateArray().Count().ShouldBe(2);
        var own = await SendAsync(node, "manifests", Flight.Message());
        own.ShouldContain("R1");
    }

    [Theory]
    [InlineData("BGM+745+XR'")]
    [InlineData("BGM+266+XF'")]
    [InlineData("BGM+266+CLNB'")]
    [InlineData("BGM+266+CLOB'")]
    public async Task A_carrier_takes_nobody_off_the_list_of_another_one(string what)
    {
        await using var node = await StartAsync();
        await SendAsync(node, "manifests", Flight.Message());
        await SendAsync(node, "other", Flight.Message().Replace("BGM+745'", what, StringComparison.Ordinal));
        (await PeopleAsync(node)).Select(p => p.GetProperty("status").GetString()).ShouldAllBe(status => status == "expected");
        await SendAsync(node, "manifests", Flight.Message().Replace("BGM+745'", what, StringComparison.Ordinal));
        (await PeopleAsync(node)).Select(p => p.GetProperty("status").GetString()).ShouldAllBe(status => status != "expected");
    }

    [Fact]
    public async Task A_carrier_reads_what_it_was_told_and_nothing_of_what_another_one_was_told()
    {
        await using var node = await StartAsync();
        await SendAsync(node, "manifests", Flight.Message());
        using var other = node.With("other");
        (await other.GetFromJsonAsync<JsonElement>("/manifests/answers")).GetArrayLength().ShouldBe(0);
        await SendAsync(node, "other", Stranger);
        var told = await other.GetFromJsonAsync<JsonElement>("/manifests/answers");
        told.EnumerateArray().ShouldHaveSingleItem().GetProperty("sequence").GetInt64().ShouldBe(1);
    }

    private static string Stranger => Flight.Message().Replace("CHOUKRI:NADIA", "SOLHEIM:INGRID", StringComparison.Ordinal).Replace("910306", "700101", StringComparison.Ordinal).Replace("XA1204417", "ZZ9999999", StringComparison.Ordinal);

    private static async Task<List<JsonElement>> PeopleAsync(RunningNode node)
    {
        using var officer = node.As("amina", Role.Officer);
        var id = (await officer.GetFromJsonAsync<JsonElement>("/crossings"))[0].GetProperty("id").GetString();
        return [.. (await officer.GetFromJsonAsync<JsonElement>($"/crossings/{id}")).GetProperty("people").EnumerateArray()];
    }

    private static async Task<string> SendAsync(RunningNode node, string token, string message)
    {
        using var carrier = node.With(token);
        using var content = new StringContent(message, Encoding.ASCII, "application/EDIFACT");
        var answer = await carrier.PostAsync("/manifests", content);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadAsStringAsync();
    }

    private static Task<RunningNode> StartAsync() => RunningNode.StartAsync(
        configuration =>
        {
            configuration["Border"] = BorderCalls.Posts();
            configuration["Accounts"]!["Tokens"]!.AsArray().Add(new JsonObject // The configuration has the section.
            {
                ["Name"] = "other", ["Sha256"] = NewToken.HashOf("other"), ["Purpose"] = "border-control", ["LegalBasis"] = "test-act-1", ["Scopes"] = new JsonArray("manifests"), ["RequestsPerMinute"] = 1000,
            });
        },
        "L1,Nadia Choukri,primary,1991-03-06,MAR,F,");
}
