using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Entente.Node.Accounts;
using Entente.Node.Oversight;
using Entente.Node.Partnership.Export;
using Entente.Node.Partnership.Import;
using Entente.Node.Partnership.Records;
using Entente.Node.Tests.Partnership.Import;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Node.Tests.Partnership.Export;

public sealed class ExportTests
{
    [Fact]
    public async Task What_is_exported_and_taken_in_by_an_empty_node_is_exported_again_byte_for_byte()
    {
        await using var first = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        await using var second = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        await KeepAsync(first, [.. RecordKinds.All.SelectMany(kind => Drafts(kind).Sample(20, 6))]);
        using var officer = first.As("salma", Role.Programme);
        using var other = second.As("karim", Role.Programme);
        var exported = await officer.GetByteArrayAsync("/programme/export.json");
        using var taken = await other.PostAsync("/programme/import-json", new ByteArrayContent(exported));
        taken.StatusCode.ShouldBe(HttpStatusCode.OK, await taken.Content.ReadAsStringAsync());
        (await other.GetByteArrayAsync("/programme/export.json")).ShouldBe(exported);
        using var again = await other.PostAsync("/programme/import-json", new ByteArrayContent(exported));
        again.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_file_with_a_fault_is_not_taken_in_at_all()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var officer = node.As("salma", Role.Programme);
        object Entry(string id, string title) => new { id, kind = "engagement", owner = "", version = 1, handling = "TLP:GREEN", source = "", content = new { fields = new { title, form = "visit" }, rows = new { }, evidence = new { } } };
        using var refused = await officer.PostAsJsonAsync("/programme/import-json", new { format = RecordsFile.Format, records = new[] { Entry("a1", "Good"), Entry("a2", "") } });
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("a2: title needed");
        node.Services.GetRequiredService<ProgrammeRecords>().Read().ById.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_table_says_what_the_records_say_and_no_cell_of_it_is_a_formula()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        await KeepAsync(node, [.. Drafts(RecordKinds.Engagement).Sample(20, 20)]);
        using var officer = node.As("salma", Role.Programme);
        var bytes = await officer.GetByteArrayAsync("/programme/export/engagement.csv");
        Encoding.UTF8.GetString(bytes).Split("\"").ShouldAllBe(cell => cell.Length < 2 || cell[0] != '=');
        var sheet = Spreadsheet.Read(bytes).Sheets[0];
        var columns = Enumerable.Range(0, sheet.Width).ToDictionary(i => sheet.At(0, i).Text, i => i);
        foreach (var record in node.Services.GetRequiredService<ProgrammeRecords>().Read().ById.Values)
        {
            var lines = Enumerable.Range(1, sheet.Rows.Count - 1).Where(row => sheet.At(row, 0).Text == record.Id).ToList();
            foreach (var (name, value) in record.Content.Fields.Where(f => f.Key != "earlier"))
            {
                sheet.At(lines[0], columns[name]).Text.ShouldBe(value);
            }

            foreach (var (rows, list) in record.Content.Rows)
            {
                foreach (var (row, number) in list.Select((r, i) => (r, i)))
                {
                    row.ShouldAllBe(cell => sheet.At(lines[number], columns[$"{rows}.{cell.Key}"]).Text == cell.Value);
                }
            }
        }
    }

