using System.Net;
using System.Net.Http.Json;
using Entente.Node.Accounts;

namespace Entente.Acceptance.Tests.Watchlist;

/// <summary>The one field over everything.</summary>
public sealed class SearchTests(Chromium chromium)
{
    private static readonly string[] People = ["N1,Nadia Choukri,primary,1991-03-06,MAR,F,", "N2,سلمى بن طاهر,primary,1988-07-19,MAR,F,", "N3,Георгий Петров,primary,1970,,,"];

    [Fact]
    public async Task A_name_in_Arabic_finds_the_Latin_one_and_the_other_way_round_by_keyboard()
    {
        await using var node = await ReadyAsync();
        await using var analyst = await chromium.VisitAsync(node, "nour", Role.Analyst);
        await analyst.GoAsync("/desk/documents");
        await analyst.PressAsync("/");
        await analyst.Page.Keyboard.TypeAsync("شكري نادية");
        await analyst.PressAsync("Enter");
        await analyst.UntilAtAsync("/desk/search");
        (await analyst.TextAsync("#encounters")).ShouldContain("CHOUKRI NADIA");
        (await analyst.TextAsync("#travellers")).ShouldContain("CHOUKRI NADIA");
        (await analyst.TextAsync("#listings")).ShouldContain("Nadia Choukri");
        (await analyst.TextAsync("#listings")).ShouldContain("the same in another script");
        (await analyst.TextAsync()).ShouldNotContain("0.");

        await analyst.PressAsync("/");
        await analyst.Page.Keyboard.PressAsync("Control+a");
        await analyst.Page.Keyboard.TypeAsync("Bentahar Selma");
        await analyst.PressAsync("Enter");
        await analyst.UntilSaysAsync("سلمى بن طاهر", "#listings");
        await analyst.PressAsync("Enter");
        await analyst.UntilAtAsync("/desk/listed/list.csv/N2");
    }

    [Fact]
    public async Task Results_are_walked_with_j_and_k_and_opened_with_Enter()
    {
        await using var node = await ReadyAsync();
        await using var analyst = await chromium.VisitAsync(node, "nour", Role.Analyst);
        await analyst.GoAsync("/desk/search?q=Nadia+Choukri");
        await analyst.ShowAsync("analyst-search");
        await analyst.PressAsync("j", "j");
        (await analyst.Page.EvaluateAsync<string>("document.activeElement.closest('section').id")).ShouldBe("listings");
        await analyst.PressAsync("k", "k");
        await analyst.PressAsync("Enter");
        await analyst.UntilAtAsync("/desk/encounters/");
    }

    [Theory]
    [InlineData("Nadya Shukri", "N1")]
    [InlineData("shoukri, nadia", "N1")]
    [InlineData("Надя Шукри", "N1")]
    [InlineData("Νάντια Σούκρι", "N1")]
    [InlineData("Choukri 1991", "N1")]
    [InlineData("N3", "N3")]
    [InlineData("Georgi Petrov", "N3")]
    public async Task A_listing_is_found_however_its_name_is_written(string typed, string id)
    {
        await using var node = await ReadyAsync();
        using var officer = node.As("amina", Role.Officer);
        (await SearchAsync(officer, typed)).ShouldContain($"/desk/listed/list.csv/{id}");
    }

