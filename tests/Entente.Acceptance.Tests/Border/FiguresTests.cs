using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Entente.Node.Accounts;
using Microsoft.Playwright;

namespace Entente.Acceptance.Tests.Border;

/// <summary>Figures in a real browser: known events in, known numbers out.</summary>
public sealed class FiguresTests(Chromium chromium)
{
    private static readonly string[] Listed = ["L1,Nadia Choukri,primary,1991-03-06,MAR,F,", "L2,Selma Haddad,primary,1975-02-02,DZA,F,"];

    [Fact]
    public async Task What_happened_stands_in_the_table_and_in_the_picture()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        await HappenAsync(node);
        await using var supervisor = await chromium.VisitAsync(node, "samira", Role.Supervisor, new Look(Width: 1440, Height: 1000));
        await supervisor.GoAsync("/desk/figures");

        (await SumsAsync(supervisor, "passages")).ShouldBe("3 1 1");
        (await BarsAsync(supervisor, "passages")).ShouldBe(3);
        (await SumsAsync(supervisor, "hits")).ShouldBe("2");
        (await SumsAsync(supervisor, "to-decide")).ShouldBe("1");
        (await supervisor.TextAsync("#to-decide")).ShouldContain("Half within 4 min 20 s, nine of ten within 4 min 20 s");
        (await RowAsync(supervisor, "to-decide", "< 5 min")).ShouldBe("1");

        // Not this person, cannot tell, this person, waits for a second person, not decided; all hits.
        (await RowAsync(supervisor, "conclusions-list", RunningNode.List)).ShouldBe("1 0 0 0 1 2");
        (await RowAsync(supervisor, "conclusions-post", "Airport")).ShouldBe("1 0 0 0 0 1");
        (await RowAsync(supervisor, "conclusions-post", "Road")).ShouldBe("0 0 0 0 1 1");
        (await RowAsync(supervisor, "conclusions-carrier", "UT")).ShouldBe("1 0 0 0 0 1");
        (await RowAsync(supervisor, "conclusions-carrier", "without a carrier")).ShouldBe("0 0 0 0 1 1");
        (await RowAsync(supervisor, "measures-list", RunningNode.List)).ShouldStartWith("1 0 0 0 0");
        (await RowAsync(supervisor, "happened-post", "Airport")).ShouldStartWith("0 0 1 0");
        (await BarsAsync(supervisor, "conclusions-post")).ShouldBe(2);

        // The list of 21 November came after the flight had left; of its three people one has no birth date and no document.
        (await RowAsync(supervisor, "lists", "UT")).ShouldBe("0 1");
        (await RowAsync(supervisor, "lacking", "UT")).ShouldBe("0 1 1 3");
        (await supervisor.Page.Locator("#hits desc").TextContentAsync() ?? "").ShouldContain("2 in all");

