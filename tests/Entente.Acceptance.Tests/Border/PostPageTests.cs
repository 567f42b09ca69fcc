using Entente.Node.Accounts;

namespace Entente.Acceptance.Tests.Border;

/// <summary>What a post has to do, and its counter.</summary>
public sealed class PostPageTests(Chromium chromium)
{
    private const string Zone = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";

    [Fact]
    public async Task Words_for_the_post_appear_on_its_page_and_go_when_it_has_said_what_happened()
    {
        await using var node = await BorderScene.StartAsync("secondary-inspection");
        await BorderCalls.SendAsync(node, BorderScene.FlightOfSalma());
        var id = await BorderScene.IdOfAsync(node, "SALMA");
        await using var post = await chromium.VisitAsync(node, "Brahim Tazi", Role.Officer);
        await post.GoAsync("/desk/posts");
        await post.PressAsync("Enter");
        await post.UntilAtAsync("/desk/posts/CMN-AIR");
        await post.Page.Locator("html[data-live=true]").WaitForAsync();
        (await post.TextAsync("#post")).ShouldContain("Nothing is to be done");

        await BorderCalls.DecideAsync(node, id, "this-person", "secondary-inspection", "same-document");
        await using var officer = await chromium.VisitAsync(node, "Amina Haddad", Role.Officer);
        await officer.GoAsync($"/desk/encounters/{id}");
        await officer.PressAsync("w");
        await officer.Page.Keyboard.TypeAsync("Room 4, two colleagues are there.");
        await officer.PressAsync("Tab", "Enter");
        await officer.UntilSaysAsync("Room 4, two colleagues are there.", ".told");
        await officer.ReadyAsync();
        (await officer.Page.InputValueAsync("#text")).ShouldBeEmpty();

        await post.UntilSaysAsync("Room 4, two colleagues are there.", ".instruction");
        (await post.TextAsync(".instruction")).ShouldContain("To the second line: question and search");
        await post.Page.ClickAsync(".instruction .outcome button");
        await post.UntilSaysAsync("Nothing is to be done", "#post");
        await officer.GoAsync($"/desk/encounters/{id}");
        (await officer.TextAsync("main")).ShouldContain("inspection: nothing");
    }

    [Fact]
    public async Task An_empty_message_is_refused_in_words()
    {
        await using var node = await BorderScene.StartAsync("secondary-inspection");
        await BorderCalls.SendAsync(node, BorderScene.FlightOfSalma());
        using var officer = await TestAccounts.SignInAsync(node, "amina", Role.Officer);
        officer.DefaultRequestHeaders.Add("Accept-Language", "en");
        using var blank = new FormUrlEncodedContent([KeyValuePair.Create("text", " ")]);
        var answer = await officer.PostAsync($"/desk/encounters/{await BorderScene.IdOfAsync(node, "SALMA")}/message", blank);
        ((int)answer.StatusCode).ShouldBe(422);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Nothing was sent. Write 1 to 1,000 characters.");
    }

    [Fact]
    public async Task A_car_at_the_border_is_checked_by_its_drivers_zone_and_its_passage_recorded_with_the_keyboard_alone()
    {
        await using var node = await BorderCalls.StartAsync(BorderScene.Nadia);
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer);
        await officer.GoAsync("/desk/counter?post=OUJ-ROAD");
        await officer.PressAsync("Shift+Tab");
        await officer.Page.Keyboard.TypeAsync("12345-A-6");
        await officer.PressAsync("Tab");
        await officer.Page.Keyboard.InsertTextAsync(Zone);
        await officer.UntilSaysAsync("PASS", ".verdict.is-pass");
        (await officer.TextAsync(".verdict")).ShouldContain("12345-A-6");

