using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using Entente.Node.Accounts;
using Microsoft.Playwright;

namespace Entente.Acceptance.Tests.Watchlist;

/// <summary>The pages of listings in a real browser.</summary>
public sealed class ListingPagesTests(Chromium chromium)
{
    private const string Listed = "UT-0007,Karim Zeroual,primary,1979-03-06,MAR,M,";

    [Fact]
    public async Task A_nomination_and_its_approval_by_a_second_person_need_the_keyboard_alone()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        await using var analyst = await chromium.VisitAsync(node, "Amina Haddad", Role.Analyst);
        await analyst.GoAsync("/desk/listings");
        await analyst.UntilSaysAsync("No listing yet");
        await analyst.PressAsync("n");
        await analyst.UntilAtAsync("/desk/listings/new");
        await TypeAsync(analyst, ("name-0", "Salma Ben Tahar"), ("name-1", "سلمى بن طاهر"), ("kind-1", "original"), ("births", "1988-07-19"), ("nationalities", "MAR"), ("sex", "female"), ("category", "serious"), ("action", "secondary"),
            ("quality", "probable"), ("reference", "FILE-2026-114"), ("handling", "Two officers"), ("review", Typed(60)), ("expiry", Typed(200)));
        await analyst.Page.EvaluateAsync("scrollTo(0, 0)");
        await analyst.ShowAsync("analyst-nominate", whole: true);
        await TabToAsync(analyst, "reference");
        await analyst.PressAsync("Enter");
        await analyst.UntilAtAsync("/desk/listings/own-");
        await analyst.UntilSaysAsync("It now waits for a second person");
        (await analyst.TextAsync()).ShouldContain("You proposed this yourself, so you cannot approve it");
        (await node.HitsAsync()).ShouldBeEmpty();

        await using var supervisor = await chromium.VisitAsync(node, "Samir Alaoui", Role.Supervisor);
        await supervisor.GoAsync("/desk/review");
        await supervisor.PressAsync("Enter");
        await supervisor.UntilAtAsync("/desk/listings/own-");
        (await supervisor.TextAsync()).ShouldContain("Amina Haddad");
        await supervisor.PressAsync("a");
        await supervisor.UntilSaysAsync("It is in force from this moment on.");
        (await supervisor.TextAsync(".timeline")).ShouldContain("Samir Alaoui approved it");
        await analyst.GoAsync(new Uri(supervisor.Page.Url).AbsolutePath);
        await analyst.ShowAsync("analyst-listing", whole: true);
        (await node.HitsAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_nomination_that_is_refused_keeps_what_was_typed_and_shows_all_faults_beside_their_fields()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        await using var analyst = await chromium.VisitAsync(node, "Amina Haddad", Role.Analyst);
        await analyst.GoAsync("/desk/listings/new");
        var hostile = "<script>alert(1)</script>\u202Eevil\u200B" + new string('x', 10_000);
        await analyst.Page.FillAsync("#name-0", hostile);
        await analyst.Page.FillAsync("#name-1", "Salma Ben Tahar");
        await analyst.Page.FillAsync("#births", "19 July");
        await analyst.Page.FillAsync("#document-1", "XA1204417");
        await analyst.Page.SelectOptionAsync("#action", "detain-on-warrant");
        await analyst.Page.FillAsync("#handling", "two officers");
        await analyst.Page.ClickAsync(".listing-send button");
        await analyst.UntilSaysAsync("Not sent yet");
        (await analyst.Page.InputValueAsync("#name-0")).ShouldBe(hostile);
        (await analyst.Page.InputValueAsync("#name-1")).ShouldBe("Salma Ben Tahar");
        (await analyst.Page.InputValueAsync("#births")).ShouldBe("19 July");
        (await analyst.Page.InputValueAsync("#document-1")).ShouldBe("XA1204417");
        (await analyst.Page.InputValueAsync("#action")).ShouldBe("detain-on-warrant");
        (await analyst.Page.InputValueAsync("#handling")).ShouldBe("two officers");
        foreach (var field in (string[])["name-0", "births", "warrant", "category", "quality", "reference", "review", "expiry"])
        {
            (await analyst.Page.Locator($"#{field}-fault").CountAsync()).ShouldBe(1, field);
        }

        (await analyst.Page.Locator(".alert li").CountAsync()).ShouldBe(8);
        await analyst.ShouldBeAccessibleAsync();
        TestAccounts.Value<long>(node, "SELECT count(*) FROM listing").ShouldBe(0);
    }

