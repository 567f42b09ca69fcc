using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Dapper;
using Entente.Node.Accounts;
using Entente.Node.Oversight;
using Entente.Node.Partnership.Import;
using Entente.Node.Partnership.Records;
using Entente.Node.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Node.Tests.Partnership.Import;

public sealed class ImportTests
{
    private static readonly object?[][] Visits =
    [
        ["Programme de coopération"], [],
        ["Intitulé", "Nature", "Date de début", "Lieu", "Engagement", "Responsable", "Échéance"],
        ["Visite du chef d’état-major", "visite", new DateOnly(2026, 3, 4), "Rabat", "Envoyer le projet", "Bureau A", "30/04/2026"],
        [null, null, null, null, "Nommer un point de contact", "Bureau B", "mai 2026"],
        ["Réunion de suivi", "réunion", "15/09/2026", "Agadir", null, null, null],
        ["Délégation", "delegation", "le jour venu", "Dakhla", null, null, null],
    ];

    [Fact]
    public async Task A_workbook_is_tried_taken_and_undone_as_one()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var officer = node.As("salma", Role.Programme);
        var id = await UploadAsync(officer, WorkbookFile.Of(Visits), "visites.xlsx");

        var page = await officer.GetStringAsync($"/desk/programme/import/{id}");
        page.ShouldContain("2 good");
        page.ShouldContain("C7");
        Records(node).ShouldBeEmpty("nothing is kept before somebody says so");

        await PostAsync(officer, $"/desk/programme/import/{id}/take", ("how", "all"));
        Records(node).ShouldBeEmpty("not all rows are good");
        await PostAsync(officer, $"/desk/programme/import/{id}/take", ("how", "good"));
        var made = Records(node);
        made.Select(r => r.Title).ShouldBe(["Réunion de suivi", "Visite du chef d’état-major"], ignoreOrder: true);
        var visit = made.Single(r => r.Title.StartsWith("Visite", StringComparison.Ordinal));
        visit.Source.ShouldBe($"import:{id}");
        visit.Content["starts"].ShouldBe("2026-03-04");
        visit.Content.RowsOf("commitments").Select(c => c["due"]).ShouldBe(["2026-04-30", "2026-05"]);

