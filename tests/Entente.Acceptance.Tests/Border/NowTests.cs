using Entente.Node.Accounts;

namespace Entente.Acceptance.Tests.Border;

/// <summary>What needs me, and what arrives and leaves today.</summary>
public sealed class NowTests(Chromium chromium)
{
    [Fact]
    public async Task The_first_line_says_whether_something_burns_and_changes_by_itself()
    {
        await using var node = await RunningNode.StartAsync(
            c =>
            {
                var border = BorderCalls.Posts();
                border["DecideWithin"] = "00:05:00";
                c["Border"] = border;
            },
            BorderScene.Nadia);
        await node.ListAsync(ListingCalls.Salma("refuse"));
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer);
        await officer.GoAsync("/desk");
        await officer.Page.Locator("html[data-live=true]").WaitForAsync();
        (await officer.TextAsync(".burning.is-calm")).ShouldContain("Nobody waits");
        await BorderCalls.SendAsync(node, BorderScene.FlightOfSalma());
        await officer.UntilSaysAsync("Due within ten minutes: 1", ".burning.is-burns");
        await officer.UntilSaysAsync("BEN TAHAR SALMA");
    }

    [Fact]
    public async Task What_somebody_has_stands_first_and_everybody_is_told_why_it_is_theirs()
    {
        await using var node = await BorderScene.StartAsync("refuse");
        await BorderCalls.SendAsync(node, BorderScene.FlightOfSalma());
        await BorderCalls.DecideAsync(node, await BorderScene.IdOfAsync(node, "SALMA"), "this-person", "refuse", "same-document", by: "brahim");
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer);
        await officer.GoAsync($"/desk/encounters/{await BorderScene.IdOfAsync(node, "NADIA")}");
        await officer.PressAsync("t");
        await officer.Page.Locator(".decide-form").WaitForAsync();
        await officer.GoAsync("/desk");
        var rows = await officer.Page.Locator("tr:has(.need)").AllInnerTextsAsync();
        rows.Count.ShouldBe(2);
        rows[0].ShouldContain("you have it");
        rows[0].ShouldContain("CHOUKRI NADIA");
        rows[1].ShouldContain("second person wanted");
        await using var analyst = await chromium.VisitAsync(node, "dounia", Role.Analyst);
        await analyst.GoAsync("/desk");
        (await analyst.Page.Locator("tr:has(.need)").First.InnerTextAsync()).ShouldContain("protection screening wanted");
    }

    [Fact]
    public async Task The_board_has_the_flights_of_the_post_by_its_clock_with_hits_and_what_the_carrier_heard()
    {
        await using var node = await BorderScene.StartAtNightAsync("refuse");
        await BorderCalls.SendAsync(node, BorderScene.FlightOfSalma(BorderScene.Night.UtcDateTime));
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer);
        await officer.GoAsync("/desk");
        var row = await officer.Page.Locator(".board tbody tr").First.InnerTextAsync();
        row.ShouldContain("03:10");
        row.ShouldContain("UT417");
        row.ShouldContain("departs");
        row.ShouldContain("2 open");
        row.ShouldContain("1 not cleared");
        row.ShouldContain("2 may board");
        (await officer.TextAsync(".card:has(.board)")).ShouldContain("Africa/Casablanca");
    }

    [Theory]
    [InlineData("en", false, 1280)]
    [InlineData("ar", true, 390)]
    [InlineData("fr", true, 1280)]
    [InlineData("es", false, 390)]
    public async Task The_page_is_there_for_everyone(string language, bool dark, int width)
    {
        await using var node = await BorderScene.StartAsync("refuse");
        await BorderCalls.SendAsync(node, BorderScene.FlightOfSalma());
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer, new Look(language, dark, width));
        await officer.GoAsync("/desk");
        await officer.ShouldBeAccessibleAsync();
        await officer.GoAsync("/desk/queue");
        await officer.ShouldBeAccessibleAsync();
    }

    [Fact]
    public async Task Hostile_names_stay_names()
    {
        await using var node = await BorderScene.StartHostileAsync();
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer, Look.Phone);
        await officer.ShouldBeWholeAsync("/desk");
        await officer.ShouldBeWholeAsync("/desk/queue");
        (await officer.TextAsync()).ShouldContain("<script>");
    }

    [Fact]
    public async Task The_guide_shows_what_an_officer_comes_to()
    {
        await using var node = await BorderScene.StartAtNightAsync("refuse");
        await BorderCalls.SendAsync(node, BorderScene.FlightOfSalma(BorderScene.Night.UtcDateTime));
        await using var officer = await (await chromium.VisitAsync(node, "Amina Haddad", Role.Officer)).AtNightAsync();
        await officer.GoAsync("/desk");
        await officer.ShowAsync("officer-now");
        await officer.GoAsync("/desk/queue");
        await officer.ShowAsync("officer-queue");
    }
}
