using System.Net;
using Entente.Node.Accounts;

namespace Entente.Acceptance.Tests.Border;

/// <summary>Crossings, who is on them, and every message about them.</summary>
public sealed class CrossingPageTests(Chromium chromium)
{
    [Fact]
    public async Task Crossings_are_found_by_post_day_and_kind()
    {
        await using var node = await BorderScene.StartHostileAsync();
        await BorderCalls.SendAsync(node, Flight.Message());
        using var officer = await TestAccounts.SignInAsync(node, "amina", Role.Officer);
        officer.DefaultRequestHeaders.Add("Accept-Language", "en");
        (await officer.GetStringAsync("/desk/crossings")).ShouldContain("2 crossings");
        (await officer.GetStringAsync("/desk/crossings?kind=ferry")).ShouldNotContain("UT417");
        (await officer.GetStringAsync("/desk/crossings?post=CMN-AIR&day=2026-11-21")).ShouldContain("UT417");
        (await officer.GetStringAsync("/desk/crossings?day=2020-01-01")).ShouldContain("No such crossing");
    }

    [Fact]
    public async Task A_crossing_shows_its_hits_first_and_what_the_carrier_heard_of_each()
    {
        await using var node = await BorderScene.StartAsync("refuse");
        await BorderCalls.SendAsync(node, BorderScene.FlightOfSalma());
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer);
        await officer.GoAsync("/desk/crossings");
        await officer.PressAsync("Enter");
        await officer.UntilAtAsync("/desk/crossings/");
        var rows = await officer.Page.Locator("tbody tr[data-row]").AllInnerTextsAsync();
        rows.Count.ShouldBe(3);
        rows[2].ShouldContain("BENSLIMANE KHALID");
        rows.Single(r => r.Contains("SALMA", StringComparison.Ordinal)).ShouldContain("not cleared");
        (await officer.TextAsync(".tally")).ShouldContain("2 open of 2");
        await officer.GoAsync(new Uri(officer.Page.Url).AbsolutePath + "?show=hits");
        (await officer.Page.Locator("tbody tr[data-row]").CountAsync()).ShouldBe(2);
        await officer.Page.ClickAsync("text=BEN TAHAR SALMA");
        await officer.UntilAtAsync("/desk/travellers/");
        var traveller = await officer.TextAsync();
        traveller.ShouldContain("SA7719021");
        traveller.ShouldContain("not cleared");
        traveller.ShouldContain("Salma Ben Tahar");
    }

    [Fact]
    public async Task A_message_is_read_line_by_line_with_its_findings_at_their_place_and_the_answer_to_it_too()
    {
        await using var node = await BorderScene.StartAsync("refuse");
        await BorderCalls.SendAsync(node, BorderScene.FlightOfSalma().Replace("DTM+329:910306", "DTM+329:99X", StringComparison.Ordinal));
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer);
        await officer.GoAsync($"/desk/crossings/{await BorderScene.CrossingAsync(node)}");
        await officer.Page.ClickAsync("text=passenger list");
        await officer.UntilAtAsync("/desk/crossings/");
        await officer.UntilSaysAsync("DTM+329:99X");
        var found = await officer.TextAsync(".has-finding");
        found.ShouldContain("birth date");
        found.ShouldContain("DTM+329:99X'");
        (await officer.TextAsync()).ShouldContain("passenger: name");
        await officer.PressAsync("q");
        await officer.UntilSaysAsync("Answers sent");
        await officer.Page.ClickAsync("text=answer to a list");
        await officer.UntilSaysAsync("answer: not cleared");
        (await officer.TextAsync()).ShouldContain("ERC+4Z'");
    }

    [Fact]
    public async Task A_supervisor_takes_a_message_in_again_and_nobody_is_there_twice()
    {
        await using var node = await BorderCalls.StartAsync(BorderScene.Nadia);
        await BorderCalls.SendAsync(node, Flight.Message());
        var crossing = $"/desk/crossings/{await BorderScene.CrossingAsync(node)}";
        await using var supervisor = await chromium.VisitAsync(node, "brahim", Role.Supervisor);
        await supervisor.GoAsync(crossing);
        var people = await supervisor.Page.Locator("tbody tr[data-row]").CountAsync();
        people.ShouldBe(2);
        (await supervisor.TextAsync(".timeline")).ShouldContain("manifests", customMessage: "Whoever holds the token is named, not its id.");
        await supervisor.Page.Locator("main a[href*='/messages/']").First.ClickAsync();
        await supervisor.UntilAtAsync($"{crossing}/messages/");
        await supervisor.Page.ClickAsync("form[action$='/replay'] button");
        await supervisor.UntilSaysAsync("Taken in again: 2 people");
        await supervisor.GoAsync(crossing);
        (await supervisor.Page.Locator("tbody tr[data-row]").CountAsync()).ShouldBe(people);
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer);
        await officer.GoAsync(crossing);
        await officer.Page.Locator("main a[href*='/messages/']").First.ClickAsync();
        await officer.UntilAtAsync($"{crossing}/messages/");
        (await officer.Page.Locator("form[action$='/replay']").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Who_boarded_and_who_did_not_stands_on_the_crossing()
    {
        await using var node = await BorderCalls.StartAsync(BorderScene.Nadia);
        await BorderCalls.SendAsync(node, Flight.Message());
        await BorderCalls.SendAsync(node, Flight.CloseOut("CLOB", "R1", "R9"));
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer);
        await officer.GoAsync($"/desk/crossings/{await BorderScene.CrossingAsync(node)}");
        (await officer.TextAsync(".tally")).ShouldContain("on board 1, left behind 1");
        (await officer.TextAsync(".alert-warning")).ShouldContain("On board, and on no list that arrived");
    }

    [Theory]
    [InlineData("en", false, 1280)]
    [InlineData("ar", true, 390)]
    [InlineData("fr", false, 390)]
    [InlineData("es", true, 1280)]
    public async Task The_pages_are_there_for_everyone(string language, bool dark, int width)
    {
        await using var node = await BorderScene.StartAsync("refuse");
        await BorderCalls.SendAsync(node, BorderScene.FlightOfSalma());
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer, new Look(language, dark, width));
        var crossing = $"/desk/crossings/{await BorderScene.CrossingAsync(node)}";
        await officer.GoAsync("/desk/crossings");
        await officer.ShouldBeAccessibleAsync();
        await officer.GoAsync(crossing);
        await officer.ShouldBeAccessibleAsync();
        var links = await officer.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('main a[href*=\"/messages/\"], main a[href*=\"/answers/\"], main a[href*=\"/travellers/\"]')].map(a => a.getAttribute('href'))");
        foreach (var link in links)
        {
            await officer.GoAsync(link);
            await officer.ShouldBeAccessibleAsync();
        }

        links.Length.ShouldBe(5);
        foreach (var path in (string[])["/desk/crossings/none", crossing + "/messages/none", crossing + "/answers/77?to=x", "/desk/travellers/none"])
        {
            (await officer.Page.GotoAsync(path))?.Status.ShouldBe((int)HttpStatusCode.NotFound, path);
        }
    }

    [Fact]
    public async Task Hostile_names_stay_names()
    {
        await using var node = await BorderScene.StartHostileAsync();
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer, Look.Phone);
        await officer.ShouldBeWholeAsync("/desk/crossings");
        await officer.ShouldBeWholeAsync($"/desk/crossings/{await BorderScene.CrossingAsync(node)}");
        (await officer.TextAsync()).ShouldContain("<script>");
        var links = await officer.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('main a[href*=\"/messages/\"], main a[href*=\"/answers/\"], main a[href*=\"/travellers/\"]')].map(a => a.getAttribute('href'))");
        foreach (var link in links)
        {
            await officer.ShouldBeWholeAsync(link);
        }
    }

    [Fact]
    public async Task The_guide_shows_a_crossing()
    {
        await using var node = await BorderScene.StartAtNightAsync("refuse");
        await BorderCalls.SendAsync(node, BorderScene.FlightOfSalma(BorderScene.Night.UtcDateTime));
        await using var officer = await (await chromium.VisitAsync(node, "Amina Haddad", Role.Officer)).AtNightAsync();
        await officer.GoAsync($"/desk/crossings/{await BorderScene.CrossingAsync(node)}");
        await officer.ShowAsync("officer-crossing");
    }
}
