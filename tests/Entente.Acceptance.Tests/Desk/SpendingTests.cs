using Entente.Node.Accounts;
using Microsoft.Playwright;

namespace Entente.Acceptance.Tests.Desk;

/// <summary>A file of figures on its way to a chart, in a browser.</summary>
public sealed class SpendingTests(Chromium chromium)
{
    private const string Spending =
        "country,year,measure,value\nMorocco,2022,Share of GDP,4.0\nMorocco,2023,Share of GDP,3.6\nMorocco,2024,Share of GDP,3.5\nAlgeria,2022,Share of GDP,4.8\nAlgeria,2024,Share of GDP,8.0\nNowhere,2024,Share of GDP,many\n";

    private const string Register =
        "supplier,recipient,delivery_year,tiv\nUnited States,Morocco,2022,150\nFrance,Morocco,2023,50\nItaly,Algeria,2023,120\n";

    [Fact]
    public async Task A_table_of_spending_is_tried_taken_and_drawn_with_its_source_and_limits()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        await using var officer = await chromium.VisitAsync(node, "Salma Idrissi", Role.Programme);
        await TryAsync(officer, "Spending of the region", Spending);
        await Assertions.Expect(officer.Page.Locator("tr.is-late")).ToContainTextAsync("refused");
        await DecideAsync(officer, "take");
        await officer.GoAsync("/desk/programme/charts");
        var chart = officer.Page.Locator("main");
        await Assertions.Expect(chart).ToContainTextAsync("Invented for a test.");
        await Assertions.Expect(chart).ToContainTextAsync("Observatory of the test");

        // The year without a figure is a gap, also in the table beneath.
        await officer.Page.Locator("details:has(table) > summary").First.ClickAsync();
        var table = officer.Page.Locator("details table").First;
        await Assertions.Expect(table).ToContainTextAsync("3.6");
        (await table.Locator("tr").Filter(new() { HasText = "2023" }).InnerTextAsync()).ShouldNotContain("8");
        await officer.ShouldBeAccessibleAsync();
    }

    [Fact]
    public async Task A_register_ranks_who_received_most_and_its_undoing_shows_nothing_any_more()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        await using var officer = await chromium.VisitAsync(node, "Salma Idrissi", Role.Programme);
        await TryAsync(officer, "Transfers", Register);
        var path = new Uri(officer.Page.Url).AbsolutePath;
        await DecideAsync(officer, "take");
        await officer.GoAsync("/desk/programme/charts");
        var ranking = officer.Page.Locator("main table:has(tbody :text('Morocco'))").First;
        await Assertions.Expect(ranking.Locator("tbody tr").First).ToContainTextAsync("Morocco");
        await Assertions.Expect(ranking.Locator("tbody tr").First).ToContainTextAsync("200");
        await officer.ShouldBeAccessibleAsync();
        await officer.GoAsync(path);
        await officer.Page.Locator("form:has([value=undo]) summary").ClickAsync();
        await DecideAsync(officer, "undo");
        await officer.GoAsync("/desk/programme/charts");
        (await officer.TextAsync("main")).ShouldNotContain("Morocco");
    }

    /// <summary>Takes a step, and waits until the node has.</summary>
    private static async Task DecideAsync(Visitor officer, string step)
    {
        var form = officer.Page.Locator($"form:has([value={step}])");
        await form.Locator("button").ClickAsync();
        await form.WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    private static async Task TryAsync(Visitor officer, string name, string table)
    {
        await officer.GoAsync("/desk/programme/data-sets");
        var page = officer.Page;
        await page.SetInputFilesAsync("[name=file]", new FilePayload { Name = "figures.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(table) });
        await page.FillAsync("[name=name]", name);
        await page.FillAsync("[name=source]", "Observatory of the test");
        await page.FillAsync("[name=limits]", "Invented for a test.");
        await page.Locator("form:has([name=file]) button").ClickAsync();
        await officer.UntilAtAsync("/desk/programme/data-sets/");
    }
}
