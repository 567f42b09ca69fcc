using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Entente.Node.Accounts;

namespace Entente.Node.Tests.Border;

/// <summary>People at a counter of a real node.</summary>
public sealed class CounterTests
{
    private const string Listed = "L1,Anna Maria Eriksson,primary,1974-08-12,UTO,F,";

    // The specimen of ICAO Doc 9303-4, appendix A.
    private const string Specimen = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";

    [Fact]
    public async Task A_scanned_document_is_checked_and_its_hit_becomes_an_encounter_at_that_post()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        using var officer = node.As("amina", Role.Officer);
        var answer = await CheckAsync(officer, new { post = "OUJ-ROAD", direction = "entry", mrz = Specimen, vehicle = "UT 1234" });
        answer.GetProperty("person").GetProperty("names")[0].GetString().ShouldBe("ERIKSSON ANNA MARIA");
        answer.GetProperty("advice").GetString().ShouldBe("pass");
        answer.GetProperty("encounters").GetArrayLength().ShouldBe(1);
        (await BorderCalls.EncountersAsync(node)).ShouldHaveSingleItem().GetProperty("post").GetString().ShouldBe("OUJ-ROAD");
    }

    [Fact]
    public async Task A_scanner_that_types_without_a_line_break_is_understood()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        using var officer = node.As("amina", Role.Officer);
        (await CheckAsync(officer, new { post = "CMN-AIR", direction = "exit", mrz = Specimen.Replace("\n", "", StringComparison.Ordinal) })).GetProperty("encounters").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_a_list_announced_is_found_by_the_document_with_what_is_known_of_him()
    {
        await using var node = await BorderCalls.StartAsync("L1,Nadia Choukri,primary,1991-03-06,MAR,F,");
        await BorderCalls.SendAsync(node, Flight.Message(day: DateTime.UtcNow));
        using var officer = node.As("amina", Role.Officer);
        var answer = await CheckAsync(officer, new { post = "CMN-AIR", direction = "exit", typed = new { familyName = "Choukri", givenNames = "Nadia", birthDate = "1991-03-06", documentNumber = "XA1204417", documentIssuer = "MAR" } });
        (answer.GetProperty("announced").GetString() ?? "").ShouldStartWith("UT417");
        (await BorderCalls.EncountersAsync(node)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Whoever_is_typed_without_the_state_that_issued_the_document_is_found_all_the_same()
    {
        await using var node = await BorderCalls.StartAsync("L1,Nadia Choukri,primary,1991-03-06,MAR,F,");
        await BorderCalls.SendAsync(node, Flight.Message(day: DateTime.UtcNow));
        using var officer = node.As("amina", Role.Officer);
        var answer = await CheckAsync(officer, new { post = "CMN-AIR", direction = "exit", typed = new { familyName = "Choukri", givenNames = "Nadia", documentNumber = "XA 1204417" } });
        answer.GetProperty("encounters").GetArrayLength().ShouldBe(1);
        (await BorderCalls.EncountersAsync(node)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_machine_at_the_counter_learns_what_to_do_and_nothing_else()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        using var scanner = node.With("counter");
        var answer = await CheckAsync(scanner, new { post = "CMN-AIR", direction = "entry", mrz = Specimen });
        answer.GetProperty("encounters").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task An_entry_is_recorded_and_a_refusal_that_nobody_decided_is_not()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        using var officer = node.As("amina", Role.Officer);
        var check = (await CheckAsync(officer, new { post = "CMN-AIR", direction = "entry", mrz = Specimen })).GetProperty("check").GetString();
        (await officer.PostAsJsonAsync($"/counter/checks/{check}/passage", new { result = "refused" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await officer.PostAsJsonAsync($"/counter/checks/{check}/passage", new { result = "passed" })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("nowhere", "entry", "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10", "post")]
    [InlineData("CMN-AIR", "through", "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10", "direction")]
    [InlineData("CMN-AIR", "entry", "P<UTOERIKSSON<<ANNA", "machine-readable zone")]
    public async Task What_is_wrong_with_a_check_is_said_without_the_person(string post, string direction, string mrz, string named)
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        using var officer = node.As("amina", Role.Officer);
        var response = await officer.PostAsJsonAsync("/counter/checks", new { post, direction, mrz });
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var words = await response.Content.ReadAsStringAsync();
        words.ShouldContain(named);
        words.ShouldNotContain("ERIKSSON");
    }

    private static async Task<JsonElement> CheckAsync(HttpClient client, object check)
    {
        var response = await client.PostAsJsonAsync("/counter/checks", check);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
