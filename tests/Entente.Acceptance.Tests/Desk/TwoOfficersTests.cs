using Entente.Node.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Acceptance.Tests.Desk;

/// <summary>Two officers open one hit.</summary>
public sealed class TwoOfficersTests(Chromium chromium)
{
    private const string Listed = "L1,Nadia Choukri,primary,1991-03-06,MAR,F,";

    private readonly ShiftedTime _time = new();

    [Fact]
    public async Task The_second_is_told_who_has_it_while_he_reads_and_is_not_offered_it()
    {
        await using var node = await StartAsync();
        var id = await EncounterAsync(node);
        await using var amina = await chromium.VisitAsync(node, "Amina Haddad", Role.Officer);
        await using var bilal = await chromium.VisitAsync(node, "Bilal Mansouri", Role.Officer);
        await amina.GoAsync($"/desk/encounters/{id}");
        await bilal.GoAsync($"/desk/encounters/{id}");
        await bilal.Page.Locator("html[data-live=true]").WaitForAsync();
        await amina.TakeAsync();
        await bilal.UntilSaysAsync("Amina Haddad", ".next");
        (await bilal.Page.Locator("[data-key=t]").CountAsync()).ShouldBe(0, "Nobody is offered what he cannot have.");
        (await bilal.Page.Locator(".decide-form").CountAsync()).ShouldBe(0);

        await bilal.GoAsync("/desk/queue");
        (await bilal.TextAsync("main")).ShouldContain("Amina Haddad");
    }

    [Fact]
    public async Task When_the_hold_has_run_out_the_second_takes_over_and_of_two_who_decide_at_once_he_wins()
    {
        await using var node = await StartAsync();
        var id = await EncounterAsync(node);
        await using var amina = await chromium.VisitAsync(node, "Amina Haddad", Role.Officer);
        await using var bilal = await chromium.VisitAsync(node, "Bilal Mansouri", Role.Officer);
        await amina.GoAsync($"/desk/encounters/{id}");
        await amina.TakeAsync();
        await amina.Page.Locator("html[data-live=true]").WaitForAsync();
        _time.Gone += TimeSpan.FromMinutes(16);
        await bilal.GoAsync($"/desk/encounters/{id}");
        await bilal.TakeAsync();
        await amina.UntilSaysAsync("Bilal Mansouri", ".next");

        // Both still have the form, and choose different things.
        await amina.PressAsync("c");
        await bilal.PressAsync("n", "Space");
        await Task.WhenAll(amina.PressAsync("Enter"), bilal.PressAsync("Enter"));
        await bilal.Page.Locator(".in-force").WaitForAsync();
        await amina.Page.Locator("main [role=alert]").WaitForAsync();
        (await bilal.TextAsync(".in-force")).ShouldContain("Not this person");
        TestAccounts.Value<long>(node, "SELECT count(*) FROM encounter_step WHERE encounter_id = @id AND action = 'encounter.decided'", new { id }).ShouldBe(1);
        await amina.GoAsync($"/desk/encounters/{id}");
        (await amina.TextAsync(".in-force")).ShouldContain("Not this person");
        (await amina.TextAsync(".timeline")).ShouldContain("Bilal Mansouri");
    }

    private Task<RunningNode> StartAsync() => RunningNode.StartAsync(
        configuration => configuration["Border"] = BorderCalls.Posts(), services => services.AddSingleton<TimeProvider>(_time), Listed);

    private static async Task<string> EncounterAsync(RunningNode node)
    {
        await BorderCalls.SendAsync(node, Flight.Message());
        return (await BorderCalls.EncountersAsync(node)).ShouldHaveSingleItem().GetProperty("state").GetProperty("id").GetString() ?? "";
    }
}