        // The field waits for the next traveller, empty, and the key works from within it.
        (await officer.Page.EvaluateAsync<string>("document.activeElement.name")).ShouldBe("mrz");
        (await officer.Page.InputValueAsync("[name=mrz]")).ShouldBeEmpty();
        (await officer.Page.InputValueAsync("[name=vehicle]")).ShouldBeEmpty();
        await officer.PressAsync("F2");
        await officer.UntilSaysAsync("Recorded: entry, passed", ".verdict");
        TestAccounts.Value<string>(node, "SELECT post || ' ' || direction || ' ' || result FROM passage").ShouldBe("OUJ-ROAD entry passed");
        await officer.PressAsync("F2");
        TestAccounts.Value<long>(node, "SELECT count(*) FROM passage").ShouldBe(1);
        (await officer.TextAsync(".counter-form")).ShouldNotContain("Scan a document, or type the identity.");
    }

    [Fact]
    public async Task The_last_five_answers_stay_in_sight_and_nothing_of_them_stays_in_the_browser()
    {
        await using var node = await BorderCalls.StartAsync(BorderScene.Nadia);
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer);
        await officer.GoAsync("/desk/counter?post=OUJ-ROAD");
        for (var i = 1; i <= 6; i++)
        {
            await officer.Page.FillAsync("[name=vehicle]", $"CAR-{i}");
            await officer.Page.FocusAsync("[name=mrz]");
            await officer.Page.Keyboard.InsertTextAsync(Zone);
            await officer.UntilSaysAsync($"CAR-{i}", ".verdict");
        }

        (await officer.Page.Locator(".verdict").CountAsync()).ShouldBe(5);
        (await officer.TextAsync(".verdicts")).ShouldNotContain("CAR-1");
        (await officer.Page.EvaluateAsync<string>("JSON.stringify({ ...localStorage, ...sessionStorage })")).ShouldNotContain("ERIKSSON");
        await officer.GoAsync("/desk/counter");
        (await officer.TextAsync()).ShouldNotContain("ERIKSSON");
    }

    [Fact]
    public async Task What_cannot_be_read_is_said_and_stays_in_the_field()
    {
        await using var node = await BorderCalls.StartAsync(BorderScene.Nadia);
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer);
        await officer.GoAsync("/desk/counter");
        await officer.Page.FillAsync("[name=mrz]", "P<UTO");
        await officer.Page.ClickAsync(".counter-form > button");
        await officer.UntilSaysAsync("The lines cannot be read", "#fault");
        (await officer.Page.InputValueAsync("[name=mrz]")).ShouldBe("P<UTO");
    }

    [Theory]
    [InlineData("en", false, 1280)]
    [InlineData("ar", true, 390)]
    [InlineData("fr", true, 1280)]
    [InlineData("es", false, 390)]
    public async Task The_pages_are_there_for_everyone(string language, bool dark, int width)
    {
        await using var node = await BorderScene.StartAsync("secondary-inspection");
        await BorderCalls.SendAsync(node, BorderScene.FlightOfSalma());
        await BorderCalls.DecideAsync(node, await BorderScene.IdOfAsync(node, "SALMA"), "this-person", "secondary-inspection", "same-document");
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer, new Look(language, dark, width));
        foreach (var path in (string[])["/desk/posts", "/desk/posts/CMN-AIR", "/desk/posts/none", "/desk/counter"])
        {
            await officer.GoAsync(path);
            await officer.ShouldBeAccessibleAsync();
        }

        await officer.Page.FocusAsync("[name=mrz]");
        await officer.Page.Keyboard.InsertTextAsync(Zone);
        await officer.Page.Locator(".verdict.is-pass").WaitForAsync();
        await officer.ShouldBeAccessibleAsync();
        await officer.Page.ClickAsync("summary");
        await officer.Page.FillAsync("[name=family]", "Ben Tahar");
        await officer.Page.FillAsync("[name=given]", "Salma");
        await officer.Page.FillAsync("[name=birth]", "1988-07-19");
        await officer.Page.FillAsync("[name=document]", "SA7719021");
        await officer.Page.ClickAsync(".counter-form > button");
        await officer.Page.Locator(".verdict:not(.is-pass)").WaitForAsync();
        await officer.ShouldBeAccessibleAsync();
    }

    [Fact]
    public async Task Hostile_names_stay_names()
    {
        await using var node = await BorderScene.StartHostileAsync();
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer, Look.Phone);
        await officer.ShouldBeWholeAsync("/desk/posts");
        await officer.ShouldBeWholeAsync("/desk/posts/TNG-PORT");
        await officer.GoAsync("/desk/counter?post=TNG-PORT");
        foreach (var name in BorderScene.HostileNames)
        {
            await officer.Page.EvaluateAsync("document.querySelector('details').open = true");
            await officer.Page.FillAsync("[name=family]", name);
            await officer.Page.ClickAsync(".counter-form > button");
            await officer.Page.Locator(".verdict .verdict-name").First.WaitForAsync();
            (await BorderCalls.UntilAsync(async () => (await officer.Page.InputValueAsync("[name=family]")).Length == 0)).ShouldBeTrue("The field did not wait for the next traveller.");
        }

        (await officer.Page.EvaluateAsync<string?>("document.documentElement.dataset.hacked ?? null")).ShouldBeNull();
        await officer.ShouldBeAccessibleAsync();
    }

    [Fact]
    public async Task The_guide_shows_the_counter()
    {
        await using var node = await BorderScene.StartAtNightAsync("secondary-inspection");
        await BorderCalls.SendAsync(node, BorderScene.FlightOfSalma(BorderScene.Night.UtcDateTime));
        await using var officer = await (await chromium.VisitAsync(node, "Amina Haddad", Role.Officer)).AtNightAsync();
        await officer.GoAsync("/desk/counter?post=CMN-AIR&direction=exit");
        await officer.Page.Keyboard.InsertTextAsync(Zone);
        await officer.Page.Locator(".verdict.is-pass").WaitForAsync();
        await officer.Page.Keyboard.InsertTextAsync("P<MARBEN<TAHAR<<SALMA<<<<<<<<<<<<<<<<<<<<<<<\nSA77190211MAR8807191F3001019<<<<<<<<<<<<<<04");
        await officer.Page.Locator(".verdict >> nth=1").WaitForAsync();
        await officer.ShowAsync("officer-counter");
    }
}
