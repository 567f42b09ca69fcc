using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Entente.Node.Accounts;
using Entente.Node.Partnership.Spending;

namespace Entente.Node.Tests.Partnership.Spending;

public sealed class DataSetTests
{
    private const string Table = "country,year,measure,value,standing,region\nUtopia,2019,share_of_gdp,2.0,,Inner Sea\nUtopia,2020,share_of_gdp,2.5,estimated,Inner Sea\nArvenia,2020,share_of_gdp,...,,Inner Sea\nNemora,twenty,share_of_gdp,1,,\n";

    private const string Newer = "country,year,measure,value\nUtopia,2019,share_of_gdp,2.1\nUtopia,2020,share_of_gdp,2.5\nUtopia,2021,share_of_gdp,2.6\n";

    [Fact]
    public async Task A_file_is_tried_first_and_shown_only_once_it_is_taken()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var officer = node.As("petra", Role.Programme);

        var tried = await officer.TryAsync("Inner Sea", Table);

        tried.GetProperty("dataSet").GetProperty("state").GetString().ShouldBe("tried");
        tried.GetProperty("dataSet").GetProperty("records").GetInt32().ShouldBe(3);
        tried.GetProperty("dataSet").GetProperty("refused").GetInt32().ShouldBe(1);
        tried.GetProperty("years").EnumerateArray().Select(y => y.GetInt32()).ShouldBe([2019, 2020]);
        tried.GetProperty("parties").GetInt32().ShouldBe(2);
        tried.GetProperty("findings").EnumerateArray().Single(f => f.GetProperty("refused").GetBoolean()).GetProperty("place").GetString().ShouldBe("line 5");
        (await officer.GetStringAsync("/desk/programme/charts")).ShouldNotContain("Inner Sea");

