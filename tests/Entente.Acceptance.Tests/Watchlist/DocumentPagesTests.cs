using System.Net;
using Entente.Node.Accounts;

namespace Entente.Acceptance.Tests.Watchlist;

/// <summary>Lost and stolen documents, as whoever lists them sees them.</summary>
public sealed class DocumentPagesTests(Chromium chromium)
{
    private const string Nadia = "N1,Nadia Choukri,primary,1991-03-06,MAR,F,";

    [Fact]
    public async Task A_document_is_listed_found_by_its_number_as_misread_and_removed_by_keyboard()
    {
        await using var node = await BorderCalls.StartAsync(Nadia);
        await using var analyst = await chromium.VisitAsync(node, "Nour Belkacem", Role.Analyst);
        await analyst.GoAsync("/desk/documents");
        (await analyst.TextAsync()).ShouldContain("No document is listed");
        await analyst.PressAsync("n");
        await analyst.UntilAtAsync("/desk/documents/new");
        await analyst.Page.FocusAsync("#number");
        await TypeAsync(analyst, "XB O9-123456");
        await analyst.PressAsync("Tab", "p", "Tab");
        await TypeAsync(analyst, "MAR");
        await analyst.PressAsync("Tab", "s", "Tab");
        await analyst.Page.FocusAsync("#reference");
        await TypeAsync(analyst, "PV 88/2026");
        await analyst.PressAsync("Enter");
        await analyst.UntilSaysAsync("The document is in force from now on.");
        (await analyst.TextAsync()).ShouldContain("Nour Belkacem");

        await analyst.PressAsync("q");
        await analyst.UntilSaysAsync("PV 88/2026");
        await analyst.PressAsync("f");
        await TypeAsync(analyst, "09-1234");
        await analyst.PressAsync("Enter");
        await analyst.UntilSaysAsync("XB O9-123456", "td");
        await analyst.PressAsync("Enter");
        await analyst.UntilSaysAsync("Remove from the list");
        await analyst.PressAsync("x", "i", "Tab", "Enter");
        await analyst.UntilSaysAsync("The document is no longer in force.");
        node.Recorded("document.removed").ShouldBe(1);
        using var reader = node.As("nour", Role.Analyst);
        (await reader.GetStringAsync("/desk/documents?q=XBO9123456")).ShouldContain("No document in force has that number");
    }

    [Fact]
    public async Task What_was_typed_stays_when_it_is_refused()
    {
        await using var node = await BorderCalls.StartAsync(Nadia);
        using var analyst = node.As("nour", Role.Analyst);
        analyst.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        var answer = await analyst.PostAsync("/desk/documents", new FormUrlEncodedContent(new Dictionary<string, string> { ["number"] = "X1", ["issuer"] = "Nowhere land", ["kind"] = "visa", ["since"] = "2999-01-01", ["reference"] = "PV 9" }));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await answer.Content.ReadAsStringAsync();
        foreach (var shown in (string[])["value=\"X1\"", "value=\"Nowhere land\"", "value=\"PV 9\"", "href=\"#number\"", "href=\"#issuer\"", "href=\"#loss\"", "href=\"#since\""])
        {
            page.ShouldContain(shown);
        }

        page.ShouldNotContain("href=\"#kind\"");
        node.Recorded("document.listed").ShouldBe(0);
    }

    [Fact]
    public async Task Roles_without_lists_see_no_document_and_only_some_list_one()
    {
        await using var node = await BorderCalls.StartAsync(Nadia);
        (await node.ReachedByAsync("/desk/documents")).ShouldBe([Role.Supervisor, Role.Analyst, Role.Liaison]);
        (await node.ReachedByAsync("/desk/documents/new")).ShouldBe([Role.Analyst, Role.Liaison]);
        (await node.ReachedByAsync("/desk/documents", HttpMethod.Post)).ShouldBe([Role.Analyst, Role.Liaison]);
        (await node.ReachedByAsync("/desk/documents/x/remove", HttpMethod.Post)).ShouldBe([Role.Analyst, Role.Liaison]);
    }

    [Theory]
    [MemberData(nameof(DeskPeople.Looks), MemberType = typeof(DeskPeople))]
    public async Task Every_page_is_accessible(string language, bool dark, int width)
    {
        await using var node = await BorderCalls.StartAsync(Nadia);
        await node.LoseAsync("XA1204417");
        await node.LoseAsync("<script>77889\u202E12");
        await using var analyst = await chromium.VisitAsync(node, "nour", Role.Analyst, new Look(language, dark, width));
        await analyst.ShouldAllBeAccessibleAsync("/desk/documents", "/desk/documents?q=nothing1", "/desk/documents/new", "/desk/documents/none");
        await analyst.GoAsync("/desk/documents");
        await analyst.PressAsync("Enter");
        await analyst.UntilAtAsync("/desk/documents/document-");
        await analyst.ShouldBeAccessibleAsync();
    }

    private static Task TypeAsync(Visitor visitor, string text) => visitor.Page.Keyboard.TypeAsync(text);
}
