using System.Net;
using Entente.Node.Accounts;
using Microsoft.Playwright;

namespace Entente.Acceptance.Tests.Desk;

/// <summary>The desk on a link of 64 kbit/s and 800 ms, and on one that breaks.</summary>
public sealed class BadLinkTests(Chromium chromium)
{
    private const string Listed = "L1,Nadia Choukri,primary,1991-03-06,MAR,F,";

    // Five seconds at 64 kbit/s, less the answers that a new connection waits for: TCP, TLS, and the page itself.
    private const int RoundTrips = 3, MostBytes = ((5_000 - (RoundTrips * Wire.SlowRoundTripMilliseconds)) * Wire.SlowBytesPerSecond) / 1_000;

    [Fact]
    public async Task After_a_first_visit_an_encounter_needs_one_request_and_few_enough_bytes_to_be_usable_within_five_seconds()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        var id = await EncounterAsync(node);
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer);
        await officer.GoAsync("/desk/queue");
        var wire = await Wire.TapAsync(officer);
        await Wire.SlowAsync(officer);
        await officer.GoAsync($"/desk/encounters/{id}");
        await officer.Page.Locator("[data-key=t]").WaitForAsync();
        wire.Came().Select(c => c.Address).Where(address => address != $"/desk/encounters/{id}/news").ShouldBe([$"/desk/encounters/{id}"]);
        wire.Bytes.ShouldBeInRange(1, MostBytes);

        // And it works there: taken and decided by three keys.
        await officer.TakeAsync();
        await officer.PressAsync("n", "Space", "Enter");
        await officer.Page.Locator(".in-force").WaitForAsync();
        wire.Came().ShouldAllBe(c => c.Bytes <= MostBytes);
    }

    [Fact]
    public async Task What_is_typed_is_there_again_after_a_lost_link_and_a_page_that_is_loaded_anew_until_it_has_been_sent()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        var id = await EncounterAsync(node);
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer);
        await AddTextAsync(officer, id);
        await officer.GoAsync($"/desk/encounters/{id}");
        await officer.Page.FillAsync("#words", "Ask for the second passport. اسأل عن الجواز الثاني");
        await officer.Page.Context.SetOfflineAsync(true);
        await officer.UntilSaysAsync("No connection", "#link");
        await Should.ThrowAsync<PlaywrightException>(() => officer.Page.GotoAsync("/desk/queue"));
        await officer.Page.Context.SetOfflineAsync(false);
        await officer.GoAsync($"/desk/encounters/{id}");
        (await officer.Page.InputValueAsync("#words")).ShouldBe("Ask for the second passport. اسأل عن الجواز الثاني");
        await officer.Page.ReloadAsync();
        await officer.ReadyAsync();
        (await officer.Page.InputValueAsync("#words")).ShouldStartWith("Ask for");

        await officer.Page.ClickAsync("#send");
        (await BorderCalls.UntilAsync(async () => await officer.Page.Locator("main[data-ready=true] #words").CountAsync() == 1 && await officer.Page.InputValueAsync("#words") == "" && await KeptAsync(officer) == 0)).ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_typed_is_shown_to_nobody_else_in_the_same_browser_and_is_gone_after_signing_out()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        var id = await EncounterAsync(node);
        await using var browser = await chromium.VisitAsync(node, "amina", Role.Officer);
        await AddTextAsync(browser, id);
        await browser.GoAsync($"/desk/encounters/{id}");
        await browser.Page.FillAsync("#words", "of amina");
        await Chromium.SignInAsync(browser, "bilal", Role.Officer);
        await browser.GoAsync($"/desk/encounters/{id}");
        (await browser.Page.InputValueAsync("#words")).ShouldBe("");
        (await KeptAsync(browser)).ShouldBe(0);

        await browser.Page.FillAsync("#words", "of bilal");
        await browser.GoAsync("/account");
        await browser.Page.ClickAsync("[data-post='/account/sign-out']");
        await browser.UntilAtAsync("/sign-in");
        (await KeptAsync(browser)).ShouldBe(0);
    }

    [Fact]
    public async Task A_decision_that_is_sent_while_the_link_is_down_stays_says_so_and_is_made_once_when_the_link_is_back()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        var id = await EncounterAsync(node);
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer);
        await TakeAsync(officer, id);
        await officer.Page.Context.SetOfflineAsync(true);
        await officer.PressAsync("n", "Space", "Enter");
        await officer.UntilSaysAsync("Not sent", "#link");
        (await officer.Page.Locator(".decide-form input:checked").CountAsync()).ShouldBe(1);
        await officer.PressAsync("Enter", "Enter");
        DecisionsOf(node, id).ShouldBe(0);
        await officer.Page.Context.SetOfflineAsync(false);
        await officer.Page.Locator(".in-force").WaitForAsync();
        (await officer.TextAsync("#link")).ShouldBe("");
        DecisionsOf(node, id).ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_changes_a_form_that_waits_for_the_link_sends_it_again_himself()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        var id = await EncounterAsync(node);
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer);
        await TakeAsync(officer, id);
        await officer.Page.Context.SetOfflineAsync(true);
        await officer.PressAsync("n", "Space", "Enter");
        await officer.UntilSaysAsync("Not sent", "#link");
        await officer.Page.CheckAsync("input[value='cannot-tell time-short']");
        await officer.Page.Locator(".decide-form:not([aria-busy])").WaitForAsync();
        await officer.Page.Context.SetOfflineAsync(false);
        await officer.Page.Keyboard.PressAsync("Enter");
        await officer.Page.Locator(".in-force").WaitForAsync();
        (await officer.TextAsync(".in-force")).ShouldContain("Cannot tell");
        DecisionsOf(node, id).ShouldBe(1);
    }

    [Fact]
    public async Task A_decision_whose_answer_is_lost_on_the_way_is_sent_again_and_made_once()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        var id = await EncounterAsync(node);
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer);
        await TakeAsync(officer, id);
        var sent = 0;
        await officer.Page.RouteAsync("**/decide", async route =>
        {
            if (Interlocked.Increment(ref sent) == 1)
            {
                await route.FetchAsync(new() { MaxRedirects = 0 });
                await route.AbortAsync("connectionreset");
                return;
            }

            await route.ContinueAsync();
        });
        await officer.PressAsync("n", "Space", "Enter");
        await officer.Page.Locator(".in-force").WaitForAsync();
        (await officer.Page.Locator("main [role=alert]").CountAsync()).ShouldBe(0);
        sent.ShouldBe(2);
        DecisionsOf(node, id).ShouldBe(1);
    }

    [Fact]
    public async Task One_sending_that_arrives_eight_times_at_once_decides_once_and_hears_the_same_each_time()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        var id = await EncounterAsync(node);
        using var officer = await TestAccounts.SignInAsync(node, "amina", Role.Officer);
        using var other = await TestAccounts.SignInAsync(node, "bilal", Role.Officer);
        (await PostAsync(officer, id, "take", "1")).Headers.GetValues("Entente-To").ShouldBe([$"/desk/encounters/{id}"]);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync(officer, id, "decide", "2")));
        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.NoContent && a.Headers.GetValues("Entente-To").Single() == $"/desk/encounters/{id}");
        DecisionsOf(node, id).ShouldBe(1);

        // Another number is another sending, and another person's number is his own: the rules refuse both.
        (await PostAsync(officer, id, "decide", "3")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await PostAsync(other, id, "decide", "2")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        DecisionsOf(node, id).ShouldBe(1);
    }

    [Fact]
    public async Task Without_a_script_a_form_is_answered_with_a_redirect()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        var id = await EncounterAsync(node);
        using var officer = await TestAccounts.SignInAsync(node, "amina", Role.Officer);
        (await PostAsync(officer, id, "take", null)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient officer, string id, string step, string? number)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/desk/encounters/{id}/{step}")
        {
            Content = new FormUrlEncodedContent([new("choice", "not-this-person other-parents"), new("measure", "let-pass")]),
        };
        if (number is not null)
        {
            request.Headers.Add("Entente-Once", number);
        }

        return await officer.SendAsync(request);
    }

    private static async Task TakeAsync(Visitor officer, string id)
    {
        await officer.GoAsync($"/desk/encounters/{id}");
        await officer.TakeAsync();
    }

    /// <summary>Puts a form with a text into the encounter's page, as any page may have one.</summary>
    private static async Task AddTextAsync(Visitor visitor, string id) => await visitor.Page.RouteAsync($"**/desk/encounters/{id}", async route =>
    {
        if (route.Request.Method != "GET")
        {
            await route.ContinueAsync();
            return;
        }

        try
        {
            var page = await (await route.FetchAsync()).TextAsync();
            await route.FulfillAsync(new()
            {
                ContentType = "text/html; charset=utf-8",
                Body = page.Replace("</main>", $"""<form method="post" action="/desk/encounters/{id}/release"><textarea id="words" name="words" data-draft></textarea><button id="send">Send</button></form></main>""", StringComparison.Ordinal),
            });
        }
        catch (PlaywrightException)
        {
            await route.AbortAsync();
        }
    });

    private static Task<int> KeptAsync(Visitor visitor) => visitor.Page.EvaluateAsync<int>("sessionStorage.length");

    private static long DecisionsOf(RunningNode node, string id) =>
        TestAccounts.Value<long>(node, "SELECT count(*) FROM encounter_step WHERE encounter_id = @id AND action IN ('encounter.decided', 'encounter.proposed')", new { id });

    private static async Task<string> EncounterAsync(RunningNode node)
    {
        await BorderCalls.SendAsync(node, Flight.Message());
        return (await BorderCalls.EncountersAsync(node)).ShouldHaveSingleItem().GetProperty("state").GetProperty("id").GetString() ?? "";
    }
}
