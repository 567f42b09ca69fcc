using System.Diagnostics;
using System.Globalization;
using System.Net;
using Entente.Node.Accounts;
using Entente.Node.Desk;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Entente.Acceptance.Tests.Desk;

/// <summary>Twenty tabs of one browser.</summary>
public sealed class TabsTests(Chromium chromium)
{
    private const int Tabs = 20;
    private const string Listed = "L1,Nadia Choukri,primary,1991-03-06,MAR,F,";

    private readonly AskedPaths _asked = new();
    private readonly ShiftedTime _time = new();

    [Fact]
    public async Task Twenty_tabs_use_one_stream_and_all_show_a_new_hit_also_after_the_tab_that_held_it_is_closed()
    {
        await using var node = await StartAsync();
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer);
        var tabs = await OpenAsync(officer, "/desk/queue");
        var events = node.Services.GetRequiredService<DeskEvents>();
        events.Listening.ShouldBe(1);
        _asked.Count("GET /desk/events").ShouldBe(1);

        await BorderCalls.SendAsync(node, Flight.Message());
        await Task.WhenAll(tabs.Select(tab => tab.Locator("main").GetByText("CHOUKRI NADIA").First.WaitForAsync()));
        events.Listening.ShouldBe(1);

        var holder = await HolderAsync(tabs);
        await holder.CloseAsync();
        tabs.Remove(holder);
        (await HolderAsync(tabs)).ShouldNotBe(holder);
        (await BorderCalls.UntilAsync(() => Task.FromResult(events.Listening == 1))).ShouldBeTrue();
        _asked.Count("GET /desk/events").ShouldBe(2);
        await BorderCalls.SendAsync(node, Another(1));
        await Task.WhenAll(tabs.Select(tab => tab.Locator("main .queue tbody tr").Nth(1).WaitForAsync()));
    }

    [Fact]
    public async Task Many_changes_in_a_row_make_each_tab_ask_once_a_second_at_most_and_a_tab_that_is_hidden_not_at_all()
    {
        await using var node = await StartAsync();
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer);
        var tabs = await OpenAsync(officer, "/desk/queue");
        await tabs[^1].EvaluateAsync("Object.defineProperty(document, 'hidden', { get: () => globalThis.isHidden ?? true, configurable: true })");
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < 20; i++)
        {
            await BorderCalls.SendAsync(node, Another(i));
        }

        await Task.WhenAll(tabs.SkipLast(1).Select(tab => tab.Locator("main .queue tbody tr").Nth(19).WaitForAsync()));
        var seconds = (int)Math.Ceiling(Stopwatch.GetElapsedTime(started).TotalSeconds);
        _asked.Count("GET /desk/queue/rows").ShouldBeInRange(Tabs - 1, (Tabs - 1) * (seconds + 2));
        (await tabs[^1].Locator("main .queue").CountAsync()).ShouldBe(0);

        // Somebody looks at it again, and it shows everything.
        await tabs[^1].EvaluateAsync("globalThis.isHidden = false; document.dispatchEvent(new Event('visibilitychange'))");
        await tabs[^1].Locator("main .queue tbody tr").Nth(19).WaitForAsync();
    }

    [Fact]
    public async Task Whoever_signs_out_in_one_tab_leaves_nothing_on_the_screen_of_another()
    {
        await using var node = await StartAsync();
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer);
        await officer.GoAsync("/desk/queue");
        await officer.Page.Locator("html[data-live=true]").WaitForAsync();
        var account = await officer.Page.Context.NewPageAsync();
        await account.GotoAsync("/account");
        await account.Locator("main[data-ready=true]").WaitForAsync();
        await account.ClickAsync("[data-post='/account/sign-out']");
        await officer.UntilAtAsync("/sign-in");
        (await BorderCalls.UntilAsync(() => Task.FromResult(node.Services.GetRequiredService<DeskEvents>().Listening == 0))).ShouldBeTrue();
    }

    [Fact]
    public async Task A_session_that_has_ended_stops_the_stream_hides_the_page_says_so_and_comes_back_when_the_same_person_signs_in()
    {
        await using var node = await StartAsync();
        await using var officer = await chromium.VisitAsync(node);
        var account = await TestAccounts.AddAsync(node, "amina", Role.Officer);
        await officer.SignInAsync(account);
        await officer.GoAsync("/desk/queue");
        await officer.Page.Locator("html[data-live=true]").WaitForAsync();
        _time.Gone += TimeSpan.FromHours(13);

        // Somebody signs in somewhere: whoever listens is asked again whether he still may.
        using var other = await TestAccounts.SignInAsync(node, "bilal", Role.Officer);
        await officer.Page.Locator("#ended").WaitForAsync();
        (await officer.TextAsync("#ended")).ShouldContain("no longer signed in");
        (await officer.Page.IsVisibleAsync("main h1")).ShouldBeFalse();
        (await BorderCalls.UntilAsync(() => Task.FromResult(node.Services.GetRequiredService<DeskEvents>().Listening == 0))).ShouldBeTrue();

        await officer.SignInAsync(account);
        var again = await officer.Page.Context.NewPageAsync();
        await again.GotoAsync("/desk/queue");
        await officer.Page.Locator("html:not([data-ended]) main h1").WaitForAsync();
        (await BorderCalls.UntilAsync(() => Task.FromResult(node.Services.GetRequiredService<DeskEvents>().Listening == 1))).ShouldBeTrue();
    }

    [Fact]
    public async Task A_desk_at_which_nobody_works_keeps_no_session_alive()
    {
        await using var node = await StartAsync();
        using var desk = await TestAccounts.SignInAsync(node, "amina", Role.Officer);
        using var worked = await TestAccounts.SignInAsync(node, "bilal", Role.Officer);
        desk.DefaultRequestHeaders.Add("Entente-Live", "true");
        for (var i = 0; i < 2; i++)
        {
            _time.Gone += TimeSpan.FromMinutes(20);
            (await worked.GetAsync("/desk/queue/rows")).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await desk.GetAsync("/desk/queue/rows")).StatusCode.ShouldBe(i == 0 ? HttpStatusCode.OK : HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task What_a_page_asks_every_minute_keeps_no_session_alive()
    {
        await using var node = await StartAsync();
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer);
        await officer.Page.Clock.InstallAsync();
        await officer.GoAsync("/desk");
        var asked = officer.Page.WaitForRequestAsync(r => r.Url.Contains("/desk/now/board", StringComparison.Ordinal));
        await officer.Page.Clock.RunForAsync(61_000);
        (await asked).Headers.ShouldContainKey("entente-live");
    }

    [Fact]
    public async Task A_tab_that_sleeps_with_the_stream_in_its_hand_loses_it_to_one_that_is_awake()
    {
        await using var node = await StartAsync();
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer);
        await officer.Page.Clock.InstallAsync();
        await officer.GoAsync("/desk/queue");
        await officer.Page.Locator("html[data-live=true]").WaitForAsync();
        var awake = await officer.Page.Context.NewPageAsync();
        await awake.Clock.InstallAsync();
        await awake.GotoAsync("/desk/queue");
        await awake.Locator("main[data-ready=true]").WaitForAsync();

        // Nothing has been heard for a minute, as this tab's clock has it; the first one's stands still.
        await awake.Clock.FastForwardAsync(60_000);
        await awake.Locator("html[data-live=true]").WaitForAsync();
        await officer.Page.Locator("html[data-live=false]").WaitForAsync();
        (await BorderCalls.UntilAsync(() => Task.FromResult(node.Services.GetRequiredService<DeskEvents>().Listening == 1))).ShouldBeTrue();
    }

    private static async Task<List<IPage>> OpenAsync(Visitor officer, string path)
    {
        var tabs = new List<IPage> { officer.Page };
        await officer.GoAsync(path);
        await officer.Page.Locator("html[data-live=true]").WaitForAsync();
        while (tabs.Count < Tabs)
        {
            var tab = await officer.Page.Context.NewPageAsync();
            await tab.GotoAsync(path);
            await tab.Locator("main[data-ready=true]").WaitForAsync();
            tabs.Add(tab);
        }

        return tabs;
    }

    private static async Task<IPage> HolderAsync(IReadOnlyList<IPage> tabs)
    {
        IPage? holder = null;
        (await BorderCalls.UntilAsync(async () =>
        {
            foreach (var tab in tabs)
            {
                holder = await tab.GetAttributeAsync("html", "data-live") == "true" ? tab : holder;
            }

            return holder is not null;
        })).ShouldBeTrue("No tab holds the stream.");
        return holder ?? throw new InvalidOperationException("No tab holds the stream.");
    }

    /// <summary>The flight of another day, on which the listed person is again.</summary>
    private static string Another(int day) => Flight.Message(day: new DateTime(2026, 11, 22).AddDays(day))
        .Replace("UT41720261121", $"UT4172026{1122 + day}", StringComparison.Ordinal).Replace("UT4170001", (4_170_100 + day).ToString("'UT'0000000", CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private Task<RunningNode> StartAsync() => RunningNode.StartAsync(
        configuration => configuration["Border"] = BorderCalls.Posts(),
        services =>
        {
            services.AddSingleton<TimeProvider>(_time);
            _asked.Add(services);
        },
        Listed);
}
