using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Entente.Node.Accounts;
using Entente.Node.Partnership.Records;
using FsCheck;
using FsCheck.Fluent;
using static Entente.Node.Tests.Partnership.ProgrammeCalls;

namespace Entente.Node.Tests.Partnership;

public sealed class RecordTests
{
    [Fact]
    public async Task A_record_is_kept_with_every_version_and_who_made_it()
    {
        await using var node = await RunningNode.StartEmptyAsync();
        var (fields, rows) = Visit();
        var id = await CreateAsync(node, "engagement", fields, rows);
        (fields, rows) = Visit("2030-02-02");
        fields["place"] = "Port of Amaurot";
        (await SendAsync(node, HttpMethod.Put, $"/programme/records/{id}", Body("", fields, rows, 1))).Answer.GetProperty("version").GetInt64().ShouldBe(2);
        var (_, answer) = await SendAsync(node, HttpMethod.Get, $"/programme/records/{id}");
        answer.GetProperty("record").GetProperty("content").GetProperty("fields").GetProperty("place").GetString().ShouldBe("Port of Amaurot");
        answer.GetProperty("versions").EnumerateArray().Select(v => v.GetProperty("content").GetProperty("fields").GetProperty("place").GetString()).ShouldBe(["Port of Amaurot", "Amaurot"]);
        answer.GetProperty("versions")[0].GetProperty("by").GetString().ShouldBe("user:petra");
    }

