using System.Net;
using Entente.Node.Accounts;
using Microsoft.Playwright;

namespace Entente.Acceptance.Tests.Desk;

/// <summary>What holds for every page of the desk, of which <see cref="DeskPage"/> has the table.</summary>
public sealed class EveryPageTests(Chromium chromium, FilledNode filled) : IClassFixture<FilledNode>
{
    private const int MostOnFirstLoad = 300_000, MostLater = 30_000;

    // Of light and dark, wide and phone, English and Arabic each goes with each other one once.
    private static readonly Look[] Looks = [new(), new("ar", Dark: true), new("en", Dark: true, Width: 390, Height: 844), new("ar", Width: 390, Height: 844)];

    [Theory]
    [MemberData(nameof(DeskPage.Names), MemberType = typeof(DeskPage))]
    public async Task A_page_is_accessible_and_no_wider_than_its_window_in_light_and_dark_wide_and_on_a_phone_in_English_and_Arabic(string name)
    {
        var page = DeskPage.Of(name);
        foreach (var look in Looks)
        {
            await using var visitor = await chromium.VisitAsync(filled.Node, $"<i>Amina</i> \u202Eaidan {new string('m', 200)}", page.As, look);
            await visitor.GoAsync(page.Path(filled));
            await visitor.ShouldBeAccessibleAsync();
            (await visitor.Page.GetAttributeAsync("html", "data-broken")).ShouldBeNull("A name was taken for markup.");
            (await visitor.Page.Locator("main script, main img").CountAsync()).ShouldBe(0);
            (await visitor.Page.TitleAsync()).Length.ShouldBeLessThan(100);
        }
    }

