using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Entente.Formats.Cusres;
using Entente.Formats.Reading;
using Entente.Node.Accounts;
using Entente.Node.Tests.Watchlist.Listings;

namespace Entente.Node.Tests.Border.Encounters;

/// <summary>A listing of one's own that asks for refusal, from the passenger list to the counter, on a real node.</summary>
public sealed class RefusalTests
{
    [Fact]
    public async Task A_possible_refusal_is_answered_that_nobody_can_tell_and_1Z_comes_only_from_two_named_persons_and_a_protection_screening()
    {
        await using var node = await BorderCalls.StartAsync("L1,Somebody Else,primary,,,,");
        await node.ListAsync(Salma("refuse"));
        (await BorderCalls.SendAsync(node, FlightOfSalma())).Answers.Single(a => a.PassengerReference == "S1").Status.ShouldBe(BoardingStatus.InsufficientData);
        var id = await IdAsync(node);
        await BorderCalls.DecideAsync(node, id, "this-person", "refuse", "same-document");
        (await AnswersAsync(node)).Count.ShouldBe(1, "A proposal is no decision, so the carrier hears nothing.");
        (await StepAsync(node, "amina", Role.Officer, id, "second")).ShouldBe(HttpStatusCode.Conflict, "one person is one person");
        (await StepAsync(node, "brahim", Role.Officer, id, "second")).ShouldBe(HttpStatusCode.Conflict, "nobody has screened for protection");
        (await StepAsync(node, "chafik", Role.Supervisor, id, "protection", new { flags = Array.Empty<string>() })).ShouldBe(HttpStatusCode.OK);
        (await StepAsync(node, "brahim", Role.Officer, id, "second")).ShouldBe(HttpStatusCode.OK);
        var change = (await AnswersAsync(node))[1];
        change.Kind.ShouldBe(CusresKind.StatusChange);
        change.Answers.ShouldHaveSingleItem().Status.ShouldBe(BoardingStatus.NoBoard);

        // Undone by another decision, and the carrier hears it.
        await BorderCalls.DecideAsync(node, id, "not-this-person", "let-pass", "other-document", by: "chafik");
        (await AnswersAsync(node))[2].Answers.ShouldHaveSingleItem().Status.ShouldBe(BoardingStatus.OkToBoard);
    }

    [Theory]
    [InlineData("inform")]
    [InlineData("discreet-check")]
    [InlineData("secondary-inspection")]
    public async Task Whoever_is_only_to_be_looked_at_is_answered_like_everybody_else(string action)
    {
        await using var node = await BorderCalls.StartAsync("L1,Somebody Else,primary,,,,");
        await node.ListAsync(Salma(action));
        (await BorderCalls.SendAsync(node, FlightOfSalma())).Answers.ShouldAllBe(a => a.Status == BoardingStatus.OkToBoard);
        (await BorderCalls.EncountersAsync(node)).ShouldHaveSingleItem().GetProperty("state").GetProperty("asks").GetString().ShouldBe(action);
    }

