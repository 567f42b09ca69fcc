using System.Net;
using Entente.Node.Accounts;
using Entente.Node.Watchlist.Sources;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Acceptance.Tests.Watchlist;

/// <summary>The sources and their held refreshes, as analysts and supervisors see them.</summary>
public sealed class SourcePagesTests(Chromium chromium)
{
    private const string Held = "/desk/sources/list.csv/held";

    private static readonly string[] Nadia = ["N1,Nadia Choukri,primary,1991-03-06,MAR,F,"];

    [Fact]
    public async Task A_held_refresh_shows_the_difference_and_is_released_by_keyboard()
    {
        await using var node = await HeldAsync();
        await using var analyst = await chromium.VisitAsync(node, "Nour Belkacem", Role.Analyst);
        await analyst.GoAsync("/desk/sources");
        (await analyst.TextAsync()).ShouldContain("a refresh waits for a person");
        await analyst.PressAsync("Enter");
        await analyst.UntilAtAsync("/desk/sources/list.csv");
        await analyst.PressAsync("h");
        await analyst.UntilAtAsync(Held);
        var said = await analyst.TextAsync();
        said.ShouldContain("It changes 122 listings where 121 are in force now");
        said.ShouldContain("1 to 25 of 61");

        await analyst.GoAsync(Held + "?part=sharpened");
        var (before, after) = (analyst.Page.Locator(".difference td:nth-child(2)"), analyst.Page.Locator(".difference td:nth-child(3)"));
        (await before.First.InnerTextAsync()).ShouldNotContain("Nadya Shukri");
        (await after.First.InnerTextAsync()).ShouldContain("Nadya Shukri");
        await analyst.ShowAsync("analyst-held-refresh", whole: true);

        await analyst.PressAsync("a", "Enter");
        await analyst.UntilSaysAsync("The refresh is in force.");
        node.InForce().ShouldBe(122);
        (await analyst.TextAsync()).ShouldContain("released by a person");
        (await analyst.TextAsync()).ShouldContain("Nour Belkacem");
        node.Recorded("source.read").ShouldBeGreaterThan(0);
        node.Recorded("source.released").ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_refresh_leaves_the_state_before_in_force_and_whoever_comes_late_is_told()
    {
        await using var node = await HeldAsync();
        await using var supervisor = await chromium.VisitAsync(node, "salim", Role.Supervisor);
        await using var late = await chromium.VisitAsync(node, "lina", Role.Analyst);
        await late.GoAsync(Held);
        await supervisor.GoAsync(Held);
        await supervisor.PressAsync("x", "Enter");
        await supervisor.UntilSaysAsync("The refresh was refused.");
        await late.PressAsync("a", "Enter");
        await late.UntilSaysAsync("Somebody was first");
        node.InForce().ShouldBe(121);
    }

    [Fact]
    public async Task A_list_that_would_be_emptied_says_so()
    {
        await using var node = await BorderCalls.StartAsync([.. Rows(0, 5)]);
        await node.ReplaceListAsync();
        using var analyst = node.As("nour", Role.Analyst);
        (await analyst.GetStringAsync(Held)).ShouldContain("It would leave nobody on the list, where 5 listings are in force now.");
    }

    [Fact]
    public async Task A_source_that_cannot_be_read_says_why_and_what_was_found_stands_with_its_place()
    {
        await using var node = await BorderCalls.StartAsync([.. Nadia, "N2,Somebody,primary,no-date,MAR,F,"]);
        using var analyst = node.As("nour", Role.Analyst);
        var page = await analyst.GetStringAsync("/desk/sources/list.csv");
        page.ShouldContain("line 3: A birth date could not be read");
        await File.WriteAllTextAsync(Path.Combine(node.Folder, RunningNode.List), "<html>Maintenance</html>");
        await LookAgainAsync(node);
        (await analyst.GetStringAsync("/desk/sources")).ShouldContain("could not be read");
        (await analyst.GetAsync("/desk/sources/none")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Roles_without_lists_see_no_source_and_only_some_decide()
    {
        await using var node = await HeldAsync();
        string[] readers = [Role.Supervisor, Role.Analyst, Role.Liaison];
        foreach (var path in (string[])["/desk/sources", "/desk/sources/list.csv", Held])
        {
            (await node.ReachedByAsync(path)).ShouldBe(readers, path);
        }

        (await node.ReachedByAsync(Held, HttpMethod.Post)).ShouldBe([Role.Supervisor, Role.Analyst]);
        using var liaison = node.As("leila", Role.Liaison);
        (await liaison.GetStringAsync(Held)).ShouldNotContain("value=\"release\"");
    }

    [Fact]
    public async Task A_listing_of_a_public_list_has_a_page_with_names_by_script()
    {
        await using var node = await BorderCalls.StartAsync([.. Nadia, "N1,نادية شكري,original-script,,,,"]);
        await BorderCalls.SendAsync(node, Flight.Message());
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer);
        await officer.GoAsync("/desk/queue");
        await officer.PressAsync("Enter");
        await officer.UntilAtAsync("/desk/encounters/");
        await officer.Page.ClickAsync("a[href='/desk/listed/list.csv/N1']");
        await officer.UntilAtAsync("/desk/listed/list.csv/N1");
        var said = await officer.TextAsync();
        said.ShouldContain("Arabic script");
        said.ShouldContain("1991-03-06");
        said.ShouldNotContain("Propose to adopt it");
        node.Recorded("listing.read").ShouldBe(1);
        await officer.GoAsync("/desk/listed/other.csv/N1");
        (await officer.TextAsync()).ShouldContain("Unknown listing");
    }

    [Theory]
    [MemberData(nameof(DeskPeople.Looks), MemberType = typeof(DeskPeople))]
    public async Task Every_page_is_accessible(string language, bool dark, int width)
    {
        await using var node = await HeldAsync();
        await using var analyst = await chromium.VisitAsync(node, "nour", Role.Analyst, new Look(language, dark, width));
        await analyst.ShouldAllBeAccessibleAsync("/desk/sources", "/desk/sources/list.csv", Held, Held + "?part=sharpened", Held + "?part=removed", "/desk/listed/list.csv/N1", "/desk/sources/none");
    }

    [Theory]
    [InlineData("fr")]
    [InlineData("ar")]
    [InlineData("es")]
    public async Task Hostile_names_stay_names_in_every_language(string language)
    {
        await using var node = await BorderCalls.StartAsync([.. Rows(0, 60)]);
        await node.ReplaceListAsync([.. DeskPeople.Hostile.Select((name, i) => DeskPeople.Row($"H{i}", name))]);
        using var analyst = node.As("nour", Role.Analyst);
        analyst.DefaultRequestHeaders.Add("Accept-Language", language);
        var page = await analyst.GetStringAsync(Held);
        page.ShouldContain($"lang=\"{language}\"");
        page.ShouldContain("&lt;script&gt;");
        page.ShouldNotContain("<script>alert");
        await using var visitor = await chromium.VisitAsync(node, "lina", Role.Analyst, new Look(language, Width: 390));
        await visitor.GoAsync(Held);
        await visitor.ShouldBeAccessibleAsync();
    }

    /// <summary>A node with a refresh that takes 60 away, brings 61 and says more of one.</summary>
    private static async Task<RunningNode> HeldAsync()
    {
        var node = await BorderCalls.StartAsync([.. Nadia, .. Rows(0, 120)]);
        await node.ReplaceListAsync([.. Nadia, "N1,Nadya Shukri,alias,1991-03-07,,,XA1204417", .. Rows(60, 121)]);
        return node;
    }

    private static IEnumerable<string> Rows(int from, int count) => Enumerable.Range(from, count).Select(i => $"L{i},{Given[i % Given.Length]} {Family[i / Given.Length]},primary,{1950 + (i % 50)}-05-17,MAR,,");

    private static readonly string[] Given = ["Karim", "Houda", "Samir", "Yasmine", "Tarik", "Salma", "Omar", "Rim", "Adil", "Lina"];

    private static readonly string[] Family =
        ["Zerhouni", "Lamrani", "Bennis", "Tazi", "Alaoui", "Berrada", "Chraibi", "Fassi", "Guessous", "Idrissi", "Jazouli", "Kadiri", "Lahlou", "Mernissi", "Naciri", "Ouazzani", "Raissouni", "Sebti", "Touzani", "Wahbi"];

    private static async Task LookAgainAsync(RunningNode node)
    {
        var sources = node.Services.GetRequiredService<SourceRefreshes>();
        foreach (var look in sources.Looks)
        {
            (look.DueAt, look.Stat) = (DateTimeOffset.MinValue, null);
        }

        await sources.TickAsync(CancellationToken.None);
    }
}