    [Theory]
    [MemberData(nameof(DeskPage.Names), MemberType = typeof(DeskPage))]
    public async Task A_page_speaks_each_language_in_its_direction(string name)
    {
        var page = DeskPage.Of(name);
        using var person = await TestAccounts.SignInAsync(filled.Node, "amina", page.As);
        foreach (var (language, direction) in (IEnumerable<(string, string)>)[("en", "ltr"), ("fr", "ltr"), ("ar", "rtl"), ("es", "ltr")])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, page.Path(filled)) { Headers = { { "Accept-Language", language } } };
            var answer = await person.SendAsync(request);
            answer.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.NotFound);
            var text = await answer.Content.ReadAsStringAsync();
            text.ShouldContain($"lang=\"{language}\" dir=\"{direction}\"");
            text.ShouldNotContain("<script>");
        }
    }

    [Theory]
    [MemberData(nameof(DeskPage.Names), MemberType = typeof(DeskPage))]
    public async Task A_page_is_light_on_the_line_at_the_first_visit_and_lighter_later(string name)
    {
        var page = DeskPage.Of(name);
        await using var visitor = await chromium.VisitAsync(filled.Node, "amina", page.As);
        var wire = await Wire.TapAsync(visitor);
        await visitor.GoAsync(page.Path(filled));
        await visitor.Page.WaitForLoadStateAsync(LoadState.Load);
        wire.Bytes.ShouldBeLessThanOrEqualTo(MostOnFirstLoad, string.Join('\n', wire.Came()));
        wire.Bytes.ShouldBeGreaterThan(20_000, "The style sheet alone is more; nothing was counted.");
        wire.Clear();
        await visitor.GoAsync(page.Path(filled));
        await visitor.Page.WaitForLoadStateAsync(LoadState.Load);
        wire.Bytes.ShouldBeInRange(1, MostLater, string.Join('\n', wire.Came()));
        wire.Came().Select(c => c.Address).ShouldAllBe(address => !address.Contains("/assets/"));
    }

    [Theory]
    [MemberData(nameof(DeskPage.Names), MemberType = typeof(DeskPage))]
    public async Task A_page_keeps_its_borders_and_its_focus_where_the_system_gives_the_colours_and_moves_nothing_where_nobody_wants_it(string name)
    {
        var page = DeskPage.Of(name);
        await using var visitor = await chromium.VisitAsync(filled.Node, "amina", page.As, new Look(ForcedColors: true, IsStill: true));
        await visitor.GoAsync(page.Path(filled));
        await visitor.ShouldFitAsync();
        (await visitor.Page.EvaluateAsync<int>("document.getAnimations().filter(a => a.effect.getComputedTiming().duration > 1).length")).ShouldBe(0);
        await visitor.Page.EvaluateAsync("document.querySelector('.skip').focus()");
        await visitor.PressAsync("Tab");
        (await visitor.Page.EvaluateAsync<string>("`${document.activeElement.className} ${getComputedStyle(document.activeElement).outlineStyle}`")).ShouldBe("desk-brand solid");
        (await visitor.Page.EvaluateAsync<bool>("[...document.querySelectorAll('main :is(.btn, .form-control, .form-select)')].every(e => parseFloat(getComputedStyle(e).borderTopWidth) > 0)")).ShouldBeTrue();
        await visitor.Page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.None, Contrast = Contrast.More });
        await visitor.ShouldBeAccessibleAsync();
    }

    [Fact]
    public async Task Pages_are_compressed_and_the_stream_of_events_is_not()
    {
        using var officer = await TestAccounts.SignInAsync(filled.Node, "amina", Role.Officer);
        officer.DefaultRequestHeaders.Add("Accept-Encoding", "gzip, br");
        var page = await officer.GetAsync("/desk/queue");
        page.Content.Headers.ContentEncoding.ShouldBe(["br"]);
        page.Headers.CacheControl?.NoStore.ShouldBeTrue();
        var events = await officer.GetAsync("/desk/events", HttpCompletionOption.ResponseHeadersRead);
        events.Content.Headers.ContentType?.MediaType.ShouldBe("text/event-stream");
        events.Content.Headers.ContentEncoding.Except(["identity"]).ShouldBeEmpty();
        events.Dispose();
    }

    [Fact]
    public async Task A_page_that_another_site_makes_a_browser_ask_for_is_not_compressed()
    {
        using var officer = await TestAccounts.SignInAsync(filled.Node, "amina", Role.Officer);
        officer.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        officer.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        officer.DefaultRequestHeaders.Add("Accept-Encoding", "gzip, br");
        (await officer.GetAsync("/desk/queue")).Content.Headers.ContentEncoding.ShouldBeEmpty();
    }

    [Fact]
    public async Task Style_sheets_and_scripts_are_asked_for_once_and_nothing_about_people_is_kept_by_the_browser()
    {
        await using var visitor = await chromium.VisitAsync(filled.Node, "amina", Role.Officer);
        await visitor.GoAsync("/desk/queue");
        var sheet = await visitor.Page.Locator("link[rel=stylesheet]").First.GetAttributeAsync("href") ?? "";
        (await filled.Node.Nobody.GetAsync(sheet)).Headers.CacheControl?.ToString().ShouldContain("immutable");
        (await visitor.Page.EvaluateAsync<string>("JSON.stringify([{ ...localStorage }, { ...sessionStorage }])")).ShouldBe("[{},{}]");
        await visitor.Page.ClickAsync("[data-theme-toggle]");
        (await visitor.Page.EvaluateAsync<string>("JSON.stringify([{ ...localStorage }, { ...sessionStorage }])")).ShouldBe("""[{"entente-theme":"dark"},{}]""");
    }

    [Fact]
    public async Task Signs_that_turn_the_writing_are_shown_as_what_they_are()
    {
        await using var visitor = await chromium.VisitAsync(filled.Node, "amina", Role.Officer);
        await visitor.GoAsync($"/desk/encounters/{filled.Turning}");
        (await visitor.TextAsync("h1")).ShouldContain("U+202E");
        (await visitor.TextAsync("h1")).ShouldNotContain("\u202E");
        (await visitor.Page.TitleAsync()).ShouldNotContain("\u202E");
    }
}
