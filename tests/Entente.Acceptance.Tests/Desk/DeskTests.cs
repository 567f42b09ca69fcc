using System.Net;
using System.Text.Json.Nodes;
using Entente.Node.Accounts;

namespace Entente.Acceptance.Tests.Desk;

/// <summary>The desk in a real browser, by keyboard.</summary>
public sealed class DeskTests(Chromium chromium)
{
    private const string Listed = "L1,Nadia Choukri,primary,1991-03-06,MAR,F,";

    [Fact]
    public async Task From_the_queue_to_a_decision_it_takes_four_keys()
    {
        // A namesake: the traveller is of another nationality.
        await using var node = await BorderCalls.StartAsync("L1,Nadia Choukri,primary,1991-03-06,DZA,F,");
        await BorderCalls.SendAsync(node, Flight.Message());
        await using var browser = await chromium.VisitAsync(node, "amina", Role.Officer);
        await browser.GoAsync("/desk/queue");
        await browser.PressAsync("Enter");
        await browser.UntilAtAsync("/desk/encounters/");
        await browser.TakeAsync();
        await browser.PressAsync("n", "Enter");
        await browser.UntilSaysAsync("Not this person, let pass, another nationality", ".in-force");
        (await BorderCalls.EncountersAsync(node, "decided")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_new_hit_appears_on_an_open_desk_by_itself()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        await using var browser = await chromium.VisitAsync(node, "amina", Role.Officer);
        await browser.GoAsync("/desk/queue");
        await browser.Page.Locator("html[data-live=true]").WaitForAsync();
        (await browser.TextAsync("main")).ShouldContain("Nobody waits");
        await BorderCalls.SendAsync(node, Flight.Message());
        await browser.UntilSaysAsync("CHOUKRI NADIA");
    }

    [Fact]
    public async Task A_zone_that_is_scanned_at_the_counter_is_answered_in_large_letters_without_a_key()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        await using var browser = await chromium.VisitAsync(node, "amina", Role.Officer);
        await browser.GoAsync("/desk/counter");
        await browser.Page.Keyboard.InsertTextAsync("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10");
        await browser.Page.Locator(".verdict.is-pass").WaitForAsync();
        (await browser.TextAsync(".verdict")).ShouldContain("ERIKSSON ANNA MARIA");
    }

    [Theory]
    [InlineData("en", "ltr")]
    [InlineData("fr", "ltr")]
    [InlineData("ar", "rtl")]
    [InlineData("es", "ltr")]
    public async Task Every_page_is_there_in_every_language_with_names_in_their_own_direction(string language, string direction)
    {
        await using var node = await BorderCalls.StartAsync("L1,نادية شكري,primary,1991-03-06,MAR,F,");
        await BorderCalls.SendAsync(node, Flight.Message());
        using var officer = await TestAccounts.SignInAsync(node, "amina", Role.Officer);
        officer.DefaultRequestHeaders.Add("Accept-Language", language);
        var id = (await BorderCalls.EncountersAsync(node))[0].GetProperty("state").GetProperty("id").GetString();
        using var reader = node.As("amina", Role.Officer);
        var crossing = JsonNode.Parse(await reader.GetStringAsync("/crossings"))?[0]?["id"]?.GetValue<string>();
        foreach (var path in (string[])["/desk/queue", $"/desk/encounters/{id}", "/desk/counter", "/desk/crossings", $"/desk/crossings/{crossing}"])
        {
            var response = await officer.GetAsync(path);
            response.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            var page = await response.Content.ReadAsStringAsync();
            page.ShouldContain($"lang=\"{language}\" dir=\"{direction}\"");
            page.Length.ShouldBeLessThan(60_000, path);
        }

        (await officer.GetStringAsync($"/desk/encounters/{id}")).ShouldContain("<bdi class=\"name\" dir=\"auto\">");
    }

    [Fact]
    public async Task Nobody_is_sent_to_the_sign_in_and_a_role_without_cases_sees_none()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        using var stranger = TestAccounts.Browser(node, null);
        stranger.DefaultRequestHeaders.Add("Accept", "text/html");
        (await stranger.GetAsync("/desk")).Headers.Location?.ToString().ShouldBe("/sign-in");
        using var officer = await TestAccounts.SignInAsync(node, "amina", Role.Officer);
        (await officer.GetAsync("/")).Headers.Location?.ToString().ShouldBe("/desk");
        using var administrator = await TestAccounts.SignInAsync(node, "aziz", Role.Administrator);
        (await administrator.GetAsync("/")).Headers.Location?.ToString().ShouldBe("/desk/accounts");
        foreach (var role in (string[])[Role.Administrator, Role.Inspector, Role.Programme, Role.Hazard])
        {
            using var other = await TestAccounts.SignInAsync(node, role, role);
            foreach (var path in (string[])["/desk/queue", "/desk/queue/rows", "/desk/encounters/1", "/desk/counter", "/desk/crossings"])
            {
                (await other.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, $"{role} {path}");
            }
        }
    }
}