        // One of them is changed by a person: it stays, and is named.
        using var change = await officer.PutAsJsonAsync($"/programme/records/{visit.Id}", new { version = 1, fields = new { title = "Visite officielle", form = "visit" } });
        change.StatusCode.ShouldBe(HttpStatusCode.OK);
        await PostAsync(officer, $"/desk/programme/import/{id}/undo");
        Records(node).Select(r => r.Title).ShouldBe(["Visite officielle"]);
        (await officer.GetStringAsync($"/desk/programme/import/{id}")).ShouldContain("Visite officielle");
    }

    [Fact]
    public async Task What_is_there_already_is_left_out()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var officer = node.As("salma", Role.Programme);
        foreach (var _ in (int[])[1, 2])
        {
            var id = await UploadAsync(officer, Encoding.UTF8.GetBytes("title,type,start date\nFirst visit,visit,2026-03-04\nFIRST  VISIT,visit,2026-03-04\nFirst visit,visit,2027-03-04\n"), "visits.csv");
            await PostAsync(officer, $"/desk/programme/import/{id}/take", ("how", "good"));
        }

        Records(node).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Columns_and_order_are_as_they_were_chosen_on_the_screen()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var officer = node.As("salma", Role.Programme);
        var id = await UploadAsync(officer, Encoding.UTF8.GetBytes("A,B,C\nSmall arms course,03/04/2026,1.2m\n"), "x.csv");
        await PostAsync(officer, $"/desk/programme/import/{id}/plan", ("kind", "exercise"), ("header", "1"));
        await PostAsync(officer, $"/desk/programme/import/{id}/plan", ("kind", "exercise"), ("header", "1"), ("column-0", "title"), ("column-1", "starts"), ("column-2", "budget"), ("order", "month-first"), ("currency", "usd"), ("fixed-form", "course"), ("handling", "TLP:GREEN"));
        await PostAsync(officer, $"/desk/programme/import/{id}/take", ("how", "all"));
        var record = Records(node).ShouldHaveSingleItem();
        (record.Content["form"], record.Content["starts"], record.Content["budget"], record.Handling).ShouldBe(("course", "2026-03-04", "1200000 USD", "TLP:GREEN"));
    }

    [Fact]
    public async Task Rows_refer_to_each_other_and_to_records_by_title()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var officer = node.As("salma", Role.Programme);
        var id = await UploadAsync(officer, Encoding.UTF8.GetBytes("name,form,state,part of\nOffice of cooperation,office,,The ministry\nThe ministry,state,Maroc,\nAn orphan,office,,Nobody\n"), "bodies.csv");
        await PostAsync(officer, $"/desk/programme/import/{id}/plan", ("kind", "body"), ("header", "1"), ("column-0", "name"), ("column-1", "form"), ("column-2", "state"), ("column-3", "parent"));
        await PostAsync(officer, $"/desk/programme/import/{id}/take", ("how", "good"));
        var made = Records(node);
        made.Count.ShouldBe(2);
        made.Single(r => r.Title == "Office of cooperation").Content["parent"].ShouldBe(made.Single(r => r.Title == "The ministry").Id);
    }

    [Fact]
    public async Task The_vetting_lock_holds_for_what_is_imported()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var officer = node.As("salma", Role.Programme);
        var id = await UploadAsync(officer, Encoding.UTF8.GetBytes("title,stage,unit\nRadios,delivery,2nd company\n"), "cases.csv");
        await PostAsync(officer, $"/desk/programme/import/{id}/plan", ("kind", "case"), ("header", "1"), ("column-0", "title"), ("column-1", "stage"), ("column-2", "unit"));
        await PostAsync(officer, $"/desk/programme/import/{id}/take", ("how", "good"));
        Records(node).ShouldBeEmpty();
        (await officer.GetStringAsync($"/desk/programme/import/{id}")).ShouldContain("no human-rights vetting");
    }

    [Fact]
    public async Task Ten_thousand_rows_go_in_one_work()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var officer = node.As("salma", Role.Programme);
        var id = await UploadAsync(officer, Encoding.UTF8.GetBytes("title,type,start date\n" + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"Visit {i},visit,2026-03-04\n"))), "many.csv");
        (await node.Services.GetRequiredService<TakeImport>().TakeAsync(id, allOrNothing: true, Salma)).ShouldBeNull();
        Records(node).Count.ShouldBe(10_000);
        (await node.Services.GetRequiredService<TakeImport>().UndoAsync(id, Salma, CancellationToken.None)).ShouldBeNull();
        Records(node).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_file_is_sealed_and_destroyed_within_the_hour()
    {
        var time = new ShiftedTime();
        await using var node = await RunningNode.StartAsync(_ => { }, services => services.AddSingleton<TimeProvider>(time), "L1,Nadia Choukri,primary,,,,");
        using var officer = node.As("salma", Role.Programme);
        var id = await UploadAsync(officer, Encoding.UTF8.GetBytes("title,type\nA visit of somebody,visit\n"), "secret name.csv");
        using (var connection = node.Services.GetRequiredService<Database>().Open())
        {
            var row = connection.QuerySingle<ImportRow>("SELECT * FROM programme_import WHERE id = @id", new { id });
            Encoding.Latin1.GetString([.. row.Upload!, .. row.Name!]).ShouldNotContain("somebody");
            row.Plan.ShouldNotContain("somebody");
        }

        time.Gone = TimeSpan.FromMinutes(61);
        await node.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<UploadClock>().Single().TickAsync(CancellationToken.None);
        node.Services.GetRequiredService<Imports>().Open(id).ShouldBeNull();
        using var after = node.Services.GetRequiredService<Database>().Open();
        after.ExecuteScalar<long>("SELECT count(*) FROM programme_import WHERE upload IS NOT NULL").ShouldBe(0);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_refused_in_words()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var officer = node.As("salma", Role.Programme);
        using var answer = await SendAsync(officer, [0xD0, 0xCF, 0x11, 0xE0, 0, 0], "old.xls");
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Save it as .xlsx");
    }

    internal static Caller Salma { get; } = new(Caller.UserPrefix + "salma", "salma", [Role.Programme], new Entente.Node.Oversight.Purposes.Ground("partnership", "test-act-5"));

    private static IReadOnlyCollection<ProgrammeRecord> Records(RunningNode node) => [.. node.Services.GetRequiredService<ProgrammeRecords>().Read().ById.Values];

    internal static async Task<string> UploadAsync(HttpClient officer, byte[] bytes, string name)
    {
        using var answer = await SendAsync(officer, bytes, name);
        answer.EnsureSuccessStatusCode();
        return answer.RequestMessage!.RequestUri!.Segments[^1]; // The page to which the node has sent.
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient officer, byte[] bytes, string name)
    {
        using var form = new MultipartFormDataContent();
        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(file, "file", name);
        return await officer.PostAsync("/desk/programme/import", form);
    }

    private static async Task PostAsync(HttpClient officer, string path, params (string Name, string Value)[] fields)
    {
        using var answer = await officer.PostAsync(path, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));
        answer.EnsureSuccessStatusCode();
    }
}
