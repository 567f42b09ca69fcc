using Entente.Formats.Cusres;
using Entente.Node.Accounts;

namespace Entente.Acceptance.Tests.Border;

/// <summary>One encounter, by keyboard: decided, seconded, undone, told to the post.</summary>
public sealed class EncounterPageTests(Chromium chromium)
{
    [Fact]
    public async Task From_a_manifest_to_a_refused_boarding_by_two_persons_and_a_protection_screening_with_the_keyboard_alone()
    {
        await using var node = await BorderScene.StartAsync("refuse", "L1,Somebody Else,primary,,,,");
        (await BorderCalls.SendAsync(node, BorderScene.FlightOfSalma())).Answers.ShouldContain(a => a.Status == BoardingStatus.InsufficientData);

        await using var officer = await chromium.VisitAsync(node, "Amina Haddad", Role.Officer);
        await officer.GoAsync("/desk");
        await officer.PressAsync("Enter");
        await officer.UntilAtAsync("/desk/encounters/");
        (await officer.TextAsync(".next")).ShouldContain("Take it, then decide before the time runs out");
        await officer.TakeAsync();
        await officer.PressAsync("p", "m", "End", "Tab", "Enter");
        await officer.UntilSaysAsync("You proposed it. Somebody in another role", ".next");

        await using var analyst = await chromium.VisitAsync(node, "Dounia Alaoui", Role.Analyst);
        await analyst.GoAsync("/desk");
        await analyst.PressAsync("Enter");
        await analyst.UntilAtAsync("/desk/encounters/");
        (await analyst.TextAsync(".next")).ShouldContain("Amina Haddad proposes: refuse. Record the protection screening");
        await analyst.PressAsync("s");
        await analyst.UntilSaysAsync("nothing was found", ".protection");

        await using var supervisor = await chromium.VisitAsync(node, "Brahim Tazi", Role.Supervisor);
        await supervisor.GoAsync("/desk");
        await supervisor.PressAsync("Enter");
        await supervisor.UntilAtAsync("/desk/encounters/");
        (await supervisor.TextAsync(".next")).ShouldContain("agree or disagree");
        await supervisor.PressAsync("a");
        await supervisor.UntilSaysAsync("This person, refuse, the same identity data", ".in-force");
        (await supervisor.TextAsync(".in-force")).ShouldContain("Amina Haddad, Brahim Tazi");

        using var carrier = node.With("manifests");
        (await carrier.GetStringAsync("/manifests/answers")).Replace("\\u002B", "+", StringComparison.Ordinal).ShouldContain("ERC+1Z");
    }

    [Fact]
    public async Task The_second_person_sees_who_proposes_what_and_declines_with_a_reason_that_stays()
    {
        await using var node = await BorderScene.StartAsync("refuse");
        await BorderCalls.SendAsync(node, BorderScene.FlightOfSalma());
        var id = await BorderScene.IdOfAsync(node, "SALMA");
        await BorderCalls.DecideAsync(node, id, "this-person", "refuse", "same-identity-data");
        await using var supervisor = await chromium.VisitAsync(node, "Brahim Tazi", Role.Supervisor);
        await supervisor.GoAsync($"/desk/encounters/{id}");
        var proposal = await supervisor.TextAsync(".proposal");
        proposal.ShouldContain("You are asked to be the second person");
        proposal.ShouldContain("amina");
        proposal.ShouldContain("the same identity data");
        proposal.ShouldContain("not recorded yet");
        proposal.ShouldNotContain("no document of the two agrees");

        // Agreeing before the screening is refused in words, and nothing changes.
        await supervisor.PressAsync("a");
        await supervisor.UntilSaysAsync("Nobody has recorded the protection screening", "[role=alert]");
        await supervisor.ReadyAsync();
        await supervisor.PressAsync("d");
        await supervisor.Page.Keyboard.TypeAsync("a weaker");
        await supervisor.PressAsync("Tab", "Enter");
        await supervisor.UntilSaysAsync("a weaker measure is enough", ".timeline");
        (await BorderCalls.EncountersAsync(node, "open")).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_second_person_is_told_where_the_ground_is_not_in_the_evidence()
    {
        await using var node = await BorderScene.StartAsync("refuse");
        await BorderCalls.SendAsync(node, BorderScene.FlightOfSalma());
        var id = await BorderScene.IdOfAsync(node, "SALMA");
        await BorderCalls.DecideAsync(node, id, "this-person", "refuse", "same-document");
        await using var supervisor = await chromium.VisitAsync(node, "Brahim Tazi", Role.Supervisor);
        await supervisor.GoAsync($"/desk/encounters/{id}");
        (await supervisor.TextAsync(".proposal [role=note]")).ShouldContain("no document of the two agrees in the evidence");
    }

    [Fact]
    public async Task A_key_chooses_no_reason_that_the_evidence_does_not_show_and_what_is_to_happen_follows_from_who_it_is()
    {
        await using var node = await BorderScene.StartAsync("refuse");
        await BorderCalls.SendAsync(node, BorderScene.FlightOfSalma());
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer);
        await officer.GoAsync($"/desk/encounters/{await BorderScene.IdOfAsync(node, "SALMA")}");
        await officer.TakeAsync();
        (await officer.TextAsync(".choices")).ShouldContain("Nothing in the evidence contradicts");

        await officer.PressAsync("n", "Enter");
        (await officer.Page.Locator(".decide-form input:checked").CountAsync()).ShouldBe(0);
        (await officer.Page.InputValueAsync("#measure")).ShouldBe("");
        await officer.PressAsync("p");
        (await officer.Page.InputValueAsync(".decide-form input:checked")).ShouldBe("this-person same-identity-data");
        (await officer.Page.InputValueAsync("#measure")).ShouldBe("refuse");
        await officer.PressAsync("n", "Space");
        (await officer.Page.InputValueAsync("#measure")).ShouldBe("let-pass");

        // Whoever has chosen it himself keeps it; Enter on it decides.
        await officer.Page.SelectOptionAsync("#measure", "secondary-inspection");
        await officer.PressAsync("p");
        (await officer.Page.InputValueAsync("#measure")).ShouldBe("secondary-inspection");
        await officer.PressAsync("m", "Enter");
        await officer.UntilSaysAsync("This person, secondary inspection, the same identity data", ".in-force");
    }