    [Fact]
    public async Task A_refugee_is_not_refused_whoever_agrees()
    {
        await using var node = await BorderCalls.StartAsync("L1,Somebody Else,primary,,,,");
        await node.ListAsync(Salma("refuse"));
        await BorderCalls.SendAsync(node, FlightOfSalma());
        var id = await IdAsync(node);
        await BorderCalls.DecideAsync(node, id, "this-person", "refuse", "same-document");
        (await StepAsync(node, "chafik", Role.Supervisor, id, "protection", new { flags = new[] { "refugee" } })).ShouldBe(HttpStatusCode.OK);
        (await StepAsync(node, "brahim", Role.Officer, id, "second")).ShouldBe(HttpStatusCode.Conflict);
        (await AnswersAsync(node)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task At_the_counter_a_refused_person_is_refused_and_the_post_says_what_it_did()
    {
        await using var node = await BorderCalls.StartAsync("L1,Somebody Else,primary,,,,");
        await node.ListAsync(Salma("refuse"));
        await BorderCalls.SendAsync(node, FlightOfSalma());
        using var officer = node.As("amina", Role.Officer);
        var check = new { post = "CMN-AIR", direction = "exit", typed = new { familyName = "Ben Tahar", givenNames = "Salma", birthDate = "1988-07-19", documentNumber = "SA7719021", documentIssuer = "MAR" } };
        (await CheckAsync(officer, check)).GetProperty("advice").GetString().ShouldBe("wait");
        var id = await IdAsync(node);
        await BorderCalls.DecideAsync(node, id, "this-person", "refuse", "same-document");
        (await StepAsync(node, "chafik", Role.Supervisor, id, "protection", new { flags = Array.Empty<string>() })).ShouldBe(HttpStatusCode.OK);
        (await StepAsync(node, "chafik", Role.Supervisor, id, "second")).ShouldBe(HttpStatusCode.OK);
        var answer = await CheckAsync(officer, check);
        answer.GetProperty("advice").GetString().ShouldBe("refuse");
        (await StepAsync(node, "chafik", Role.Supervisor, id, "message", new { text = "Gate 4, two colleagues are there." })).ShouldBe(HttpStatusCode.OK);
        var instruction = (await officer.GetFromJsonAsync<JsonElement>("/posts/CMN-AIR/instructions")).EnumerateArray().ShouldHaveSingleItem();
        instruction.GetProperty("measure").GetString().ShouldBe("refuse");
        instruction.GetProperty("messages")[0].GetString().ShouldBe("Gate 4, two colleagues are there.");
        var passage = $"/counter/checks/{answer.GetProperty("check").GetString()}/passage";
        (await officer.PostAsJsonAsync(passage, new { result = "passed" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await officer.PostAsJsonAsync(passage, new { result = "refused" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await StepAsync(node, "amina", Role.Officer, id, "outcome", new { code = "denied-boarding" })).ShouldBe(HttpStatusCode.OK);
        (await officer.GetFromJsonAsync<JsonElement>("/posts/CMN-AIR/instructions")).GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_stolen_document_brings_its_bearer_to_the_second_line_whatever_the_name()
    {
        await using var node = await BorderCalls.StartAsync("L1,Somebody Else,primary,,,,");
        using var analyst = node.As("dounia", Role.Analyst);
        (await analyst.PostAsJsonAsync("/documents", new { number = "XA1204417", kind = "passport", issuer = "MAR", loss = "stolen", reference = "file 12" })).EnsureSuccessStatusCode();
        (await BorderCalls.SendAsync(node, Flight.Message())).Answers.ShouldAllBe(a => a.Status == BoardingStatus.OkToBoard);
        (await BorderCalls.EncountersAsync(node)).ShouldHaveSingleItem().GetProperty("state").GetProperty("asks").GetString().ShouldBe("secondary-inspection");
    }

    [Fact]
    public async Task When_the_time_to_decide_runs_out_the_carrier_hears_what_the_deployment_says()
    {
        await using var node = await RunningNode.StartAsync(c => c["Border"] = new System.Text.Json.Nodes.JsonObject { ["DecideWithin"] = "00:01:00", ["WhenTimeRunsOut"] = "OkToBoard" }, "L1,Somebody Else,primary,,,,");
        await node.ListAsync(Salma("refuse"));
        (await BorderCalls.SendAsync(node, FlightOfSalma())).Answers.ShouldContain(a => a.Status == BoardingStatus.InsufficientData);
        using (var connection = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Node.Storage.Database>(node.Services).Open())
        {
            Dapper.SqlMapper.Execute(connection, "UPDATE encounter SET due = 1, state = replace(state, '\"due\":\"2', '\"due\":\"1')");
        }

        (await BorderCalls.UntilAsync(async () => (await AnswersAsync(node)).Count == 2)).ShouldBeTrue("The carrier heard nothing.");
        (await AnswersAsync(node))[1].Answers.ShouldHaveSingleItem().Status.ShouldBe(BoardingStatus.OkToBoard);
        (await BorderCalls.EncountersAsync(node, "open")).ShouldHaveSingleItem();

        // Whoever takes it afterwards does not start the clock again.
        (await StepAsync(node, "amina", Role.Officer, await IdAsync(node), "take")).ShouldBe(HttpStatusCode.OK);
        await Task.Delay(TimeSpan.FromSeconds(2.5));
        TestAccounts.Value<long>(node, "SELECT count(*) FROM encounter_step WHERE action = 'encounter.time-ran-out'").ShouldBe(1);
    }

    private static System.Text.Json.Nodes.JsonObject Salma(string action) => ListingCalls.Salma(action: action);

    private static string FlightOfSalma() => Flight.Message("NAD+FL+++BEN TAHAR:SALMA'ATT+2++F'DTM+329:880719'NAT+2+MAR'RFF+ABO:S1'DOC+P:110:111+SA7719021'LOC+91+MAR'", DateTime.UtcNow);

    private static async Task<string> IdAsync(RunningNode node) => (await BorderCalls.EncountersAsync(node))[0].GetProperty("state").GetProperty("id").GetString() ?? "";

    private static async Task<HttpStatusCode> StepAsync(RunningNode node, string who, string role, string id, string step, object? body = null)
    {
        using var client = node.As(who, role);
        return (await client.PostAsJsonAsync($"/encounters/{id}/{step}", body ?? new { })).StatusCode;
    }

    private static async Task<JsonElement> CheckAsync(HttpClient client, object check)
    {
        var response = await client.PostAsJsonAsync("/counter/checks", check);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<List<CusresMessage>> AnswersAsync(RunningNode node)
    {
        using var carrier = node.With("manifests");
        var answers = await carrier.GetFromJsonAsync<JsonElement>("/manifests/answers");
        return [.. answers.EnumerateArray().Select(a =>
        {
            using var stream = new MemoryStream(System.Text.Encoding.ASCII.GetBytes(a.GetProperty("message").GetString() ?? ""));
            return CusresReader.Read(stream, new Journal()).ShouldHaveSingleItem().Message;
        })];
    }
}
