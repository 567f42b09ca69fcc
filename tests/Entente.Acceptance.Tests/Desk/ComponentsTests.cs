using System.Net;
using Entente.Node.Accounts;

namespace Entente.Acceptance.Tests.Desk;

/// <summary>The page on which every component stands in each state.</summary>
public sealed class ComponentsTests(Chromium chromium)
{
    [Theory]
    [InlineData("en", false, 1280)]
    [InlineData("ar", true, 1280)]
    [InlineData("fr", true, 390)]
    [InlineData("ar", false, 390)]
    [InlineData("es", false, 1280)]
    public async Task Every_component_can_be_read_in_each_state(string language, bool dark, int width)
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        await using var visitor = await chromium.VisitAsync(node, "amina", Role.Officer, new Look(language, dark, width));
        var said = new List<string>();
        visitor.Page.Dialog += (_, dialog) => said.Add(dialog.Message);
        await visitor.GoAsync("/desk/components");
        await visitor.ShouldBeAccessibleAsync();
        said.ShouldBeEmpty();
        (await visitor.Page.Locator(".components-names .name").AllTextContentsAsync()).ShouldContain("<script>alert(1)</script>");
        (await visitor.Page.Locator(".chart-picture").CountAsync()).ShouldBe(3);
        (await visitor.Page.Locator(".asks").CountAsync()).ShouldBe(5);
    }

    [Fact]
    public async Task A_picture_without_words_and_letters_without_contrast_are_found_and_so_is_a_page_that_is_too_wide()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        await using var visitor = await chromium.VisitAsync(node, "amina", Role.Officer);
        await visitor.GoAsync("/desk/components");
        foreach (var (html, style, told) in (IEnumerable<(string, string, string)>)[
            ("<img src='data:,'>", "", "image-alt"), ("<p>Words</p>", "color:#bbb;background:#fff", "color-contrast"), ("<p>Words</p>", "width:3000px", "wider than its window")])
        {
            // The page's policy lets no style come with markup; set by a script it is.
            await visitor.Page.EvaluateAsync("([html, style]) => { document.querySelector('main').insertAdjacentHTML('beforeend', `<div id='tried'>${html}</div>`); document.querySelector('#tried').firstChild.style.cssText = style; }", new[] { html, style });
            (await Assert.ThrowsAsync<ShouldAssertException>(visitor.ShouldBeAccessibleAsync)).Message.ShouldContain(told);
            await visitor.Page.EvaluateAsync("document.querySelector('#tried').remove()");
        }

        await visitor.ShouldBeAccessibleAsync();
    }

    [Fact]
    public async Task Whoever_is_signed_in_reaches_it_and_no_navigation_leads_there()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        foreach (var role in Role.All)
        {
            using var someone = await TestAccounts.SignInAsync(node, role, role);
            (await someone.GetStringAsync("/desk/components")).ShouldNotContain("href=\"/desk/components\"");
        }

        using var stranger = TestAccounts.Browser(node, null);
        (await stranger.GetAsync("/desk/components")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
