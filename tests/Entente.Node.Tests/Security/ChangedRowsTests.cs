using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Entente.Node.Accounts;
using Entente.Node.Tests.Border;
using Entente.Node.Tests.Storage;

namespace Entente.Node.Tests.Security;

/// <summary>Somebody has the database and no keys: what is changed there is not read as something else, and takes nothing else down with it.</summary>
public sealed class ChangedRowsTests
{
    private static readonly DateTime Tomorrow = DateTime.UtcNow.AddDays(1);

    [Fact]
    public async Task Ciphertext_that_is_moved_to_another_encounter_is_not_read_and_hides_no_other()
    {
        await using var node = await BorderCalls.StartAsync("L1,Nadia Choukri,primary,1991-03-06,MAR,F,", "L2,Khalid Benslimane,primary,1968-02-09,MAR,M,");
        await BorderCalls.SendAsync(node, Flight.Message(day: Tomorrow));
        await BorderCalls.SendAsync(node, Flight.Message(day: Tomorrow.AddDays(1)).Replace("BENSLIMANE:KHALID", "SOLHEIM:INGRID", StringComparison.Ordinal));
        Change(node, "UPDATE encounter SET who = (SELECT who FROM encounter e WHERE e.id <> encounter.id ORDER BY id LIMIT 1) WHERE id = (SELECT max(id) FROM encounter)");
        var encounters = await BorderCalls.EncountersAsync(node);
        encounters.Count.ShouldBe(3);
        encounters.Count(e => e.GetProperty("traveller").GetString() == "").ShouldBe(1);
    }

    [Fact]
    public async Task A_traveller_who_was_changed_keeps_nobody_else_from_being_screened_when_the_lists_change()
    {
        await using var node = await BorderCalls.StartAsync("L9,Nobody Here,primary,1950-01-01,,,");
        await BorderCalls.SendAsync(node, Flight.Message(day: Tomorrow));
        Change(node, "UPDATE traveller SET person = (SELECT person FROM traveller t WHERE t.id <> traveller.id LIMIT 1)");
        await BorderCalls.SendAsync(node, Flight.Message(day: Tomorrow.AddDays(1)));
        await node.ReplaceListAsync("L1,Nadia Choukri,primary,1991-03-06,MAR,F,\n");
        (await BorderCalls.UntilAsync(async () => (await BorderCalls.EncountersAsync(node)).Count == 1)).ShouldBeTrue();
        (await node.Nobody.GetAsync("/readyz")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_clearance_that_was_changed_clears_nobody_and_the_node_starts()
    {
        var node = await BorderCalls.StartAsync("L1,Nadia Choukri,primary,1991-03-06,MAR,F,");
        await using (node)
        {
            await BorderCalls.SendAsync(node, Flight.Message(day: Tomorrow));
            var id = (await BorderCalls.EncountersAsync(node))[0].GetProperty("state").GetProperty("id").GetString();
            using var amina = node.As("amina", Role.Officer);
            await amina.PostAsync($"/encounters/{id}/take", null);
            (await amina.PostAsJsonAsync($"/encounters/{id}/decide", new { conclusion = "not-this-person", measure = "let-pass", reason = "other-birth-date" })).StatusCode.ShouldBe(HttpStatusCode.OK);
            Change(node, "UPDATE clearance SET person = (SELECT who FROM encounter LIMIT 1)").ShouldBe(1);
            await node.StopAsync();
            await using var again = await RunningNode.StartInAsync(node.Folder);
            await BorderCalls.SendAsync(again, Flight.Message(day: Tomorrow.AddDays(1)));
            (await BorderCalls.EncountersAsync(again, "open")).Count.ShouldBe(1);
        }
    }

    private static int Change(RunningNode node, string sql)
    {
        using var database = TestDatabase.Open(node.Folder);
        return database.Execute(sql);
    }
}