    [Fact]
    public async Task Whoever_changes_a_version_that_is_not_the_newest_is_told_and_changes_nothing()
    {
        await using var node = await RunningNode.StartEmptyAsync();
        var (fields, rows) = Visit();
        var id = await CreateAsync(node, "engagement", fields, rows);
        (fields, rows) = Visit();
        (await SendAsync(node, HttpMethod.Put, $"/programme/records/{id}", Body("", fields, rows, 1))).Status.ShouldBe(HttpStatusCode.OK);
        (fields, rows) = Visit();
        (await SendAsync(node, HttpMethod.Put, $"/programme/records/{id}", Body("", fields, rows, 1))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await SendAsync(node, HttpMethod.Delete, $"/programme/records/{id}?version=1")).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_deleted_record_is_shown_no_more()
    {
        await using var node = await RunningNode.StartEmptyAsync();
        var (fields, rows) = Visit();
        var id = await CreateAsync(node, "engagement", fields, rows);
        (await SendAsync(node, HttpMethod.Delete, $"/programme/records/{id}?version=1")).Status.ShouldBe(HttpStatusCode.OK);
        (await SendAsync(node, HttpMethod.Get, $"/programme/records/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await SendAsync(node, HttpMethod.Get, "/programme/records?kind=engagement")).Answer.GetProperty("total").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Names_of_people_stand_sealed_in_the_database()
    {
        await using var node = await RunningNode.StartEmptyAsync();
        await CreateAsync(node, "engagement", Visit().Fields, new JsonObject { ["participants"] = new JsonArray(new JsonObject { ["name"] = "Quirina Alvarsdottir", ["office"] = "director" }) });
        TestAccounts.Value<byte[]>(node, "SELECT content FROM programme_record").ShouldNotBeNull().AsSpan().IndexOf("Quirina"u8).ShouldBe(-1);
        TestAccounts.Value<byte[]>(node, "SELECT content FROM programme_version").ShouldNotBeNull().AsSpan().IndexOf("Quirina"u8).ShouldBe(-1);
    }

    [Theory]
    [InlineData("title", "", "title: needed")]
    [InlineData("form", "feast", "form: no-choice")]
    [InlineData("starts", "14/06/2026", "starts: no-date")]
    [InlineData("ends", "2026-06-13", "ends: ends-before")]
    [InlineData("number", "second", "number: no-number")]
    [InlineData("location", "95,3", "location: no-location")]
    [InlineData("earlier", "nobody", "earlier: no-record")]
    [InlineData("religion", "any", "religion: unknown-field")]
    public async Task A_record_that_is_not_as_it_should_be_is_refused_with_its_field(string field, string value, string said)
    {
        await using var node = await RunningNode.StartEmptyAsync();
        var (fields, rows) = Visit();
        fields[field] = value;
        var (status, answer) = await SendAsync(node, HttpMethod.Post, "/programme/records", Body("engagement", fields, rows));
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain(said);
    }

    [Theory]
    [InlineData(null, null, null, null, false)]
    [InlineData("cleared", "equipment", "2026-01-01", "2026-12-31", true)]
    [InlineData("cleared", "both", "2026-01-01", "2026-12-31", true)]
    [InlineData("cleared", "training", "2026-01-01", "2026-12-31", false)]
    [InlineData("pending", "equipment", "2026-01-01", "2026-12-31", false)]
    [InlineData("refused", "equipment", "2026-01-01", "2026-12-31", false)]
    [InlineData("cleared", "equipment", "2026-06-02", "2026-12-31", false)]
    [InlineData("cleared", "equipment", "2025-01-01", "2026-05-31", false)]
    public async Task Equipment_is_delivered_to_a_unit_only_while_its_vetting_holds(string? outcome, string? scope, string? vetted, string? expires, bool isLet)
    {
        await using var node = await RunningNode.StartEmptyAsync();
        if (outcome is not null)
        {
            await CreateAsync(node, "vetting", new() { ["unit"] = "Second Patrol", ["scope"] = scope, ["outcome"] = outcome, ["vetted"] = vetted, ["expires"] = expires });
        }

        var rows = new JsonObject { ["deliveries"] = new JsonArray(new JsonObject { ["item"] = "Radios", ["quantity"] = "40", ["due"] = "2026-05-01", ["done"] = "2026-06-01" }) };
        var (status, answer) = await SendAsync(node, HttpMethod.Post, "/programme/records", Body("case", new() { ["title"] = "Radios", ["stage"] = "delivery", ["unit"] = "Second Patrol" }, rows));
        status.ShouldBe(isLet ? HttpStatusCode.OK : HttpStatusCode.UnprocessableEntity, answer.GetRawText());
    }

    [Fact]
    public async Task An_exercise_begins_when_the_lessons_of_the_one_before_are_done()
    {
        await using var node = await RunningNode.StartEmptyAsync();
        JsonObject Lessons(string done) => new() { ["lessons"] = new JsonArray(new JsonObject { ["lesson"] = "Radios did not meet", ["what"] = "One plan of frequencies", ["done"] = done }) };
        JsonObject First() => new() { ["title"] = "Dry Wind 1", ["form"] = "exercise", ["status"] = "done" };
        var first = await CreateAsync(node, "exercise", First(), Lessons(""));
        JsonObject Second() => Body("exercise", new() { ["title"] = "Dry Wind 2", ["form"] = "exercise", ["status"] = "running", ["earlier"] = first });
        (await SendAsync(node, HttpMethod.Post, "/programme/records", Second())).Answer.GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("lessons-open");
        await SendAsync(node, HttpMethod.Put, $"/programme/records/{first}", Body("", First(), Lessons("2026-05-01"), 1));
        (await SendAsync(node, HttpMethod.Post, "/programme/records", Second())).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_was_promised_stands_on_the_first_page_until_it_is_done()
    {
        await using var node = await RunningNode.StartEmptyAsync();
        var (fields, rows) = Visit("2020-01-01");
        var id = await CreateAsync(node, "engagement", fields, rows);
        using var officer = node.As("petra", Role.Programme);
        (await officer.GetStringAsync("/desk/programme")).ShouldContain("Send the list of ports");
        (fields, rows) = Visit("2020-01-01");
        rows["commitments"]!.AsArray()[0]!["done"] = "2020-01-01";
        await SendAsync(node, HttpMethod.Put, $"/programme/records/{id}", Body("", fields, rows, 1));
        (await officer.GetStringAsync("/desk/programme")).ShouldNotContain("Send the list of ports");
    }

    [Theory]
    [InlineData(Role.Programme, HttpStatusCode.OK)]
    [InlineData(Role.Liaison, HttpStatusCode.Forbidden)]
    [InlineData(Role.Officer, HttpStatusCode.Forbidden)]
    public async Task Records_are_kept_by_programme_officers(string role, HttpStatusCode status)
    {
        await using var node = await RunningNode.StartEmptyAsync();
        using var somebody = node.As("somebody", role);
        using var response = await somebody.GetAsync("/desk/programme/records/engagement/new");
        response.StatusCode.ShouldBe(status);
    }

    [Fact]
    public void The_same_content_has_the_same_bytes_and_they_read_back() => Prop.ForAll<Dictionary<string, string>, List<Dictionary<string, string>>>(HasItsBytes).QuickCheckThrowOnFailure();

    private static void HasItsBytes(Dictionary<string, string> fields, List<Dictionary<string, string>> rows)
    {
        var content = new RecordContent();
        foreach (var (name, value) in fields.Where(f => f.Value is not null && IsText(f.Key) && IsText(f.Value)))
        {
            content.Fields[name] = value;
        }

        content.Rows["rows"] = [.. rows.Where(r => r is not null).Select(r => new SortedDictionary<string, string>(r.Where(c => c.Value is not null && IsText(c.Key) && IsText(c.Value)).ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal))];
        var bytes = content.Tidy().ToBytes();
        RecordContent.Read(bytes).ShouldNotBeNull().ToBytes().ShouldBe(bytes);
    }

    /// <summary>Half a character cannot be written in UTF-8.</summary>
    private static bool IsText(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;
}
