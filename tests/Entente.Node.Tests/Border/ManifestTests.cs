using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Entente.Formats.Cusres;
using Entente.Formats.Reading;
using Entente.Node.Accounts;
using Entente.Node.Border;
using Entente.Node.Storage;
using Entente.Node.Tests.Border.Encounters;
using Entente.Node.Tests.Watchlist.Listings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Entente.Node.Tests.Border;

/// <summary>Passenger lists sent to a real node, and what comes of them.</summary>
public sealed class ManifestTests
{
    private const string Listed = "L1,Nadia Choukri,primary,1991-03-06,MAR,F,";

    [Fact]
    public async Task A_passenger_list_is_answered_person_by_person_and_a_hit_of_a_public_list_is_answered_like_everybody_else()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        var answer = await BorderCalls.SendAsync(node, Flight.Message());
        answer.Kind.ShouldBe(CusresKind.Response);
        answer.TransactionReference.ShouldBe("UT41720261121");
        answer.Answers.Select(a => (a.PassengerReference, a.Status)).ShouldBe([("R1", BoardingStatus.OkToBoard), ("R2", BoardingStatus.OkToBoard)]);
        var encounters = await BorderCalls.EncountersAsync(node);
        encounters.ShouldHaveSingleItem().GetProperty("traveller").GetString().ShouldBe("CHOUKRI NADIA");
    }

    [Fact]
    public async Task Who_could_not_be_read_is_answered_that_nobody_can_tell()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        var answer = await BorderCalls.SendAsync(node, Flight.Message("NAD+FL'RFF+ABO:R3'"));
        answer.Answers.Single(a => a.PassengerReference == "R3").Status.ShouldBe(BoardingStatus.InsufficientData);
    }

    [Fact]
    public async Task A_list_that_breaks_off_is_screened_as_far_as_it_goes_and_the_rest_is_a_finding_on_the_crossing()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        var message = Flight.Message();
        var answer = await BorderCalls.SendAsync(node, message[..message.IndexOf("NAD+FL+++BENSLIMANE", StringComparison.Ordinal)] + "NAD+FL+++BENSL");
        answer.Answers.ShouldContain(a => a.PassengerReference == "R1" && a.Status == BoardingStatus.OkToBoard);
        using var officer = node.As("amina", Role.Officer);
        var crossing = await officer.GetFromJsonAsync<JsonElement>($"/crossings/{await CrossingIdAsync(officer)}");
        crossing.GetProperty("messages")[0].GetProperty("findings").EnumerateArray().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_same_message_twice_and_a_changed_one_merge_and_nothing_comes_up_twice()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        await BorderCalls.SendAsync(node, Flight.Message());
        await BorderCalls.SendAsync(node, Flight.Message());
        await BorderCalls.SendAsync(node, Flight.Message().Replace("BGM+745'", "BGM+745+CP'", StringComparison.Ordinal).Replace("RFF+TN:UT4", "RFF+TN:XX4", StringComparison.Ordinal));
        (await BorderCalls.EncountersAsync(node)).ShouldHaveSingleItem();
        using var officer = node.As("amina", Role.Officer);
        var crossings = await officer.GetFromJsonAsync<JsonElement>("/crossings");
        crossings.GetArrayLength().ShouldBe(1);
        crossings[0].GetProperty("people").GetInt32().ShouldBe(2);
        var crossing = await officer.GetFromJsonAsync<JsonElement>($"/crossings/{crossings[0].GetProperty("id").GetString()}");
        crossing.GetProperty("messages").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task A_close_out_says_who_boarded_and_what_does_not_fit()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        await BorderCalls.SendAsync(node, Flight.Message());
        await BorderCalls.SendAsync(node, Flight.CloseOut("CLOB", "R1", "R9"));
        using var officer = node.As("amina", Role.Officer);
        var crossing = await officer.GetFromJsonAsync<JsonElement>($"/crossings/{await CrossingIdAsync(officer)}");
        crossing.GetProperty("status").GetString().ShouldBe("closed");
        crossing.GetProperty("people").EnumerateArray().Select(p => p.GetProperty("status").GetString()).ShouldBe(["boarded", "not-boarded"]);
        crossing.GetProperty("messages")[1].GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("code").GetString()).ShouldContain("boarded-unlisted");
    }

    [Fact]
    public async Task A_name_that_is_listed_later_comes_up_for_whoever_is_still_ahead()
    {
        await using var node = await BorderCalls.StartAsync("L9,Somebody Else,primary,,,,");
        await BorderCalls.SendAsync(node, Flight.Message(day: DateTime.UtcNow.AddDays(1)));
        (await BorderCalls.EncountersAsync(node)).ShouldBeEmpty();
        await node.ReplaceListAsync("L9,Somebody Else,primary,,,,\n" + Listed + "\n");
        (await BorderCalls.UntilAsync(async () => (await BorderCalls.EncountersAsync(node)).Count == 1)).ShouldBeTrue("The new listing brought up nobody.");
        await node.ReplaceListAsync("L8,Another One,primary,,,,\n" + Listed + "\n");
        await Task.Delay(500);
        (await BorderCalls.EncountersAsync(node)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Names_documents_and_card_numbers_are_nowhere_on_the_disk_in_the_clear()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        await BorderCalls.SendAsync(node, Flight.Message("NAD+FL+++OULDMOHAMED:SIDI'FTX+AAI+++CARD 4111111111111111'DOC+P:110:111+Q7654321'RFF+ABO:R3'"));
        await BorderCalls.EncountersAsync(node);
        await node.StopAsync();
        foreach (var file in Directory.EnumerateFiles(node.Folder, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != RunningNode.List && !f.Contains("/sources/", StringComparison.Ordinal)))
        {
            var bytes = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file));
            foreach (var secret in (string[])["CHOUKRI", "Choukri", "OULDMOHAMED", "Q7654321", "XA1204417", "4111111111111111"])
            {
                bytes.Contains(secret, StringComparison.Ordinal).ShouldBeFalse($"{Path.GetFileName(file)} holds {secret}.");
            }
        }
    }

    [Fact]
    public async Task The_raw_message_is_kept_without_what_is_sensitive_and_can_be_taken_in_again()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        await BorderCalls.SendAsync(node, Flight.Message("NAD+FL+++OULDMOHAMED:SIDI'FTX+AAI+++CARD 4111111111111111'RFF+ABO:R3'"));
        using var supervisor = node.As("chafik", Role.Supervisor);
        var id = await CrossingIdAsync(supervisor);
        var message = (await supervisor.GetFromJsonAsync<JsonElement>($"/crossings/{id}")).GetProperty("messages")[0];
        message.GetProperty("dropped").EnumerateObject().Sum(d => d.Value.GetInt32()).ShouldBe(1);
        var path = $"/crossings/{id}/messages/{message.GetProperty("id").GetString()}";
        var raw = await supervisor.GetStringAsync(path);
        raw.ShouldContain("OULDMOHAMED");
        raw.ShouldNotContain("4111111111111111");
        (await supervisor.PostAsync(path + "/replay", null)).EnsureSuccessStatusCode();
        var again = await supervisor.GetFromJsonAsync<JsonElement>($"/crossings/{id}");
        again.GetProperty("people").GetArrayLength().ShouldBe(3);
        again.GetProperty("messages").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task What_has_reached_the_end_of_its_time_is_deleted_with_its_keys_and_the_record_still_agrees()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        await BorderCalls.SendAsync(node, Flight.Message());
        var database = node.Services.GetRequiredService<Database>();
        using var connection = database.Open();
        var keys = node.Services.GetRequiredService<KeyStore>();
        var key = connection.QuerySingle<string>("SELECT data_key FROM encounter");
        connection.Execute("UPDATE crossing SET keep_until = 1");
        connection.Execute("UPDATE encounter SET keep_until = 1");
        await node.Services.GetServices<IHostedService>().OfType<Retention>().Single().DeleteAsync(TestContext.Current.CancellationToken);
        foreach (var table in (string[])["crossing", "traveller", "message", "answer", "encounter", "encounter_step", "encounter_listing"])
        {
            connection.ExecuteScalar<long>($"SELECT count(*) FROM {table}").ShouldBe(0, table);
        }

        keys.Open(key, "anything", [1]).ShouldBeNull();
    }

    [Fact]
    public async Task A_ferry_line_that_speaks_no_EDIFACT_sends_its_list_as_JSON()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        using var line = node.With("manifests");
        var request = new
        {
            kind = "ferry", carrier = "UF", number = "UF12", from = "ALG", to = "TNG", departs = "2026-11-24T03:00:00",
            travellers = new object[] { new { reference = "A", familyName = "Choukri", givenNames = "Nadia", birthDate = "1991-03-06" }, new { reference = "B" } },
        };
        var response = await line.PostAsJsonAsync("/crossings", request);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        answer.GetProperty("people").EnumerateArray().Select(p => p.GetProperty("status").GetString()).ShouldBe(["0Z", "4Z"]);
        (await BorderCalls.EncountersAsync(node)).ShouldHaveSingleItem().GetProperty("post").GetString().ShouldBe("TNG-PORT");
    }

    [Fact]
    public async Task A_message_that_is_none_is_refused_in_words()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        using var carrier = node.With("manifests");
        using var content = new StringContent("Nadia Choukri, seat 12");
        var response = await carrier.PostAsync("/manifests", content);
        response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await response.Content.ReadAsStringAsync()).ShouldNotContain("Choukri");
    }

    [Fact]
    public async Task A_file_in_a_watched_folder_is_taken_in_answered_and_taken_away()
    {
        await using var node = await RunningNode.StartAsync(
            configuration => configuration["Border"] = new JsonObject { ["Inboxes"] = new JsonArray(new JsonObject { ["Folder"] = "inbox", ["Sender"] = "airline", ["Purpose"] = "border-control" }) }, Listed);
        var inbox = Directory.CreateDirectory(Path.Combine(node.Folder, "inbox")).FullName;
        await File.WriteAllTextAsync(Path.Combine(inbox, "ut417.edi"), Flight.Message());
        await File.WriteAllTextAsync(Path.Combine(inbox, "letter.txt"), "Dear colleagues");
        (await BorderCalls.UntilAsync(() => Task.FromResult(File.Exists(Path.Combine(inbox, "answers", "ut417.edi.cusres")) && File.Exists(Path.Combine(inbox, "refused", "letter.txt.txt"))))).ShouldBeTrue();
        File.Exists(Path.Combine(inbox, "ut417.edi")).ShouldBeFalse();
        (await BorderCalls.EncountersAsync(node)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Whoever_sends_files_finds_later_changes_beside_the_answers()
    {
        await using var node = await RunningNode.StartAsync(
            configuration => configuration["Border"] = new JsonObject { ["Inboxes"] = new JsonArray(new JsonObject { ["Folder"] = "inbox", ["Sender"] = "airline", ["Purpose"] = "border-control" }) }, "L1,Somebody Else,primary,,,,");
        await node.ListAsync(ListingCalls.Salma(action: "refuse"));
        var inbox = Directory.CreateDirectory(Path.Combine(node.Folder, "inbox")).FullName;
        await File.WriteAllTextAsync(Path.Combine(inbox, "ut417.edi"), Flight.Message("NAD+FL+++BEN TAHAR:SALMA'ATT+2++F'DTM+329:880719'NAT+2+MAR'RFF+ABO:S1'", DateTime.UtcNow));
        (await BorderCalls.UntilAsync(async () => (await BorderCalls.EncountersAsync(node)).Count == 1)).ShouldBeTrue();
        var id = (await BorderCalls.EncountersAsync(node))[0].GetProperty("state").GetProperty("id").GetString() ?? "";
        await BorderCalls.DecideAsync(node, id, "not-this-person", "let-pass", "other-parents");
        (await BorderCalls.UntilAsync(() => Task.FromResult(Directory.Exists(Path.Combine(inbox, "answers")) && Directory.EnumerateFiles(Path.Combine(inbox, "answers"), "*-change.cusres").Any()))).ShouldBeTrue("The sender heard of no change.");
        (await File.ReadAllTextAsync(Directory.EnumerateFiles(Path.Combine(inbox, "answers"), "*-change.cusres").Single())).ShouldContain("ERC+0Z");
    }

    private static async Task<string> CrossingIdAsync(HttpClient officer) =>
        (await officer.GetFromJsonAsync<JsonElement>("/crossings"))[0].GetProperty("id").GetString() ?? "";
}
