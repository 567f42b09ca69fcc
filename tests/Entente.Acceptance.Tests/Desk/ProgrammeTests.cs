using System.Text.RegularExpressions;
using Entente.Node.Accounts;
using Entente.Node.Demo;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Playwright;

namespace Entente.Acceptance.Tests.Desk;

/// <summary>The programme officer's way through the desk, and the pictures of the guide.</summary>
public sealed partial class ProgrammeTests(Chromium chromium)
{
    // The plan of the demonstration counts its years from today, and the pictures show them.
    private static readonly DateTimeOffset Day = new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero);

    private const string Report =
        """
        AMAUROT, 24 November 2026 (Agency) - The Director of the Border Service of Tunisia, Selma Gharbi, visited Rabat on 20 November 2026 and met the Minister of the Interior of Morocco, Karim Benjelloun, to discuss the movement of foreign terrorist fighters. It was the third visit of its kind.

        The two countries signed a memorandum of understanding on maritime security worth 12 million dollars on 21 November 2026.
        """;

    [Fact]
    public async Task The_guide_shows_what_a_programme_officer_comes_to()
    {
        var (node, records) = await StartAsync();
        await using var owned = node;
        await using var visitor = await chromium.VisitAsync(node, "Pavel Duarte", Role.Programme);
        foreach (var (picture, path) in ((string, string)[])[("programme-week", "/desk/programme"), ("programme-timeline", "/desk/programme/timeline"), ("programme-record", $"/desk/programme/record/{records["second"]}"), ("programme-charts", "/desk/programme/charts"), ("programme-cases", "/desk/programme/cases")])
        {
            await visitor.GoAsync(path);
            await visitor.ShowAsync(picture, whole: true);
        }

        await ReadAsync(visitor);
        await visitor.ShowAsync("programme-report", whole: true);
    }

    [Fact]
    public async Task A_report_becomes_a_record_with_its_sentence_once_a_person_has_accepted_it()
    {
        var (node, _) = await StartAsync();
        await using var owned = node;
        await using var visitor = await chromium.VisitAsync(node, "Pavel Duarte", Role.Programme);
        await ReadAsync(visitor);
        var visit = visitor.Page.Locator("article.report-proposal").Filter(new() { HasText = "Selma Gharbi" }).First;
        await visit.GetByRole(AriaRole.Link, new() { Name = "Change, then accept" }).ClickAsync();
        await visitor.Page.Locator("[name=title]").FillAsync("Third visit of the director");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Keep" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Third visit of the director" }).WaitForAsync();
        var said = await visitor.Page.Locator("main").InnerTextAsync();
        said.ShouldContain("visited Rabat on 20 November 2026");
        said.ShouldContain("as reported");
        await visitor.GoAsync("/desk/programme/records/engagement");
        (await visitor.Page.Locator("main").InnerTextAsync()).ShouldContain("Third visit of the director");
    }

    [Fact]
    public async Task A_visit_is_prepared_with_what_is_open_on_two_pages()
    {
        var (node, records) = await StartAsync();
        await using var owned = node;
        await using var visitor = await chromium.VisitAsync(node, "Pavel Duarte", Role.Programme);
        await visitor.GoAsync($"/desk/programme/partner/{records["partner"]}");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Brief on two pages" }).ClickAsync();
        var brief = visitor.Page.Locator("main");
        await brief.GetByText("Brief of").WaitForAsync();
        var said = await brief.InnerTextAsync();
        said.ShouldContain("Name a CBRN contact point", customMessage: "What was promised at the first visit and not done is not lost at the second.");
        said.ShouldContain("Send the draft of the warning protocol");
        PagesOf(await visitor.Page.PdfAsync(new() { Format = "A4" })).ShouldBeLessThanOrEqualTo(2);
    }

    private static async Task<(RunningNode Node, IReadOnlyDictionary<string, string> Records)> StartAsync()
    {
        var time = new ShiftedTime { Gone = Day - DateTimeOffset.UtcNow };
        var node = await RunningNode.StartAsync(_ => { }, services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time)), "L1,Nadia Choukri,primary,,,,");
        using var officer = node.As("petra", Role.Programme);
        return (node, await new DemoProgramme(officer, DemoProgramme.Names.OfUtopia, DateOnly.FromDateTime(Day.UtcDateTime)).FillAsync(CancellationToken.None));
    }

    private static async Task ReadAsync(Visitor visitor)
    {
        var page = visitor.Page;
        await visitor.GoAsync("/desk/programme/reports");
        await page.Locator("#pasted textarea").FillAsync(Report);
        await page.Locator("#pasted [name=name]").FillAsync("Agency of 24 November");
        await page.Locator("#pasted button").ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Agency of 24 November" }).WaitForAsync();
    }

    private static int PagesOf(byte[] pdf) => PageObject().Count(System.Text.Encoding.Latin1.GetString(pdf));

    [GeneratedRegex(@"/Type\s*/Page\b", RegexOptions.None, 1000)]
    private static partial Regex PageObject();
}