    [Fact]
    public async Task Rows_are_added_without_script_and_lose_nothing()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        using var analyst = await node.SignInAsync("Amina Haddad", Role.Analyst);
        using var form = new FormUrlEncodedContent([new("name-0", "Salma Ben Tahar"), new("name-1", ""), new("reference", "FILE-9"), new("row", "name")]);
        var page = await (await analyst.PostAsync("/desk/listings/new", form)).Content.ReadAsStringAsync();
        page.ShouldContain("name=\"name-2\"");
        page.ShouldContain("value=\"Salma Ben Tahar\"");
        page.ShouldContain("value=\"FILE-9\"");
        page.ShouldNotContain("field-fault");
        TestAccounts.Value<long>(node, "SELECT count(*) FROM listing").ShouldBe(0);
    }

    [Fact]
    public async Task What_is_typed_survives_a_page_that_is_loaded_again_and_is_gone_once_it_was_sent()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        await using var analyst = await chromium.VisitAsync(node, "Amina Haddad", Role.Analyst);
        await analyst.GoAsync("/desk/listings/new");
        await analyst.Page.FillAsync("#name-0", "Salma Ben Tahar");
        await analyst.Page.FillAsync("#handling", "two officers");
        await analyst.GoAsync("/desk/listings/new");
        (await analyst.Page.InputValueAsync("#name-0")).ShouldBe("Salma Ben Tahar");
        await analyst.Page.FillAsync("#births", "1988");
        foreach (var (field, value) in (IEnumerable<(string, string)>)[("category", "crime"), ("action", "inform"), ("quality", "possible")])
        {
            await analyst.Page.SelectOptionAsync($"#{field}", value);
        }

        foreach (var (field, value) in (IEnumerable<(string, string)>)[("reference", "FILE-9"), ("review", ListingCalls.Day(60)), ("expiry", ListingCalls.Day(90))])
        {
            await analyst.Page.FillAsync($"#{field}", value);
        }

        await analyst.Page.ClickAsync(".listing-send button");
        await analyst.UntilAtAsync("/desk/listings/own-");
        await analyst.GoAsync("/desk/listings/new");
        (await analyst.Page.InputValueAsync("#name-0")).ShouldBeEmpty();
        (await analyst.Page.InputValueAsync("#handling")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_approves_what_he_proposed_and_the_page_says_why()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        await using var both = await chromium.VisitAsync(node, "Amina Haddad", Role.Analyst);
        var id = await NominateAsync(node, both);
        await both.GoAsync($"/desk/listings/{id}");
        (await both.Page.Locator("form[action$='/approve']").CountAsync()).ShouldBe(0);
        (await both.TextAsync(".listing-decision")).ShouldContain("another analyst or a supervisor has to look at it");
        var answer = await both.Page.EvaluateAsync<int>($"fetch('/desk/listings/{id}/approve', {{ method: 'POST', body: new URLSearchParams({{ version: 1 }}) }}).then(a => a.status)");
        answer.ShouldBe(409);
        TestAccounts.Value<string>(node, "SELECT status FROM listing").ShouldBe("proposed");
    }

    [Fact]
    public async Task A_change_stands_beside_what_is_in_force_until_a_second_person_has_decided()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        var id = await node.ListAsync(ListingCalls.Salma());
        await using var analyst = await chromium.VisitAsync(node, "Amina Haddad", Role.Analyst);
        await analyst.GoAsync($"/desk/listings/{id}");
        await analyst.PressAsync("c");
        await analyst.UntilAtAsync($"/desk/listings/{id}/correct");
        (await analyst.Page.InputValueAsync("#name-1")).ShouldBe("سلمى بن طاهر");
        await analyst.Page.SelectOptionAsync("#action", "refuse");
        await analyst.Page.ClickAsync(".listing-send button");
        await analyst.UntilSaysAsync("It now waits for a second person");
        await using var second = await chromium.VisitAsync(node, "Bilal Naciri", Role.Analyst);
        await second.GoAsync($"/desk/listings/{id}");
        (await second.TextAsync(".facts del")).ShouldBe("secondary inspection");
        (await second.TextAsync(".facts ins")).ShouldBe("refuse");
        (await second.Page.Locator(".facts .is-changed").CountAsync()).ShouldBe(1);
        await second.Page.SelectOptionAsync("select[name=reason]", "not-proportionate");
        await second.Page.ClickAsync("form[action$='/refuse'] button");
        await second.UntilSaysAsync("Whoever proposed it sees why.");
        (await second.TextAsync(".timeline")).ShouldContain("Bilal Naciri refused it");

        // Somebody else decides what was decided before.
        (await second.Page.EvaluateAsync<string>($"fetch('/desk/listings/{id}/approve', {{ method: 'POST', body: new URLSearchParams({{ version: 2 }}) }}).then(a => a.text())")).ShouldContain("Somebody was first");
    }

    [Fact]
    public async Task What_one_person_may_do_alone_is_done_from_the_page_and_told_in_the_history()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        var id = await node.ListAsync(ListingCalls.Salma("refuse"));
        await using var analyst = await chromium.VisitAsync(node, "Amina Haddad", Role.Analyst);
        await analyst.GoAsync($"/desk/listings/{id}");
        await analyst.PressAsync("l", "Tab", "Tab", "Enter");
        await analyst.UntilSaysAsync("It asks for less from this moment on.");

        await analyst.PressAsync("w");
        await analyst.Page.ClickAsync("form[action$='/renew'] button");
        await analyst.UntilSaysAsync("A date is missing");
        await analyst.Page.FillAsync("form[action$='/renew'] input[name=review]", ListingCalls.Day(90));
        await analyst.Page.ClickAsync("form[action$='/renew'] button");
        await analyst.UntilSaysAsync("It comes up again on its next day of review.");

        await analyst.PressAsync("m");
        await analyst.Page.FillAsync("input[name=name]", "Salma Bentahar");
        await analyst.Page.ClickAsync("form[action$='/misidentify'] button");
        await analyst.UntilSaysAsync("That does not tell one person from all others yet.");
        (await analyst.Page.InputValueAsync("input[name=name]")).ShouldBe("Salma Bentahar");
        await analyst.Page.FillAsync("input[name=birth]", "1988-07-20");
        await analyst.Page.FillAsync("textarea[name=why]", "fingerprints");
        await analyst.Page.FillAsync("input[name=until]", ListingCalls.Day(60));
        await analyst.Page.ClickAsync("form[action$='/misidentify'] button");
        await analyst.UntilSaysAsync("That person passes without an alert");
        await analyst.Page.ClickAsync("form[action$='/withdraw'] button");
        await analyst.UntilSaysAsync("That person may alert again.");

        await analyst.PressAsync("x");
        await analyst.Page.SelectOptionAsync("form[action$='/remove'] select", "found");
        await analyst.Page.ClickAsync("form[action$='/remove'] button");
        await analyst.UntilSaysAsync("Nobody is sought by it any more.");
        var history = await analyst.TextAsync(".timeline");
        foreach (var step in (string[])["asked for less", "renewed it", "recorded somebody who is not the person", "took such a record back", "removed it", "found"])
        {
            history.ShouldContain(step);
        }

        history.ShouldMatch("Amina Haddad\\s+removed it");
        (await analyst.TextAsync("#came-of-it")).ShouldContain("No encounter names this listing.");
    }

    [Fact]
    public async Task What_waits_stands_in_the_review_queue_most_urgent_first_with_who_may_do_it()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        var soon = ListingCalls.Salma();
        soon["names"]?[0]?["text"] = "Omar Lahlou";
        soon["reviewOn"] = ListingCalls.Day(5);
        await node.ListAsync(soon);
        await using var other = await chromium.VisitAsync(node, "Amina Haddad", Role.Analyst);
        await NominateAsync(node, other, "refuse");
        await PostAsync(other, "/adoptions", new JsonObject { ["listing"] = "UT-0007", ["action"] = "refuse", ["reason"] = "court file 12" });
        await using var analyst = await chromium.VisitAsync(node, "Bilal Naciri", Role.Analyst);
        var own = await NominateAsync(node, analyst);
        await analyst.GoAsync("/desk/review");
        var rows = await analyst.Page.Locator("[data-row]").AllInnerTextsAsync();
        rows.Count.ShouldBe(4);
        rows[0].ShouldContain("Salma Ben Tahar");
        rows[0].ShouldContain("You");
        rows[1].ShouldContain("Not you, who proposed it");
        rows[2].ShouldContain("Karim Zeroual");
        rows[3].ShouldContain("Omar Lahlou");
        rows[3].ShouldContain("days left: 5");
        await analyst.ShowAsync("analyst-review");

        // It is done elsewhere, and goes from the open page by itself.
        await analyst.Page.Locator("html[data-live=true]").WaitForAsync();
        (await node.CallAsync("carim", "POST", $"/listings/{own}/approve", new JsonObject { ["version"] = 1 })).Status.ShouldBe(200);
        await Assertions.Expect(analyst.Page.Locator("[data-row]")).ToHaveCountAsync(3);

        await using var liaison = await chromium.VisitAsync(node, "Lina Berrada", Role.Liaison);
        await liaison.GoAsync("/desk/review");
        (await liaison.TextAsync()).ShouldContain("An analyst or a supervisor other than Amina Haddad");
    }

    [Fact]
    public async Task Listings_are_filtered_by_state_and_category_and_turned_page_by_page()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        for (var i = 0; i < 51; i++)
        {
            await node.NominateAsync(ListingCalls.Salma());
        }

        var missing = ListingCalls.Salma("inform");
        missing["category"] = "missing-person";
        await node.ListAsync(missing);
        await using var analyst = await chromium.VisitAsync(node, "Amina Haddad", Role.Analyst);
        await analyst.GoAsync("/desk/listings");
        (await analyst.Page.Locator("[data-row]").CountAsync()).ShouldBe(50);
        await analyst.Page.ClickAsync("a[rel=next]");
        await Assertions.Expect(analyst.Page.Locator("[data-row]")).ToHaveCountAsync(2);
        using var reader = await node.SignInAsync("Bilal Naciri", Role.Analyst);
        Compressed(await reader.GetByteArrayAsync("/desk/listings")).ShouldBeLessThan(30_000);
        Compressed(await reader.GetByteArrayAsync("/desk/review")).ShouldBeLessThan(30_000);
        foreach (var (query, count) in (IEnumerable<(string, int)>)[("category=missing-person", 1), ("category=crime&page=1", 1), ("status=in-force", 1), ("status=in-force&category=crime", 0), ("status=proposed&page=1", 1)])
        {
            await analyst.GoAsync($"/desk/listings?{query}");
            (await analyst.Page.Locator("[data-row]").CountAsync()).ShouldBe(count, query);
        }
    }

    [Theory]
    [InlineData("en", false, 1280)]
    [InlineData("ar", true, 390)]
    [InlineData("fr", true, 1280)]
    [InlineData("es", false, 390)]
    public async Task Every_page_is_accessible_in_every_language_with_whatever_names(string language, bool dark, int width)
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        var hostile = ListingCalls.Salma("refuse");
        hostile["names"] = new JsonArray(
            new JsonObject { ["text"] = "<script>window.hurt=1</script> Salma", ["kind"] = "primary" }, new JsonObject { ["text"] = "\u202Eevil Salma\u200B\u2066 " + new string('x', 180), ["kind"] = "alias" },
            new JsonObject { ["text"] = "سلمى بن طاهر", ["kind"] = "original-script" });
        hostile["handling"] = "\"><img src=x onerror=window.hurt=1>" + new string('y', 900);
        var id = await node.ListAsync(hostile);
        hostile["action"] = "inform";
        (await node.CallAsync("amina", "POST", $"/listings/{id}/correct", hostile)).Status.ShouldBe(200);
        (await node.CallAsync("amina", "POST", $"/listings/{id}/misidentified", new JsonObject { ["name"] = "<b>Salma</b>\u202E", ["birthDate"] = "1990-02-03", ["reason"] = new string('z', 900), ["until"] = ListingCalls.Day(90) })).Status.ShouldBe(200);
        await using var analyst = await chromium.VisitAsync(node, "Bilal Naciri", Role.Analyst, new Look(language, dark, width));
        foreach (var path in (string[])["/desk/listings", "/desk/listings/new", $"/desk/listings/{id}", $"/desk/listings/{id}/correct", "/desk/review", "/desk/listings?status=expired", "/desk/listings/own-unknown"])
        {
            await analyst.GoAsync(path);
            (await analyst.Page.GetAttributeAsync("html", "lang")).ShouldBe(language);
            await analyst.ShouldBeAccessibleAsync();
            (await analyst.Page.EvaluateAsync<bool>("window.hurt === undefined")).ShouldBeTrue(path);
        }
    }

    [Fact]
    public async Task Roles_without_listings_see_none_and_those_that_only_approve_are_told_who_corrects()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        var id = await node.ListAsync(ListingCalls.Salma());
        foreach (var role in (string[])[Role.Officer, Role.Administrator, Role.Inspector, Role.Programme, Role.Hazard])
        {
            using var other = await node.SignInAsync(role, role);
            foreach (var path in (string[])["/desk/listings", "/desk/listings/new", $"/desk/listings/{id}", $"/desk/listings/{id}/correct", "/desk/review", "/desk/review/rows"])
            {
                (await other.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, $"{role} {path}");
            }
        }

        using var supervisor = await node.SignInAsync("Samir Alaoui", Role.Supervisor);
        (await supervisor.GetStringAsync("/desk/listings")).ShouldNotContain("/desk/listings/new");
        (await supervisor.GetAsync("/desk/listings/new")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await supervisor.GetStringAsync($"/desk/listings/{id}")).ShouldContain("Analysts and liaison officers correct");
        foreach (var step in (string[])["correct", "renew", "lower", "remove", "misidentify", "withdraw"])
        {
            using var form = new FormUrlEncodedContent([new("reason", "found")]);
            (await supervisor.PostAsync($"/desk/listings/{id}/{step}", form)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, step);
        }

        using var liaison = await node.SignInAsync("Lina Berrada", Role.Liaison);
        using var approval = new FormUrlEncodedContent([new("version", "1")]);
        (await liaison.PostAsync($"/desk/listings/{id}/approve", approval)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    /// <summary>Nominates as whoever sits at the browser.</summary>
    private static async Task<string> NominateAsync(RunningNode node, Visitor visitor, string action = "inform")
    {
        await visitor.GoAsync("/desk/listings");
        await PostAsync(visitor, "/listings", ListingCalls.Salma(action));
        return TestAccounts.Value<string>(node, "SELECT max(id) FROM listing") ?? "";
    }

    private static async Task PostAsync(Visitor visitor, string path, JsonObject body) =>
        (await visitor.Page.EvaluateAsync<int>("([path, body]) => fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body }).then(a => a.status)", new[] { path, body.ToJsonString() })).ShouldBe(200);

    /// <summary>Goes from field to field with the tabulator and types.</summary>
    private static async Task TypeAsync(Visitor visitor, params (string Field, string Text)[] fields)
    {
        foreach (var (field, text) in fields)
        {
            await TabToAsync(visitor, field);
            await visitor.Page.Keyboard.TypeAsync(text);
        }
    }

    private static long Compressed(byte[] page)
    {
        using var to = new MemoryStream();
        using (var brotli = new BrotliStream(to, CompressionLevel.Fastest, leaveOpen: true))
        {
            brotli.Write(page);
        }

        return to.Length;
    }

    private static async Task TabToAsync(Visitor visitor, string field)
    {
        for (var tabs = 0; await visitor.Page.EvaluateAsync<string>("document.activeElement.id") != field; tabs++)
        {
            tabs.ShouldBeLessThan(120, $"The tabulator does not lead to {field}.");
            await visitor.PressAsync("Tab");
        }
    }

    /// <summary>A day as an English browser wants it typed.</summary>
    private static string Typed(int days) => DateTimeOffset.UtcNow.AddDays(days).ToString("MMddyyyy", System.Globalization.CultureInfo.InvariantCulture);
}