        // Of one post alone.
        await supervisor.GoAsync("/desk/figures?post=OUJ-ROAD");
        (await SumsAsync(supervisor, "hits")).ShouldBe("1");
        (await supervisor.Page.Locator("#conclusions-post tbody tr").CountAsync()).ShouldBe(1);
        await supervisor.GoAsync("/desk/figures?days=7");
        (await SumsAsync(supervisor, "hits-by-day")).ShouldBe("2");
        (await supervisor.Page.Locator("#hits-by-day tbody tr").CountAsync()).ShouldBe(7);
    }

    [Fact]
    public async Task An_encounter_whose_time_ran_out_is_counted_as_such()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        await BorderCalls.SendAsync(node, Flight.Message());
        Change(node, "UPDATE encounter SET due = 1");
        (await BorderCalls.UntilAsync(() => Task.FromResult(TestAccounts.Value<long>(node, "SELECT overdue FROM encounter") == 1))).ShouldBeTrue();
        await using var supervisor = await chromium.VisitAsync(node, "samira", Role.Supervisor);
        await supervisor.GoAsync("/desk/figures");
        (await RowAsync(supervisor, "overdue", "Airport")).ShouldBe("0 1 1");
    }

    [Fact]
    public async Task On_paper_there_is_no_navigation_and_every_number_and_node_and_day_are_named()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        await HappenAsync(node);
        await using var supervisor = await chromium.VisitAsync(node, "samira", Role.Supervisor, new Look(Dark: true));
        await supervisor.GoAsync("/desk/figures");
        (await supervisor.Page.Locator("#hits table").IsVisibleAsync()).ShouldBeFalse();
        await supervisor.Page.EmulateMediaAsync(new() { Media = Media.Print });
        (await supervisor.Page.Locator(".desk-nav").IsVisibleAsync()).ShouldBeFalse();
        (await supervisor.Page.Locator(".desk-bar").IsVisibleAsync()).ShouldBeFalse();
        (await supervisor.Page.Locator("form.filters").IsVisibleAsync()).ShouldBeFalse();
        (await supervisor.Page.Locator("#hits table").IsVisibleAsync()).ShouldBeTrue();
        (await supervisor.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor")).ShouldBe("rgb(255, 255, 255)");
        (await supervisor.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('#hits')).breakInside")).ShouldBe("avoid");
        var about = await supervisor.TextAsync(".figures-about");
        about.ShouldContain("log.test");
        about.ShouldContain(DateTimeOffset.UtcNow.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Days_are_chosen_by_keyboard_alone()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        await BorderCalls.SendAsync(node, Flight.Message());
        await using var supervisor = await chromium.VisitAsync(node, "samira", Role.Supervisor);
        await supervisor.GoAsync("/desk/figures");
        await supervisor.Page.FocusAsync("select[name=days]");
        await supervisor.PressAsync("ArrowDown", "ArrowDown");
        await supervisor.Page.FocusAsync("form.filters button");
        await supervisor.PressAsync("Enter");
        await supervisor.UntilAtAsync("/desk/figures", "days=30");
        (await SumsAsync(supervisor, "hits-by-day")).ShouldBe("1");
        await supervisor.Page.FocusAsync("#hits-by-day summary");
        await supervisor.PressAsync("Enter");
        (await supervisor.Page.Locator("#hits-by-day table").IsVisibleAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task An_inspector_reads_numbers_and_whoever_runs_the_node_or_the_lists_does_not()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        await BorderCalls.SendAsync(node, Flight.Message());
        using var inspector = await TestAccounts.SignInAsync(node, "ines", Role.Inspector);
        var page = await inspector.GetStringAsync("/desk/figures");
        page.ShouldNotContain("CHOUKRI", Case.Insensitive);
        page.ShouldNotContain("MAR<", Case.Insensitive);
        foreach (var role in (string[])[Role.Administrator, Role.Liaison, Role.Programme, Role.Hazard])
        {
            using var other = await TestAccounts.SignInAsync(node, role, role);
            (await other.GetAsync("/desk/figures")).StatusCode.ShouldBe(HttpStatusCode.Forbidden, role);
        }
    }

    [Theory]
    [InlineData("en", false, 1440)]
    [InlineData("ar", true, 1440)]
    [InlineData("fr", true, 390)]
    [InlineData("es", false, 390)]
    [InlineData("ar", false, 390)]
    public async Task Everybody_can_read_them(string language, bool dark, int width)
    {
        await using var node = await RunningNode.StartAsync(
            configuration =>
            {
                var border = BorderCalls.Posts();
                border["Posts"]![0]!["Name"] = "<script>alert(1)</script>\u202Etropria" + new string('W', 10_000); // The posts are there.
                configuration["Border"] = border;
            },
            Listed);
        await using var visitor = await chromium.VisitAsync(node, "samira", Role.Supervisor, new Look(language, dark, width));
        await visitor.GoAsync("/desk/figures");
        (await visitor.TextAsync(".empty")).Length.ShouldBeGreaterThan(40);
        await visitor.ShouldBeAccessibleAsync();
        await HappenAsync(node);
        foreach (var path in (string[])["/desk/figures", "/desk/figures?days=30&post=CMN-AIR"])
        {
            await visitor.GoAsync(path);
            await visitor.ShouldBeAccessibleAsync();
            (await visitor.Page.Locator("html").GetAttributeAsync("lang")).ShouldBe(language);
            await visitor.Page.EvaluateAsync("document.querySelectorAll('details').forEach((d) => { d.open = true; })");
            await visitor.ShouldBeAccessibleAsync();
        }
    }

    [Fact]
    public async Task The_picture_of_the_guide_shows_them()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        await HappenAsync(node);
        Change(node, "UPDATE passage_count SET quarter = quarter - (quarter % 86400000) + 32400000");
        Change(node, "UPDATE encounter SET opened = opened - (opened % 86400000) + 36000000, decided = CASE WHEN decided IS NULL THEN NULL ELSE opened - (opened % 86400000) + 36260000 END");
        await using var supervisor = await chromium.VisitAsync(node, "Samira Oukaci", Role.Supervisor, new Look(Height: 1000));
        await supervisor.GoAsync("/desk/figures");
        await supervisor.ShowAsync("supervisor-figures");
    }

    /// <summary>
    /// A flight with a hit, decided after 4 minutes 20 and found to have passed; three entries, an exit and a refusal on record, as the counts of counters; a hit at the road post that nobody has decided.
    /// </summary>
    private static async Task HappenAsync(RunningNode node)
    {
        await BorderCalls.SendAsync(node, Flight.Message("NAD+FL+++IDRISSI:OMAR'ATT+2++M'NAT+2+MAR'RFF+ABO:R3'"));
        var id = (await BorderCalls.EncountersAsync(node))[0].GetProperty("state").GetProperty("id").GetString() ?? "";
        await BorderCalls.DecideAsync(node, id, "not-this-person", "let-pass", "other-birth-date");
        using var officer = node.As("amina", Role.Officer);
        (await officer.PostAsJsonAsync($"/encounters/{id}/outcome", new { code = "passed" })).EnsureSuccessStatusCode();
        Change(node, "UPDATE encounter SET decided = opened + 260000 WHERE decided IS NOT NULL");
        for (var person = 0; person < 3; person++)
        {
            await PassAsync(officer, "entry", $"OMAR{person}");
        }

        await PassAsync(officer, "exit", "KHALID");
        Change(node, $"INSERT INTO passage_count (quarter, post, direction, result, passages) SELECT min(quarter), 'OUJ-ROAD', 'entry', 'refused', 1 FROM passage_count");
        await CheckAsync(officer, "entry", "Haddad", "Selma", "1975-02-02");
        (await BorderCalls.EncountersAsync(node)).Count.ShouldBe(2);
    }

    private static async Task PassAsync(HttpClient officer, string direction, string name)
    {
        var check = (await CheckAsync(officer, direction, "Idrissi", name, "1970-01-01")).GetProperty("check").GetString();
        (await officer.PostAsJsonAsync($"/counter/checks/{check}/passage", new { result = "passed" })).EnsureSuccessStatusCode();
    }

    private static async Task<JsonElement> CheckAsync(HttpClient officer, string direction, string family, string given, string birthDate)
    {
        var answer = await officer.PostAsJsonAsync("/counter/checks", new { post = "OUJ-ROAD", direction, typed = new { familyName = family, givenNames = given, birthDate } });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static void Change(RunningNode node, string sql)
    {
        using var connection = TestDatabase.Open(node.Folder);
        connection.Execute(sql);
    }

    /// <summary>The sums of a figure's table.</summary>
    private static async Task<string> SumsAsync(Visitor visitor, string figure) => string.Join(' ', await visitor.Page.Locator($"#{figure} tfoot td").AllTextContentsAsync());

    /// <summary>The numbers of a row of a figure's table.</summary>
    private static async Task<string> RowAsync(Visitor visitor, string figure, string row) =>
        string.Join(' ', await visitor.Page.Locator($"#{figure} tbody tr").Filter(new() { Has = visitor.Page.GetByRole(AriaRole.Rowheader, new() { Name = row, Exact = true, IncludeHidden = true }) }).Locator("td").AllTextContentsAsync());

    private static Task<int> BarsAsync(Visitor visitor, string figure) => visitor.Page.Locator($"#{figure} .chart-picture rect.bar").CountAsync();
}