        (await officer.StepAsync(tried.Id(), "take")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await officer.GetStringAsync("/desk/programme/charts")).ShouldContain("Inner Sea");
    }

    [Fact]
    public async Task A_newer_edition_says_what_it_would_change_and_what_it_replaced_comes_back_when_it_is_undone()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var officer = node.As("petra", Role.Programme);
        var first = await officer.TakeAsync("Inner Sea", Table);

        var newer = await officer.TryAsync("Inner Sea", Newer);
        var changes = newer.GetProperty("changes");
        (changes.GetProperty("added").GetInt32(), changes.GetProperty("changed").GetInt32(), changes.GetProperty("removed").GetInt32(), changes.GetProperty("same").GetInt32()).ShouldBe((1, 2, 1, 0));
        changes.GetProperty("lines").EnumerateArray().Select(l => $"{l.GetProperty("what")}: {l.GetProperty("before")} > {l.GetProperty("after")}").ShouldContain("Utopia 2020 share_of_gdp: 2.5 (estimated) > 2.5");

        await officer.StepAsync(newer.Id(), "take");
        (await officer.StatesAsync()).ShouldBe([$"{newer.Id()} current", $"{first} replaced"], ignoreOrder: true);
        await officer.StepAsync(newer.Id(), "undo");
        (await officer.StatesAsync()).ShouldBe([$"{newer.Id()} undone", $"{first} current"], ignoreOrder: true);
        (await officer.GetAsync($"/programme/data-sets/{newer.Id()}/file")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_file_comes_out_as_it_came_in_and_gives_the_same_in_another_node()
    {
        var file = Encoding.Latin1.GetBytes(Table.Replace("Nemora", "Némora", StringComparison.Ordinal));
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        await using var other = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var officer = node.As("petra", Role.Programme);
        using var elsewhere = other.As("omar", Role.Programme);
        var id = await officer.TakeAsync("Inner Sea", file);

        var copy = await officer.GetByteArrayAsync($"/programme/data-sets/{id}/file");
        copy.ShouldBe(file);
        var again = await elsewhere.TakeAsync("Inner Sea", copy);

        (await elsewhere.SeriesAsync(again, "measure=share_of_gdp")).GetProperty("series").ToString().ShouldBe((await officer.SeriesAsync(id, "measure=share_of_gdp")).GetProperty("series").ToString());
    }

    [Theory]
    [InlineData("name=&source=s&limits=l", Table, "name")]
    [InlineData("name=n&source=&limits=l", Table, "source")]
    [InlineData("name=n&source=s&limits=", Table, "limits")]
    [InlineData("name=n&source=s&limits=l&dated=yesterday", Table, "dated")]
    [InlineData("name=n&source=s&limits=l", "who,what\n1,2\n", "No line of the file is the header")]
    [InlineData("name=n&source=s&limits=l", "", "No line of the file is the header")]
    public async Task What_cannot_be_kept_is_refused_with_the_reason(string query, string file, string says)
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var officer = node.As("petra", Role.Programme);

        var answer = await officer.PostAsync($"/programme/data-sets?{query}", new StringContent(file, Encoding.UTF8, "text/csv"));

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(says);
        (await officer.StatesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Steps_are_done_once_and_only_from_where_they_begin()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var officer = node.As("petra", Role.Programme);
        var id = await officer.TakeAsync("Inner Sea", Table);
        var empty = (await officer.TryAsync("Nothing", "country,year,measure,value\n")).Id();
        var otherKind = (await officer.TryAsync("Inner Sea", "supplier,recipient,delivery_year,tiv\nUtopia,Arvenia,2020,3\n")).Id();

        (await officer.StepAsync(id, "take")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await officer.StepAsync(id, "discard")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await officer.StepAsync("none", "take")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await officer.StepAsync(empty, "take")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await officer.StepAsync(otherKind, "take")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await officer.StepAsync(otherKind, "discard")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await officer.StatesAsync()).ShouldBe([$"{id} current", $"{empty} tried"], ignoreOrder: true);
    }

    [Fact]
    public async Task Every_step_stands_in_the_record_and_none_of_the_figures_do()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var officer = node.As("petra", Role.Programme);
        using var inspector = node.As("ines", Role.Inspector);
        var id = await officer.TakeAsync("Inner Sea", Table);
        await officer.GetByteArrayAsync($"/programme/data-sets/{id}/file");
        await officer.StepAsync(id, "undo");
        await officer.StepAsync((await officer.TryAsync("Inner Sea", Table)).Id(), "discard");

        var record = (await inspector.GetFromJsonAsync<JsonElement>("/record?limit=100")).GetProperty("entries").EnumerateArray().ToList();

        record.Select(e => e.GetProperty("action").GetString()).Where(a => a!.StartsWith("data-set.", StringComparison.Ordinal) || a.StartsWith("programme.", StringComparison.Ordinal)).Order()
            .ShouldBe(["data-set.discarded", "data-set.taken", "data-set.tried", "data-set.tried", "data-set.undone", "programme.exported"]);
        record.ShouldAllBe(e => !e.ToString().Contains("Utopia", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_may_read_may_not_bring_figures()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var officer = node.As("petra", Role.Programme);
        using var liaison = node.As("lia", Role.Liaison);
        var id = (await officer.TryAsync("Inner Sea", Table)).Id();

        (await liaison.PostAsync("/programme/data-sets?name=n&source=s&limits=l", new StringContent(Table))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await liaison.StepAsync(id, "take")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await liaison.GetStringAsync($"/desk/programme/data-sets/{id}")).ShouldNotContain("name=\"step\"");
        (await liaison.GetStringAsync("/desk/programme/data-sets")).ShouldNotContain("name=\"file\"");
    }

    [Fact]
    public async Task The_desk_tries_a_file_shows_what_was_found_and_takes_it()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var officer = await node.SignInAsync("Petra", Role.Programme);
        using var form = new MultipartFormDataContent
        {
            { new StringContent("Inner Sea"), "name" }, { new StringContent("Observatory of the Inner Sea"), "source" }, { new StringContent("Invented <figures>."), "limits" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(Table)), "file", "inner-sea.csv" },
        };

        var path = (await officer.PostAsync("/desk/programme/data-sets", form)).Headers.Location?.ToString() ?? "";
        var text = await officer.GetStringAsync(path);

        path.ShouldStartWith("/desk/programme/data-sets/");
        text.ShouldContain("year-unreadable");
        text.ShouldContain("everything is new");
        text.ShouldContain("Invented &lt;figures&gt;.");
        var charts = await officer.PostAsync(path, new FormUrlEncodedContent(new Dictionary<string, string> { ["step"] = "take" }));
        (await officer.GetStringAsync(charts.Headers.Location)).ShouldContain("Observatory of the Inner Sea");
    }

    [Fact]
    public async Task The_desk_says_what_is_missing_and_keeps_what_was_typed()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var officer = await node.SignInAsync("Petra", Role.Programme);
        using var form = new MultipartFormDataContent { { new StringContent("Inner Sea"), "name" }, { new ByteArrayContent(Encoding.UTF8.GetBytes("a,b\n1,2\n")), "file", "x.csv" }, { new StringContent("s"), "source" }, { new StringContent("l"), "limits" } };

        var page = await officer.PostAsync("/desk/programme/data-sets", form);

        page.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var text = await page.Content.ReadAsStringAsync();
        text.ShouldContain("No line of the file is the header");
        text.ShouldContain("value=\"Inner Sea\"");
    }

    [Fact]
    public async Task A_file_above_the_bound_is_refused()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var officer = node.As("petra", Role.Programme);
        using var content = new ByteArrayContent(new byte[TryDataSet.MostBytes + 1]);

        var refused = false;
        try
        {
            refused = (await officer.PostAsync("/programme/data-sets?name=n&source=s&limits=l", content)).StatusCode == HttpStatusCode.RequestEntityTooLarge;
        }
        catch (HttpRequestException)
        {
            // The node closes the connection while the rest is still being sent.
            refused = true;
        }

        refused.ShouldBeTrue();
    }
}
