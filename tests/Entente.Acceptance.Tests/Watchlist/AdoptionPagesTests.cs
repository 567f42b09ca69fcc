using System.Net;
using Entente.Node.Accounts;

namespace Entente.Acceptance.Tests.Watchlist;

/// <summary>Listings of others that are adopted for more than to inform, by two persons.</summary>
public sealed class AdoptionPagesTests(Chromium chromium)
{
    private const string Nadia = "N1,Nadia Choukri,primary,1991-03-06,MAR,F,";

    [Fact]
    public async Task A_listing_is_adopted_by_two_persons_by_keyboard_and_lapses_when_the_list_changes_it()
    {
        await using var node = await BorderCalls.StartAsync(Nadia);
        await using var analyst = await chromium.VisitAsync(node, "nour", Role.Analyst);
        await using var supervisor = await chromium.VisitAsync(node, "Salim Haddou", Role.Supervisor);
        await analyst.GoAsync("/desk/listed/list.csv/N1");
        await analyst.PressAsync("a");
        await analyst.UntilAtAsync("/desk/adoptions/new");
        await analyst.Page.FocusAsync("#action");
        await analyst.PressAsync("s", "Tab", "Tab");
        await analyst.Page.Keyboard.TypeAsync("Met twice at the port.");
        await analyst.PressAsync("Tab");
        await analyst.Page.FocusAsync(".card-footer button");
        await analyst.PressAsync("Enter");
        await analyst.UntilSaysAsync("Proposed. A second person has to agree");
        (await analyst.TextAsync()).ShouldContain("You proposed it; another person");

        await supervisor.GoAsync("/desk/adoptions?status=proposed");
        await supervisor.PressAsync("Enter");
        await supervisor.UntilAtAsync("/desk/adoptions/adopted-");
        (await supervisor.TextAsync()).ShouldContain("Met twice at the port.");
        (await supervisor.TextAsync()).ShouldContain("unchanged since");
        await supervisor.PressAsync("a");
        await supervisor.UntilSaysAsync("In force. The people of crossings ahead");
        (await supervisor.TextAsync()).ShouldContain("Salim Haddou");

        await node.ReplaceListAsync("N1,Nadia Choukri,primary,1991-03-07,MAR,F,");
        await supervisor.GoAsync("/desk/adoptions");
        var said = await supervisor.TextAsync();
        said.ShouldContain("lapsed");
        said.ShouldContain("changed since");
        await node.ReplaceListAsync("N2,Somebody Else,primary,1991-03-07,MAR,F,", Nadia.Replace("N1", "N3", StringComparison.Ordinal));
        await supervisor.GoAsync("/desk/adoptions");
        (await supervisor.TextAsync()).ShouldContain("no longer on the list");
    }

    [Fact]
    public async Task Whoever_proposed_it_cannot_agree_and_what_was_typed_stays_when_it_is_refused()
    {
        await using var node = await BorderCalls.StartAsync(Nadia);
        using var analyst = node.As("nour", Role.Analyst);
        analyst.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        var refused = await analyst.PostAsync("/desk/adoptions", Form(("listing", "N1"), ("action", "detain-on-warrant"), ("reason", "because of <b>this</b>")));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await refused.Content.ReadAsStringAsync();
        page.ShouldContain("href=\"#warrant\"");
        page.ShouldContain("because of &lt;b&gt;this&lt;/b&gt;");

        var proposed = await analyst.PostAsync("/desk/adoptions", Form(("listing", "N1"), ("action", "discreet-check"), ("reason", "seen twice"), ("reviewOn", ListingCalls.Day(30)), ("expiresOn", ListingCalls.Day(60))));
        var path = proposed.RequestMessage?.RequestUri?.AbsolutePath ?? "";
        path.ShouldStartWith("/desk/adoptions/adopted-");
        (await (await analyst.PostAsync(path + "/approve", Form())).Content.ReadAsStringAsync()).ShouldContain("You proposed it; another person");
        node.Recorded("adoption.approved").ShouldBe(0);
        (await (await analyst.PostAsync(path + "/withdraw", Form())).Content.ReadAsStringAsync()).ShouldContain("Ended. The listing informs again");
        (await analyst.GetAsync("/desk/adoptions/new?listing=none")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Roles_reach_only_what_they_may()
    {
        await using var node = await BorderCalls.StartAsync(Nadia);
        (await node.ReachedByAsync("/desk/adoptions")).ShouldBe([Role.Supervisor, Role.Analyst, Role.Liaison]);
        (await node.ReachedByAsync("/desk/adoptions/new?listing=N1")).ShouldBe([Role.Analyst, Role.Liaison]);
        (await node.ReachedByAsync("/desk/adoptions", HttpMethod.Post)).ShouldBe([Role.Analyst, Role.Liaison]);
        (await node.ReachedByAsync("/desk/adoptions/x/approve", HttpMethod.Post)).ShouldBe([Role.Supervisor, Role.Analyst]);
        (await node.ReachedByAsync("/desk/adoptions/x/refuse", HttpMethod.Post)).ShouldBe([Role.Supervisor, Role.Analyst]);
        (await node.ReachedByAsync("/desk/adoptions/x/withdraw", HttpMethod.Post)).ShouldBe([Role.Analyst, Role.Liaison]);
    }

    [Theory]
    [MemberData(nameof(DeskPeople.Looks), MemberType = typeof(DeskPeople))]
    public async Task Every_page_is_accessible_even_with_a_hostile_name(string language, bool dark, int width)
    {
        await using var node = await BorderCalls.StartAsync([Nadia, .. DeskPeople.Hostile.Select((name, i) => DeskPeople.Row($"H{i}", name))]);
        await using var analyst = await chromium.VisitAsync(node, "nour", Role.Analyst, new Look(language, dark, width));
        using var other = node.As("bilal", Role.Analyst);
        other.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        foreach (var id in (string[])["N1", "H0", "H1", "H2", "H3"])
        {
            await other.PostAsync("/desk/adoptions", Form(("listing", id), ("action", "discreet-check"), ("reason", DeskPeople.Hostile[0]), ("reviewOn", ListingCalls.Day(30)), ("expiresOn", ListingCalls.Day(60))));
        }

        await analyst.ShouldAllBeAccessibleAsync("/desk/adoptions", "/desk/adoptions/new?listing=H3", "/desk/adoptions/none", "/desk/listed/list.csv/H1");
        await analyst.GoAsync("/desk/adoptions");
        await analyst.PressAsync("Enter");
        await analyst.UntilAtAsync("/desk/adoptions/adopted-");
        await analyst.ShouldBeAccessibleAsync();
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
}