    [Fact]
    public async Task Crossings_are_found_by_number_and_day_and_people_by_document_and_plate()
    {
        await using var node = await ReadyAsync();
        using var officer = node.As("amina", Role.Officer);
        (await officer.PostAsJsonAsync("/counter/checks", new { post = "OUJ-ROAD", direction = "entry", typed = new { familyName = "Idrissi", givenNames = "Rim", birthDate = "1985-02-11", documentNumber = "ZC7788990" }, vehicle = "12345-A-6" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        node.Keep();
        foreach (var typed in (string[])["UT417", "ut 417", "417", "2026-11-21", "21/11/2026", "UT417 2026-11-21", "MAD 2026-11-21"])
        {
            (await SearchAsync(officer, typed)).ShouldContain("id=\"crossings\"", customMessage: typed);
        }

        (await SearchAsync(officer, "UT417 2026-11-20")).ShouldNotContain("id=\"crossings\"");
        (await SearchAsync(officer, "xa-1204417")).ShouldContain("same document number");
        (await SearchAsync(officer, "XA12O44I7")).ShouldContain("same document number but for letters read as digits");
        (await SearchAsync(officer, "١٢٣٤٥ A 6")).ShouldContain("Idrissi", Case.Insensitive);
        (await SearchAsync(officer, "12345a6")).ShouldContain("number plate");
    }

    [Fact]
    public async Task Roles_find_only_what_they_may_and_every_search_for_people_is_recorded()
    {
        await using var node = await ReadyAsync();
        await node.LoseAsync("XA1204417");
        var found = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var role in (string[])[Role.Officer, Role.Supervisor, Role.Analyst, Role.Liaison])
        {
            using var client = node.As(role, role);
            var page = await SearchAsync(client, "XA1204417") + await SearchAsync(client, "Nadia Choukri UT417");
            found[role] = [.. ((string[])["encounters", "travellers", "listings", "documents", "crossings"]).Where(g => page.Contains($"id=\"{g}\"", StringComparison.Ordinal))];
        }

        found[Role.Officer].ShouldBe(["encounters", "travellers", "listings", "crossings"]);
        found[Role.Supervisor].ShouldBe(["encounters", "travellers", "listings", "documents", "crossings"]);
        found[Role.Analyst].ShouldBe(found[Role.Supervisor]);
        found[Role.Liaison].ShouldBe(["listings", "documents"]);
        (node.Recorded("listings.searched"), node.Recorded("travellers.searched")).ShouldBe((8, 6));
        foreach (var role in (string[])[Role.Administrator, Role.Inspector, Role.Programme, Role.Hazard])
        {
            using var client = node.As(role, role);
            (await client.GetAsync("/desk/search?q=Nadia")).StatusCode.ShouldBe(HttpStatusCode.Forbidden, role);
        }
    }

    [Fact]
    public async Task An_empty_search_says_what_can_be_typed_and_records_nothing()
    {
        await using var node = await ReadyAsync();
        using var analyst = node.As("nour", Role.Analyst);
        foreach (var typed in (string[])["", "   ", "-", "٫"])
        {
            (await SearchAsync(analyst, typed)).ShouldContain("نادية شكري", customMessage: typed);
        }

        node.Recorded("listings.searched").ShouldBe(0);
        var nothing = await SearchAsync(analyst, "Zzyzx Qwrtplk");
        nothing.ShouldContain("Nothing was found");
        nothing.ShouldContain("Надя Шукри");
    }

    [Fact]
    public async Task Somebody_new_is_found_a_moment_later_and_whoever_is_deleted_no_more()
    {
        await using var node = await BorderCalls.StartAsync(People);
        using var officer = node.As("amina", Role.Officer);
        (await SearchAsync(officer, "Khalid Benslimane")).ShouldNotContain("id=\"travellers\"");
        await BorderCalls.SendAsync(node, Flight.Message());
        (await BorderCalls.UntilAsync(async () => (await SearchAsync(officer, "Khalid Benslimane")).Contains("id=\"travellers\"", StringComparison.Ordinal))).ShouldBeTrue();
        await node.ForgetCrossingsAsync();
        (await BorderCalls.UntilAsync(async () => !(await SearchAsync(officer, "Khalid Benslimane")).Contains("id=\"travellers\"", StringComparison.Ordinal))).ShouldBeTrue();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    [InlineData("ar")]
    [InlineData("es")]
    public async Task Hostile_names_and_hostile_searches_do_nothing_in_any_language(string language)
    {
        await using var node = await BorderCalls.StartAsync([.. People, .. DeskPeople.Hostile.Select((name, i) => DeskPeople.Row($"H{i}", name))]);
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer, new Look(language, Width: 390));
        foreach (var typed in (string[])["choukri", .. DeskPeople.Hostile.Select(h => h[..Math.Min(h.Length, 3000)]), "%", "_", "'; DROP TABLE crossing; --", "1' OR '1'='1", "\\", "\uD83D\uDE00"])
        {
            await officer.GoAsync("/desk/search?q=" + Uri.EscapeDataString(typed));
            (await officer.Page.Locator("main script").CountAsync()).ShouldBe(0);
        }

        await officer.GoAsync("/desk/search?q=choukri");
        (await officer.Page.Locator("#listings li[data-row]").CountAsync()).ShouldBeGreaterThanOrEqualTo(4);
        await officer.ShouldBeAccessibleAsync();
    }

    [Theory]
    [MemberData(nameof(DeskPeople.Looks), MemberType = typeof(DeskPeople))]
    public async Task Every_page_is_accessible(string language, bool dark, int width)
    {
        await using var node = await ReadyAsync();
        await node.LoseAsync("XA1204417");
        await using var analyst = await chromium.VisitAsync(node, "nour", Role.Analyst, new Look(language, dark, width));
        await analyst.ShouldAllBeAccessibleAsync("/desk/search", "/desk/search?q=choukri", "/desk/search?q=XA1204417", "/desk/search?q=UT417", "/desk/search?q=zzyzxqw");
    }

    /// <summary>A node with a flight that brought an encounter, whose people are known to the search.</summary>
    private static async Task<RunningNode> ReadyAsync()
    {
        var node = await BorderCalls.StartAsync(People);
        await BorderCalls.SendAsync(node, Flight.Message());
        node.Keep();
        return node;
    }

    private static Task<string> SearchAsync(HttpClient client, string typed) => SearchedAsync(client, "/desk/search?q=" + Uri.EscapeDataString(typed));

    private static async Task<string> SearchedAsync(HttpClient client, string path) => WebUtility.HtmlDecode(await client.GetStringAsync(path));
}
