using Entente.Node.Accounts;
using Entente.Node.Partnership.Records;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Entente.Acceptance.Tests.Desk;

public sealed class ImportTests(Chromium chromium)
{
    private const string Table = "Programme 2026;;;;\n;;;;\nIntitulé;Nature;Date de début;Lieu;Remarque\nVisite officielle;visite;03/04/2026;Rabat;x\nRéunion de suivi;réunion;05/06/2026;Agadir;y\nAtelier;meeting;un jour;Dakhla;z\n";

    [Fact]
    public async Task A_spreadsheet_is_tried_mapped_taken_and_undone()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        await using var officer = await chromium.VisitAsync(node, "Salma Idrissi", Role.Programme);
        await officer.GoAsync("/desk/programme/import");
        await officer.Page.SetInputFilesAsync("#file", new FilePayload { Name = "programme.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(Table) });
        await officer.Page.ClickAsync("button:has-text('Try it')");
        await officer.UntilAtAsync("/desk/programme/import/");
        var trial = officer.Page.Locator("#trial");
        await Assertions.Expect(trial).ToContainTextAsync("2 good");
        await Assertions.Expect(trial).ToContainTextAsync("C6");

        await officer.ShowAsync("programme-import", whole: true);

        // Month first is chosen: the examples of the file say what it makes of them.
        await Assertions.Expect(officer.Page.Locator("#columns")).ToContainTextAsync("03/04/2026 → 2026-03-04");
        await officer.Page.CheckAsync("input[value=month-first]");
        await officer.Page.SelectOptionAsync("select[name=column-4]", "readout");
        await officer.Page.RunAndWaitForResponseAsync(() => officer.Page.ClickAsync("button:has-text('Try again')"), answer => answer.Request.Method == "POST");
        await officer.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await officer.Page.ClickAsync("button:has-text('Take the 2 good ones')");
        await Assertions.Expect(officer.Page.Locator("main")).ToContainTextAsync("2 records were made, 1 left out.");
        var records = node.Services.GetRequiredService<ProgrammeRecords>();
        records.Read().ById.Values.Select(r => $"{r.Title} {r.Content["starts"]} {r.Content["readout"]}").ShouldBe(["Réunion de suivi 2026-05-06 y", "Visite officielle 2026-03-04 x"], ignoreOrder: true);

        await officer.Page.ClickAsync("summary:has-text('Undo')");
        await officer.Page.ClickAsync("button:has-text('Undo')");
        await Assertions.Expect(officer.Page.Locator("main")).ToContainTextAsync("Undone. 0 records stay");
        records.Read().ById.ShouldBeEmpty();
    }
}