    [Fact]
    public async Task An_exported_table_is_imported_as_it_was()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var officer = node.As("salma", Role.Programme);
        var content = new RecordContent();
        (content.Fields["title"], content.Fields["form"], content.Fields["starts"], content.Fields["topics"]) = ("=A first visit", "visit", "2026-06", "+ borders\n- training");
        content.Rows["commitments"] = [new() { ["what"] = "@send", ["due"] = "2026-07-01" }, new() { ["what"] = "'call", ["who"] = "Office" }];
        await KeepAsync(node, [new RecordDraft(RecordKinds.Engagement, content.Tidy(), "TLP:GREEN")]);
        var exported = await officer.GetByteArrayAsync("/programme/export/engagement.csv");
        await using var other = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var karim = other.As("karim", Role.Programme);
        var id = await ImportTests.UploadAsync(karim, exported, "engagement.csv");
        (await other.Services.GetRequiredService<TakeImport>().TakeAsync(id, true, ImportTests.Salma)).ShouldBeNull();
        var record = other.Services.GetRequiredService<ProgrammeRecords>().Read().ById.Values.ShouldHaveSingleItem();
        record.Content.ToBytes().ShouldBe(content.Tidy().ToBytes());
        record.Handling.ShouldBe("TLP:GREEN");
    }

    private static Task<bool> KeepAsync(RunningNode node, IReadOnlyList<RecordDraft> drafts) => node.Services.GetRequiredService<LedgerWriter>().WriteAsync(
        work =>
        {
            foreach (var draft in drafts)
            {
                node.Services.GetRequiredService<RecordWriter>().Create(work, draft, ImportTests.Salma);
            }

            return true;
        },
        CancellationToken.None);

    /// <summary>Records of a kind as the rules allow them, with nothing that waits for a vetting.</summary>
    private static Gen<RecordDraft> Drafts(RecordKind kind) =>
        from values in Gen.ListOf(Gen.Choose(0, 1_000_000), 400)
        select Draft(kind, new Queue<int>(values));

    private static RecordDraft Draft(RecordKind kind, Queue<int> chance)
    {
        var content = new RecordContent();
        foreach (var field in kind.Fields)
        {
            if (field.Type == FieldType.Rows)
            {
                content.Rows[field.Name] = [.. Enumerable.Range(0, chance.Dequeue() % 3).Select(_ => new SortedDictionary<string, string>(field.Columns.ToDictionary(c => c.Name, c => kind == RecordKinds.Case && c.Name == "done" ? "" : Value(c, chance), StringComparer.Ordinal), StringComparer.Ordinal))];
            }
            else if (field.IsRequired || chance.Dequeue() % 4 > 0)
            {
                content.Fields[field.Name] = field.Name is "stage" ? "request" : field.Name is "status" && kind == RecordKinds.Exercise ? "planned" : Value(field, chance);
            }
        }

        if (content["starts"].Length > 0)
        {
            content.Fields["ends"] = "2199";
        }

        if (content["title"].Length > 0)
        {
            content.Evidence["title"] = new FieldEvidence("A report", Words[chance.Dequeue() % Words.Length], chance.Dequeue() % 2 == 0);
        }

        return new RecordDraft(kind, content.Tidy(), chance.Dequeue() % 2 == 0 ? "TLP:GREEN" : "TLP:AMBER//H2", chance.Dequeue() % 2 == 0 ? "" : "report:x");
    }

    private static readonly string[] Words = ["=SUM(A1)", "+212", "-1", "@cmd", "'quoted", "\"said\"", "a, b; c", "tab\there", "Réunion à Rabat", "زيارة رسمية", "😀 <b>", "x", "\\u0041", "\u202Eturned"];

    private static string Value(RecordField field, Queue<int> chance) => field.Type switch
    {
        FieldType.Text => $"{Words[chance.Dequeue() % Words.Length]} {chance.Dequeue()}",
        FieldType.LongText or FieldType.Lines => string.Join('\n', Enumerable.Range(0, 1 + (chance.Dequeue() % 3)).Select(_ => Words[chance.Dequeue() % Words.Length])),
        FieldType.Date => $"20{10 + (chance.Dequeue() % 80)}-0{1 + (chance.Dequeue() % 9)}",
        FieldType.Choice => field.Choices[chance.Dequeue() % field.Choices.Count],
        FieldType.Number => $"{chance.Dequeue()}",
        FieldType.Location => $"{chance.Dequeue() % 90}.5,-{chance.Dequeue() % 180}",
        FieldType.Money => $"{chance.Dequeue()} USD",
        FieldType.State => "MAR",
        _ => "deleted0before",
    };
}
