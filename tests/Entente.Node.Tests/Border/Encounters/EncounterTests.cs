using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Entente.Node.Accounts;

namespace Entente.Node.Tests.Border.Encounters;

/// <summary>People decide encounters on a real node.</summary>
public sealed class EncounterTests
{
    private const string Listed = "L1,Nadia Choukri,primary,1991-03-06,MAR,F,";

    [Fact]
    public async Task An_encounter_shows_evidence_and_namesakes_and_no_score()
    {
        await using var node = await StartWithHitAsync();
        using var officer = node.As("amina", Role.Officer);
        var view = await officer.GetFromJsonAsync<JsonElement>($"/encounters/{await IdAsync(node)}");
        view.GetProperty("evidence").EnumerateArray().ShouldContain(e => e.GetProperty("field").GetString() == "birth-date" && e.GetProperty("agreement").GetString() == "agrees");
        view.GetProperty("namesakesPerMillion").GetDouble().ShouldBeGreaterThan(0);
        view.GetRawText().ShouldNotContain("score", Case.Insensitive);
        view.GetRawText().ShouldNotContain("weight", Case.Insensitive);
    }

    [Fact]
    public async Task The_second_officer_on_a_hit_is_told_who_has_it()
    {
        await using var node = await StartWithHitAsync();
        var id = await IdAsync(node);
        using var amina = node.As("amina", Role.Officer);
        using var brahim = node.As("brahim", Role.Officer);
        (await amina.PostAsync($"/encounters/{id}/take", null)).EnsureSuccessStatusCode();
        var second = await brahim.PostAsync($"/encounters/{id}/take", null);
        second.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await second.Content.ReadAsStringAsync()).ShouldContain("amina works on this encounter");
    }

    [Fact]
    public async Task Of_many_officers_who_take_one_hit_at_once_one_has_it()
    {
        await using var node = await StartWithHitAsync();
        var id = await IdAsync(node);
        var clients = Enumerable.Range(0, 16).Select(i => node.As($"officer{i}", Role.Officer)).ToList();
        var answers = await Task.WhenAll(clients.Select(c => c.PostAsync($"/encounters/{id}/take", null)));
        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        clients.ForEach(c => c.Dispose());
    }

    [Fact]
    public async Task A_traveller_who_is_another_person_does_not_alert_for_that_listing_again()
    {
        await using var node = await StartWithHitAsync();
        await BorderCalls.DecideAsync(node, await IdAsync(node), "not-this-person", "let-pass", "other-parents");
        await BorderCalls.SendAsync(node, Flight.Message(day: new DateTime(2026, 11, 25)));
        (await BorderCalls.EncountersAsync(node)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Nor_after_the_node_was_started_anew()
    {
        await using var node = await StartWithHitAsync();
        await BorderCalls.DecideAsync(node, await IdAsync(node), "not-this-person", "let-pass", "other-parents");
        await node.StopAsync();
        await using var again = await RunningNode.StartInAsync(node.Folder);
        await BorderCalls.SendAsync(again, Flight.Message(day: new DateTime(2026, 11, 25)));
        (await BorderCalls.EncountersAsync(again)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_decision_that_was_wrong_is_followed_by_another_and_the_person_alerts_again()
    {
        await using var node = await StartWithHitAsync();
        var id = await IdAsync(node);
        await BorderCalls.DecideAsync(node, id, "not-this-person", "let-pass", "other-parents");
        await BorderCalls.DecideAsync(node, id, "cannot-tell", "let-pass", "not-enough-data");
        await BorderCalls.SendAsync(node, Flight.Message(day: new DateTime(2026, 11, 25)));
        (await BorderCalls.EncountersAsync(node)).Count.ShouldBe(2);
        using var officer = node.As("amina", Role.Officer);
        var history = (await officer.GetFromJsonAsync<JsonElement>($"/encounters/{id}")).GetProperty("history").EnumerateArray().Select(h => h.GetProperty("action").GetString());
        history.ShouldBe(["encounter.opened", "encounter.taken", "encounter.decided", "encounter.taken", "encounter.decided"]);
    }

    [Fact]
    public async Task A_public_listing_does_no_more_than_inform()
    {
        await using var node = await StartWithHitAsync();
        var id = await IdAsync(node);
        using var officer = node.As("amina", Role.Officer);
        (await officer.PostAsync($"/encounters/{id}/take", null)).EnsureSuccessStatusCode();
        foreach (var measure in (string[])["discreet-check", "secondary-inspection", "refuse", "detain-on-warrant"])
        {
            (await officer.PostAsJsonAsync($"/encounters/{id}/decide", new { conclusion = "this-person", measure, reason = "same-document" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        }
    }

    private static async Task<RunningNode> StartWithHitAsync()
    {
        var node = await BorderCalls.StartAsync(Listed);
        await BorderCalls.SendAsync(node, Flight.Message());
        return node;
    }

    private static async Task<string> IdAsync(RunningNode node) =>
        (await BorderCalls.EncountersAsync(node))[0].GetProperty("state").GetProperty("id").GetString() ?? "";
}