    [Fact]
    public async Task Undoing_is_a_new_decision_and_the_history_keeps_both()
    {
        await using var node = await BorderScene.StartAsync("secondary-inspection");
        await BorderCalls.SendAsync(node, BorderScene.FlightOfSalma());
        var id = await BorderScene.IdOfAsync(node, "SALMA");
        await BorderCalls.DecideAsync(node, id, "this-person", "secondary-inspection", "same-document", by: "brahim");
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer);
        await officer.GoAsync($"/desk/encounters/{id}");
        (await officer.TextAsync(".decide")).ShouldContain("Decide anew");
        await officer.TakeAsync();
        (await officer.TextAsync(".next")).ShouldContain("The earlier decision stays in force until you have");
        await officer.PressAsync("n", "Space", "Enter");
        await officer.UntilSaysAsync("Not this person, let pass", ".in-force");
        var history = await officer.TextAsync(".timeline:last-of-type >> nth=-1");
        history.ShouldContain("This person, secondary inspection, the same document");
        history.ShouldContain("Not this person, let pass, another birth date");
    }

    [Fact]
    public async Task What_was_chosen_stays_where_the_step_is_refused()
    {
        await using var node = await BorderScene.StartAsync("secondary-inspection");
        await BorderCalls.SendAsync(node, BorderScene.FlightOfSalma());
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer);
        await officer.GoAsync($"/desk/encounters/{await BorderScene.IdOfAsync(node, "SALMA")}");
        await officer.TakeAsync();
        await officer.PressAsync("n", "Space", "m", "End", "Tab", "Enter");
        await officer.UntilSaysAsync("Choose a weaker measure", "[role=alert]");
        (await officer.Page.IsCheckedAsync("input[value='not-this-person other-birth-date']")).ShouldBeTrue();
        (await officer.Page.InputValueAsync("#measure")).ShouldBe("secondary-inspection");
    }

    [Fact]
    public async Task Of_two_officers_on_one_hit_the_second_is_told_at_once_who_has_it()
    {
        await using var node = await BorderScene.StartAsync("refuse");
        await BorderCalls.SendAsync(node, BorderScene.FlightOfSalma());
        var path = $"/desk/encounters/{await BorderScene.IdOfAsync(node, "SALMA")}";
        await using var first = await chromium.VisitAsync(node, "Amina Haddad", Role.Officer);
        await using var second = await chromium.VisitAsync(node, "Brahim Tazi", Role.Officer);
        await first.GoAsync(path);
        await second.GoAsync(path);
        await second.Page.Locator("html[data-live=true]").WaitForAsync();
        await first.PressAsync("t");
        await second.UntilSaysAsync("Amina Haddad works on it. Take another one, or ask Amina Haddad.", ".next");
        (await second.Page.Locator("[data-key=t]").CountAsync()).ShouldBe(0);

        // Whoever had pressed in the same moment is told the same.
        using var third = await TestAccounts.SignInAsync(node, "Chafik Naciri", Role.Officer);
        third.DefaultRequestHeaders.Add("Accept-Language", "en");
        using var nothing = new FormUrlEncodedContent([]);
        var late = await third.PostAsync($"{path}/take", nothing);
        late.StatusCode.ShouldBe(System.Net.HttpStatusCode.Conflict);
        (await late.Content.ReadAsStringAsync()).ShouldContain("Another person works on this encounter");
    }

    [Fact]
    public async Task Earlier_encounters_of_the_same_person_are_found_by_document_and_by_name_with_birth_date()
    {
        await using var node = await BorderScene.StartAsync("secondary-inspection");
        await BorderCalls.SendAsync(node, BorderScene.FlightOfSalma(DateTime.UtcNow.AddDays(-1)));
        var before = await BorderScene.IdOfAsync(node, "SALMA");
        await BorderCalls.DecideAsync(node, before, "cannot-tell", "let-pass", "document-unclear");
        await BorderCalls.SendAsync(node, BorderScene.FlightOfSalma());
        var now = (await BorderCalls.EncountersAsync(node, "open")).First(e => e.GetProperty("traveller").GetString() == "BEN TAHAR SALMA").GetProperty("state").GetProperty("id").GetString();
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer);
        await officer.GoAsync($"/desk/encounters/{now}");
        var near = await officer.TextAsync(".near");
        near.ShouldContain("The same traveller, by document or by name and birth date");
        near.ShouldContain("Cannot tell, let pass, the document is unclear");
        (await officer.Page.Locator(".near a").First.GetAttributeAsync("href")).ShouldBe($"/desk/encounters/{before}");
    }

    [Theory]
    [InlineData("en", false, 1280)]
    [InlineData("ar", true, 390)]
    [InlineData("fr", true, 390)]
    [InlineData("es", false, 1280)]
    public async Task The_page_is_there_for_everyone_in_every_state(string language, bool dark, int width)
    {
        await using var node = await BorderScene.StartAsync("refuse");
        await BorderCalls.SendAsync(node, BorderScene.FlightOfSalma());
        var path = $"/desk/encounters/{await BorderScene.IdOfAsync(node, "SALMA")}";
        var look = new Look(language, dark, width);
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer, look);
        await officer.GoAsync(path);
        await officer.TakeAsync();
        await officer.ShouldBeAccessibleAsync();
        await officer.PressAsync("p", "m", "End", "Tab", "Enter");
        await officer.Page.Locator(".proposal").WaitForAsync();
        await using var supervisor = await chromium.VisitAsync(node, "brahim", Role.Supervisor, look);
        await supervisor.GoAsync(path);
        await supervisor.ShouldBeAccessibleAsync();
        var steps = await supervisor.Page.Locator(".timeline li").CountAsync();
        await supervisor.PressAsync("s");
        await supervisor.Page.Locator(".timeline li").Nth(steps).WaitForAsync();
        await supervisor.ReadyAsync();
        await supervisor.PressAsync("a");
        await supervisor.Page.Locator(".in-force").WaitForAsync();
        await supervisor.ReadyAsync();
        await supervisor.ShouldBeAccessibleAsync();
        await officer.GoAsync("/desk/encounters/none");
        await officer.ShouldBeAccessibleAsync();
    }

    [Fact]
    public async Task Hostile_names_and_words_stay_what_they_are()
    {
        await using var node = await BorderScene.StartHostileAsync();
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer, Look.Phone);
        foreach (var encounter in await BorderCalls.EncountersAsync(node))
        {
            var id = encounter.GetProperty("state").GetProperty("id").GetString() ?? "";
            await BorderScene.StepAsync(node, "amina", Role.Officer, id, "message", new { text = BorderScene.HostileNames[0] + new string('W', 900) });
            await officer.ShouldBeWholeAsync($"/desk/encounters/{id}");
            (await officer.TextAsync()).ShouldContain("<script>");
        }
    }

    [Fact]
    public async Task The_guide_shows_the_encounter_to_the_officer_and_the_proposal_to_the_second_person()
    {
        await using var node = await BorderScene.StartAtNightAsync("refuse");
        await BorderCalls.SendAsync(node, BorderScene.FlightOfSalma(BorderScene.Night.UtcDateTime));
        var id = await BorderScene.IdOfAsync(node, "SALMA");
        await using var officer = await (await chromium.VisitAsync(node, "Amina Haddad", Role.Officer)).AtNightAsync();
        await officer.GoAsync($"/desk/encounters/{id}");
        await officer.ShowAsync("officer-encounter");
        await officer.TakeAsync();
        await officer.Page.CheckAsync("[value='this-person same-identity-data']");
        await officer.PressAsync("m", "End", "Tab", "Enter");
        await officer.Page.Locator(".proposal").WaitForAsync();
        await BorderScene.StepAsync(node, "dounia", Role.Analyst, id, "protection", new { flags = Array.Empty<string>() });
        await using var supervisor = await (await chromium.VisitAsync(node, "Brahim Tazi", Role.Supervisor)).AtNightAsync();
        await supervisor.GoAsync($"/desk/encounters/{id}");
        await supervisor.ShowAsync("supervisor-second", whole: true);
    }
}
