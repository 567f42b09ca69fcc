using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Entente.Node.Accounts;
using Entente.Node.Partnership;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using static Entente.Node.Tests.Partnership.ProgrammeCalls;

namespace Entente.Node.Tests.Partnership;

public sealed class ReportTests
{
    private const string Visit = "RABAT, 14 June 2026 (Agency) - The Director of the Coast Guard of Spain, Elena Marchena, visited Rabat on 12 June 2026 and met the Minister of the Interior of Morocco, Karim Benjelloun, to discuss maritime security.";

    [Fact]
    public async Task A_report_proposes_and_a_person_makes_the_record_with_the_sentence_that_proves_it()
    {
        await using var node = await RunningNode.StartEmptyAsync();
        var (id, number) = await ReadAsync(node, Visit, "engagement");
        (await SendAsync(node, HttpMethod.Get, "/programme/records?kind=engagement")).Answer.GetProperty("total").GetInt32().ShouldBe(0, "Nothing is a record before a person has accepted it.");
        var (status, kept) = await SendAsync(node, HttpMethod.Post, $"/programme/reports/{id}/proposals/{number}/accept");
        status.ShouldBe(HttpStatusCode.OK, kept.GetRawText());
        var content = (await SendAsync(node, HttpMethod.Get, $"/programme/records/{kept.GetProperty("id").GetString()}")).Answer.GetProperty("record").GetProperty("content");
        content.GetProperty("fields").GetProperty("starts").GetString().ShouldBe("2026-06-12");
        content.GetProperty("evidence").GetProperty("starts").GetProperty("quote").GetString().ShouldNotBeNull().ShouldContain("visited Rabat on 12 June 2026");
        content.GetProperty("evidence").GetProperty("starts").GetProperty("asReported").GetBoolean().ShouldBeTrue();
        (await SendAsync(node, HttpMethod.Post, $"/programme/reports/{id}/proposals/{number}/accept")).Status.ShouldBe(HttpStatusCode.NotFound, "It is decided once.");
    }

    [Fact]
    public async Task The_same_report_is_read_once()
    {
        await using var node = await RunningNode.StartEmptyAsync();
        var (first, _) = await ReadAsync(node, Visit, "engagement");
        var (_, again) = await SendAsync(node, HttpMethod.Post, "/programme/reports", new() { ["name"] = "again", ["text"] = Visit });
        again.GetProperty("isKnown").GetBoolean().ShouldBeTrue();
        again.GetProperty("id").GetString().ShouldBe(first);
    }

    [Fact]
    public async Task What_was_rejected_is_not_asked_again()
    {
        await using var node = await RunningNode.StartEmptyAsync();
        var (id, number) = await ReadAsync(node, Visit, "engagement");
        (await SendAsync(node, HttpMethod.Post, $"/programme/reports/{id}/proposals/{number}/reject")).Status.ShouldBe(HttpStatusCode.NoContent);
        var (_, longer) = await SendAsync(node, HttpMethod.Post, "/programme/reports", new() { ["name"] = "longer", ["text"] = Visit + "\n\nMore in politics." });
        var proposals = (await SendAsync(node, HttpMethod.Get, $"/programme/reports/{longer.GetProperty("id").GetString()}")).Answer.GetProperty("proposals");
        proposals.EnumerateArray().Single(p => p.GetProperty("proposal").GetProperty("kind").GetString() == "engagement").GetProperty("state").GetString().ShouldBe("rejected");
    }

    [Fact]
    public async Task A_report_about_a_visit_that_is_recorded_stands_beside_it_and_corrects_what_a_person_ticks()
    {
        await using var node = await RunningNode.StartEmptyAsync();
        var record = await CreateAsync(node, "engagement", new() { ["title"] = "Visit of Elena Marchena", ["form"] = "visit", ["starts"] = "2026-06-12", ["place"] = "Casablanca", ["actors"] = "Elena Marchena\nSpain", ["hosts"] = "Karim Benjelloun\nMorocco" });
        var (id, number) = await ReadAsync(node, Visit, "engagement");
        using var officer = node.As("petra", Role.Programme);
        (await officer.GetStringAsync($"/desk/programme/reports/{id}")).ShouldContain("The record says");
        using var form = new FormUrlEncodedContent([new("record", record), new("field", "place")]);
        using var answer = await officer.PostAsync($"/desk/programme/reports/{id}/{number}/merge", form);
        answer.RequestMessage?.RequestUri?.Query.ShouldBeEmpty("It was not refused.");
        var fields = (await SendAsync(node, HttpMethod.Get, $"/programme/records/{record}")).Answer.GetProperty("record").GetProperty("content").GetProperty("fields");
        fields.GetProperty("place").GetString().ShouldBe("Rabat");
        fields.GetProperty("title").GetString().ShouldBe("Visit of Elena Marchena");
    }

    [Fact]
    public async Task A_report_is_destroyed_when_its_time_is_over_and_what_records_quote_of_it_stays()
    {
        var time = new ShiftedTime();
        await using var node = await RunningNode.StartAsync(_ => { }, services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time)), "L1,Nadia Choukri,primary,,,,");
        var (id, number) = await ReadAsync(node, Visit, "engagement");
        var (_, kept) = await SendAsync(node, HttpMethod.Post, $"/programme/reports/{id}/proposals/{number}/accept");
        time.Gone += TimeSpan.FromDays(5_000);
        TestAccounts.Value<long>(node, "SELECT count(*) FROM programme_report WHERE content IS NOT NULL").ShouldBe(1);
        await node.Services.GetRequiredService<ProgrammeClock>().TickAsync(CancellationToken.None);
        TestAccounts.Value<long>(node, "SELECT count(*) FROM programme_report WHERE content IS NOT NULL").ShouldBe(0);
        (await SendAsync(node, HttpMethod.Get, $"/programme/reports/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await SendAsync(node, HttpMethod.Get, $"/programme/records/{kept.GetProperty("id").GetString()}")).Answer.GetRawText().ShouldContain("visited Rabat");
    }

    /// <summary>Reads a report; its id and the number of its one proposal of a kind.</summary>
    private static async Task<(string Id, int Number)> ReadAsync(RunningNode node, string text, string kind)
    {
        var (status, taken) = await SendAsync(node, HttpMethod.Post, "/programme/reports", new JsonObject { ["name"] = "agency.txt", ["text"] = text });
        status.ShouldBe(HttpStatusCode.OK, taken.GetRawText());
        var id = taken.GetProperty("id").GetString() ?? "";
        var proposals = (await SendAsync(node, HttpMethod.Get, $"/programme/reports/{id}")).Answer.GetProperty("proposals");
        return (id, proposals.EnumerateArray().Single(p => p.GetProperty("proposal").GetProperty("kind").GetString() == kind).GetProperty("number").GetInt32());
    }
}
